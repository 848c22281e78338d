#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "search/detail/columns.hpp"
#include "search/detail/entry_file.hpp"
#include "search/detail/term_table.hpp"

namespace fingerpost::search::detail {

/// A posting list, packed: documents, ascending, each with its count, in blocks of 128. A block is two widths in bits
/// (a byte each), the gaps between documents and then the counts less one, each as so many bits, to whole bytes. A list
/// of several blocks begins with its BlockEnds. A posting takes some 2 bytes and a nanosecond.
struct BlockEnd {
  Doc last;           ///< its last document
  std::uint32_t end;  ///< where it ends, counted from the first block
};
inline constexpr std::size_t kBlock = 128;

class PackedList {
 public:
  /// Documents count up. Counts are at least 1 and at most kMaxLength.
  void add(Doc doc, std::uint32_t count);
  /// The list's bytes; what follows begins a new one.
  std::string finish();

 private:
  void close_block();

  std::vector<Doc> docs_;
  std::vector<std::uint32_t> counts_;  // of the block being filled
  std::vector<BlockEnd> ends_;
  std::string blocks_;
  Doc next_ = 0;  ///< the least that may follow the blocks closed
};

/// Walks one list of a file, reading 16 kB of it at a time: lists belong to the system's page cache, not to our memory.
/// Failure when the list is damaged or names a document that is not below `documents`.
class PackedCursor {
 public:
  /// Nothing: at its end.
  PackedCursor() = default;
  PackedCursor(const EntryFile& file, const TermTable::Term& list, Doc documents);

  bool at_end() const { return doc_ == kNoDoc; }
  Doc doc() const { return doc_; }
  double count() const { return counts_[at_]; }
  void next() {
    if (++at_ == size_)
      load(block_ + 1);
    else
      doc_ = docs_[at_];
  }
  void skip_to(Doc doc);

 private:
  void load(std::size_t block);
  const char* bytes_of(std::uint64_t begin, std::uint64_t end);
  void read_piece(std::uint64_t at, std::size_t bytes);
  void unpack(const char* bytes, std::size_t size);

  const EntryFile* file_ = nullptr;
  std::uint64_t first_ = 0, bytes_ = 0;  ///< where the blocks begin in the file, and all their bytes
  Doc documents_ = 0;
  std::uint32_t frequency_ = 0;
  std::vector<BlockEnd> ends_;
  /// Of the blocks, from piece_at_ to piece_end_, behind `before_` other bytes, and room for a few more.
  std::unique_ptr<char[]> piece_;
  std::size_t room_ = 0, before_ = 0;
  std::uint64_t piece_at_ = 0, piece_end_ = 0;
  std::size_t block_ = 0, at_ = 0, size_ = 0;  ///< the block unpacked, and the posting in it
  Doc doc_ = kNoDoc;
  std::array<Doc, kBlock> docs_;
  std::array<std::uint16_t, kBlock> counts_;
};

}  // namespace fingerpost::search::detail
