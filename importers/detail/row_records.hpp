#pragma once

#include "importers/detail/row_draft.hpp"

namespace fingerpost::importers {

/// Turns what the rows said into records and emits them: the organization, the terms of its categories, the locations,
/// the service at them. `raw` is the row, or all rows of the record. A draft without its main entity's name, and a
/// second record of the same id, are refused. Ids are the source's own where the map names them, else derived from what
/// identifies the thing: a charity's number, an organization's name, a place's UPRN or name and address.
void emit_row(RowDraft draft, const ColumnMap& map, model::RawRow raw, ImportContext& context);

}  // namespace fingerpost::importers
