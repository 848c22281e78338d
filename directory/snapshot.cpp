#include "directory/snapshot.hpp"

#include "base/text.hpp"
#include "directory/detail/feed_builder.hpp"

namespace fingerpost::directory {

const model::Record* RecordReader::record(model::RecordKind kind, const Uuid& id) {
  if (id.is_nil()) return nullptr;
  auto [entry, is_new] = read_.try_emplace({kind, id});
  if (is_new) {
    const auto found = view_->record(kind, id);
    if (found && found->state == store::RecordState::live) entry->second = found->record();
  }
  return entry->second ? &*entry->second : nullptr;
}

const std::map<std::string, Uuid>& RecordReader::services_by_name(const Uuid& organization_id) {
  const auto [entry, is_new] = names_.try_emplace(organization_id);
  if (!is_new) return entry->second;
  std::size_t read = 0;
  for (const Uuid& id : view_->services_of(organization_id)) {
    if (++read > kMaxNamedServices) break;
    const auto stored = view_->record(model::RecordKind::service, id);
    if (stored && stored->state == store::RecordState::live)
      entry->second.try_emplace(fold(model::name_of(stored->record())), id);
  }
  return entry->second;
}

model::Lookup RecordReader::lookup() {
  return [this](model::RecordKind kind, const Uuid& id) { return record(kind, id); };
}

std::shared_ptr<const Feed> Snapshot::feed(std::chrono::milliseconds patience) const {
  return parts_.feeds->at(*this, patience);
}

std::vector<store::Change> Snapshot::changes(store::Seq since, std::size_t limit) const {
  return store_.read_at(seq())->changes(since, limit);
}

}  // namespace fingerpost::directory
