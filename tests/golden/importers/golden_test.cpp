#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>

#include "base/file.hpp"
#include "tests/support/captured_import.hpp"

/// Every folder tests/golden/importers/<format>/<case>/ with an `expected_records.ndjson` is a test: its `input.*` file
/// or `input/` folder is imported and must give exactly those records and the findings of `expected_findings.ndjson`.
/// `options.json` may say {"format", "map", "source"}; the source is "golden" else. A new case is files only; with
/// FINGERPOST_GOLDEN_WRITE=1 the expected files are written, to be read before they are committed.
namespace fingerpost::importers {
namespace {

namespace fs = std::filesystem;

fs::path root() { return fs::path(FINGERPOST_SOURCE_DIR) / "tests/golden/importers"; }

std::vector<std::string> cases() {
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(root()))
    if (entry.path().filename() == "expected_records.ndjson")
      found.push_back(entry.path().parent_path().lexically_relative(root()).generic_string());
  std::sort(found.begin(), found.end());
  return found;
}

fs::path input_of(const fs::path& folder) {
  if (fs::exists(folder / "input")) return folder / "input";
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().starts_with("input.")) return entry.path();
  return folder / "input";
}

ImportOptions options_of(const fs::path& folder) {
  ImportOptions options{
      .format = folder.parent_path().filename().string(), .map = "", .source = "golden", .licence = ""};
  std::replace(options.format.begin(), options.format.end(), '_', '-');
  const auto text = read_file_if_present(folder / "options.json");
  if (!text) return options;
  const Json json = parse_json(*text).value();
  if (const Json* format = json.find("format")) options.format = format->string();
  if (const Json* source = json.find("source")) options.source = source->string();
  if (const Json* map = json.find("map"))
    options.map = fs::exists(folder / map->string()) ? (folder / map->string()).string() : std::string(map->string());
  return options;
}

std::string records_of(const test::CapturedImport& import) {
  std::string lines;
  for (const auto& kept : import.records) {
    Json line;
    line.set("kind", model::to_string(model::kind_of(kept.record)));
    line.set("file", kept.raw.file);
    line.set("line", kept.raw.line);
    line.set("source_id", kept.raw.source_id);
    line.set("record", model::to_json(kept.record));
    lines += line.dump() + "\n";
  }
  return lines;
}

std::string findings_of(const test::CapturedImport& import) {
  std::string lines;
  for (const auto& finding : import.findings) lines += model::to_json(finding).dump() + "\n";
  return lines;
}

class ImporterGolden : public testing::TestWithParam<std::string> {};

TEST_P(ImporterGolden, GivesWhatIsExpected) {
  const fs::path folder = root() / GetParam();
  const auto import = test::import_into_memory(input_of(folder), options_of(folder));
  ASSERT_TRUE(import.report) << to_text(import.report.error());
  if (std::getenv("FINGERPOST_GOLDEN_WRITE") != nullptr) {
    write_file_atomically(folder / "expected_records.ndjson", records_of(import));
    write_file_atomically(folder / "expected_findings.ndjson", findings_of(import));
  }
  EXPECT_EQ(records_of(import), read_file(folder / "expected_records.ndjson"));
  EXPECT_EQ(findings_of(import), read_file(folder / "expected_findings.ndjson"));

  const auto again = test::import_into_memory(input_of(folder), options_of(folder));
  EXPECT_EQ(records_of(again), records_of(import)) << "the same bytes in give the same records out";
}

TEST_P(ImporterGolden, IsRecognisedWithoutBeingTold) {
  const fs::path folder = root() / GetParam();
  ImportOptions options = options_of(folder);
  if (!options.map.empty()) GTEST_SKIP() << "a map of its own does not offer itself";
  const auto files = open_inputs(input_of(folder)).value();
  const auto format = detect(files);
  ASSERT_TRUE(format) << to_text(format.error());
  EXPECT_EQ((*format)->name, options.format);
}

INSTANTIATE_TEST_SUITE_P(Cases, ImporterGolden, testing::ValuesIn(cases()), [](const auto& param) {
  std::string name = param.param;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});

}  // namespace
}  // namespace fingerpost::importers
