#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "base/file.hpp"
#include "store/detail/connection.hpp"
#include "store/detail/context.hpp"
#include "store/detail/source_rows.hpp"
#include "store/store.hpp"

namespace fingerpost::store {

/// Gathers what is accepted and writes it in batches: the right to write is held only while a batch goes in, so that
/// others get their turn.
class SqliteImport final : public ImportSession {
 public:
  /// Bounds of one import, and of what a batch holds in memory.
  static constexpr std::size_t kMaxRecords = 20'000'000;
  static constexpr std::size_t kMaxBatchBytes = 32u << 20;

  SqliteImport(std::shared_ptr<Context> context, FileLock lock, const Source& source);

  void accept(const model::Validated<model::Record>& record, const model::RawRow& raw) override;
  void refuse(const model::Finding& finding, const model::RawRow& raw) override;
  Applied finish(Completeness completeness, Withdrawal withdrawal) override;
  void flush() override;

 private:
  struct Item {
    Given given;
    std::shared_ptr<PendingRaw> raw;
  };
  struct Refusal {
    model::Finding finding;
    model::RawRow raw;
    Digest hash;
  };

  /// The pending form of `raw`: that of the record before when it came from the same row.
  std::shared_ptr<PendingRaw> pending(const model::RawRow& raw);
  void grow(std::size_t bytes);
  void write_items(RecordWriter& writer, Applied& applied);
  void withdraw_missing(Withdrawal withdrawal);
  /// Runs `work` in one transaction, with a RecordWriter and the counts to raise; counts and signals after the commit.
  template <typename Work>
  void transact(Work&& work);
  void require_open() const;

  std::shared_ptr<Context> context_;
  std::optional<FileLock> lock_;
  Connection connection_;
  SourceRow source_ = 0;
  std::uint64_t had_ = 0;  ///< records of the source when the import began
  Applied applied_;
  RecordKeys seen_;
  std::vector<Item> items_;
  std::vector<Refusal> refusals_;
  std::shared_ptr<PendingRaw> last_raw_;
  std::size_t bytes_ = 0;
  std::chrono::steady_clock::time_point batch_began_;
  bool replaced_raw_ = false, log_holds_clear_text_ = false, over_ = false;
};

/// The right to import into a store, over all processes: a lock beside its file. Failure when it is not free in time.
FileLock import_lock(const Context& context);

}  // namespace fingerpost::store
