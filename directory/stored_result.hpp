#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/records.hpp"
#include "search/document.hpp"

namespace fingerpost::directory {

/// What separates the parts of a stored result.
inline constexpr char kStoredSeparator = '\n';
/// How much of the description is kept for snippets.
inline constexpr std::size_t kStoredTextBytes = 1'000;

/// What a result shows that does not depend on the question, made ready at publishing time:
/// `"id":…,"kind":…,"name":…,…` without braces, the schedules as JSON (empty when none), and the beginning of the
/// description as one line of text; a kStoredSeparator between them.
struct ResultCard {
  const search::Document& document;
  std::string status;  ///< services only
  Uuid organization_id;
  const model::Location* location = nullptr;  ///< where this delivery point is
  std::string phone, email, url;
  std::vector<model::Schedule> schedules;
};
std::string stored_result(const ResultCard& card);

struct StoredParts {
  std::string_view members, schedules, text;
};
StoredParts parts_of(std::string_view stored);

}  // namespace fingerpost::directory
