#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "directory/snapshot.hpp"

namespace fingerpost::signposting {

/// A completion: a need, the name of a record, or a place.
struct Suggestion {
  std::string text;
  std::string kind;  ///< `need`, `service`, `organization`, `building`, `role`, or a place's kind
  std::string key;   ///< record id, term id, or place code
  bool is_record = true;
};

/// Completions of what was typed: needs first, then names, then places; each group up to `limit`. Nothing for nothing.
std::vector<Suggestion> suggest(std::string_view prefix, const directory::Snapshot& snapshot, std::size_t limit);

}  // namespace fingerpost::signposting
