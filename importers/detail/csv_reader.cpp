#include "importers/detail/csv_reader.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/text.hpp"
#include "importers/detail/text_decoding.hpp"

namespace fingerpost::importers {
namespace {

constexpr std::size_t kChunk = 1 << 16;
constexpr std::size_t kKeptOfLongLine = 1 << 16;
constexpr int kMaxUnterminated = 64;  ///< after so many, quotes in this file do not mean what RFC 4180 says

bool has_high_byte(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

/// The separator that stands most often, outside quotes, in the first line that has any.
char suggest_separator(std::string_view head) {
  constexpr std::string_view kCandidates = ",;\t|";
  std::array<std::size_t, kCandidates.size()> counts{};
  bool quoted = false;
  for (const char c : head) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (const auto at = kCandidates.find(c); at != std::string_view::npos) ++counts[at];
    if (c == '\n' && *std::max_element(counts.begin(), counts.end()) > 0) break;
  }
  return kCandidates[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

std::string without_backslashes(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      plain += text[i];
      continue;
    }
    const char c = text[++i];
    plain += c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
  }
  return plain;
}

}  // namespace

CsvReader::CsvReader(const InputFile& file, const CsvOptions& options) : CsvReader(file.open(), options) {}

CsvReader::CsvReader(std::unique_ptr<ByteStream> stream, const CsvOptions& options)
    : stream_(decoded_text(std::move(stream))), options_(options) {
  fill();
  if (options_.separator == '\0') options_.separator = suggest_separator(window_);
  CsvRow row;
  if (!options_.header || !read_row(row)) return;
  header_ = std::move(row.fields);
  width_ = header_.size();
  for (std::string& name : header_) name = collapse_spaces(name);
  while (!header_.empty() && header_.back().empty()) header_.pop_back();
}

std::optional<std::size_t> CsvReader::column(std::string_view name) const {
  const std::string key = column_key(name);
  for (std::size_t i = 0; i < header_.size(); ++i)
    if (column_key(header_[i]) == key) return i;
  return std::nullopt;
}

std::optional<std::size_t> CsvReader::column_of(std::initializer_list<std::string_view> names) const {
  for (const auto name : names)
    if (const auto found = column(name)) return found;
  return std::nullopt;
}

bool CsvReader::next(CsvRow& row) {
  if (!read_row(row)) return false;
  if (!options_.header) return true;
  while (row.fields.size() > header_.size() && trim(row.fields.back()).empty()) row.fields.pop_back();
  if (row.fields.size() > width_ && row.fault.empty()) row.fault = "too-many-fields";
  row.fields.resize(header_.size());
  return true;
}

bool CsvReader::read_row(CsvRow& row) {
  while (true) {
    if (start_ > kChunk && start_ * 2 > window_.size()) {
      window_.erase(0, start_);
      start_ = 0;
    }
    if (at_end(start_)) return false;
    row.line = line_;
    row.fault.clear();
    const std::size_t end = parse(row);
    start_ = end;
    const auto empty = [](const std::string& field) { return trim(field).empty(); };
    if (row.fault.empty() && std::all_of(row.fields.begin(), row.fields.end(), empty)) continue;
    tidy(row);
    return true;
  }
}

/// Fills row.fields and row.raw from start_ on; returns where the next row begins.
std::size_t CsvReader::parse(CsvRow& row) {
  std::size_t at = start_, count = 0;
  bool more = true;
  while (more) {
    if (count == row.fields.size()) row.fields.emplace_back();
    std::string& field = row.fields[count++];
    field.clear();
    const bool quoted = options_.quotes && !at_end(at) && window_[at] == '"';
    if (quoted) at = take_quoted(at + 1, field);
    if (at == std::string::npos) return give_up_line(row, "unterminated-quote");
    while (!at_end(at) && window_[at] != options_.separator && window_[at] != '\n' && window_[at] != '\r') {
      at = take_plain(at, field);
      if (at - start_ > kMaxRowBytes || field.size() > kMaxFieldBytes) return give_up_line(row, "row-too-long");
    }
    more = !at_end(at) && window_[at] == options_.separator;
    if (more) ++at;
    if (count >= kMaxColumns) return give_up_line(row, "too-many-fields");
  }
  row.fields.resize(count);
  row.raw.assign(window_, start_, at - start_);
  line_ += 1 + static_cast<std::uint64_t>(std::count(row.raw.begin(), row.raw.end(), '\n'));
  if (!at_end(at) && window_[at] == '\r' && !at_end(at + 1) && window_[at + 1] == '\n') ++at;
  return at_end(at) ? at : at + 1;
}

/// From behind the opening quote to behind the closing one; npos when there is none within the limits.
std::size_t CsvReader::take_quoted(std::size_t at, std::string& field) {
  while (!at_end(at)) {
    const std::size_t quote = std::min(window_.find('"', at), window_.size());
    field.append(window_, at, quote - at);
    at = quote;
    if (field.size() > kMaxFieldBytes || at - start_ > kMaxRowBytes) return std::string::npos;
    if (at == window_.size()) continue;
    if (at_end(at + 1) || window_[at + 1] != '"') return at + 1;
    field += '"';
    at += 2;
  }
  return std::string::npos;
}

/// From `at` to the next separator, line end or end of the window.
std::size_t CsvReader::take_plain(std::size_t at, std::string& field) const {
  const char* const begin = window_.data() + at;
  const char* const end = window_.data() + window_.size();
  const char* stop = begin;
  while (stop != end && *stop != options_.separator && *stop != '\n' && *stop != '\r') ++stop;
  field.append(begin, stop);
  return at + static_cast<std::size_t>(stop - begin);
}

/// Makes the physical line at start_ a row of its own that says what is wrong; returns where the next line begins.
std::size_t CsvReader::give_up_line(CsvRow& row, std::string_view fault) {
  if (fault == "unterminated-quote" && ++unterminated_ > kMaxUnterminated) options_.quotes = false;
  row.fault = fault;
  row.raw.clear();
  std::size_t at = start_;
  while (!at_end(at) && window_[at] != '\n') {
    const std::size_t end = std::min(window_.find('\n', at), window_.size());
    row.raw.append(window_, at, std::min(end - at, kKeptOfLongLine - std::min(kKeptOfLongLine, row.raw.size())));
    at = end;
    if (at == window_.size() && at - start_ > kMaxRowBytes) {  // a line without end: let go of what is behind us
      window_.clear();
      start_ = at = 0;
    }
  }
  if (row.raw.ends_with('\r')) row.raw.pop_back();
  row.fields.clear();
  for (const auto piece : split(std::string_view(row.raw).substr(0, kKeptOfLongLine), options_.separator)) {
    if (row.fields.size() == kMaxColumns) break;
    row.fields.emplace_back(piece);
  }
  ++line_;
  return at_end(at) ? at : at + 1;
}

/// Reads on; false at the end of the stream. Positions in the window stay valid.
bool CsvReader::fill() {
  if (ended_) return false;
  const std::size_t old = window_.size();
  window_.resize(old + kChunk);
  const std::size_t got = stream_->read({window_.data() + old, kChunk});
  window_.resize(old + got);
  ended_ = got == 0;
  if (std::memchr(window_.data() + old, '\0', got) != nullptr) {
    saw_nul_ = true;
    window_.erase(std::remove(window_.begin() + static_cast<std::ptrdiff_t>(old), window_.end(), '\0'), window_.end());
  }
  return !ended_;
}

/// True when nothing stands at `at`, after reading on if need be.
bool CsvReader::at_end(std::size_t at) {
  while (at >= window_.size())
    if (!fill()) return true;
  return false;
}

void CsvReader::tidy(CsvRow& row) {
  if (has_high_byte(row.raw)) {
    for (std::string& field : row.fields) {
      if (is_valid_utf8(field)) continue;
      // 0xFF is no "ÿ" in British text but the no-break space of DOS code pages, as old Excel exports have it.
      std::ranges::replace(field, '\xFF', ' ');
      field = utf8_from_windows_1252(field);
      saw_windows_1252_ = true;
    }
  }
  if (options_.backslash)
    for (std::string& field : row.fields)
      if (field.find('\\') != std::string::npos) field = without_backslashes(field);
}

std::string column_key(std::string_view name) {
  std::string key;
  for (const char c : fold(name))
    if (c != ' ' && c != '_' && c != '-' && c != '.' && c != '\t') key += c;
  return key;
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& field : fields) {
    if (&field != fields.data()) line += ',';
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
      line += field;
      continue;
    }
    line += '"';
    for (const char c : field) line += c == '"' ? "\"\"" : std::string(1, c);
    line += '"';
  }
  return line;
}

}  // namespace fingerpost::importers
