#pragma once

#include "base/json.hpp"
#include "directory/snapshot.hpp"

namespace fingerpost::exchange {

/// A record as the open feeds and exports give it: HSDS 3.1 in full, nothing that is withheld. A withdrawn one keeps
/// its last content with status `defunct`, and names its `successor` or "none". The stored record must come from
/// `reader`.
Json public_record(const store::StoredRecord& stored, directory::RecordReader& reader);

}  // namespace fingerpost::exchange
