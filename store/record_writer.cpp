#include "store/detail/record_writer.hpp"

#include "base/failure.hpp"
#include "store/detail/sealed_parts.hpp"

namespace fingerpost::store {
namespace {

using model::RecordKind;

constexpr const char* kStanding = "SELECT seq, state, withheld, hash FROM record WHERE kind = ?1 AND id = ?2";
constexpr const char* kVoice =
    "SELECT source, live, vouches, seq, hash FROM record_source WHERE kind = ?1 AND id = ?2 AND source = ?3";
constexpr const char* kOtherVoucher =
    "SELECT source, live, vouches, seq, hash FROM record_source WHERE kind = ?1 AND id = ?2 AND source <> ?3"
    " AND live = 1 AND vouches = 1 ORDER BY seq DESC, source LIMIT 1";
constexpr const char* kContent = "SELECT source, json, source_id, sealed FROM change WHERE seq = ?1";
constexpr const char* kWriteVoice =
    "INSERT INTO record_source (kind, id, source, live, vouches, confidential, seq, hash)"
    " VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET live = 1, vouches = excluded.vouches,"
    " confidential = excluded.confidential, seq = excluded.seq, hash = excluded.hash";
constexpr const char* kSayConfidential =
    "UPDATE record_source SET confidential = ?4 WHERE kind = ?1 AND id = ?2 AND source = ?3";
constexpr const char* kSilence = "UPDATE record_source SET live = 0 WHERE kind = ?1 AND id = ?2 AND source = ?3";
constexpr const char* kWriteChange =
    "INSERT INTO change (seq, kind, id, action, state, source, source_id, at, json, sealed)"
    " VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6, ?7, ?8, ?9)";
constexpr const char* kWriteWithdrawn =
    "INSERT INTO change (seq, kind, id, action, state, source, source_id, at, json, sealed)"
    " SELECT ?1, kind, id, 2, 1, source, source_id, ?2, json, sealed FROM change WHERE seq = ?3";
constexpr const char* kWriteStanding =
    "INSERT INTO record (kind, id, seq, first_seq, state, withheld, hash) VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6)"
    " ON CONFLICT DO UPDATE SET seq = excluded.seq, state = excluded.state, withheld = excluded.withheld,"
    " hash = excluded.hash";
constexpr const char* kCounter = "SELECT value FROM counter WHERE name = 'seq'";
constexpr const char* kWriteCounter = "UPDATE counter SET value = ?1 WHERE name = 'seq'";

}  // namespace

Seq read_counter(Connection& connection) {
  Query query(connection, kCounter);
  if (!query.next()) throw Failure("reading the change counter", "it is missing: the store is damaged");
  return query.seq(0);
}

RecordWriter::RecordWriter(Connection& connection, const SealingKey& key, Instant at)
    : connection_(connection), key_(key), at_(at), began_at_(read_counter(connection)), seq_(began_at_) {}

Seq RecordWriter::finish() {
  if (seq_ != began_at_) Query(connection_, kWriteCounter, seq_).run();
  return seq_;
}

Outcome RecordWriter::accept(const Given& given, SourceRow source, Voice voice) {
  const auto standing = standing_of(given.kind, given.id);
  const auto before = voice_of(given.kind, given.id, source);
  const bool vouches =
      voice == Voice::import || (before && before->vouches) || !other_voucher(given.kind, given.id, source).has_value();
  const bool said_before = before && before->hash == given.hash;
  const bool withdrawn = standing && standing->state == RecordState::withdrawn;
  const bool stands = standing && standing->hash == given.hash;
  // A source that only repeats itself does not undo what another one said since; an edit always speaks anew.
  const bool changes = !standing || withdrawn || !(stands || (said_before && voice == Voice::import));
  if (!changes && said_before && before->live && before->vouches == vouches) return Outcome::unchanged;

  SourceVoice now{source, true, vouches, before ? before->seq : 0, given.hash};
  if (changes) {
    const Action action = !standing ? Action::added : withdrawn ? Action::restored : Action::changed;
    if (before) Query(connection_, kSayConfidential, given.kind, given.id, source, given.confidential).run();
    const bool withhold = given.kind == RecordKind::location && (given.confidential || must_withhold(given.id));
    write_version(given, action, source, withhold, standing ? &*standing : nullptr);
    now.seq = seq_;
  } else if (!said_before) {
    now.seq = standing->seq;
  }
  write_voice(given, now);
  if (given.kind == RecordKind::service) settle_locations_of(given);
  if (given.kind == RecordKind::location) settle_location(given.id);
  return !changes ? Outcome::unchanged : !standing ? Outcome::added : withdrawn ? Outcome::restored : Outcome::changed;
}

Outcome RecordWriter::withdraw(RecordKind kind, const Uuid& id, SourceRow source) {
  const auto voice = voice_of(kind, id, source);
  if (!voice || !voice->live) return Outcome::unchanged;
  Query(connection_, kSilence, kind, id, source).run();
  const auto standing = standing_of(kind, id);
  if (!standing || standing->state == RecordState::withdrawn) return Outcome::unchanged;
  const auto other = other_voucher(kind, id, source);
  if (!other) {
    write_withdrawn(kind, id, *standing);
    return Outcome::withdrawn;
  }
  if (content_at(standing->seq).source != source) return Outcome::unchanged;
  const bool withhold = kind == RecordKind::location && must_withhold(id);
  write_version(whole_at(kind, id, other->seq, other->hash), Action::changed, other->source, withhold, &*standing);
  return Outcome::changed;
}

Seq RecordWriter::version_of(RecordKind kind, const Uuid& id) {
  const auto standing = standing_of(kind, id);
  return standing ? standing->seq : 0;
}

std::optional<RecordWriter::Standing> RecordWriter::standing_of(RecordKind kind, const Uuid& id) {
  Query query(connection_, kStanding, kind, id);
  if (!query.next()) return std::nullopt;
  return Standing{query.seq(0), static_cast<RecordState>(query.integer(1)), query.flag(2), query.digest(3)};
}

std::optional<RecordWriter::SourceVoice> RecordWriter::voice_of(RecordKind kind, const Uuid& id, SourceRow source) {
  Query query(connection_, kVoice, kind, id, source);
  if (!query.next()) return std::nullopt;
  return SourceVoice{query.integer(0), query.flag(1), query.flag(2), query.seq(3), query.digest(4)};
}

std::optional<RecordWriter::SourceVoice> RecordWriter::other_voucher(RecordKind kind, const Uuid& id,
                                                                     SourceRow source) {
  Query query(connection_, kOtherVoucher, kind, id, source);
  if (!query.next()) return std::nullopt;
  return SourceVoice{query.integer(0), query.flag(1), query.flag(2), query.seq(3), query.digest(4)};
}

RecordWriter::StoredContent RecordWriter::content_at(Seq seq) {
  Query query(connection_, kContent, seq);
  if (!query.next()) throw Failure("reading a version", "it is missing: the store is damaged. Run fingerpost check");
  StoredContent content{query.integer(0), query.text(1), query.text(2), std::nullopt};
  if (!query.null(3)) content.sealed = query.text(3);
  return content;
}

Given RecordWriter::whole_at(RecordKind kind, const Uuid& id, Seq seq, const Digest& hash) {
  StoredContent content = content_at(seq);
  if (content.sealed) {
    auto parts = open_sealed(*content.sealed, kind, id, key_);
    if (!parts) throw Failure("opening a sealed record", to_text(parts.error()));
    content.json = std::move(parts->whole);
    content.source_id = std::move(parts->source_id);
  }
  Given given{kind, id, std::move(content.json), hash, false, {}, std::move(content.source_id)};
  given.links = links_of(parse_stored(kind, given.json));
  return given;
}

void RecordWriter::write_voice(const Given& given, const SourceVoice& voice) {
  Query(connection_, kWriteVoice, given.kind, given.id, voice.source, voice.vouches, given.confidential, voice.seq,
        voice.hash)
      .run();
}

void RecordWriter::write_version(const Given& given, Action action, SourceRow source, bool withhold,
                                 const Standing* before) {
  const Content content =
      withhold ? withheld_content(given.id, given.json, given.source_id, key_) : open_content(given);
  ++seq_;
  Query(connection_, kWriteChange, seq_, given.kind, given.id, action, source, content.source_id, at_, content.json,
        content.sealed)
      .run();
  Query(connection_, kWriteStanding, given.kind, given.id, seq_, RecordState::live, withhold, given.hash).run();
  write_links(connection_, given.kind, given.id, content.links, seq_);
  if (withhold && before != nullptr && !before->withheld) conceal_history(given.id);
}

void RecordWriter::write_withdrawn(RecordKind kind, const Uuid& id, const Standing& standing) {
  ++seq_;
  Query(connection_, kWriteWithdrawn, seq_, at_, standing.seq).run();
  Query(connection_, kWriteStanding, kind, id, seq_, RecordState::withdrawn, standing.withheld, standing.hash).run();
  write_links(connection_, kind, id, {}, seq_);
}

}  // namespace fingerpost::store
