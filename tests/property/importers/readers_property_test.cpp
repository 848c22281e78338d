#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>

#include "base/json.hpp"
#include "base/json_stream.hpp"
#include "importers/detail/csv_reader.hpp"
#include "importers/detail/keyed_rows.hpp"
#include "importers/detail/text_decoding.hpp"

namespace fingerpost::importers {
namespace {

/// Text as it stands in cells: separators, quotes and line breaks are as likely as letters.
rc::Gen<std::string> cell() {
  return rc::gen::container<std::string>(rc::gen::element('a', 'b', ' ', ',', '"', '\n', ';', '\t', '\\', 'z'));
}

RC_GTEST_PROP(CsvReaderProperty, ReadsWhatCsvLineWrites, ()) {
  const auto width = *rc::gen::inRange<std::size_t>(1, 6);
  const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::container<std::vector<std::string>>(width, cell()));
  std::string text;
  std::vector<std::vector<std::string>> expected;
  for (auto row : rows) {
    row.front().insert(0, "x");  // a row of nothing is no row
    text += csv_line(row) + "\n";
    expected.push_back(row);
  }
  CsvReader reader(stream_of(text), {.separator = ',', .header = false});
  std::vector<std::vector<std::string>> read;
  CsvRow row;
  while (reader.next(row)) {
    RC_ASSERT(row.fault.empty());
    read.push_back(row.fields);
  }
  RC_ASSERT(read == expected);
}

RC_GTEST_PROP(CsvReaderProperty, RawRowsAndLinesAccountForTheText, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', 'b'));
  CsvReader reader(stream_of(text), {.separator = ',', .header = false});
  std::vector<std::string> lines;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  CsvRow row;
  while (reader.next(row)) {
    RC_ASSERT(row.line >= 1 && row.line <= lines.size());
    RC_ASSERT(row.raw.starts_with(lines[row.line - 1]));
  }
}

RC_GTEST_PROP(JsonStreamProperty, CutsAnArrayIntoItsElements, ()) {
  const auto texts = *rc::gen::container<std::vector<std::string>>(
      rc::gen::container<std::string>(rc::gen::element('a', '"', '\\', '[', '}', ',', '\n')));
  const auto step = *rc::gen::inRange<std::size_t>(1, 9);
  Json array = Json::array();
  for (const auto& text : texts) {
    Json object;
    object.set(text, Json(text));
    object.set("list", Json(Json::Array{Json(text), Json(1)}));
    array.push(std::move(object));
  }
  const std::string json =
      *rc::gen::arbitrary<bool>() ? array.dump() : Json::object().set("total", 1).set("contents", array).dump_pretty();
  std::size_t at = 0;
  JsonStream stream(
      [&](char* into, std::size_t size) {
        const std::size_t got = std::min({size, step, json.size() - at});
        json.copy(into, got, at);
        at += got;
        return got;
      },
      {"contents"});
  JsonItem item;
  std::size_t count = 0;
  while (stream.next(item)) {
    const auto element = parse_json(item.text);
    RC_ASSERT(element.has_value());
    RC_ASSERT(count < array.elements().size());
    RC_ASSERT(*element == array.elements()[count++]);
  }
  RC_ASSERT(count == array.elements().size());
}

RC_GTEST_PROP(KeyedRowsProperty, GroupsAlikeInMemoryAndOnDisk, ()) {
  using Rows = std::vector<std::pair<std::uint8_t, std::string>>;
  const auto keys = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 12));
  std::map<std::string, Rows> expected;
  KeyedRows held, spilled(200);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::string key = "k" + std::to_string(keys[i]), content(i % 50, static_cast<char>('a' + i % 26));
    const auto table = static_cast<std::uint8_t>(i % 3);
    held.add(key, table, content);
    spilled.add(key, table, content);
    expected[key].emplace_back(table, content);
  }
  for (KeyedRows* rows : {&held, &spilled}) {
    std::map<std::string, Rows> grouped;
    rows->for_each([&](const KeyedRows::Group& group) {
      RC_ASSERT(grouped.count(std::string(group.key)) == 0u);
      for (const auto& row : group.rows) grouped[std::string(group.key)].emplace_back(row.table, row.content);
    });
    RC_ASSERT(grouped == expected);
  }
}

}  // namespace
}  // namespace fingerpost::importers
