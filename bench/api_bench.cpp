#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <vector>

#include "api/requests/enquiry.hpp"
#include "base/seal.hpp"
#include "directory/directory.hpp"
#include "http/query.hpp"
#include "signposting/answer.hpp"
#include "store/store.hpp"

/// The search in process, without sockets and JSON: the addresses of a file (one a line, "/api/search?…") asked of a
/// data folder, one after another. FINGERPOST_BENCH_DATA and FINGERPOST_BENCH_URLS name them; scripts/bench.py sets
/// both. Counters: p50_ms and p99_ms.
namespace fingerpost::api {
namespace {

std::vector<std::string> queries(const char* file) {
  std::vector<std::string> all;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (const std::size_t at = line.find('?'); at != std::string::npos) all.push_back(line.substr(at + 1));
  return all;
}

void search_in_process(benchmark::State& state) {
  const char *data = std::getenv("FINGERPOST_BENCH_DATA"), *urls = std::getenv("FINGERPOST_BENCH_URLS");
  if (data == nullptr || urls == nullptr) return state.SkipWithError("FINGERPOST_BENCH_DATA and _URLS are not set");
  const SystemClock clock;
  const directory::DataFolder folder{data};
  const SealingKey key = SealingKey::load_or_create(folder.keys());
  const auto store = store::open_sqlite(folder.store(), key, clock);
  const directory::Directory directory(*store, folder);
  const auto snapshot = directory.snapshot();
  const std::vector<std::string> asked = queries(urls);
  std::vector<double> taken;
  std::size_t next = 0;
  for (auto _ : state) {
    const auto began = std::chrono::steady_clock::now();
    const http::Parameters parameters = http::parse_query(asked[next++ % asked.size()]);
    http::ParameterReader reader(parameters);
    const auto enquiry = read_enquiry(reader, clock.now());
    benchmark::DoNotOptimize(signposting::answer(enquiry, *snapshot, clock.now()));
    taken.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
  }
  std::sort(taken.begin(), taken.end());
  state.counters["p50_ms"] = taken[taken.size() / 2];
  state.counters["p99_ms"] = taken[taken.size() * 99 / 100];
}
BENCHMARK(search_in_process)->MinTime(3)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace fingerpost::api
