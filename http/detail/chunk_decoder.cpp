#include "http/detail/chunk_decoder.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace fingerpost::http {
namespace {

/// More digits than this is more than any limit.
constexpr std::size_t kMaxSizeDigits = 8;

bool is_text(std::string_view line) {
  return std::all_of(line.begin(), line.end(),
                     [](char c) { return (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) || c == '\t'; });
}

/// "1a" or "1a;name=value" → 26.
std::optional<std::size_t> parse_size(std::string_view line) {
  const std::string_view digits = line.substr(0, line.find_first_of("; \t"));
  const std::size_t rest = line.find_first_not_of(" \t", digits.size());
  const bool followed_well = rest == std::string_view::npos || line[rest] == ';';
  if (digits.empty() || digits.size() > kMaxSizeDigits || !followed_well || !is_text(line)) return std::nullopt;
  std::size_t size = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
  if (error != std::errc{} || stop != digits.data() + digits.size()) return std::nullopt;
  return size;
}

}  // namespace

bool ChunkDecoder::refuse(ProblemCode code, std::string detail) {
  refused_ = true;
  refusal_ = {code, "", "", std::move(detail), {}};
  return false;
}

ChunkDecoder::State ChunkDecoder::decode(std::string_view& input, std::string& body) {
  bool moved = !refused_ && !complete_;
  while (moved) {
    switch (part_) {
      case Part::size:
        moved = read_size(input, body.size());
        break;
      case Part::data:
        moved = read_data(input, body);
        break;
      case Part::data_end:
        moved = read_data_end(input);
        break;
      case Part::trailer:
        moved = read_trailer(input);
        break;
    }
  }
  if (refused_) return State::refused;
  return complete_ ? State::complete : State::incomplete;
}

std::optional<std::string> ChunkDecoder::take_line(std::string_view& input, std::size_t max) {
  const std::size_t end = input.find('\n');
  const std::size_t taken = end == std::string_view::npos ? input.size() : end + 1;
  if (line_.size() + taken > max + 2) {
    refuse(ProblemCode::malformed_request, "A line of the chunked body is too long.");
    return std::nullopt;
  }
  line_.append(input.substr(0, taken));
  input.remove_prefix(taken);
  if (end == std::string_view::npos) return std::nullopt;
  if (!line_.ends_with("\r\n")) {
    refuse(ProblemCode::malformed_request, "A line of the chunked body ends without CR.");
    return std::nullopt;
  }
  line_.resize(line_.size() - 2);
  return std::exchange(line_, {});
}

bool ChunkDecoder::read_size(std::string_view& input, std::size_t body_size) {
  const auto line = take_line(input, kMaxLine);
  if (!line) return false;
  const auto size = parse_size(*line);
  if (!size) return refuse(ProblemCode::malformed_request, "A chunk's size cannot be read.");
  if (*size > max_body_ || body_size + *size > max_body_)
    return refuse(ProblemCode::too_large, fmt::format("A body may have at most {} bytes.", max_body_));
  left_ = *size;
  part_ = left_ == 0 ? Part::trailer : Part::data;
  return true;
}

bool ChunkDecoder::read_data(std::string_view& input, std::string& body) {
  const std::size_t taken = std::min(left_, input.size());
  body.append(input.substr(0, taken));
  input.remove_prefix(taken);
  left_ -= taken;
  if (left_ > 0) return false;
  part_ = Part::data_end;
  return true;
}

bool ChunkDecoder::read_data_end(std::string_view& input) {
  constexpr std::string_view kEnd = "\r\n";
  while (!input.empty() && line_.size() < kEnd.size()) {
    if (input.front() != kEnd[line_.size()])
      return refuse(ProblemCode::malformed_request, "A chunk is longer than it said.");
    line_ += input.front();
    input.remove_prefix(1);
  }
  if (line_.size() < kEnd.size()) return false;
  line_.clear();
  part_ = Part::size;
  return true;
}

bool ChunkDecoder::read_trailer(std::string_view& input) {
  const auto line = take_line(input, kMaxTrailers - std::min(kMaxTrailers, trailer_bytes_));
  if (!line) return false;
  trailer_bytes_ += line->size() + 2;
  if (line->empty()) {
    complete_ = true;
    return false;
  }
  const std::size_t colon = line->find(':');
  const std::string_view name = std::string_view(*line).substr(0, colon);
  if (colon == std::string::npos || name.empty() || !std::all_of(name.begin(), name.end(), is_token_character) ||
      !is_text(*line))
    return refuse(ProblemCode::malformed_request, "A trailer cannot be read.");
  return true;
}

}  // namespace fingerpost::http
