#include "importers/detail/recognition.hpp"

#include "base/text.hpp"
#include "importers/detail/csv_reader.hpp"
#include "importers/detail/text_decoding.hpp"

namespace fingerpost::importers {

bool TableHead::has(std::string_view column) const {
  return std::find(columns.begin(), columns.end(), column_key(column)) != columns.end();
}

bool TableHead::has_all(std::initializer_list<std::string_view> names) const {
  return std::all_of(names.begin(), names.end(), [this](std::string_view name) { return has(name); });
}

bool TableHead::has_any(std::initializer_list<std::string_view> names) const {
  return std::any_of(names.begin(), names.end(), [this](std::string_view name) { return has(name); });
}

TableHead table_head(const InputFile& file) {
  CsvReader reader(stream_of(head_of(file)));
  TableHead head;
  for (const std::string& name : reader.header()) head.columns.push_back(column_key(name));
  if (CsvRow row; reader.next(row)) head.first = std::move(row.fields);
  return head;
}

bool has_extension(const InputFile& file, std::initializer_list<std::string_view> extensions) {
  return std::find(extensions.begin(), extensions.end(), file.extension()) != extensions.end();
}

std::vector<const InputFile*> files_with(std::span<const InputFile> files,
                                         std::initializer_list<std::string_view> extensions) {
  constexpr std::string_view kDocumentation[] = {"readme", "licence", "license", "copying", "notice", "manifest"};
  std::vector<const InputFile*> found;
  for (const InputFile& file : files) {
    const std::string stem = ascii_lower(file.stem());
    const bool documentation = std::any_of(std::begin(kDocumentation), std::end(kDocumentation),
                                           [&](std::string_view name) { return stem.starts_with(name); });
    if (!documentation && has_extension(file, extensions)) found.push_back(&file);
  }
  return found;
}

}  // namespace fingerpost::importers
