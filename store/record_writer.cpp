#include "store/detail/record_writer.hpp"

#include "base/failure.hpp"
#include "store/detail/sealed_parts.hpp"

namespace fingerpost::store {
namespace {

using model::RecordKind;

constexpr const char* kStanding =
    "SELECT record, kind, id, seq, state, withheld, hash FROM record WHERE kind = ?1 AND id = ?2";
constexpr const char* kStandingOfRow =
    "SELECT record, kind, id, seq, state, withheld, hash FROM record WHERE record = ?1";
constexpr const char* kVoice =
    "SELECT source, live, vouches, seq, hash FROM record_source WHERE record = ?1 AND source = ?2";
constexpr const char* kOtherVoucher =
    "SELECT source, live, vouches, seq, hash FROM record_source WHERE record = ?1 AND source <> ?2"
    " AND live = 1 AND vouches = 1 ORDER BY seq DESC, source LIMIT 1";
constexpr const char* kContent = "SELECT source, json, source_id, sealed FROM change WHERE seq = ?1";
constexpr const char* kWriteVoice =
    "INSERT INTO record_source (record, source, live, vouches, confidential, seq, hash)"
    " VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET live = 1, vouches = excluded.vouches,"
    " confidential = excluded.confidential, seq = excluded.seq, hash = excluded.hash";
constexpr const char* kSayConfidential = "UPDATE record_source SET confidential = ?3 WHERE record = ?1 AND source = ?2";
constexpr const char* kSilence = "UPDATE record_source SET live = 0 WHERE record = ?1 AND source = ?2";
constexpr const char* kNewRecord =
    "INSERT INTO record (kind, id, seq, first_seq, state, withheld, hash) VALUES (?1, ?2, ?3, ?3, 0, ?4, ?5)"
    " RETURNING record";
constexpr const char* kWriteStanding =
    "UPDATE record SET seq = ?2, state = ?3, withheld = ?4, hash = ?5 WHERE record = ?1";
constexpr const char* kWriteChange =
    "INSERT INTO change (seq, record, action, state, source, source_id, at, json, sealed)"
    " VALUES (?1, ?2, ?3, 0, ?4, ?5, ?6, ?7, ?8)";
constexpr const char* kWriteWithdrawn =
    "INSERT INTO change (seq, record, action, state, source, source_id, at, json, sealed)"
    " SELECT ?1, record, 2, 1, source, source_id, ?2, json, sealed FROM change WHERE seq = ?3";
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

Accepted RecordWriter::accept(const Given& given, SourceRow source, Voice voice) {
  const auto standing = standing_of(given.kind, given.id);
  const auto before = standing ? voice_of(standing->record, source) : std::nullopt;
  const bool vouches = voice == Voice::import || (before && before->vouches) || !standing ||
                       !other_voucher(standing->record, source).has_value();
  const bool said_before = before && before->hash == given.hash;
  const bool withdrawn = standing && standing->state == RecordState::withdrawn;
  const bool stands = standing && standing->hash == given.hash;
  // A source that only repeats itself does not undo what another one said since; an edit always speaks anew.
  const bool changes = !standing || withdrawn || !(stands || (said_before && voice == Voice::import));
  if (!changes && said_before && before->live && before->vouches == vouches)
    return {Outcome::unchanged, standing->record};

  RecordRow record = standing ? standing->record : 0;
  SourceVoice now{source, true, vouches, before ? before->seq : 0, given.hash};
  if (changes) {
    const Action action = !standing ? Action::added : withdrawn ? Action::restored : Action::changed;
    if (before) Query(connection_, kSayConfidential, record, source, given.confidential).run();
    const bool withhold = given.kind == RecordKind::location && (given.confidential || must_withhold(given.id));
    record = write_version(given, action, source, withhold, standing ? &*standing : nullptr);
    now.seq = seq_;
  } else if (!said_before) {
    now.seq = standing->seq;
  }
  write_voice(record, now, given.confidential);
  if (given.kind == RecordKind::service) settle_locations_of(record, given.links.locations);
  if (given.kind == RecordKind::location) settle_location(given.id);
  if (!changes) return {Outcome::unchanged, record};
  return {!standing ? Outcome::added : withdrawn ? Outcome::restored : Outcome::changed, record};
}

Outcome RecordWriter::withdraw(RecordRow record, SourceRow source) {
  const auto voice = voice_of(record, source);
  if (!voice || !voice->live) return Outcome::unchanged;
  Query(connection_, kSilence, record, source).run();
  const auto standing = standing_of(record);
  if (!standing || standing->state == RecordState::withdrawn) return Outcome::unchanged;
  const auto other = other_voucher(record, source);
  if (!other) {
    write_withdrawn(*standing);
    return Outcome::withdrawn;
  }
  if (content_at(standing->seq).source != source) return Outcome::unchanged;
  const bool withhold = standing->kind == RecordKind::location && must_withhold(standing->id);
  write_version(whole_at(standing->kind, standing->id, other->seq, other->hash), Action::changed, other->source,
                withhold, &*standing);
  return Outcome::changed;
}

Seq RecordWriter::version_of(RecordKind kind, const Uuid& id) {
  const auto standing = standing_of(kind, id);
  return standing ? standing->seq : 0;
}

std::optional<RecordWriter::Standing> RecordWriter::standing_from(Query& query) {
  if (!query.next()) return std::nullopt;
  return Standing{
      query.integer(0), query.kind(1),  query.id(2), query.seq(3), static_cast<RecordState>(query.integer(4)),
      query.flag(5),    query.digest(6)};
}

std::optional<RecordWriter::SourceVoice> RecordWriter::voice_from(Query& query) {
  if (!query.next()) return std::nullopt;
  return SourceVoice{query.integer(0), query.flag(1), query.flag(2), query.seq(3), query.digest(4)};
}

std::optional<RecordWriter::Standing> RecordWriter::standing_of(RecordKind kind, const Uuid& id) {
  Query query(connection_, kStanding, kind, id);
  return standing_from(query);
}

std::optional<RecordWriter::Standing> RecordWriter::standing_of(RecordRow record) {
  Query query(connection_, kStandingOfRow, record);
  return standing_from(query);
}

std::optional<RecordWriter::SourceVoice> RecordWriter::voice_of(RecordRow record, SourceRow source) {
  Query query(connection_, kVoice, record, source);
  return voice_from(query);
}

std::optional<RecordWriter::SourceVoice> RecordWriter::other_voucher(RecordRow record, SourceRow source) {
  Query query(connection_, kOtherVoucher, record, source);
  return voice_from(query);
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

void RecordWriter::write_voice(RecordRow record, const SourceVoice& voice, bool confidential) {
  Query(connection_, kWriteVoice, record, voice.source, voice.vouches, confidential, voice.seq, voice.hash).run();
}

RecordRow RecordWriter::write_version(const Given& given, Action action, SourceRow source, bool withhold,
                                      const Standing* before) {
  const Content content =
      withhold ? withheld_content(given.id, given.json, given.source_id, key_) : open_content(given);
  ++seq_;
  RecordRow record = 0;
  if (before == nullptr) {
    Query insert(connection_, kNewRecord, given.kind, given.id, seq_, withhold, given.hash);
    insert.next();
    record = insert.integer(0);
  } else {
    record = before->record;
    Query(connection_, kWriteStanding, record, seq_, RecordState::live, withhold, given.hash).run();
  }
  Query(connection_, kWriteChange, seq_, record, action, source, content.source_id, at_, content.json, content.sealed)
      .run();
  write_links(connection_, given.kind, record, content.links, seq_);
  if (withhold && before != nullptr && !before->withheld) conceal_history(record, given.id);
  return record;
}

void RecordWriter::write_withdrawn(const Standing& standing) {
  ++seq_;
  Query(connection_, kWriteWithdrawn, seq_, at_, standing.seq).run();
  Query(connection_, kWriteStanding, standing.record, seq_, RecordState::withdrawn, standing.withheld, standing.hash)
      .run();
  write_links(connection_, standing.kind, standing.record, {}, seq_);
}

}  // namespace fingerpost::store
