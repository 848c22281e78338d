#include "search/detail/tail.hpp"

namespace fingerpost::search::detail {
namespace {

class HeldImages final : public Segment::Storage {
 public:
  HeldImages(std::string columns, std::string names) : columns_(std::move(columns)), names_(std::move(names)) {}
  std::string_view columns() const override { return columns_; }
  std::string_view names() const override { return names_; }

 private:
  std::string columns_, names_;
};

}  // namespace

Tail::Tail(std::shared_ptr<const Segment> base, Statistics statistics, std::shared_ptr<const EntryFile> log)
    : base_(std::move(base)), log_(std::move(log)), statistics_(std::move(statistics)) {}

void Tail::apply(const Replacement& replacement) {
  remove_from_base(replacement.record_id);
  remove_from_tail(replacement.record_id);
  if (replacement.entries.empty()) return;
  ++statistics_.records;
  auto& docs = by_record_[replacement.record_id];
  for (const EntryPlace& place : replacement.entries) {
    const Entry entry = decoded_entry(log_->read(place.at, place.bytes));
    const Doc doc = columns_.size();
    names_.add(columns_.add(entry, place), entry.document);
    text_.add(doc, entry.terms);
    docs.push_back({doc, place, entry.length});
    ++statistics_.documents;
    statistics_.length += entry.length;
  }
}

void Tail::forget(const std::vector<TermCount>& terms) {
  for (const TermCount& term : terms) ++statistics_.removed_terms[term.term];
}

void Tail::remove_from_base(const Uuid& record_id) {
  const auto record = base_->columns.find_record(record_id);
  if (!record) return;
  const auto docs = base_->columns.record_docs[*record];
  if (removed_from_base_.contains(docs.front())) return;
  --statistics_.records;
  for (const Doc doc : docs) {
    removed_from_base_.add(doc);
    forget(decoded_terms(base_->entry(doc)));
    --statistics_.documents;
    statistics_.length -= base_->columns.length[doc];
  }
}

void Tail::remove_from_tail(const Uuid& record_id) {
  const auto found = by_record_.find(record_id);
  if (found == by_record_.end()) return;
  --statistics_.records;
  for (const TailDoc& each : found->second) {
    removed_from_tail_.add(each.doc);
    forget(decoded_terms(log_->read(each.place.at, each.place.bytes)));
    --statistics_.documents;
    statistics_.length -= each.length;
  }
  by_record_.erase(found);
  columns_.forget_record(record_id);
}

std::shared_ptr<const LiveIndex> Tail::publish(const CommitMark& mark) const {
  std::vector<Part> parts;
  if (base_->columns.size() > 0) parts.push_back({base_, std::make_shared<const Removed>(removed_from_base_)});
  if (columns_.size() > 0) {
    auto segment = std::make_shared<const Segment>(std::make_unique<HeldImages>(columns_.image(), names_.image()),
                                                   std::make_unique<MemoryText>(text_), log_);
    parts.push_back({std::move(segment), std::make_shared<const Removed>(removed_from_tail_)});
  }
  return std::make_shared<const LiveIndex>(std::move(parts), statistics_, mark.seq, mark.places_generation);
}

}  // namespace fingerpost::search::detail
