#include "exchange/changes.hpp"

#include <set>

#include "directory/published.hpp"
#include "exchange/detail/entries.hpp"
#include "exchange/public_record.hpp"
#include "model/stated_terms.hpp"

namespace fingerpost::exchange {
namespace {

using model::RecordKind;

void add_dependants(std::set<Touched>& touched, const store::Change& change, const directory::Feed& feed,
                    const store::ReadView& view) {
  switch (change.kind) {
    case RecordKind::organization:
      for (const Uuid& id : view.services_of(change.id)) touched.insert({RecordKind::service, id});
      break;
    case RecordKind::location:
      for (const Uuid& id : view.services_at(change.id)) touched.insert({RecordKind::service, id});
      for (const Uuid& id : feed.organizations_at(change.id)) touched.insert({RecordKind::organization, id});
      break;
    case RecordKind::taxonomy:
      view.for_each(RecordKind::taxonomy_term, [&](const store::StoredRecord& stored) {
        const model::Record record = stored.record();
        if (std::get<model::TaxonomyTerm>(record).taxonomy_id == change.id)
          touched.insert({RecordKind::taxonomy_term, stored.id});
        return true;
      });
      break;
    case RecordKind::service:
    case RecordKind::taxonomy_term:
      break;
  }
}

bool is_exported(const store::StoredRecord& stored) {
  if (stored.state != store::RecordState::live) return false;
  if (stored.kind != RecordKind::location) return true;
  const model::Record record = stored.record();
  return model::is_public_building(std::get<model::Location>(record));
}

}  // namespace

Window changes_after(store::Seq since, std::size_t limit, const directory::Feed& feed,
                     const directory::RecordReader& reader) {
  const store::ReadView& view = reader.view();
  const auto changes = view.changes(since, limit);
  Window window{since, std::max(since, view.seq()), false, {}};
  if (changes.size() == limit) {
    window.upto = changes.back().seq;
    window.more = window.upto < view.seq();
  }
  std::set<Touched> touched;
  for (const store::Change& change : changes) {
    touched.insert({change.kind, change.id});
    add_dependants(touched, change, feed, view);
  }
  window.touched.assign(touched.begin(), touched.end());
  return window;
}

std::string change_line(const Touched& touched, directory::RecordReader& reader) {
  const auto stored = reader.stored(touched.kind, touched.id);
  std::string line;
  JsonWriter json(line);
  json.begin_object().member("kind", model::to_string(touched.kind)).member("id", to_string(touched.id));
  if (stored && is_exported(*stored)) {
    json.member("action", "put").key("record").value(public_record(*stored, reader)).end_object();
    return line;
  }
  json.member("action", "remove");
  const auto successor = stored ? directory::successor_of(*stored, reader) : std::nullopt;
  json.member("successor", directory::successor_text(successor)).end_object();
  return line;
}

}  // namespace fingerpost::exchange
