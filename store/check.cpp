#include "store/detail/check.hpp"

#include <fmt/format.h>
#include <utility>

#include "base/failure.hpp"
#include "store/detail/content.hpp"
#include "store/detail/record_writer.hpp"
#include "store/detail/schema.hpp"
#include "store/detail/sealed_parts.hpp"

namespace fingerpost::store {
namespace {

/// Each counts rows that must not be, with the sentence that says so.
constexpr std::pair<const char*, const char*> kInvariants[] = {
    {"SELECT count(*) FROM record r LEFT JOIN change c ON c.seq = r.seq WHERE c.seq IS NULL OR c.record <> r.record"
     " OR c.state <> r.state OR (c.sealed IS NOT NULL) <> r.withheld",
     "records that do not agree with the version in force"},
    {"SELECT count(*) FROM record r WHERE r.seq <> (SELECT max(c.seq) FROM change c WHERE c.record = r.record)"
     " OR r.first_seq <> (SELECT min(c.seq) FROM change c WHERE c.record = r.record)",
     "records that do not name their first and newest versions"},
    {"SELECT count(*) FROM change c JOIN record r USING (record) WHERE r.withheld = 1 AND c.sealed IS NULL",
     "versions of confidential locations that lie in the clear"},
    {"SELECT count(*) FROM identity i JOIN record r USING (record) WHERE r.withheld = 1",
     "registered numbers of confidential locations that lie in the clear"},
    {"SELECT count(*) FROM record_source s JOIN record r USING (record) WHERE r.kind = 2 AND s.confidential = 1"
     " AND r.withheld = 0",
     "locations that a source calls confidential and that are not withheld"},
    {"SELECT count(*) FROM protection p JOIN record r ON r.kind = 2 AND r.id = p.location WHERE r.withheld = 0",
     "locations of confidential services that are not withheld"},
    {"SELECT count(*) FROM identity i JOIN record r USING (record) WHERE i.until IS NULL AND r.state = 1",
     "registered numbers of withdrawn records that still link"},
    {"SELECT count(*) FROM service_link l JOIN record r ON r.record = l.service WHERE l.until IS NULL AND r.state = 1",
     "links of withdrawn services that still hold"},
};

/// Gathers sentences up to the bound.
class Sentences {
 public:
  void add(std::string sentence) {
    if (all_.size() < kMaxSentences) all_.push_back(std::move(sentence));
    if (all_.size() == kMaxSentences) all_.back() = "There is more; repair this first.";
  }
  bool full() const { return all_.size() >= kMaxSentences; }
  std::vector<std::string> take() { return std::move(all_); }

 private:
  std::vector<std::string> all_;
};

void check_file(Connection& connection, Sentences& wrong) {
  Query integrity(connection, "PRAGMA integrity_check(20)");
  while (integrity.next())
    if (const std::string said = integrity.text(0); said != "ok") wrong.add("The file is damaged: " + said + ".");
  Query foreign_keys(connection, "PRAGMA foreign_key_check");
  while (foreign_keys.next() && !wrong.full())
    wrong.add(
        fmt::format("A row of {} names a row of {} that is not there.", foreign_keys.text(0), foreign_keys.text(2)));
}

void check_invariants(Connection& connection, Sentences& wrong) {
  for (const auto& [sql, what] : kInvariants) {
    Query query(connection, sql);
    if (query.next() && query.integer(0) != 0) wrong.add(fmt::format("There are {} {}.", query.integer(0), what));
  }
}

bool readable(model::RecordKind kind, const Uuid& id, const std::string& json) {
  try {
    return model::id_of(parse_stored(kind, json)) == id;
  } catch (const Failure&) {
    return false;
  }
}

/// Every version in order: no gap in the numbers, readable, and openable where sealed.
void check_history(Connection& connection, const SealingKey& key, bool key_fits, Sentences& wrong) {
  Seq expected = 1;
  Query query(connection,
              "SELECT c.seq, r.kind, r.id, c.json, c.sealed FROM change c JOIN record r USING (record) ORDER BY c.seq");
  for (; query.next() && !wrong.full(); ++expected) {
    const Seq seq = query.seq(0);
    if (seq != expected) wrong.add(fmt::format("Changes {} to {} are missing.", expected, seq - 1));
    expected = seq;
    const auto kind = query.kind(1);
    const Uuid id = query.id(2);
    if (!readable(kind, id, query.text(3)))
      wrong.add(fmt::format("Change {} of {} {} cannot be read.", seq, model::to_string(kind), to_string(id)));
    if (key_fits && !query.null(4) && !open_sealed(query.text(4), kind, id, key))
      wrong.add(fmt::format("The sealed part of change {} cannot be opened.", seq));
  }
  if (!wrong.full() && read_counter(connection) != expected - 1)
    wrong.add(
        fmt::format("The change counter says {}, the history ends at {}.", read_counter(connection), expected - 1));
}

}  // namespace

std::vector<std::string> check_store(Connection& connection, const SealingKey& key) {
  Sentences wrong;
  SQLite::Transaction as_one(connection.database());
  check_file(connection, wrong);
  if (wrong.full()) return wrong.take();
  const bool key_fits = read_hash_secret(connection, key).has_value();
  if (!key_fits)
    wrong.add(
        "The sealing key is not the one this store was made with: put the folder keys/ back. Until then nothing "
        "can be written and what is sealed stays closed.");
  check_invariants(connection, wrong);
  check_history(connection, key, key_fits, wrong);
  return wrong.take();
}

}  // namespace fingerpost::store
