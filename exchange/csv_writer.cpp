#include "exchange/csv_writer.hpp"

#include <algorithm>

namespace fingerpost::exchange {
namespace {

/// Whether a spreadsheet would run the cell. What begins with + or - and goes on like a number is none: a telephone
/// number stays as it is.
bool looks_like_formula(std::string_view text) {
  text.remove_prefix(
      std::min(text.find_first_not_of('\''), text.size()));  // so that taking one apostrophe off undoes it
  if (text.empty() || std::string_view("=+-@\t\r").find(text.front()) == std::string_view::npos) return false;
  const bool signed_ = text.front() == '+' || text.front() == '-';
  return !signed_ || text.find_first_not_of("0123456789 .()-", 1) != std::string_view::npos || text.size() == 1;
}

}  // namespace

void CsvWriter::cell(std::string_view text) {
  const bool formula = looks_like_formula(text);
  if (!formula && text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out_ += text;
    return;
  }
  out_ += '"';
  if (formula) out_ += '\'';
  for (const char c : text) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
}

void CsvWriter::row(std::span<const std::string_view> cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i != 0) out_ += ',';
    cell(cells[i]);
  }
  out_ += "\r\n";
}

}  // namespace fingerpost::exchange
