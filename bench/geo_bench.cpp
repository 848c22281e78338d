// The gazetteer at the size of the United Kingdom, made up: 2.7 million postcodes, 43,000 settlements, 8,000 wards. The
// counters say what files and memory it takes. Run: geo_bench [--benchmark_filter=…]

#include <benchmark/benchmark.h>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "geo/gazetteer.hpp"
#include "geo/gazetteer_builder.hpp"
#include "geo/spatial_index.hpp"

namespace fingerpost::geo {
namespace {

namespace fs = std::filesystem;

constexpr int kOutcodes = 2'900, kSectorsEach = 4, kUnitsEach = 233;

std::string outcode(int n) {
  return {static_cast<char>('A' + n / 1'300), static_cast<char>('A' + n / 50 % 26),
          static_cast<char>('0' + n % 50 / 10), static_cast<char>('0' + n % 10)};
}

Point middle_of(int n) { return {50 + n / 50 * 0.15, -5 + n % 50 * 0.13}; }

std::string postcode(int n, int sector, int unit) {
  return outcode(n) + static_cast<char>('0' + sector) + static_cast<char>('A' + unit / 26) +
         static_cast<char>('A' + unit % 26);
}

PostcodeRow postcode_row(int n, int sector, int unit) {
  const int number = (n * kSectorsEach + sector) * kUnitsEach + unit;
  PostcodeRow row{
      postcode(n, sector, unit), middle_of(n), number % 3 == 0 ? PlaceStatus::terminated : PlaceStatus::live, "", {}};
  row.point->latitude += std::sin(number) * 0.05;
  row.point->longitude += std::cos(number * 1.7) * 0.05;
  if (number % 3 == 0) row.terminated_on = std::to_string(1990 + number % 35) + "-0" + std::to_string(1 + number % 9);
  // 180,000 output areas in 35,000 LSOAs, 8,000 wards and so on up.
  const int small = number / 15;
  for (const auto& [kind, letter, of] : {std::tuple{"output_area", "O", small},
                                         {"lsoa", "L", small / 5},
                                         {"msoa", "M", small / 25},
                                         {"ward", "W", small / 22},
                                         {"parish", "P", small / 16},
                                         {"district", "D", small / 500},
                                         {"icb", "I", small / 4'000},
                                         {"police", "F", small / 4'200},
                                         {"region", "R", small / 20'000},
                                         {"country", "N", small / 60'000}})
    row.areas.push_back({kind, letter + std::to_string(of), ""});
  return row;
}

std::string syllables(std::mt19937& random, int count) {
  static const char* parts[] = {"ash", "bury", "ford", "ton", "ham", "wick", "ley", "stan", "mel",  "cor", "den",
                                "fen", "gar",  "hol",  "kil", "lud", "mar",  "nor", "wen",  "lock", "bri", "cas"};
  std::string name;
  for (int i = 0; i < count; ++i) name += parts[random() % std::size(parts)];
  name[0] = static_cast<char>(name[0] - 32);
  return name;
}

void add_wards(GazetteerBuilder& builder) {
  for (int ward = 0; ward < 8'000; ++ward) {
    const Point middle{50 + ward / 100 * 0.1, -5 + ward % 100 * 0.06};
    Ring ring;
    for (int i = 0; i < 400; ++i) {
      const double angle = i * 2 * 3.14159265358979 / 400, r = 0.03 * (1 + 0.2 * std::sin(angle * 7 + ward));
      ring.push_back({middle.latitude + r * std::sin(angle), middle.longitude + r * std::cos(angle)});
    }
    (void)builder.add(AreaRow{"ward", "W" + std::to_string(ward), "Ward " + std::to_string(ward), "", {{ring, {}}}});
  }
}

/// The folder, made at the first use and removed at the end.
class Kingdom {
 public:
  static const fs::path& folder() {
    static const Kingdom kingdom;
    return kingdom.folder_;
  }

 private:
  Kingdom() {
    GazetteerBuilder postcodes(folder_, "postcodes", "2025-05");
    for (int n = 0; n < kOutcodes; ++n)
      for (int sector = 0; sector < kSectorsEach; ++sector)
        for (int unit = 0; unit < kUnitsEach; ++unit) (void)postcodes.add(postcode_row(n, sector, unit));
    postcodes.publish();
    GazetteerBuilder names(folder_, "names", "2025-05");
    std::mt19937 random(7);
    for (int i = 0; i < 43'000; ++i) {
      const Point point{50 + random() % 9'000 / 1'000.0, -5 + random() % 6'500 / 1'000.0};
      (void)names.add(PlaceRow{syllables(random, 2 + static_cast<int>(random() % 3)),
                               "",
                               i % 20 == 0 ? "town" : "village",
                               std::to_string(i),
                               point,
                               {{"county", "", "Shire " + std::to_string(i % 60)}},
                               0});
    }
    names.publish();
    GazetteerBuilder wards(folder_, "wards", "2025-05");
    add_wards(wards);
    wards.publish();
  }
  ~Kingdom() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  fs::path folder_ = fs::temp_directory_path() / "fingerpost-geo-bench";
};

/// A line of /proc/self/status in megabytes.
double memory_mb(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(name + ":")) return std::stod(line.substr(name.size() + 1)) / 1024;
  return 0;
}

const Gazetteer& kingdom() {
  static const auto gazetteer = Gazetteer::open(Kingdom::folder());
  return *gazetteer;
}

void BM_MemoryAfterOpen(benchmark::State& state) {
  // What the gazetteer itself holds: anonymous memory. Mapped pages are shared and can be dropped at any time.
  Kingdom::folder();
  const double anonymous = memory_mb("RssAnon"), mapped = memory_mb("RssFile");
  const auto gazetteer = Gazetteer::open(Kingdom::folder());
  for (auto _ : state) benchmark::DoNotOptimize(gazetteer->resolve("AA001AA"));
  state.counters["anonymous_mb"] = memory_mb("RssAnon") - anonymous;
  state.counters["mapped_mb"] = memory_mb("RssFile") - mapped;
}
BENCHMARK(BM_MemoryAfterOpen)->Iterations(1);

void BM_Open(benchmark::State& state) {
  double bytes = 0;
  for (const auto& entry : fs::directory_iterator(Kingdom::folder()))
    if (entry.is_regular_file()) bytes += static_cast<double>(entry.file_size());
  for (auto _ : state) benchmark::DoNotOptimize(Gazetteer::open(Kingdom::folder()));
  state.counters["files_mb"] = bytes / 1e6;
}
BENCHMARK(BM_Open)->Unit(benchmark::kMillisecond);

std::vector<std::string> some_postcodes() {
  std::mt19937 random(3);
  std::vector<std::string> all;
  for (int i = 0; i < 4'096; ++i)
    all.push_back(postcode(static_cast<int>(random() % kOutcodes), static_cast<int>(random() % kSectorsEach),
                           static_cast<int>(random() % kUnitsEach)));
  return all;
}

void BM_PostcodePosition(benchmark::State& state) {
  const auto postcodes = some_postcodes();
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(kingdom().postcode(postcodes[i++ % postcodes.size()]));
}
BENCHMARK(BM_PostcodePosition);

void BM_ResolvePostcode(benchmark::State& state) {
  const auto postcodes = some_postcodes();
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(kingdom().resolve(postcodes[i++ % postcodes.size()]));
}
BENCHMARK(BM_ResolvePostcode);

void BM_Resolve(benchmark::State& state, const char* text) {
  for (auto _ : state) benchmark::DoNotOptimize(kingdom().resolve(text));
}
BENCHMARK_CAPTURE(BM_Resolve, name, "Ludlock");
BENCHMARK_CAPTURE(BM_Resolve, outcode, "AB12");
BENCHMARK_CAPTURE(BM_Resolve, unknown_name_with_suggestions, "Ludlokc Heath");
BENCHMARK_CAPTURE(BM_Resolve, point, "52.7,-2.75");

void BM_Complete(benchmark::State& state, const char* text) {
  for (auto _ : state) benchmark::DoNotOptimize(kingdom().complete(text, 10));
}
BENCHMARK_CAPTURE(BM_Complete, one_letter, "l");
BENCHMARK_CAPTURE(BM_Complete, four_letters, "ludl");
BENCHMARK_CAPTURE(BM_Complete, postcode, "AB12 1");

void BM_AreasAt(benchmark::State& state) {
  std::mt19937 random(5);
  for (auto _ : state)
    benchmark::DoNotOptimize(kingdom().areas_at({50 + random() % 8'000 / 1'000.0, -5 + random() % 6'000 / 1'000.0}));
}
BENCHMARK(BM_AreasAt);

void BM_ShapeContains(benchmark::State& state) {
  Ring ring;
  const auto n = static_cast<int>(state.range(0));
  for (int i = 0; i < n; ++i) {
    const double angle = i * 2 * 3.14159265358979 / n;
    const double r = 0.5 * (1 + 0.2 * std::sin(angle * 9)) +
                     std::sin(i * 13) / n;  // a winding border, rough at the scale of its edges
    ring.push_back({52.5 + r * std::sin(angle), -2.5 + r * std::cos(angle)});
  }
  const AreaShape shape({{ring, {}}});
  std::mt19937 random(5);
  for (auto _ : state)
    benchmark::DoNotOptimize(shape.contains({52 + random() % 1'000 / 1'000.0, -3 + random() % 1'000 / 1'000.0}));
}
BENCHMARK(BM_ShapeContains)->Arg(100)->Arg(5'000)->Arg(50'000);

void BM_Distance(benchmark::State& state) {
  double step = 0;
  for (auto _ : state) {
    step += 1e-6;
    benchmark::DoNotOptimize(distance({52.7 + step, -2.75}, {52.3, -2.7 - step}));
  }
}
BENCHMARK(BM_Distance);

std::vector<Item> a_million_points() {
  std::mt19937 random(11);
  std::vector<Item> items;
  for (std::uint32_t i = 0; i < 1'000'000; ++i)
    items.push_back({{50 + random() % 900'000 / 1e5, -5 + random() % 650'000 / 1e5}, i});
  return items;
}

void BM_PointIndexBuild(benchmark::State& state) {
  const auto items = a_million_points();
  for (auto _ : state) benchmark::DoNotOptimize(PointIndex(items).size());
}
BENCHMARK(BM_PointIndexBuild)->Unit(benchmark::kMillisecond);

const PointIndex& million() {
  static const PointIndex index(a_million_points());
  return index;
}

void BM_Within(benchmark::State& state) {
  million();  // made before the time is taken
  std::mt19937 random(5);
  for (auto _ : state)
    benchmark::DoNotOptimize(million().within({51 + random() % 7'000 / 1e3, -4 + random() % 5'000 / 1e3},
                                              static_cast<double>(state.range(0))));
}
BENCHMARK(BM_Within)->Arg(3'000)->Arg(10'000);

void BM_Nearest(benchmark::State& state) {
  std::mt19937 random(5);
  for (auto _ : state)
    benchmark::DoNotOptimize(million().nearest({51 + random() % 7'000 / 1e3, -4 + random() % 5'000 / 1e3},
                                               static_cast<std::size_t>(state.range(0)),
                                               [](std::uint32_t) { return true; }));
}
BENCHMARK(BM_Nearest)->Arg(10)->Arg(100);

}  // namespace
}  // namespace fingerpost::geo
