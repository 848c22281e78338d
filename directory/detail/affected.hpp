#pragma once

#include <compare>
#include <optional>
#include <set>

#include "store/store.hpp"

namespace fingerpost::directory {

/// A record whose documents are to be made again.
struct Target {
  model::RecordKind kind;
  Uuid id;
  auto operator<=>(const Target&) const = default;
};

/// Everything whose documents the changes after `since` may have altered: the records themselves, the services at a
/// changed location or of a changed organization, and records linked with them. nullopt when that is more than `most`,
/// or when a taxonomy changed (names and ancestors stand in many documents): build anew.
std::optional<std::set<Target>> affected(const store::ReadView& view, store::Seq since, std::size_t most);

}  // namespace fingerpost::directory
