#include "exchange/public_record.hpp"

#include "directory/published.hpp"
#include "model/assemble.hpp"
#include "model/reading.hpp"

namespace fingerpost::exchange {
namespace {

/// A location that is to be withheld leaves only as much as may be known, whatever the store holds of it.
Json open_location(const model::Location& location) {
  return model::full_location(model::is_confidential(location) ? model::withhold(location).open : location);
}

}  // namespace

Json public_record(const store::StoredRecord& stored, directory::RecordReader& reader) {
  const bool withdrawn = stored.state == store::RecordState::withdrawn;
  const model::Lookup lookup = withdrawn ? directory::lookup_in_any_state(reader) : reader.lookup();
  const model::Record record = stored.record();
  Json json;
  switch (stored.kind) {
    case model::RecordKind::service:
      json = model::full_service(directory::published_service(stored).service, lookup);
      break;
    case model::RecordKind::organization:
      json = model::full_organization(std::get<model::Organization>(record), lookup);
      break;
    case model::RecordKind::location:
      json = open_location(std::get<model::Location>(record));
      break;
    case model::RecordKind::taxonomy:
      json = model::full_taxonomy(std::get<model::Taxonomy>(record));
      break;
    case model::RecordKind::taxonomy_term:
      json = model::full_taxonomy_term(std::get<model::TaxonomyTerm>(record), lookup);
      break;
  }
  if (withdrawn) {
    json.set("status", "defunct");
    json.set("successor", directory::successor_text(directory::successor_of(stored, reader)));
  }
  return json;
}

}  // namespace fingerpost::exchange
