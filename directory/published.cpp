#include "directory/published.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "base/text.hpp"
#include "directory/snapshot.hpp"

namespace fingerpost::directory {
namespace {

using model::RecordKind;

std::optional<Uuid> same_service(const store::StoredRecord& withdrawn, RecordReader& reader) {
  const model::Record record = withdrawn.record();
  const auto& gone = std::get<model::Service>(record);
  // What the source itself said of it stands.
  if (const auto named = parse_uuid(gone.extra["successor_id"].string())) return named;
  if (gone.organization_id.is_nil()) return std::nullopt;
  const auto& names = reader.services_by_name(gone.organization_id);
  const auto found = names.find(fold(gone.name));
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

PublishedService published_service(const store::StoredRecord& stored) {
  model::Record record = stored.record();
  PublishedService published{std::get<model::Service>(std::move(record)), stored.changed_at};
  const bool withdrawn = stored.state == store::RecordState::withdrawn;
  std::string& last_modified = published.service.last_modified;
  const auto said = parse_rfc3339(last_modified);
  if (said && !withdrawn)
    published.modified = stored.seq == stored.first_seq ? *said : std::max(*said, stored.changed_at);
  if (withdrawn) published.service.status = "defunct";
  if (withdrawn || (said && *said != published.modified)) last_modified = to_rfc3339(published.modified);
  return published;
}

model::Lookup lookup_in_any_state(const RecordReader& reader) {
  auto read = std::make_shared<std::map<std::pair<RecordKind, Uuid>, std::optional<model::Record>>>();
  return [&reader, read](RecordKind kind, const Uuid& id) -> const model::Record* {
    const auto [entry, is_new] = read->try_emplace({kind, id});
    if (is_new)
      if (const auto stored = reader.stored(kind, id)) entry->second = stored->record();
    return entry->second ? &*entry->second : nullptr;
  };
}

std::optional<Uuid> successor_of(const store::StoredRecord& withdrawn, RecordReader& reader) {
  if (withdrawn.state != store::RecordState::withdrawn) return std::nullopt;
  if (withdrawn.kind == RecordKind::service) return same_service(withdrawn, reader);
  return reader.view().successor(withdrawn.kind, withdrawn.id);
}

std::string successor_text(const std::optional<Uuid>& successor) {
  return successor ? to_string(*successor) : std::string("none");
}

}  // namespace fingerpost::directory
