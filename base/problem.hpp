#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fingerpost {

/// Every way Fingerpost says "no" to a caller. One catalogue (problem.cpp) gives each its slug, HTTP status and title.
enum class ProblemCode : std::uint8_t {
  malformed_parameter,
  out_of_range,
  missing_parameter,
  unknown_place,
  unknown_value,
  not_found,
  malformed_json,
  too_deep,
  too_large,
  invalid_record,
  invalid_text,
  unrecognised_format,
  nothing_usable,
  unauthorized,
  forbidden,
  conflict,
  method_not_allowed,
  unsupported_media_type,
  not_acceptable,
  too_many_requests,
  overloaded,
  not_implemented,
  malformed_request,
  request_timeout,
  uri_too_long,
  headers_too_large,
  version_not_supported,
  length_required,
  expectation_failed,
  internal_error,
  usage,
  refused,
};

/// What the catalogue knows of a code: the slug is the last part of the problem's `type` address.
struct ProblemKind {
  ProblemCode code;
  std::string_view slug;
  int http_status;
  std::string_view title;
};

/// The catalogue's line for `code`. O(1).
const ProblemKind& kind_of(ProblemCode code);

/// The whole catalogue, in the order of the enum, for documentation and for tests that reach every code.
std::span<const ProblemKind> problem_catalogue();

/// The caller's mistake, or an ordinary "no": never an exception. `detail` is one sentence for a person that names the
/// field, the value and the remedy; `field` is the parameter, JSON pointer or column; `suggestions` are values that
/// would have worked (spellings of a place, known categories).
struct Problem {
  ProblemCode code;
  std::string field;
  std::string value;
  std::string detail;
  std::vector<std::string> suggestions;
};

/// All faults at once. A failed Result carries at least one.
using Problems = std::vector<Problem>;

/// Values in problems are shortened to this many bytes (at a character boundary), so that an error stays readable.
inline constexpr std::size_t kMaxProblemValue = 120;

/// One Problem as Problems, with the value shortened.
Problems problem(ProblemCode code, std::string_view field, std::string_view value, std::string detail,
                 std::vector<std::string> suggestions = {});

/// Appends `more` to `all`.
void append(Problems& all, Problems more);

/// The sentences, one a line, for a terminal.
std::string to_text(const Problems& problems);

}  // namespace fingerpost
