#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/detail/chunk_decoder.hpp"
#include "http/detail/request_head.hpp"

namespace fingerpost::http {

/// A complete request: its head and its body.
struct ParsedRequest {
  RequestHead head;
  std::string body;
};

/// Cuts a stream of bytes into requests, however the bytes arrive. Holds at most one request and one read more. No
/// socket, no clock: the same bytes give the same requests and the same refusal.
class RequestParser {
 public:
  /// Keeps the reference.
  explicit RequestParser(const Limits& limits) : limits_(limits) {}
  explicit RequestParser(Limits&&) = delete;

  enum class State : std::uint8_t { incomplete, complete, refused };
  /// What it waits for, which decides the time-out.
  enum class Phase : std::uint8_t { idle, head, body };

  /// Takes bytes in. Cheap; parsing happens in advance().
  void append(std::string_view bytes) { buffer_.append(bytes); }

  /// Parses as far as the bytes reach. After `complete` call take(); after `refused` nothing more is read.
  State advance();

  /// The complete request. The parser goes on with what follows it.
  ParsedRequest take();

  /// Why, after `refused`.
  const Problem& refusal() const { return refusal_; }
  /// The method of the head being read, when it is known: a refusal of HEAD has no body.
  std::optional<Method> method() const;

  Phase phase() const;
  /// True once for each request whose client waits for "100 Continue" before it sends the body.
  bool take_wants_continue();
  /// Bytes held.
  std::size_t held() const { return buffer_.size() - used_ + body_.size(); }

 private:
  State refuse(ProblemCode code, std::string detail);
  State refuse_long_line();
  State refuse_large_head();
  State advance_head();
  State advance_body();
  State advance_known_length();
  State advance_chunks();
  bool skip_empty_lines();
  State check_unfinished_head();
  std::string_view unread() const { return std::string_view(buffer_).substr(used_); }
  void compact();

  const Limits& limits_;
  std::string buffer_;
  /// Bytes of buffer_ before this are done with.
  std::size_t used_ = 0;
  /// Bytes behind used_ in which no end of head was found.
  std::size_t scanned_ = 0;
  /// Where the line that scanned_ stands in begins, behind used_.
  std::size_t line_start_ = 0;
  std::size_t empty_lines_ = 0;
  std::optional<RequestHead> head_;
  std::optional<ChunkDecoder> chunks_;
  std::string body_;
  bool wants_continue_ = false;
  State state_ = State::incomplete;
  Problem refusal_{};
};

}  // namespace fingerpost::http
