#include "importers/vintage.hpp"

#include <array>
#include <chrono>
#include <fmt/format.h>
#include <optional>
#include <regex>

#include "base/text.hpp"
#include "importers/detail/csv_reader.hpp"
#include "importers/detail/recognition.hpp"
#include "importers/detail/text_decoding.hpp"
#include "importers/postcodes/detail/postcode_layout.hpp"

namespace fingerpost::importers {

namespace {

constexpr std::size_t kLongestName = 512;

std::optional<std::string> month_number(const std::string& letters) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (letters == kMonths[i]) return fmt::format("{:02}", i + 1);
  return std::nullopt;
}

/// "ONSPD_AUG_2024_UK", "NSPL_MAY_2015", "NOV2025": month and year; "nspl_2025_05", "2014-08": year and month.
std::optional<std::string> date_in_name(const std::string& name) {
  static const std::regex kMonthYear("(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[ _.-]?(20[0-9]{2})");
  static const std::regex kYearMonth("(20[0-9]{2})[ _.-](0[1-9]|1[0-2])([^0-9]|$)");
  const std::string lower = ascii_lower(name).substr(0, kLongestName);
  std::smatch found;
  if (std::regex_search(lower, found, kMonthYear))
    if (const auto month = month_number(found[1])) return found[2].str() + "-" + *month;
  if (std::regex_search(lower, found, kYearMonth)) return found[1].str() + "-" + found[2].str();
  return std::nullopt;
}

/// "COPYRIGHT DATE: 20140729" of Ordnance Survey's Doc/metadata.txt.
std::optional<std::string> date_in_metadata(const InputFile& file) {
  static const std::regex kDate("DATE: *(20[0-9]{2})(0[1-9]|1[0-2])[0-9]{2}");
  const std::string head = head_of(file, 4096);
  std::smatch found;
  if (std::regex_search(head, found, kDate)) return found[1].str() + "-" + found[2].str();
  return std::nullopt;
}

std::optional<std::string> year_in_file(const InputFile& file) {
  const CsvReader reader(stream_of(head_of(file)));
  const auto year = year_in_header(reader.header());
  return year ? std::optional(std::to_string(*year)) : std::nullopt;
}

}  // namespace

std::string vintage_of(std::span<const InputFile> files, Instant now) {
  std::optional<std::string> newest;
  for (const InputFile& file : files)
    if (const auto date = date_in_name(file.name); date && (!newest || *newest < *date)) newest = date;
  if (newest) return *newest;
  for (const InputFile& file : files)
    if (ascii_lower(file.stem()) == "metadata" && file.extension() == "txt")
      if (const auto date = date_in_metadata(file)) return *date;
  for (const InputFile* file : files_with(files, {"csv"}))
    if (const auto year = year_in_file(*file)) return *year;
  return to_string(Day(std::chrono::floor<std::chrono::days>(now)));
}

}  // namespace fingerpost::importers
