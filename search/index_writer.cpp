#include "base/failure.hpp"
#include "base/log.hpp"
#include "search/detail/folding.hpp"
#include "search/detail/opened.hpp"
#include "search/index.hpp"

namespace fingerpost::search {
namespace {

using namespace detail;

class Writer final : public IndexWriter {
 public:
  Writer(std::filesystem::path folder, Opened opened, FoldPolicy policy)
      : folder_(std::move(folder)), policy_(policy), now_(std::move(opened)) {
    remove_others(folder_, now_.generation.number());
  }

  void replace(const Uuid& record_id, std::vector<Document> documents) override {
    std::vector<Entry> entries;
    entries.reserve(documents.size());
    for (Document& document : documents) {
      document.record_id = record_id;
      entries.push_back(analysed(std::move(document)));
    }
    now_.log->replace(record_id, entries);
  }

  std::shared_ptr<const Index> commit(std::uint64_t seq, std::uint64_t places_generation) override {
    const std::uint64_t from = now_.log->end();
    try {
      now_.log->commit({seq, places_generation});
    } catch (...) {
      now_.log->cut(from);
      throw;
    }
    now_.follow(from);
    take_folded();
    if (!folding_ && is_due_to_fold()) folding_ = std::make_unique<Folding>(folder_, now_);
    return now_.tail->publish(now_.mark);
  }

  std::uint64_t documents() const override { return now_.tail->documents(); }

 private:
  bool is_due_to_fold() const {
    const double share = policy_.share * static_cast<double>(now_.base->columns.size());
    return now_.tail->size() > policy_.at_least && static_cast<double>(now_.tail->size()) > share;
  }

  /// Goes on in the folded generation once it is there. When folding failed, the old one still serves; the next
  /// commit tries again.
  void take_folded() {
    if (!folding_ || !folding_->is_done()) return;
    const auto folding = std::move(folding_);
    try {
      folding->finish(now_);
    } catch (const Failure& failure) {
      log(LogLevel::warning, "index-fold-failed", {{"why", failure.what()}});
      return;
    }
    now_ = *open_newest(folder_, EntryFile::Access::append);
    remove_others(folder_, now_.generation.number());
  }

  std::filesystem::path folder_;
  FoldPolicy policy_;
  Opened now_;
  std::unique_ptr<Folding> folding_;
};

}  // namespace

std::shared_ptr<const Index> open_index(const std::filesystem::path& folder) {
  const auto opened = open_newest(folder, EntryFile::Access::read);
  return opened ? opened->tail->publish(opened->mark) : nullptr;
}

std::unique_ptr<IndexWriter> open_index_writer(const std::filesystem::path& folder, FoldPolicy policy) {
  auto opened = open_newest(folder, EntryFile::Access::append);
  return opened ? std::make_unique<Writer>(folder, *std::move(opened), policy) : nullptr;
}

}  // namespace fingerpost::search
