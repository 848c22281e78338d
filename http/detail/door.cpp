#include "http/detail/door.hpp"

#include <fcntl.h>
#include <filesystem>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.hpp"
#include "http/detail/descriptor.hpp"

namespace fingerpost::http {
namespace {

bool listens_on(int fd, std::uint16_t port) {
  int listens = 0;
  socklen_t size = sizeof listens;
  if (::getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) != 0 || listens == 0) return false;
  // IPv4 and IPv6 addresses hold their port at the same place.
  sockaddr_storage address{};
  size = sizeof address;
  if (::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0) return false;
  if (address.ss_family != AF_INET && address.ss_family != AF_INET6) return false;
  return ntohs(reinterpret_cast<const sockaddr_in*>(&address)->sin_port) == port;
}

}  // namespace

Door Door::find(std::uint16_t port) {
  Door door;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", error)) {
    const auto fd = parse_integer(entry.path().filename().string());
    if (fd && listens_on(static_cast<int>(*fd), port)) door.fd_ = static_cast<int>(*fd);
  }
  return door;
}

void Door::close() const {
  if (fd_ < 0) return;
  const Descriptor deaf(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (deaf.get() >= 0) ::dup3(deaf.get(), fd_, O_CLOEXEC);
}

}  // namespace fingerpost::http
