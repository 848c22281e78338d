#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/detail/request_head.hpp"

namespace fingerpost::http {

/// Takes a chunked body apart (RFC 9112 §7.1), however its bytes arrive. Extensions and trailers are checked for form,
/// bounded and dropped.
class ChunkDecoder {
 public:
  /// Bytes of one size line with its extensions, and of all trailers together.
  static constexpr std::size_t kMaxLine = 256;
  static constexpr std::size_t kMaxTrailers = 4096;

  explicit ChunkDecoder(std::size_t max_body) : max_body_(max_body) {}

  enum class State : std::uint8_t { incomplete, complete, refused };

  /// Takes what it can from the front of `input`, appends data to `body`. Behind `complete`, `input` holds what follows
  /// the body.
  State decode(std::string_view& input, std::string& body);

  /// Why, after `refused`.
  const Problem& refusal() const { return refusal_; }

 private:
  enum class Part : std::uint8_t { size, data, data_end, trailer };

  /// The next line without CRLF, once it is whole; gathers pieces in line_. nullopt: incomplete, or refused.
  std::optional<std::string> take_line(std::string_view& input, std::size_t max);
  bool read_size(std::string_view& input, std::size_t body_size);
  bool read_data(std::string_view& input, std::string& body);
  bool read_data_end(std::string_view& input);
  bool read_trailer(std::string_view& input);
  bool refuse(ProblemCode code, std::string detail);

  std::size_t max_body_;
  Part part_ = Part::size;
  std::string line_;
  std::size_t left_ = 0;
  std::size_t trailer_bytes_ = 0;
  bool complete_ = false;
  bool refused_ = false;
  Problem refusal_{};
};

}  // namespace fingerpost::http
