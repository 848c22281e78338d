#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importers/input.hpp"

namespace fingerpost::importers {

/// A field or a row longer than this is a fault of its row.
inline constexpr std::size_t kMaxFieldBytes = 1u << 20;
inline constexpr std::size_t kMaxRowBytes = 4u << 20;
inline constexpr std::size_t kMaxColumns = 4'096;

struct CsvOptions {
  char separator = '\0';   ///< '\0': the one of , ; tab | that the head suggests
  bool header = true;      ///< the first row names the columns
  bool quotes = true;      ///< "…" may enclose a field; off: a quote is a character like any other
  bool backslash = false;  ///< \t, \n, \r and \\ stand for the character (Charity Commission text files)
};

/// One row, reused from row to row.
struct CsvRow {
  std::uint64_t line = 0;           ///< 1-based, of its first byte
  std::vector<std::string> fields;  ///< as UTF-8, untrimmed; as many as the header has when there is one
  std::string raw;                  ///< the bytes as they stood, without the line end
  std::string fault;  ///< a finding's code when the row cannot be used: `unterminated-quote`, `row-too-long`,
                      ///< `too-many-fields`; `fields` is then what could be made out

  std::string_view operator[](std::size_t column) const {
    return column < fields.size() ? std::string_view(fields[column]) : std::string_view();
  }
};

/// Reads separated text row by row in bounded memory: RFC 4180 with what spreadsheets do to it. A byte order mark is
/// dropped, UTF-16 is understood, bytes that are not UTF-8 are read as Windows-1252, NUL bytes are dropped, empty lines
/// skipped, line ends of any kind taken. A quote that never closes costs its own line, not the rest of the file.
class CsvReader {
 public:
  explicit CsvReader(const InputFile& file, const CsvOptions& options = {});
  /// For tests and texts in memory.
  CsvReader(std::unique_ptr<ByteStream> stream, const CsvOptions& options = {});

  /// Column names, trimmed, line breaks as spaces. Empty without options.header.
  const std::vector<std::string>& header() const { return header_; }
  /// The column of that name, case, spaces, underscores and hyphens ignored; the first when several have it.
  std::optional<std::size_t> column(std::string_view name) const;
  /// The first of the names that is there.
  std::optional<std::size_t> column_of(std::initializer_list<std::string_view> names) const;

  /// False at the end. Missing trailing fields are empty; surplus empty ones are dropped.
  bool next(CsvRow& row);

  char separator() const { return options_.separator; }
  /// True once a row was not UTF-8 and was read as Windows-1252.
  bool saw_windows_1252() const { return saw_windows_1252_; }
  bool saw_nul() const { return saw_nul_; }

 private:
  bool read_row(CsvRow& row);
  std::size_t parse(CsvRow& row);
  std::size_t take_quoted(std::size_t at, std::string& field);
  std::size_t take_plain(std::size_t at, std::string& field) const;
  std::size_t give_up_line(CsvRow& row, std::string_view fault);
  bool fill();
  bool at_end(std::size_t at);
  void tidy(CsvRow& row);

  std::unique_ptr<ByteStream> stream_;
  CsvOptions options_;
  std::vector<std::string> header_;
  std::size_t width_ = 0;  ///< columns of the header, nameless ones at its end included
  std::string window_;     ///< bytes read and not yet consumed, as UTF-8 or as they are
  std::size_t start_ = 0;  ///< of the next row in window_
  bool ended_ = false;
  std::uint64_t line_ = 1;
  int unterminated_ = 0;
  bool saw_windows_1252_ = false, saw_nul_ = false;
};

/// Lower case without spaces, underscores, hyphens and dots: how column names are compared.
std::string column_key(std::string_view name);

/// `fields` as one CSV line, quoted where needed: the raw row of sources that have none (spreadsheets).
std::string csv_line(const std::vector<std::string>& fields);

}  // namespace fingerpost::importers
