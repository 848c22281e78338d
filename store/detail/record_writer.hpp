#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/seal.hpp"
#include "store/detail/content.hpp"

namespace fingerpost::store {

/// Row number of a source.
using SourceRow = std::int64_t;

/// What became of a record that was given or withdrawn.
enum class Outcome : std::uint8_t { added, changed, unchanged, restored, withdrawn };

/// What accept() did, and the row of the record.
struct Accepted {
  Outcome outcome = Outcome::unchanged;
  RecordRow record = 0;
};

/// Whether a source's word makes a record exist (an import), or only says what it holds (an edit).
enum class Voice : std::uint8_t { edit = 0, import = 1 };

/// Writes records, their history and what hangs on them, within one write transaction of the caller. The rules of
/// several sources and of confidentiality are here; docs/architecture/store.md tells them in words.
class RecordWriter {
 public:
  /// Begins at the change counter as it stands; the caller holds the write transaction. `at` is the time of the
  /// changes.
  RecordWriter(Connection& connection, const SealingKey& key, Instant at);

  /// A source gives a record.
  Accepted accept(const Given& given, SourceRow source, Voice voice);
  /// A source no longer has a record.
  Outcome withdraw(RecordRow record, SourceRow source);
  /// The number of the version in force; 0 when the record is unknown.
  Seq version_of(model::RecordKind kind, const Uuid& id);
  /// Stores the counter: the last step before commit. The highest number given.
  Seq finish();

  /// True when clear text was removed from history: the log should be emptied after the commit.
  bool purged() const { return purged_; }

 private:
  /// A record as it stands.
  struct Standing {
    RecordRow record = 0;
    model::RecordKind kind{};
    Uuid id;
    Seq seq = 0;
    RecordState state = RecordState::live;
    bool withheld = false;
    Digest hash{};
  };
  /// What one source last said of a record; `seq` is a version that holds it.
  struct SourceVoice {
    SourceRow source = 0;
    bool live = false, vouches = false;
    Seq seq = 0;
    Digest hash{};
  };
  /// A version as it is stored.
  struct StoredContent {
    SourceRow source = 0;
    std::string json, source_id;
    std::optional<std::string> sealed;
  };

  static std::optional<Standing> standing_from(Query& query);
  static std::optional<SourceVoice> voice_from(Query& query);
  std::optional<Standing> standing_of(model::RecordKind kind, const Uuid& id);
  std::optional<Standing> standing_of(RecordRow record);
  std::optional<SourceVoice> voice_of(RecordRow record, SourceRow source);
  /// The other live source whose word makes the record exist; of several the one that spoke last.
  std::optional<SourceVoice> other_voucher(RecordRow record, SourceRow source);
  StoredContent content_at(Seq seq);
  /// What a version holds, whole, out of its sealed part when it is withheld.
  Given whole_at(model::RecordKind kind, const Uuid& id, Seq seq, const Digest& hash);

  void write_voice(RecordRow record, const SourceVoice& voice, bool confidential);
  /// The next version, withheld or open, with its links; clear history of a withheld one is sealed. `before` is null
  /// for a new record. The record's row.
  RecordRow write_version(const Given& given, Action action, SourceRow source, bool withhold, const Standing* before);
  void write_withdrawn(const Standing& standing);

  /// Some source, or some confidential service that is delivered there, makes the location confidential.
  bool must_withhold(const Uuid& location);
  /// After a service was written: protects its locations, or no longer.
  void settle_locations_of(RecordRow service, const std::vector<Uuid>& locations);
  /// Makes what is stored of a location agree with must_withhold.
  void settle_location(const Uuid& location);
  /// Seals the location's clear versions and forgets its identities.
  void conceal_history(RecordRow record, const Uuid& location);

  Connection& connection_;
  const SealingKey& key_;
  const Instant at_;
  const Seq began_at_;
  Seq seq_;
  bool purged_ = false;
};

/// The change counter as this transaction sees it.
Seq read_counter(Connection& connection);

}  // namespace fingerpost::store
