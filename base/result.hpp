#pragma once

#include <tl/expected.hpp>
#include <utility>

#include "base/problem.hpp"

namespace fingerpost {

/// A value, or every reason why there is none. Mark functions that return one [[nodiscard]].
template <typename T>
using Result = tl::expected<T, Problems>;

/// `return fail(ProblemCode::out_of_range, "page", "0", "page must be at least 1");`
inline tl::unexpected<Problems> fail(ProblemCode code, std::string_view field, std::string_view value,
                                     std::string detail, std::vector<std::string> suggestions = {}) {
  return tl::unexpected(problem(code, field, value, std::move(detail), std::move(suggestions)));
}

/// Passes problems on.
inline tl::unexpected<Problems> fail(Problems problems) { return tl::unexpected(std::move(problems)); }

}  // namespace fingerpost
