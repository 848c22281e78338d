#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace fingerpost::http::test {

/// One answer as a client reads it off the wire.
struct Reply {
  int status = 0;
  /// Names in lower case; the last of repeated ones.
  std::map<std::string, std::string> headers;
  /// De-chunked.
  std::string body;
  /// False when the connection ended or the time ran out before the answer was whole.
  bool whole = false;
};

/// A blocking client on a raw socket of loopback, for saying exactly what no HTTP library would. Every wait is bounded.
class Client {
 public:
  static constexpr std::chrono::milliseconds kPatience{10'000};

  Client() = default;
  /// `receive_buffer` 0: the system's choice.
  explicit Client(std::uint16_t port, int receive_buffer = 0);
  ~Client();
  Client(Client&& other) noexcept;
  Client& operator=(Client&& other) noexcept;

  bool is_open() const { return fd_ >= 0; }
  /// True when all was taken.
  bool send(std::string_view bytes) const;
  /// The next answer. `head`: it has no body whatever its length says.
  Reply read_reply(bool head = false);
  /// Whatever comes until the server closes or the time runs out; nullopt when the server did not close.
  std::optional<std::string> read_to_end(std::chrono::milliseconds patience = kPatience);
  /// True when something (or the end) can be read within that time.
  bool is_readable(std::chrono::milliseconds patience) const;
  /// Reads at most `bytes` once; 0 at the end, on an error, or when the time ran out.
  std::size_t read_some(std::size_t bytes);

  void end_output() const;
  void close();
  /// Closes by a reset instead of a farewell.
  void reset();

  /// GET with a Host header.
  static std::string get(std::string_view target, std::string_view headers = "");

 private:
  bool fill(std::chrono::milliseconds patience = kPatience);
  std::optional<std::string> take_line();
  bool take_bytes(std::size_t count, std::string& into);
  bool take_chunks(std::string& into);

  int fd_ = -1;
  std::string buffer_;
};

}  // namespace fingerpost::http::test
