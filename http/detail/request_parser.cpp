#include "http/detail/request_parser.hpp"

#include <fmt/format.h>
#include <utility>

namespace fingerpost::http {
namespace {

/// Empty lines before a request line that are forgiven (RFC 9112 §2.2 wants at least one).
constexpr std::size_t kMaxEmptyLines = 2;
/// A buffer that grew beyond this for a large body is given back.
constexpr std::size_t kKeptCapacity = std::size_t{64} * 1024;

}  // namespace

std::optional<Method> RequestParser::method() const {
  if (head_) return head_->method;
  const std::string_view text = unread();
  return parse_method(text.substr(0, text.find(' ')));
}

RequestParser::Phase RequestParser::phase() const {
  if (head_) return Phase::body;
  return unread().empty() ? Phase::idle : Phase::head;
}

bool RequestParser::take_wants_continue() {
  return state_ == State::incomplete && head_ && std::exchange(wants_continue_, false);
}

RequestParser::State RequestParser::refuse(ProblemCode code, std::string detail) {
  refusal_ = {code, "", "", std::move(detail), {}};
  return state_ = State::refused;
}

RequestParser::State RequestParser::advance() {
  if (state_ != State::incomplete) return state_;
  if (!head_ && advance_head() != State::complete) return state_;
  return advance_body();
}

bool RequestParser::skip_empty_lines() {
  while (line_start_ == 0 && unread().starts_with("\r\n")) {
    if (++empty_lines_ > kMaxEmptyLines) return false;
    used_ += 2;
    scanned_ = 0;
  }
  return true;
}

/// Looks for the empty line, one line feed after the other, from where it stopped last time.
RequestParser::State RequestParser::advance_head() {
  if (!skip_empty_lines()) return refuse(ProblemCode::malformed_request, "Too many empty lines before a request.");
  const std::string_view text = unread();
  if (!text.empty() && text.front() != '\r' && !is_token_character(text.front()))
    return refuse(ProblemCode::malformed_request, "This is not HTTP.");
  for (std::size_t feed = text.find('\n', scanned_); feed != std::string_view::npos; feed = text.find('\n', scanned_)) {
    if (feed == line_start_ || text[feed - 1] != '\r')
      return refuse(ProblemCode::malformed_request, "Lines end in CR LF.");
    const bool first = line_start_ == 0;
    const bool empty = feed - line_start_ == 1;
    if (first && feed - 1 > limits_.request_line) return refuse_long_line();
    scanned_ = line_start_ = feed + 1;
    if (!empty) continue;
    if (line_start_ > limits_.headers) return refuse_large_head();
    auto head = parse_head(text.substr(0, line_start_), limits_);
    if (!head) return refuse(head.error().front().code, std::move(head.error().front().detail));
    used_ += line_start_;
    scanned_ = line_start_ = empty_lines_ = 0;
    wants_continue_ = head->expects_continue;
    if (head->chunked) chunks_.emplace(limits_.body);
    head_ = std::move(*head);
    return State::complete;
  }
  return check_unfinished_head();
}

RequestParser::State RequestParser::refuse_long_line() {
  return refuse(ProblemCode::uri_too_long,
                fmt::format("The request line may have at most {} bytes.", limits_.request_line));
}

RequestParser::State RequestParser::refuse_large_head() {
  return refuse(ProblemCode::headers_too_large, fmt::format("Headers may have at most {} bytes.", limits_.headers));
}

RequestParser::State RequestParser::check_unfinished_head() {
  const std::string_view text = unread();
  const bool in_request_line = line_start_ == 0;
  if (in_request_line && text.substr(0, text.find('\r')).size() > limits_.request_line) return refuse_long_line();
  if (text.size() > limits_.headers) return refuse_large_head();
  scanned_ = text.size();
  compact();
  return State::incomplete;
}

RequestParser::State RequestParser::advance_body() {
  state_ = head_->chunked ? advance_chunks() : advance_known_length();
  compact();
  return state_;
}

RequestParser::State RequestParser::advance_known_length() {
  const std::string_view piece = unread().substr(0, head_->content_length - body_.size());
  body_.append(piece);
  used_ += piece.size();
  return body_.size() == head_->content_length ? State::complete : State::incomplete;
}

RequestParser::State RequestParser::advance_chunks() {
  std::string_view rest = unread();
  const auto state = chunks_->decode(rest, body_);
  used_ = buffer_.size() - rest.size();
  if (state == ChunkDecoder::State::refused) return refuse(chunks_->refusal().code, chunks_->refusal().detail);
  return state == ChunkDecoder::State::complete ? State::complete : State::incomplete;
}

ParsedRequest RequestParser::take() {
  ParsedRequest request{std::move(*head_), std::exchange(body_, {})};
  head_.reset();
  chunks_.reset();
  wants_continue_ = false;
  state_ = State::incomplete;
  return request;
}

/// Drops what is done with, once that costs less than keeping it.
void RequestParser::compact() {
  if (used_ == buffer_.size()) {
    buffer_.clear();
    if (buffer_.capacity() > kKeptCapacity) buffer_.shrink_to_fit();
    used_ = 0;
  } else if (used_ > buffer_.size() / 2) {
    buffer_.erase(0, used_);
    used_ = 0;
  }
}

}  // namespace fingerpost::http
