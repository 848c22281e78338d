#include <algorithm>
#include <gtest/gtest.h>
#include <random>

#include "base/file.hpp"
#include "tests/support/captured_import.hpp"
#include "tests/support/temp_folder.hpp"

/// Damaged copies of the golden inputs: whatever happens to the bytes, an import ends, tells, and loses nothing.
namespace fingerpost::importers {
namespace {

namespace fs = std::filesystem;

constexpr int kMutationsOfACase = 25;
constexpr std::size_t kMaxBytes = 200'000;

std::string mutated(std::string text, std::mt19937& random) {
  const auto anywhere = [&] { return text.empty() ? 0 : random() % text.size(); };
  for (unsigned i = random() % 8 + 1; i > 0; --i) {
    const std::size_t at = anywhere(), length = random() % 40;
    switch (random() % 7) {
      case 0:
        text.resize(at);
        break;
      case 1:
        text.erase(at, length);
        break;
      case 2:
        text.insert(at, std::string(length, static_cast<char>(random())));
        break;
      case 3:
        if (!text.empty()) text[at] = static_cast<char>(random());
        break;
      case 4:
        text.insert(at, text.substr(anywhere(), length * 20));
        break;
      case 5:
        text.insert(at, std::string_view("\"{}[],;\n\t\\\0\xE9\xFF", 13).substr(random() % 13, 1));
        break;
      default:
        std::swap(text[anywhere()], text[anywhere()]);
    }
    if (text.empty()) text = ",";
    if (text.size() > kMaxBytes) text.resize(kMaxBytes);
  }
  return text;
}

void copy_mutated(const fs::path& from, const fs::path& to, std::mt19937& random) {
  if (fs::is_regular_file(from)) {
    fs::create_directories(to.parent_path());
    const std::string text = read_file(from);
    write_file_atomically(to, random() % 3 == 0 && fs::exists(from.parent_path() / "expected_records.ndjson") == false
                                  ? text
                                  : mutated(text, random));
    return;
  }
  for (const auto& entry : fs::recursive_directory_iterator(from))
    if (entry.is_regular_file()) copy_mutated(entry.path(), to / entry.path().lexically_relative(from), random);
}

TEST(ImportersProperty, DamagedInputsAreToldAndNeverCrash) {
  const fs::path root = fs::path(FINGERPOST_SOURCE_DIR) / "tests/golden/importers";
  std::mt19937 random(20261121);
  std::size_t cases = 0, told = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().filename() != "expected_records.ndjson") continue;
    const fs::path folder = entry.path().parent_path();
    std::string format = folder.parent_path().filename().string();
    std::replace(format.begin(), format.end(), '_', '-');
    if (find_format(format) == nullptr || find_format(format)->fills_gazetteer) continue;
    for (const auto& input : fs::directory_iterator(folder)) {
      if (!input.path().filename().string().starts_with("input")) continue;
      ++cases;
      for (int i = 0; i < kMutationsOfACase; ++i) {
        test::TempFolder work;
        copy_mutated(input.path(), work / input.path().filename(), random);
        const bool told_format = i % 5 != 0;
        const auto import = test::import_into_memory(
            work / input.path().filename(),
            {.format = told_format ? format : "", .map = "", .source = "damaged", .licence = ""});
        if (!import.report) {
          ++told;
          EXPECT_FALSE(import.report.error().empty());
          continue;
        }
        EXPECT_EQ(import.report->refused, import.refused.size());
        EXPECT_EQ(import.report->records, import.records.size());
        for (const auto& refused : import.refused) {
          EXPECT_FALSE(refused.finding.code.empty());
          EXPECT_FALSE(refused.finding.detail.empty());
          EXPECT_FALSE(refused.raw.file.empty());
        }
        for (const auto& kept : import.records) EXPECT_FALSE(model::id_of(kept.record).is_nil());
      }
    }
  }
  EXPECT_GT(cases, 10u);
  EXPECT_GT(told, 0u) << "some are damaged beyond recognition, and that is said";
}

}  // namespace
}  // namespace fingerpost::importers
