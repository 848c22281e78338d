#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/detail/reader_pool.hpp"
#include "store/store.hpp"

namespace fingerpost::store {

/// The store as of `seq`. Every question is bounded by the number, and history below a number does not change: no
/// transaction has to be held.
class SqliteView final : public ReadView {
 public:
  SqliteView(std::shared_ptr<ReaderPool> pool, Seq seq) : pool_(std::move(pool)), seq_(seq) {}

  Seq seq() const override { return seq_; }
  std::optional<StoredRecord> record(model::RecordKind kind, const Uuid& id) const override;
  void for_each(model::RecordKind kind, const std::function<bool(const StoredRecord&)>& visit) const override;
  std::vector<Change> changes(Seq since, std::size_t limit) const override;
  std::uint64_t count(model::RecordKind kind) const override;
  std::vector<Uuid> live_ids(model::RecordKind kind) const override;
  std::vector<Source> sources() const override;
  std::vector<Uuid> linked(model::RecordKind kind, const Uuid& id) const override;
  std::optional<Uuid> successor(model::RecordKind kind, const Uuid& id) const override;
  std::vector<Uuid> services_of(const Uuid& organization_id) const override;
  std::vector<Uuid> services_at(const Uuid& location_id) const override;
  Result<std::string> sealed_part(model::RecordKind kind, const Uuid& id, const SealingKey& key) const override;

 private:
  std::shared_ptr<ReaderPool> pool_;
  Seq seq_;
};

}  // namespace fingerpost::store
