#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <unordered_set>

#include "base/json.hpp"
#include "base/json_builder.hpp"
#include "base/text.hpp"

namespace fingerpost {
namespace {

constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseFullPrecisionFlag;

/// Whole texts are checked for UTF-8 faster than letter by letter; what fails is parsed with the check, to say where.
template <unsigned flags>
rapidjson::ParseResult parse(std::string_view text, JsonBuilder& builder) {
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> input(stream);
  rapidjson::Reader reader;
  return reader.Parse<flags>(input, builder);
}

}  // namespace

Result<Json> parse_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes)
    return fail(ProblemCode::too_large, "", "",
                fmt::format("The JSON has {} bytes; at most {} are read.", text.size(), limits.bytes));
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  JsonBuilder builder(limits.depth);
  const rapidjson::ParseResult parsed = is_valid_utf8(text)
                                            ? parse<kFlags>(text, builder)
                                            : parse<kFlags | rapidjson::kParseValidateEncodingFlag>(text, builder);
  if (parsed) return builder.take();
  if (builder.fault()) return fail(problem(builder.fault()->code, builder.pointer(), "", builder.fault()->detail));
  return fail(
      ProblemCode::malformed_json, builder.pointer(), "",
      fmt::format("The JSON is malformed at byte {}{}{}: {}", parsed.Offset(), builder.pointer().empty() ? "" : ", at ",
                  builder.pointer(), rapidjson::GetParseError_En(parsed.Code())));
}

}  // namespace fingerpost
