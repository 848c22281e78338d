#include "directory/detail/affected.hpp"

namespace fingerpost::directory {
namespace {

using model::RecordKind;

constexpr std::size_t kPage = 5'000;

void add_with_dependants(std::set<Target>& targets, const store::ReadView& view, RecordKind kind, const Uuid& id) {
  targets.insert({kind, id});
  if (kind == RecordKind::service) return;
  for (const Uuid& linked : view.linked(kind, id)) targets.insert({kind, linked});
  const auto services = kind == RecordKind::location ? view.services_at(id) : view.services_of(id);
  for (const Uuid& service : services) targets.insert({RecordKind::service, service});
}

bool is_calendar_only(const store::ReadView& view, const store::Change& change) {
  const auto stored = view.record(change.kind, change.id);
  if (!stored || change.kind != RecordKind::taxonomy_term) return false;
  const model::Record record = stored->record();
  return std::get<model::TaxonomyTerm>(record).taxonomy == "calendars";
}

}  // namespace

std::optional<std::set<Target>> affected(const store::ReadView& view, store::Seq since, std::size_t most) {
  std::set<Target> targets;
  while (true) {
    const auto changes = view.changes(since, kPage);
    for (const store::Change& change : changes) {
      if (change.kind == RecordKind::taxonomy || change.kind == RecordKind::taxonomy_term) {
        if (change.kind == RecordKind::taxonomy || is_calendar_only(view, change)) continue;
        return std::nullopt;
      }
      add_with_dependants(targets, view, change.kind, change.id);
      if (targets.size() > most) return std::nullopt;
    }
    if (changes.size() < kPage) return targets;
    since = changes.back().seq;
  }
}

}  // namespace fingerpost::directory
