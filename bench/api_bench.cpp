#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "api/requests/enquiry.hpp"
#include "api/responses/search_response.hpp"
#include "base/seal.hpp"
#include "directory/directory.hpp"
#include "http/query.hpp"
#include "signposting/answer.hpp"
#include "signposting/detail/steps.hpp"
#include "store/store.hpp"

/// The search in process, without sockets: the addresses of a file (one a line, "/api/search?…") asked of a data
/// folder, one after another. FINGERPOST_BENCH_DATA and FINGERPOST_BENCH_URLS name them; scripts/bench.py sets both.
namespace fingerpost::api {
namespace {

std::vector<std::string> queries(const char* file) {
  std::vector<std::string> all;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (const std::size_t at = line.find('?'); at != std::string::npos) all.push_back(line.substr(at + 1));
  return all;
}

/// The directory and the questions of one run.
struct Asked {
  Asked(const char* data, const char* urls)
      : folder{data},
        store(store::open_sqlite(folder.store(), SealingKey::load_or_create(folder.keys()), clock)),
        directory(*store, folder),
        questions(queries(urls)) {}

  /// Nothing, and the benchmark is told why, when the environment names no folder and no addresses.
  static std::unique_ptr<Asked> from_environment(benchmark::State& state) {
    const char *data = std::getenv("FINGERPOST_BENCH_DATA"), *urls = std::getenv("FINGERPOST_BENCH_URLS");
    if (data != nullptr && urls != nullptr) return std::make_unique<Asked>(data, urls);
    state.SkipWithError("FINGERPOST_BENCH_DATA and _URLS are not set");
    return nullptr;
  }
  signposting::Enquiry next() {
    const http::Parameters parameters = http::parse_query(questions[at++ % questions.size()]);
    http::ParameterReader reader(parameters);
    return read_enquiry(reader, clock.now());
  }

  const SystemClock clock;
  const directory::DataFolder folder;
  const std::unique_ptr<store::Store> store;
  const directory::Directory directory;
  const std::vector<std::string> questions;
  std::size_t at = 0;
};

void search_in_process(benchmark::State& state) {
  const auto asked = Asked::from_environment(state);
  if (!asked) return;
  const auto snapshot = asked->directory.snapshot();
  std::vector<double> taken;
  for (auto _ : state) {
    const auto began = std::chrono::steady_clock::now();
    const auto enquiry = asked->next();
    benchmark::DoNotOptimize(signposting::answer(enquiry, *snapshot, asked->clock.now()));
    taken.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
  }
  std::sort(taken.begin(), taken.end());
  state.counters["p50_ms"] = taken[taken.size() / 2];
  state.counters["p99_ms"] = taken[taken.size() * 99 / 100];
}
BENCHMARK(search_in_process)->MinTime(3)->Unit(benchmark::kMillisecond);

/// Adds up the time of each stage of an answer; shown as microseconds an answer.
class Stages {
 public:
  template <typename Work>
  auto operator()(const char* stage, Work&& work) {
    const Timed timed{took_[stage]};
    return work();
  }
  void show_in(benchmark::State& state) const {
    for (const auto& [stage, took] : took_)
      state.counters[stage] = took * 1e6 / static_cast<double>(state.iterations());
  }

 private:
  struct Timed {
    double& seconds;
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
    ~Timed() { seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(); }
  };
  std::map<std::string, double> took_;
};

/// The steps of signposting::answer, as they stand there, and the JSON made of it: where the time goes. Counters, in
/// microseconds an answer: read, understand, place, retrieve, widen, present, json.
void stages_of_an_answer(benchmark::State& state) {
  using namespace signposting;
  const auto asked = Asked::from_environment(state);
  if (!asked) return;
  const auto snapshot = asked->directory.snapshot();
  Stages timed;
  for (auto _ : state) {
    const Enquiry enquiry = timed("read", [&] { return asked->next(); });
    Working working{enquiry, enquiry, *snapshot, asked->clock.now()};
    search::Query query;
    timed("understand", [&] { understand(working, query); });
    const bool is_good = timed("place", [&] { return resolve_place(working, query) && read_question(working, query); });
    if (!is_good) return state.SkipWithError("a question is at fault");
    search::Hits hits = timed("retrieve", [&] { return retrieve(working, query); });
    timed("widen", [&] { screen(working, hits), widen(working, query, hits); });
    timed("present", [&] { present(working, std::move(hits)); });
    timed("json", [&] { benchmark::DoNotOptimize(search_json(working.answer, working.enquiry)); });
  }
  timed.show_in(state);
}
BENCHMARK(stages_of_an_answer)->MinTime(3)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace fingerpost::api
