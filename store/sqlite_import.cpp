#include "store/detail/sqlite_import.hpp"

#include <algorithm>
#include <span>
#include <thread>
#include <utility>

#include "base/failure.hpp"

namespace fingerpost::store {
namespace {

constexpr std::chrono::milliseconds kLockPoll{20};
/// Withdrawals are cautious: more than one in this many records of a source going at once is held back.
constexpr std::uint64_t kCautiousShare = 5;

bool same_row(const model::RawRow& a, const model::RawRow& b) {
  return a.line == b.line && a.source_id == b.source_id && a.file == b.file && a.text == b.text;
}

}  // namespace

FileLock import_lock(const Context& context) {
  std::filesystem::path path = context.file;
  path += ".import-lock";
  const auto deadline = std::chrono::steady_clock::now() + context.options.import_wait;
  for (;;) {
    if (auto lock = FileLock::try_acquire(path)) return *std::move(lock);
    if (std::chrono::steady_clock::now() >= deadline)
      throw Failure("beginning an import", "another import into this store is under way. Try again when it is done",
                    Failure::Kind::unavailable);
    std::this_thread::sleep_for(kLockPoll);
  }
}

SqliteImport::SqliteImport(std::shared_ptr<Context> context, FileLock lock, const Source& source)
    : context_(std::move(context)),
      lock_(std::move(lock)),
      connection_(context_->file, Access::write, context_->options.busy_wait) {
  WriteTransaction transaction(connection_);
  source_ = write_source(connection_, source);
  had_ = count_live(connection_, source_);
  applied_.last_seq = read_counter(connection_);
  transaction.commit();
}

void SqliteImport::require_open() const {
  if (over_) throw Failure("importing", "this import is over. Begin it again: what is already in will be found");
}

std::shared_ptr<PendingRaw> SqliteImport::pending(const model::RawRow& raw) {
  if (last_raw_ && same_row(last_raw_->row, raw)) return last_raw_;
  last_raw_ = std::make_shared<PendingRaw>();
  last_raw_->row = raw;
  // Not file and line: a row that only moved is the same row.
  last_raw_->hash = secret_hash(*context_->secret, "raw", raw.source_id + '\n' + raw.text);
  grow(raw.text.size());
  return last_raw_;
}

void SqliteImport::grow(std::size_t bytes) {
  if (items_.empty() && refusals_.empty()) batch_began_ = std::chrono::steady_clock::now();
  bytes_ += bytes;
}

void SqliteImport::accept(const model::Validated<model::Record>& record, const model::RawRow& raw) {
  require_open();
  Given given = given_of(*record, raw.source_id, *context_->secret);
  if (given.json.size() > kMaxRecordJson)
    return refuse({model::Severity::error, "record-too-large", raw.file, raw.line, "", "",
                   "The record is larger than 16 MiB. Divide it, or shorten its texts."},
                  raw);
  if (seen_.size() >= kMaxRecords) throw Failure("importing", "the source has too many records. Divide it");
  if (!seen_.emplace(given.kind, given.id).second) {
    ++applied_.repeated;
    return;
  }
  grow(given.json.size());
  auto from = pending(raw);
  items_.push_back({std::move(given), std::move(from)});
  if (items_.size() + refusals_.size() >= context_->options.batch_records || bytes_ >= kMaxBatchBytes ||
      std::chrono::steady_clock::now() - batch_began_ >= context_->options.batch_time)
    flush();
}

void SqliteImport::refuse(const model::Finding& finding, const model::RawRow& raw) {
  require_open();
  grow(raw.text.size());
  const Digest hash = secret_hash(*context_->secret, "refused",
                                  finding.code + '\n' + finding.field + '\n' + raw.source_id + '\n' + raw.text);
  refusals_.push_back({finding, raw, hash});
  if (items_.size() + refusals_.size() >= context_->options.batch_records || bytes_ >= kMaxBatchBytes) flush();
}

template <typename Work>
void SqliteImport::transact(Work&& work) {
  Applied applied = applied_;
  const Seq before = applied.last_seq;
  over_ = true;  // until it went well
  guarded("importing into the store", [&] {
    WriteTransaction transaction(connection_);
    RecordWriter writer(connection_, context_->key, context_->clock.now());
    work(writer, applied);
    applied.last_seq = writer.finish();
    transaction.commit();
    log_holds_clear_text_ |= writer.purged();
    if (log_holds_clear_text_ && connection_.empty_log()) log_holds_clear_text_ = false;
  });
  over_ = false;
  applied_ = applied;
  if (applied.last_seq != before) context_->changed.raise();
}

void SqliteImport::write_items(RecordWriter& writer, Applied& applied) {
  for (const Item& item : items_) {
    const Accepted accepted = writer.accept(item.given, source_, Voice::import);
    switch (accepted.outcome) {
      case Outcome::added:
        ++applied.added;
        break;
      case Outcome::changed:
        ++applied.changed;
        break;
      case Outcome::restored:
        ++applied.restored;
        break;
      case Outcome::unchanged:
      case Outcome::withdrawn:
        ++applied.unchanged;
        break;
    }
    replaced_raw_ |= write_raw(connection_, context_->key, source_, accepted.record, *item.raw);
  }
}

void SqliteImport::flush() {
  require_open();
  if (items_.empty() && refusals_.empty()) return;
  transact([&](RecordWriter& writer, Applied& applied) {
    write_items(writer, applied);
    for (const Refusal& refusal : refusals_)
      write_refused(connection_, context_->key, source_, refusal.hash, context_->clock.now(), refusal.finding,
                    refusal.raw);
    applied.refused += refusals_.size();
  });
  items_.clear();
  refusals_.clear();
  last_raw_.reset();
  bytes_ = 0;
}

void SqliteImport::withdraw_missing(Withdrawal withdrawal) {
  const auto missing =
      guarded("looking for what is gone from the source", [&] { return missing_of(connection_, source_, seen_); });
  if (withdrawal == Withdrawal::cautious && missing.size() * kCautiousShare > had_) {
    applied_.withdrawal_held_back = missing.size();
    return;
  }
  const std::size_t step = std::max<std::size_t>(context_->options.batch_records, 1);
  for (std::span<const RecordRow> rest(missing); !rest.empty(); rest = rest.subspan(std::min(step, rest.size())))
    transact([&](RecordWriter& writer, Applied& applied) {
      for (const RecordRow record : rest.first(std::min(step, rest.size()))) {
        const Outcome outcome = writer.withdraw(record, source_);
        applied.withdrawn += outcome == Outcome::withdrawn ? 1 : 0;
        applied.changed += outcome == Outcome::changed ? 1 : 0;
      }
    });
}

Applied SqliteImport::finish(Completeness completeness, Withdrawal withdrawal) {
  require_open();
  flush();
  if (completeness == Completeness::complete) withdraw_missing(withdrawal);
  transact([&](RecordWriter&, Applied&) {
    if (replaced_raw_) drop_unused_raw(connection_, source_);
    mark_imported(connection_, source_, context_->clock.now());
  });
  connection_.empty_log();
  over_ = true;
  lock_.reset();
  return applied_;
}

}  // namespace fingerpost::store
