#include "search/detail/tail_log.hpp"

#include <cstring>

#include "base/hash.hpp"
#include "search/detail/bytes.hpp"

namespace fingerpost::search::detail {
namespace {

enum class BlockKind : std::uint8_t { replacement = 1, commit = 2 };

struct BlockHead {
  std::uint64_t bytes;  ///< of the payload
  std::uint64_t checksum;
};

/// A block is one record's documents; beyond this it is damage.
constexpr std::uint64_t kMaxBlock = 1u << 30;
constexpr std::size_t kMaxWaiting = 8u << 20;

std::uint64_t checksum_of(std::string_view payload) {
  const Digest digest = blake2b(payload);
  std::uint64_t sum;
  std::memcpy(&sum, digest.data(), sizeof sum);
  return sum;
}

/// The payload of the block at `at`, empty when there is no whole one.
std::string payload_at(const EntryFile& file, std::uint64_t at) {
  if (file.size() < at + sizeof(BlockHead)) return {};
  const auto head = ByteReader(file.read(at, sizeof(BlockHead))).plain<BlockHead>();
  if (head.bytes > kMaxBlock || file.size() < at + sizeof head + head.bytes) return {};
  std::string payload = file.read(at + sizeof head, head.bytes);
  return checksum_of(payload) == head.checksum ? payload : std::string();
}

/// `at`: where the payload begins in the file.
Replacement replacement_from(std::string_view payload, std::uint64_t at) {
  ByteReader in(payload);
  in.plain<BlockKind>();
  Replacement replacement;
  replacement.record_id = in.plain<Uuid>();
  for (std::size_t n = in.count(); n > 0; --n) {
    const std::string_view entry = in.text();
    replacement.entries.push_back(
        {at + static_cast<std::uint64_t>(entry.data() - payload.data()), static_cast<std::uint32_t>(entry.size())});
  }
  return replacement;
}

}  // namespace

TailLog::TailLog(const std::filesystem::path& file, EntryFile::Access access)
    : file_(std::make_shared<EntryFile>(file, access)) {}

std::uint64_t TailLog::read(std::uint64_t from, const OnReplacement& on_replacement, const OnCommit& on_commit) const {
  std::vector<Replacement> pending;
  std::uint64_t end = from;
  for (std::uint64_t at = from;;) {
    const std::string payload = payload_at(*file_, at);
    if (payload.empty()) return end;
    const std::uint64_t payload_begin = at + sizeof(BlockHead);
    at = payload_begin + payload.size();
    if (static_cast<BlockKind>(payload[0]) == BlockKind::replacement) {
      pending.push_back(replacement_from(payload, payload_begin));
      continue;
    }
    ByteReader in(payload);
    in.plain<BlockKind>();
    for (const Replacement& replacement : pending) on_replacement(replacement);
    pending.clear();
    on_commit(in.plain<CommitMark>());
    end = at;
  }
}

void TailLog::append_block(std::string_view payload) {
  ByteWriter(waiting_).plain(BlockHead{payload.size(), checksum_of(payload)});
  waiting_ += payload;
  if (waiting_.size() > kMaxWaiting) flush();
}

void TailLog::flush() {
  if (is_torn_) throw Failure("writing the search index", "an earlier change could not be written");
  is_torn_ = true;
  file_->append(waiting_);
  is_torn_ = false;
  waiting_.clear();
}

void TailLog::replace(const Uuid& record_id, const std::vector<Entry>& entries) {
  std::string payload;
  ByteWriter out(payload);
  out.plain(BlockKind::replacement);
  out.plain(record_id);
  out.number(entries.size());
  for (const Entry& entry : entries) out.text(encoded(entry));
  append_block(payload);
}

void TailLog::commit(const CommitMark& mark) {
  std::string payload;
  ByteWriter out(payload);
  out.plain(BlockKind::commit);
  out.plain(mark);
  append_block(payload);
  flush();
  file_->sync();
  committed_ = file_->size();
}

void TailLog::cut(std::uint64_t end) {
  waiting_.clear();
  is_torn_ = false;
  file_->truncate(end);
  committed_ = end;
}

}  // namespace fingerpost::search::detail
