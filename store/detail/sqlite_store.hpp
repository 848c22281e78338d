#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/detail/context.hpp"
#include "store/detail/reader_pool.hpp"
#include "store/store.hpp"

namespace fingerpost::store {

/// The store in one SQLite file. Reading goes through a pool of connections, writing through one that is guarded by a
/// mutex; an import brings its own. Safe from several threads.
class SqliteStore final : public Store {
 public:
  SqliteStore(std::shared_ptr<Context> context, std::unique_ptr<Connection> writer);

  std::unique_ptr<ReadView> read() const override;
  std::unique_ptr<ReadView> read_at(Seq seq) const override;
  Seq last_seq() const override;
  bool wait_for_change(Seq seq, std::chrono::milliseconds at_most) const override;

  std::unique_ptr<ImportSession> begin_import(const Source& source) override;
  Seq put(const model::Validated<model::Record>& record, const std::string& source) override;
  std::optional<model::RawRow> raw_row(model::RecordKind kind, const Uuid& id,
                                       const std::string& source) const override;
  std::vector<RefusedRow> refused_rows(const std::string& source, std::size_t limit) const override;

  void set_place_files(const std::vector<PlaceFile>& files) override;
  std::vector<PlaceFile> place_files() const override;
  std::uint64_t places_generation() const override;

  ApiKey add_key(const std::string& role, std::optional<Uuid> organization_id, const std::string& key_hash) override;
  std::vector<ApiKey> keys() const override;
  bool revoke_key(const Uuid& id) override;
  std::optional<ApiKey> key_by_hash(const std::string& key_hash) const override;

  void backup_to(const std::filesystem::path& file) const override;
  std::vector<std::string> verify() const override;

 private:
  /// Runs `work` in one write transaction and answers what it does.
  template <typename Work>
  auto write(const char* doing, Work&& work);
  /// Runs `work` on a reading connection.
  template <typename Work>
  auto ask(const char* doing, Work&& work) const;

  std::shared_ptr<Context> context_;
  std::shared_ptr<ReaderPool> pool_;
  std::mutex writing_;
  std::unique_ptr<Connection> writer_;
};

}  // namespace fingerpost::store
