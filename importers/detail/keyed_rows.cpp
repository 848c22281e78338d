#include "importers/detail/keyed_rows.hpp"

#include <cstring>
#include <unordered_map>

#include "base/file.hpp"
#include "base/hash.hpp"

namespace fingerpost::importers {
namespace {

struct Head {
  std::uint32_t key, content;
  std::uint32_t table;
};

void append_row(std::string& bytes, std::string_view key, std::uint8_t table, std::string_view content) {
  const Head head{static_cast<std::uint32_t>(key.size()), static_cast<std::uint32_t>(content.size()), table};
  bytes.append(reinterpret_cast<const char*>(&head), sizeof head);
  bytes += key;
  bytes += content;
}

struct Read {
  std::string_view key;
  KeyedRows::Row row;
};

/// The row at `at`, which moves behind it.
Read next_row(std::string_view bytes, std::size_t& at) {
  Head head{};
  std::memcpy(&head, bytes.data() + at, sizeof head);
  at += sizeof head;
  Read read{bytes.substr(at, head.key),
            {static_cast<std::uint8_t>(head.table), bytes.substr(at + head.key, head.content)}};
  at += head.key + head.content;
  return read;
}

}  // namespace

struct KeyedRows::Partition {
  SpillFile file;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> out{std::fopen(file.path().c_str(), "wb"), &std::fclose};

  void write(std::string_view key, const Row& row) {
    std::string bytes;
    append_row(bytes, key, row.table, row.content);
    if (!out || std::fwrite(bytes.data(), 1, bytes.size(), out.get()) != bytes.size())
      fail_with_errno("writing " + file.path().string());
  }
};

KeyedRows::KeyedRows(std::size_t budget) : budget_(budget) {}
KeyedRows::~KeyedRows() = default;

void KeyedRows::add(std::string_view key, std::uint8_t table, std::string_view content) {
  append_row(held_, key, table, content);
  if (held_.size() > budget_) spill();
}

void KeyedRows::spill() {
  if (partitions_.empty())
    for (std::size_t i = 0; i < kPartitions; ++i) partitions_.push_back(std::make_unique<Partition>());
  for (std::size_t at = 0; at < held_.size();) {
    const Read read = next_row(held_, at);
    const std::uint64_t hash = mix64(std::hash<std::string_view>{}(read.key));
    partitions_[hash % kPartitions]->write(read.key, read.row);
  }
  held_.clear();
}

void KeyedRows::group(std::string_view bytes, const std::function<void(const Group&)>& visit) {
  std::vector<Group> groups;
  std::unordered_map<std::string_view, std::size_t> index;
  for (std::size_t at = 0; at < bytes.size();) {
    const Read read = next_row(bytes, at);
    const auto [found, is_new] = index.emplace(read.key, groups.size());
    if (is_new) groups.push_back({read.key, {}, 0});
    Group& group = groups[found->second];
    if (group.rows.size() < kMaxRowsOfKey)
      group.rows.push_back(read.row);
    else
      ++group.left_out;
  }
  for (const Group& group : groups) visit(group);
}

void KeyedRows::for_each(const std::function<void(const Group&)>& visit) {
  if (partitions_.empty()) return group(held_, visit);
  spill();
  for (auto& partition : partitions_) {
    if (std::fflush(partition->out.get()) != 0) fail_with_errno("writing " + partition->file.path().string());
    group(read_file(partition->file.path()), visit);
    partition.reset();
  }
}

std::string pack(std::span<const std::string> texts) {
  std::string packed;
  for (const std::string& text : texts) {
    const auto size = static_cast<std::uint32_t>(text.size());
    packed.append(reinterpret_cast<const char*>(&size), sizeof size);
    packed += text;
  }
  return packed;
}

std::vector<std::string> unpack(std::string_view packed) {
  std::vector<std::string> texts;
  for (std::size_t at = 0; at + sizeof(std::uint32_t) <= packed.size();) {
    std::uint32_t size = 0;
    std::memcpy(&size, packed.data() + at, sizeof size);
    at += sizeof size;
    texts.emplace_back(packed.substr(at, size));
    at += size;
  }
  return texts;
}

}  // namespace fingerpost::importers
