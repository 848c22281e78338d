#include "geo/detail/table_file.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

#include "base/failure.hpp"
#include "base/hash.hpp"

namespace fingerpost::geo::detail {
namespace {

constexpr Tag kText = tag("TEXT");
constexpr std::array<char, 8> kMagic{'F', 'P', 'P', 'L', 'A', 'C', 'E', 'S'};

using ShortDigest = std::array<std::uint8_t, 16>;

struct Header {
  std::array<char, 8> magic;
  std::uint32_t format;
  Tag kind;
  std::uint32_t sections, unused;
  std::uint64_t file_size;
  ShortDigest directory;  // see directory_digest
};

struct SectionRow {
  Tag tag;
  SectionCheck check;
  std::uint64_t offset, size;
  ShortDigest digest;
};

constexpr std::size_t kBodyStart = sizeof(Header) + kMaxSections * sizeof(SectionRow);
static_assert(kBodyStart % 8 == 0);

ShortDigest digest_of(std::string_view bytes) {
  const Digest whole = blake2b(bytes);
  ShortDigest part;
  std::copy_n(whole.begin(), part.size(), part.begin());
  return part;
}

/// Over everything before the body, unused section rows too, with zeros for the digest itself.
ShortDigest directory_digest(std::string_view file) {
  std::string front(file.substr(0, kBodyStart));
  std::fill_n(front.begin() + offsetof(Header, directory), sizeof(ShortDigest), '\0');
  return digest_of(front);
}

/// The section rows of a file whose header has been checked.
std::span<const SectionRow> directory_of(std::string_view file) {
  Header header;
  std::memcpy(&header, file.data(), sizeof header);
  return {reinterpret_cast<const SectionRow*>(file.data() + sizeof header), header.sections};
}

std::string_view bytes_of(std::string_view file, const SectionRow& row) { return file.substr(row.offset, row.size); }

/// Why the header cannot be trusted; empty when it can.
std::string fault_in_header(std::string_view file, Tag kind) {
  Header header;
  if (file.size() < kBodyStart) return "it is cut short";
  std::memcpy(&header, file.data(), sizeof header);
  if (header.magic != kMagic || header.kind != kind) return "it is not a gazetteer file of this kind";
  if (header.format != kTableFormat) return "it has another format; import the source again";
  if (header.file_size != file.size()) return "it is cut short";
  if (header.sections > kMaxSections) return "its header is damaged";
  const auto rows = directory_of(file);
  if (directory_digest(file) != header.directory) return "its header is damaged";
  for (const SectionRow& row : rows)
    if (row.offset % 8 != 0 || row.offset > file.size() || row.size > file.size() - row.offset)
      return "its header is damaged";
  return {};
}

}  // namespace

TableFile::TableFile(const std::filesystem::path& path, Tag kind) : path_(path), file_(path) {
  if (const std::string fault = fault_in_header(file_.bytes(), kind); !fault.empty()) fail_damaged(fault);
  for (const SectionRow& row : directory_of(file_.bytes()))
    if (row.check == SectionCheck::at_open && digest_of(bytes_of(file_.bytes(), row)) != row.digest)
      fail_damaged("a table's checksum is wrong");
  text_ = section_bytes(kText);
}

std::string_view TableFile::section_bytes(Tag section) const {
  for (const SectionRow& row : directory_of(file_.bytes()))
    if (row.tag == section) return bytes_of(file_.bytes(), row);
  return {};
}

std::vector<std::string> TableFile::verify() const {
  std::vector<std::string> faults;
  for (const SectionRow& row : directory_of(file_.bytes()))
    if (digest_of(bytes_of(file_.bytes(), row)) != row.digest) {
      const std::string name(reinterpret_cast<const char*>(&row.tag), sizeof row.tag);
      faults.push_back(path_.filename().string() + ": the checksum of section " + name +
                       " is wrong; import the source again");
    }
  return faults;
}

void TableFile::fail_damaged(const std::string& why) const {
  throw Failure("reading the gazetteer file " + path_.filename().string(), why);
}

TableWriter::TableWriter(std::filesystem::path path, Tag kind)
    : path_(std::move(path)), kind_(kind), file_(path_, std::ios::binary | std::ios::trunc) {
  const std::string room(kBodyStart, '\0');
  write(room.data(), room.size());
}

void TableWriter::write(const void* bytes, std::size_t size) {
  file_.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(size));
  if (!file_) fail_with_errno("writing " + path_.string());
  at_ += size;
}

void TableWriter::end_section() {
  if (!sections_.empty()) sections_.back().size = at_ - sections_.back().offset;
  constexpr std::array<char, 8> zeros{};
  if (at_ % 8 != 0) write(zeros.data(), 8 - at_ % 8);
}

void TableWriter::begin(Tag section, SectionCheck check) {
  end_section();
  sections_.push_back({section, check, at_, 0});
}

StringRef TableWriter::text(std::string_view string) {
  const auto [found, is_new] = offsets_.try_emplace(std::string(string), static_cast<std::uint32_t>(text_.size()));
  if (is_new) text_ += string;
  return {found->second, static_cast<std::uint32_t>(string.size())};
}

std::string TableWriter::finish() {
  begin(kText);
  write(text_.data(), text_.size());
  end_section();
  file_.flush();
  if (!file_) fail_with_errno("writing " + path_.string());
  std::vector<SectionRow> rows;
  {
    const MappedFile written(path_);
    for (const Section& s : sections_)
      rows.push_back({s.tag, s.check, s.offset, s.size, digest_of(written.bytes().substr(s.offset, s.size))});
  }
  Header header{kMagic, kTableFormat, kind_, static_cast<std::uint32_t>(rows.size()), 0, at_, {}};
  std::string front(kBodyStart, '\0');
  std::memcpy(front.data(), &header, sizeof header);
  std::memcpy(front.data() + sizeof header, rows.data(), rows.size() * sizeof(SectionRow));
  header.directory = directory_digest(front);
  std::memcpy(front.data(), &header, sizeof header);
  file_.seekp(0);
  write(front.data(), front.size());
  file_.close();
  if (!file_) fail_with_errno("writing " + path_.string());
  sync_to_disk(path_);
  std::string address;
  for (const std::uint8_t byte : header.directory) {
    address += "0123456789abcdef"[byte >> 4];
    address += "0123456789abcdef"[byte & 15];
  }
  return address;
}

}  // namespace fingerpost::geo::detail
