#pragma once

#include "base/json.hpp"
#include "model/detail/read_part.hpp"
#include "model/records.hpp"

namespace fingerpost::model::detail {

/// Reads an object as a record of `kind`, whatever it holds; the id is nil when it could not be told.
Record read_record(RecordKind kind, const Json& json, ReadContext& context);

}  // namespace fingerpost::model::detail
