#include "exchange/csv_writer.hpp"

#include "base/text.hpp"

namespace fingerpost::exchange {
namespace {

bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos &&
         !parse_number(text.front() == '+' ? text.substr(1) : text);
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
