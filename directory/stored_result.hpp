#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/records.hpp"
#include "search/document.hpp"

namespace fingerpost::directory {

/// What a result shows that does not depend on the question, made ready at publishing time:
/// `"id":…,"kind":…,"name":…,…` without braces, then kStoredSeparator and the schedules as JSON (empty when none).
struct ResultCard {
  const search::Document& document;
  std::string status;                        ///< services only
  Uuid organization_id;
  const model::Location* location = nullptr; ///< where this delivery point is
  std::string phone, email, url;
  std::vector<model::Schedule> schedules;
};
std::string stored_result(const ResultCard& card);

/// The two halves of a stored result.
struct StoredParts {
  std::string_view members, schedules;
};
StoredParts parts_of(std::string_view stored);

}  // namespace fingerpost::directory
