// The part of RecordWriter that keeps the address of a refuge from being found.
#include "base/failure.hpp"
#include "store/detail/record_writer.hpp"
#include "store/detail/sealed_parts.hpp"

namespace fingerpost::store {
namespace {

using model::RecordKind;

constexpr const char* kMustWithhold =
    "SELECT EXISTS (SELECT 1 FROM record r JOIN record_source s USING (record)"
    " WHERE r.kind = 2 AND r.id = ?1 AND s.confidential = 1)"
    " OR EXISTS (SELECT 1 FROM protection WHERE location = ?1)";
constexpr const char* kConfidentialService =
    "SELECT EXISTS (SELECT 1 FROM record_source WHERE record = ?1 AND confidential = 1)";
constexpr const char* kProtect = "INSERT INTO protection (location, service) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
constexpr const char* kProtected = "SELECT location FROM protection WHERE service = ?1 ORDER BY location";
constexpr const char* kRelease = "DELETE FROM protection WHERE service = ?1";
constexpr const char* kMarkWithheld = "UPDATE record SET withheld = 1 WHERE record = ?1";
constexpr const char* kNextClearVersion =
    "SELECT seq, json, source_id FROM change WHERE record = ?1 AND seq > ?2 AND sealed IS NULL ORDER BY seq LIMIT 1";
constexpr const char* kConceal = "UPDATE change SET json = ?2, sealed = ?3, source_id = '' WHERE seq = ?1";

template <typename Key>
bool yes(Connection& connection, const char* sql, const Key& key) {
  Query query(connection, sql, key);
  return query.next() && query.flag(0);
}

/// A version that cannot be read is sealed as well, with nothing but its id in the open.
Content concealed(const Uuid& id, const std::string& json, const std::string& source_id, const SealingKey& key) {
  try {
    return withheld_content(id, json, source_id, key);
  } catch (const Failure&) {
    Content content;
    content.json = R"({"id":")" + to_string(id) + R"("})";
    content.sealed = seal_parts({json, json, source_id}, RecordKind::location, id, key);
    return content;
  }
}

}  // namespace

bool RecordWriter::must_withhold(const Uuid& location) { return yes(connection_, kMustWithhold, location); }

void RecordWriter::settle_locations_of(RecordRow service, const std::vector<Uuid>& locations) {
  if (yes(connection_, kConfidentialService, service)) {
    // Locations it had before stay protected: a refuge that moved must not give away the street it moved from.
    for (const Uuid& location : locations) {
      Query protect(connection_, kProtect, location, service);
      protect.run();
      if (protect.changed() > 0) settle_location(location);
    }
    return;
  }
  std::vector<Uuid> released;
  {
    Query query(connection_, kProtected, service);
    while (query.next()) released.push_back(query.id(0));
  }
  if (released.empty()) return;
  Query(connection_, kRelease, service).run();
  for (const Uuid& location : released) settle_location(location);
}

void RecordWriter::settle_location(const Uuid& location) {
  const auto standing = standing_of(RecordKind::location, location);
  if (!standing) return;
  const bool withhold = must_withhold(location);
  if (withhold == standing->withheld) return;
  if (standing->state == RecordState::live) {
    const SourceRow source = content_at(standing->seq).source;
    write_version(whole_at(RecordKind::location, location, standing->seq, standing->hash), Action::changed, source,
                  withhold, &*standing);
  } else if (withhold) {
    // What is withdrawn stays withdrawn; its history is sealed all the same, and opened only by being given again.
    conceal_history(standing->record, location);
    Query(connection_, kMarkWithheld, standing->record).run();
  }
}

void RecordWriter::conceal_history(RecordRow record, const Uuid& location) {
  purged_ = true;
  for (Seq seq = 0;;) {
    Query clear(connection_, kNextClearVersion, record, seq);
    if (!clear.next()) break;
    seq = clear.seq(0);
    const Content content = concealed(location, clear.text(1), clear.text(2), key_);
    Query(connection_, kConceal, seq, content.json, content.sealed).run();
  }
  forget_identities(connection_, record);
}

}  // namespace fingerpost::store
