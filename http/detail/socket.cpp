#include "http/detail/socket.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace fingerpost::http {
namespace {

Transfer failed() {
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return {Transfer::State::would_block, 0};
  return {Transfer::State::broken, 0};
}

iovec to_iovec(std::string_view piece, std::size_t limit) {
  // sendmsg only reads through this pointer; POSIX gives it no const.
  return {const_cast<char*>(piece.data()), std::min(piece.size(), limit)};
}

/// sendfile cannot be told MSG_NOSIGNAL: on the threads that use it the signal of a broken connection is held back.
void hold_back_sigpipe() {
  thread_local const int held = [] {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    return ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  }();
  static_cast<void>(held);
}

}  // namespace

Transfer receive(int fd, char* buffer, std::size_t size) {
  const ssize_t got = ::recv(fd, buffer, size, MSG_DONTWAIT);
  if (got > 0) return {Transfer::State::moved, static_cast<std::size_t>(got)};
  return got == 0 ? Transfer{Transfer::State::ended, 0} : failed();
}

Transfer send(int fd, const std::array<std::string_view, 2>& pieces, std::size_t limit) {
  const iovec first = to_iovec(pieces[0], limit);
  std::array<iovec, 2> vectors{first, to_iovec(pieces[1], limit - first.iov_len)};
  msghdr message{};
  message.msg_iov = vectors.data();
  message.msg_iovlen = vectors[1].iov_len == 0 ? 1 : 2;
  const ssize_t sent = ::sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  return sent < 0 ? failed() : Transfer{Transfer::State::moved, static_cast<std::size_t>(sent)};
}

Transfer send_file(int fd, const FileSlice& slice, std::size_t limit) {
  hold_back_sigpipe();
  auto offset = static_cast<off_t>(slice.offset);
  const ssize_t sent =
      ::sendfile(fd, slice.descriptor, &offset, static_cast<std::size_t>(std::min<std::uint64_t>(slice.bytes, limit)));
  if (sent > 0) return {Transfer::State::moved, static_cast<std::size_t>(sent)};
  return sent == 0 ? Transfer{Transfer::State::broken, 0} : failed();
}

std::size_t unread_by_client(int fd) {
  int bytes = 0;
  return ::ioctl(fd, SIOCOUTQ, &bytes) == 0 && bytes > 0 ? static_cast<std::size_t>(bytes) : 0;
}

void end_output(int fd) { ::shutdown(fd, SHUT_WR); }

void reset_on_close(int fd) {
  const linger now{1, 0};
  ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

void end_both(int fd) { ::shutdown(fd, SHUT_RDWR); }

}  // namespace fingerpost::http
