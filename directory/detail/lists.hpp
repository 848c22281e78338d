#pragma once

#include "directory/snapshot.hpp"

namespace fingerpost::directory {

/// The taxonomy as the view has it.
std::shared_ptr<const model::TaxonomyTree> terms_from(const store::ReadView& view);

/// The in-memory lists of a snapshot (taxonomy, calendar, buildings, ids of services), read whole. O(records).
Snapshot::Parts lists_from(const store::ReadView& view, const search::Index& index, const geo::Gazetteer& gazetteer);

/// The same, from the lists as they stood at `since` and what changed after. O(changes); shares what did not change.
Snapshot::Parts lists_after(const Snapshot::Parts& before, store::Seq since, const store::ReadView& view,
                            const geo::Gazetteer& gazetteer);

}  // namespace fingerpost::directory
