#include "tests/component/http/client.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include "base/text.hpp"

namespace fingerpost::http::test {

Client::Client(std::uint16_t port, int receive_buffer) {
  fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (receive_buffer > 0) ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  timeval patience{};
  patience.tv_sec = std::chrono::duration_cast<std::chrono::seconds>(kPatience).count();
  ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  const int at_once = 1;
  ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) close();
}

Client::~Client() { close(); }

Client::Client(Client&& other) noexcept : fd_(std::exchange(other.fd_, -1)), buffer_(std::move(other.buffer_)) {}

Client& Client::operator=(Client&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(buffer_, other.buffer_);
  return *this;
}

bool Client::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Client::is_readable(std::chrono::milliseconds patience) const {
  pollfd waiting{fd_, POLLIN, 0};
  return ::poll(&waiting, 1, static_cast<int>(patience.count())) > 0;
}

bool Client::fill(std::chrono::milliseconds patience) {
  std::array<char, 65536> piece;
  if (fd_ < 0 || !is_readable(patience)) return false;
  const ssize_t got = ::recv(fd_, piece.data(), piece.size(), 0);
  if (got <= 0) return false;
  buffer_.append(piece.data(), static_cast<std::size_t>(got));
  return true;
}

std::size_t Client::read_some(std::size_t bytes) {
  std::string piece(bytes, '\0');
  if (!is_readable(kPatience)) return 0;
  const ssize_t got = ::recv(fd_, piece.data(), bytes, 0);
  return got > 0 ? static_cast<std::size_t>(got) : 0;
}

std::optional<std::string> Client::take_line() {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n")) == std::string::npos)
    if (!fill()) return std::nullopt;
  std::string line = buffer_.substr(0, end);
  buffer_.erase(0, end + 2);
  return line;
}

bool Client::take_bytes(std::size_t count, std::string& into) {
  while (buffer_.size() < count)
    if (!fill()) return false;
  into.append(buffer_, 0, count);
  buffer_.erase(0, count);
  return true;
}

bool Client::take_chunks(std::string& into) {
  for (;;) {
    const auto line = take_line();
    if (!line) return false;
    std::size_t size = 0;
    const auto [stop, error] = std::from_chars(line->data(), line->data() + line->size(), size, 16);
    if (error != std::errc{} || stop != line->data() + line->size()) return false;
    std::string end;
    if (!take_bytes(size, into) || !take_bytes(2, end) || end != "\r\n") return false;
    if (size == 0) return true;
  }
}

Reply Client::read_reply(bool head) {
  Reply reply;
  const auto first = take_line();
  if (!first || !first->starts_with("HTTP/1.1 ") || first->size() < 12) return reply;
  reply.status = std::stoi(first->substr(9, 3));
  for (auto line = take_line(); line && !line->empty(); line = take_line()) {
    const std::size_t colon = line->find(':');
    if (colon == std::string::npos) return reply;
    reply.headers[ascii_lower(line->substr(0, colon))] = std::string(trim(std::string_view(*line).substr(colon + 1)));
  }
  const bool bodiless = head || reply.status == 204 || reply.status == 304 || reply.status == 100;
  if (bodiless) {
    reply.whole = true;
  } else if (reply.headers.contains("transfer-encoding")) {
    reply.whole = take_chunks(reply.body);
  } else if (reply.headers.contains("content-length")) {
    reply.whole = take_bytes(std::stoul(reply.headers["content-length"]), reply.body);
  } else {
    while (fill()) {
    }
    reply.body = std::exchange(buffer_, {});
    reply.whole = true;
  }
  return reply;
}

std::optional<std::string> Client::read_to_end(std::chrono::milliseconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0 || !is_readable(left)) return std::nullopt;
    if (!fill(left)) return std::exchange(buffer_, {});
  }
}

void Client::end_output() const { ::shutdown(fd_, SHUT_WR); }

void Client::close() {
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

void Client::reset() {
  const linger now{1, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  close();
}

std::string Client::get(std::string_view target, std::string_view headers) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: test\r\n" + std::string(headers) + "\r\n";
}

}  // namespace fingerpost::http::test
