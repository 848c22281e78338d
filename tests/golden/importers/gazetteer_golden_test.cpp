#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <gtest/gtest.h>

#include "base/file.hpp"
#include "base/text.hpp"
#include "tests/component/importers/gazetteer_run.hpp"

/// Every folder tests/golden/importers/{postcodes,places,boundaries}/<case>/ is a test: its `input.*` file or `input/`
/// folder is imported into an empty gazetteer, and each line of `queries.txt` must resolve to the line of
/// `expected_places.ndjson` that stands for it; findings as in `expected_findings.ndjson`. With
/// FINGERPOST_GOLDEN_WRITE=1 the expected files are written, to be read before they are committed.
namespace fingerpost::importers {
namespace {

namespace fs = std::filesystem;

fs::path root() { return fs::path(FINGERPOST_SOURCE_DIR) / "tests/golden/importers"; }

std::vector<std::string> cases() {
  std::vector<std::string> found;
  for (const char* format : {"postcodes", "places", "boundaries"})
    for (const auto& entry : fs::directory_iterator(root() / format))
      found.push_back(entry.path().lexically_relative(root()).generic_string());
  std::sort(found.begin(), found.end());
  return found;
}

fs::path input_of(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().starts_with("input")) return entry.path();
  return folder / "input";
}

/// Metres and centimetres decide nothing here, and the last bits of a projection are the library's.
Json rounded(const Json& json) {
  if (json.is_number() && !json.is_integer()) return std::round(*json.if_number() * 1e6) / 1e6;
  Json copy;
  if (json.is_array()) {
    copy = Json::array();
    for (const Json& element : json.elements()) copy.push(rounded(element));
    return copy;
  }
  if (!json.is_object()) return json;
  copy = Json::object();
  for (const auto& member : json.members()) copy.set(member.key, rounded(member.value));
  return copy;
}

std::string places_of(const geo::Gazetteer& gazetteer, const fs::path& folder) {
  std::string lines;
  const std::string queries = read_file(folder / "queries.txt");
  for (const std::string_view query : split_list(queries, '\n')) {
    Json line = Json::object();
    line.set("query", query);
    if (const auto place = gazetteer.resolve(query))
      line.set("place", rounded(to_json(*place)));
    else
      line.set("problem", kind_of(place.error().front().code).slug);
    lines += line.dump() + "\n";
  }
  return lines;
}

std::string findings_of(const test_run::Run& run) {
  std::string lines;
  for (const auto& finding : run.findings) lines += model::to_json(finding).dump() + "\n";
  return lines;
}

class GazetteerGolden : public testing::TestWithParam<std::string> {};

TEST_P(GazetteerGolden, GivesWhatIsExpected) {
  const fs::path folder = root() / GetParam();
  const test::TempFolder temp;
  const auto made = test_run::import_places(input_of(folder), temp);
  ASSERT_TRUE(made.run.problems.empty()) << to_text(made.run.problems);
  EXPECT_EQ(made.run.report.format, folder.parent_path().filename()) << "recognised without being told";
  const std::string places = places_of(*made.gazetteer, folder), findings = findings_of(made.run);
  if (std::getenv("FINGERPOST_GOLDEN_WRITE") != nullptr) {
    write_file_atomically(folder / "expected_places.ndjson", places);
    write_file_atomically(folder / "expected_findings.ndjson", findings);
  }
  EXPECT_EQ(places, read_file(folder / "expected_places.ndjson"));
  EXPECT_EQ(findings, read_file(folder / "expected_findings.ndjson"));
  EXPECT_EQ(made.run.report.refused, made.run.sink.refused.size()) << "what is refused is kept";

  const test::TempFolder other;
  EXPECT_EQ(test_run::import_places(input_of(folder), other).published.files, made.published.files)
      << "the same bytes in give the same files out";
}

INSTANTIATE_TEST_SUITE_P(Cases, GazetteerGolden, testing::ValuesIn(cases()), [](const auto& param) {
  std::string name = param.param;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});

}  // namespace
}  // namespace fingerpost::importers
