#pragma once

#include "model/records.hpp"

namespace fingerpost::model::detail {

/// Gives every part without an id one: UUIDv5 of the parent's id, the property's name and the position, so that the
/// same record gets the same ids each time. Embedded terms and units, which may stand for something known elsewhere,
/// get one only when they say something; terms by taxonomy and code.
void fill_part_ids(Record& record);

}  // namespace fingerpost::model::detail
