#include "search/detail/postings.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

#include "search/detail/bytes.hpp"

namespace fingerpost::search::detail {
namespace {

constexpr std::size_t kPiece = 16 * 1024;
/// A packed number is read as eight bytes from where it begins.
constexpr std::size_t kBeyond = 8;
constexpr unsigned kMaxDocBits = 32, kMaxCountBits = 16;

std::size_t bytes_for(std::size_t numbers, unsigned bits) { return (numbers * bits + 7) / 8; }

/// Appends the lowest `bits` of each.
void pack(const std::vector<std::uint32_t>& values, unsigned bits, std::string& out) {
  std::uint64_t waiting = 0;
  unsigned filled = 0;
  for (const std::uint32_t value : values) {
    waiting |= std::uint64_t{value} << filled;
    for (filled += bits; filled >= 8; filled -= 8, waiting >>= 8) out += static_cast<char>(waiting);
  }
  if (filled > 0) out += static_cast<char>(waiting);
}

unsigned width_of(const std::vector<std::uint32_t>& values) {
  std::uint32_t all = 0;
  for (const std::uint32_t value : values) all |= value;
  return static_cast<unsigned>(std::bit_width(all));
}

template <typename Take>
void unpacked(const char* bytes, std::size_t numbers, unsigned bits, Take&& take) {
  const std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
  std::size_t bit = 0;
  for (std::size_t i = 0; i < numbers; ++i, bit += bits) {
    std::uint64_t from;
    std::memcpy(&from, bytes + bit / 8, sizeof from);
    take(i, (from >> (bit % 8)) & mask);
  }
}

}  // namespace

void PackedList::add(Doc doc, std::uint32_t count) {
  docs_.push_back(doc);
  counts_.push_back(count - 1);
  if (docs_.size() == kBlock) close_block();
}

void PackedList::close_block() {
  const Doc last = docs_.back();
  for (Doc& doc : docs_) {
    const Doc gap = doc - next_;
    next_ = doc + 1;
    doc = gap;
  }
  const unsigned doc_bits = width_of(docs_), count_bits = width_of(counts_);
  blocks_ += static_cast<char>(doc_bits);
  blocks_ += static_cast<char>(count_bits);
  pack(docs_, doc_bits, blocks_);
  pack(counts_, count_bits, blocks_);
  ends_.push_back({last, static_cast<std::uint32_t>(blocks_.size())});
  docs_.clear(), counts_.clear();
}

std::string PackedList::finish() {
  if (!docs_.empty()) close_block();
  if (blocks_.size() > std::numeric_limits<std::uint32_t>::max())
    throw Failure("writing the search index", "a posting list is too large");
  std::string list;
  if (ends_.size() > 1) list.assign(reinterpret_cast<const char*>(ends_.data()), ends_.size() * sizeof(BlockEnd));
  list += blocks_;
  ends_.clear(), blocks_.clear();
  next_ = 0;
  return list;
}

PackedCursor::PackedCursor(const EntryFile& file, const TermTable::Term& list, Doc documents)
    : file_(&file), documents_(documents), frequency_(list.frequency) {
  if (frequency_ == 0) return;
  const std::size_t blocks = (frequency_ + kBlock - 1) / kBlock;
  const std::size_t table = blocks > 1 ? blocks * sizeof(BlockEnd) : 0;
  if (table > list.bytes) damaged("a posting list is too short");
  first_ = list.at + table;
  bytes_ = list.bytes - table;
  // The table and what follows it in one read.
  const std::size_t read = std::min<std::uint64_t>(list.bytes, std::max(table, kPiece));
  read_piece(list.at, read);
  ends_.resize(blocks);
  if (blocks > 1)
    std::memcpy(ends_.data(), piece_.get(), table);
  else
    ends_[0] = {kNoDoc, static_cast<std::uint32_t>(std::min<std::uint64_t>(bytes_, kNoDoc))};
  before_ = table;
  piece_end_ = read - table;
  load(0);
}

void PackedCursor::load(std::size_t block) {
  if (block >= ends_.size()) {
    doc_ = kNoDoc;
    return;
  }
  block_ = block;
  const std::uint64_t begin = block == 0 ? 0 : ends_[block - 1].end, end = ends_[block].end;
  if (begin + 2 > end || end > bytes_) damaged("a posting list's blocks do not fit it");
  size_ = std::min<std::size_t>(kBlock, frequency_ - block * kBlock);
  unpack(bytes_of(begin, end), static_cast<std::size_t>(end - begin));
  at_ = 0;
  doc_ = docs_[0];
}

const char* PackedCursor::bytes_of(std::uint64_t begin, std::uint64_t end) {
  if (begin < piece_at_ || end > piece_end_) {
    const auto read = static_cast<std::size_t>(std::min<std::uint64_t>(bytes_ - begin, std::max(end - begin, kPiece)));
    read_piece(first_ + begin, read);
    before_ = 0;
    piece_at_ = begin;
    piece_end_ = begin + read;
  }
  return piece_.get() + before_ + (begin - piece_at_);
}

void PackedCursor::read_piece(std::uint64_t at, std::size_t bytes) {
  if (room_ < bytes + kBeyond) {
    room_ = bytes + kBeyond;
    piece_ = std::make_unique_for_overwrite<char[]>(room_);
  }
  file_->read_into(at, piece_.get(), bytes);
  std::memset(piece_.get() + bytes, 0, kBeyond);  // read along with the last numbers, and masked
}

void PackedCursor::unpack(const char* bytes, std::size_t size) {
  const unsigned doc_bits = static_cast<unsigned char>(bytes[0]), count_bits = static_cast<unsigned char>(bytes[1]);
  if (doc_bits > kMaxDocBits || count_bits > kMaxCountBits ||
      size != 2 + bytes_for(size_, doc_bits) + bytes_for(size_, count_bits))
    damaged("a block of postings has a broken length");
  std::uint64_t next = block_ == 0 ? 0 : std::uint64_t{ends_[block_ - 1].last} + 1;
  unpacked(bytes + 2, size_, doc_bits, [&](std::size_t i, std::uint64_t gap) {
    docs_[i] = static_cast<Doc>(next += gap);
    ++next;
  });
  if (next > documents_) damaged("a posting list names a document that is not there");
  unpacked(bytes + 2 + bytes_for(size_, doc_bits), size_, count_bits,
           [&](std::size_t i, std::uint64_t less_one) { counts_[i] = static_cast<std::uint16_t>(less_one + 1); });
}

void PackedCursor::skip_to(Doc doc) {
  if (doc_ >= doc) return;
  if (docs_[size_ - 1] < doc) {
    const auto found = std::lower_bound(ends_.begin() + static_cast<std::ptrdiff_t>(block_) + 1, ends_.end(), doc,
                                        [](const BlockEnd& end, Doc wanted) { return end.last < wanted; });
    load(static_cast<std::size_t>(found - ends_.begin()));
    if (at_end()) return;
  }
  const auto begin = docs_.begin(), end = begin + static_cast<std::ptrdiff_t>(size_);
  const auto found = std::lower_bound(begin + static_cast<std::ptrdiff_t>(at_), end, doc);
  at_ = static_cast<std::size_t>(found - begin);
  if (at_ == size_) damaged("a posting list's blocks end elsewhere than they say");
  doc_ = *found;
}

}  // namespace fingerpost::search::detail
