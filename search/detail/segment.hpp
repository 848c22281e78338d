#pragma once

#include <bit>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "search/detail/columns.hpp"
#include "search/detail/entry_file.hpp"
#include "search/detail/names.hpp"
#include "search/detail/scoring.hpp"
#include "search/detail/text_index.hpp"

namespace fingerpost::search::detail {

/// One immutable part of a generation: the base (on disk, in Morton order) or the tail (in memory, in order of
/// arrival). A record's documents are all in one segment.
class Segment {
 public:
  /// What the views below look into: mapped files or strings, kept alive as long as the segment.
  struct Storage {
    virtual ~Storage() = default;
    virtual std::string_view columns() const = 0;
    virtual std::string_view names() const = 0;
  };

  Segment(std::unique_ptr<const Storage> storage, std::unique_ptr<const TextIndex> text_index,
          std::shared_ptr<const EntryFile> entry_file)
      : columns(storage->columns()),
        names(storage->names()),
        text(std::move(text_index)),
        entries(std::move(entry_file)),
        storage_(std::move(storage)) {}

  std::string stored_text(Doc doc) const { return entries->stored_text(columns.entry_at[doc]); }
  std::string entry(Doc doc) const { return entries->read(columns.entry_at[doc], columns.entry_bytes[doc]); }

  const Columns columns;
  const Names names;
  const std::unique_ptr<const TextIndex> text;
  const std::shared_ptr<const EntryFile> entries;
  const Standing standing;

 private:
  std::unique_ptr<const Storage> storage_;
};

/// Documents of a segment that are no longer: a bit each.
class Removed {
 public:
  void add(Doc doc) {
    if (doc / 64 >= bits_.size()) bits_.resize(doc / 64 + 1);
    if (!contains(doc)) ++count_;
    bits_[doc / 64] |= std::uint64_t{1} << (doc % 64);
  }
  bool contains(Doc doc) const { return doc / 64 < bits_.size() && ((bits_[doc / 64] >> (doc % 64)) & 1) != 0; }
  std::uint32_t count() const { return count_; }

  /// Ascending.
  template <typename Visit>
  void for_each(Visit&& visit) const {
    for (std::size_t word = 0; word < bits_.size(); ++word)
      for (std::uint64_t bits = bits_[word]; bits != 0; bits &= bits - 1)
        visit(static_cast<Doc>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits))));
  }

 private:
  std::vector<std::uint64_t> bits_;
  std::uint32_t count_ = 0;
};

/// A segment as one generation sees it.
struct Part {
  std::shared_ptr<const Segment> segment;
  std::shared_ptr<const Removed> removed;

  const Columns& columns() const { return segment->columns; }
  bool is_live(Doc doc) const { return !removed->contains(doc); }
  /// A record's documents live and die together.
  bool is_live_record(std::uint32_t record) const { return is_live(segment->columns.record_docs[record].front()); }
};

}  // namespace fingerpost::search::detail
