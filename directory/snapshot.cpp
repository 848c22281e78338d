#include "directory/snapshot.hpp"

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

model::Lookup RecordReader::lookup() {
  return [this](model::RecordKind kind, const Uuid& id) { return record(kind, id); };
}

std::vector<store::Change> Snapshot::changes(store::Seq since, std::size_t limit) const {
  return store_.read_at(seq())->changes(since, limit);
}

}  // namespace fingerpost::directory
