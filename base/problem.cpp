#include "base/problem.hpp"

#include <array>
#include <cassert>
#include <iterator>

#include "base/text.hpp"

namespace fingerpost {
namespace {

using enum ProblemCode;

constexpr std::array kCatalogue{
    ProblemKind{malformed_parameter, "malformed-parameter", 400, "A parameter cannot be read"},
    ProblemKind{out_of_range, "out-of-range", 400, "A value is outside its range"},
    ProblemKind{missing_parameter, "missing-parameter", 400, "A parameter is missing"},
    ProblemKind{unknown_place, "unknown-place", 404, "No such place is known"},
    ProblemKind{unknown_value, "unknown-value", 400, "A value is not one of those known"},
    ProblemKind{not_found, "not-found", 404, "There is nothing here"},
    ProblemKind{malformed_json, "malformed-json", 400, "The JSON cannot be read"},
    ProblemKind{too_deep, "too-deep", 400, "The JSON is nested too deeply"},
    ProblemKind{too_large, "too-large", 413, "Too large"},
    ProblemKind{invalid_record, "invalid-record", 422, "The record breaks a rule"},
    ProblemKind{invalid_text, "invalid-text", 400, "The text is not valid UTF-8"},
    ProblemKind{unrecognised_format, "unrecognised-format", 400, "The format is not recognised"},
    ProblemKind{nothing_usable, "nothing-usable", 422, "Nothing in the source could be used"},
    ProblemKind{unauthorized, "unauthorized", 401, "A key is needed"},
    ProblemKind{forbidden, "forbidden", 403, "This key may not do that"},
    ProblemKind{conflict, "conflict", 409, "The state has changed"},
    ProblemKind{method_not_allowed, "method-not-allowed", 405, "The method is not allowed here"},
    ProblemKind{unsupported_media_type, "unsupported-media-type", 415, "The content type is not supported"},
    ProblemKind{not_acceptable, "not-acceptable", 406, "None of the accepted types can be produced"},
    ProblemKind{too_many_requests, "too-many-requests", 429, "Too many requests"},
    ProblemKind{overloaded, "overloaded", 503, "Busy: try again shortly"},
    ProblemKind{not_implemented, "not-implemented", 501, "Not implemented"},
    ProblemKind{malformed_request, "malformed-request", 400, "The request cannot be read"},
    ProblemKind{request_timeout, "request-timeout", 408, "The request took too long to arrive"},
    ProblemKind{uri_too_long, "uri-too-long", 414, "The address is too long"},
    ProblemKind{headers_too_large, "headers-too-large", 431, "The headers are too large"},
    ProblemKind{version_not_supported, "version-not-supported", 505, "Only HTTP/1.0 and HTTP/1.1 are spoken here"},
    ProblemKind{length_required, "length-required", 411, "A Content-Length is needed"},
    ProblemKind{expectation_failed, "expectation-failed", 417, "The expectation cannot be met"},
    ProblemKind{internal_error, "internal-error", 500, "Something went wrong on our side"},
    ProblemKind{usage, "usage", 400, "The command cannot be understood"},
    ProblemKind{refused, "refused", 409, "Refused"},
};

constexpr bool in_enum_order() {
  for (std::size_t i = 0; i < kCatalogue.size(); ++i)
    if (static_cast<std::size_t>(kCatalogue[i].code) != i) return false;
  return static_cast<std::size_t>(refused) + 1 == kCatalogue.size();
}
static_assert(in_enum_order(), "the catalogue follows the enum");

}  // namespace

const ProblemKind& kind_of(ProblemCode code) { return kCatalogue[static_cast<std::size_t>(code)]; }

std::span<const ProblemKind> problem_catalogue() { return kCatalogue; }

Problems problem(ProblemCode code, std::string_view field, std::string_view value, std::string detail,
                 std::vector<std::string> suggestions) {
  return {
      Problem{code, std::string(field), shorten(value, kMaxProblemValue), std::move(detail), std::move(suggestions)}};
}

void append(Problems& all, Problems more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::string to_text(const Problems& problems) {
  std::string text;
  for (const Problem& p : problems) {
    if (!text.empty()) text += '\n';
    text += p.detail.empty() ? std::string(kind_of(p.code).title) : p.detail;
  }
  return text;
}

}  // namespace fingerpost
