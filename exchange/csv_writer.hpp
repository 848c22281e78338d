#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace fingerpost::exchange {

/// Writes RFC 4180 rows (CRLF) to a string. A cell that a spreadsheet would run as a formula (it begins with = @ tab or
/// carriage return, or with + or - and does not go on like a number) gets an apostrophe in front, and so does one that
/// already has apostrophes before such a beginning: a reader who takes one apostrophe off has the value again.
class CsvWriter {
 public:
  explicit CsvWriter(std::string& out) : out_(out) {}

  void row(std::initializer_list<std::string_view> cells) { row(std::span(cells.begin(), cells.size())); }
  void row(std::span<const std::string_view> cells);

 private:
  void cell(std::string_view text);
  std::string& out_;
};

}  // namespace fingerpost::exchange
