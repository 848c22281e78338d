#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <unordered_set>

#include "base/json.hpp"
#include "base/json_builder.hpp"

namespace fingerpost {
namespace {

constexpr unsigned kFlags =
    rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag | rapidjson::kParseFullPrecisionFlag;

}  // namespace

Result<Json> parse_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes)
    return fail(ProblemCode::too_large, "", "",
                fmt::format("The JSON has {} bytes; at most {} are read.", text.size(), limits.bytes));
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> input(stream);
  rapidjson::Reader reader;
  JsonBuilder builder(limits.depth);
  const rapidjson::ParseResult parsed = reader.Parse<kFlags>(input, builder);
  if (parsed) return builder.take();
  if (builder.fault()) return fail(problem(builder.fault()->code, builder.pointer(), "", builder.fault()->detail));
  return fail(
      ProblemCode::malformed_json, builder.pointer(), "",
      fmt::format("The JSON is malformed at byte {}{}{}: {}", parsed.Offset(), builder.pointer().empty() ? "" : ", at ",
                  builder.pointer(), rapidjson::GetParseError_En(parsed.Code())));
}

}  // namespace fingerpost
