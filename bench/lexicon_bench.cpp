#include <benchmark/benchmark.h>
#include <filesystem>
#include <random>

#include "lexicon/folder.hpp"
#include "lexicon/speller.hpp"
#include "search/analyser.hpp"

/// What it costs to understand a question: analysing, the lexicon, and a correction, by size of vocabulary.
namespace fingerpost::lexicon {
namespace {

constexpr const char* kQuestion = "my mum keeps falling and cant get up the stairs";

std::vector<QueryWord> words_of(std::string_view text) {
  std::vector<QueryWord> words;
  for (const search::Token& token : search::analyse(text))
    words.push_back({{{token.term, 1}}, search::is_stop_word(token.word)});
  return words;
}

void analyse_question(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(search::analyse(kQuestion));
}
BENCHMARK(analyse_question);

void read_needs(benchmark::State& state) {
  const LexiconFolder folder(std::filesystem::temp_directory_path() / "fingerpost-no-such-folder");
  const auto lexicon = folder.lexicon();
  const auto words = words_of(kQuestion);
  for (auto _ : state) benchmark::DoNotOptimize(lexicon->read_words(words));
  state.counters["phrases"] = static_cast<double>(lexicon->phrases());
}
BENCHMARK(read_needs);

void load_lexicon(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(LexiconFolder(std::filesystem::temp_directory_path() / "fingerpost-no-such-folder"));
}
BENCHMARK(load_lexicon)->Unit(benchmark::kMillisecond);

/// Words of random syllables, with lengths as in English.
std::vector<Speller::Word> vocabulary(std::size_t size) {
  std::mt19937 random(7);
  std::vector<Speller::Word> words;
  while (words.size() < size) {
    std::string word;
    for (std::size_t syllables = 1 + random() % 4; syllables > 0; --syllables) {
      word += "bcdfghklmnprstvw"[random() % 16];
      word += "aeiou"[random() % 5];
      if (random() % 2 == 0) word += "lmnrst"[random() % 6];
    }
    words.push_back({word, word, static_cast<std::uint32_t>(1 + random() % 1'000), false, words.size() % 2 == 0});
  }
  return words;
}

void correct_word(benchmark::State& state) {
  auto words = vocabulary(static_cast<std::size_t>(state.range(0)));
  const Speller speller(words);
  std::vector<std::string> typed;
  for (std::size_t i = 0; i < words.size() && typed.size() < 500; i += 7)
    if (words[i].text.size() > 5) {
      typed.push_back(words[i].text);
      std::swap(typed.back()[2], typed.back()[3]);
    }
  std::size_t next = 0;
  for (auto _ : state) {
    const std::string& word = typed[next++ % typed.size()];
    benchmark::DoNotOptimize(speller.correct(word, word));
  }
}
BENCHMARK(correct_word)->Arg(10'000)->Arg(50'000)->Arg(300'000)->Unit(benchmark::kMicrosecond);

void build_speller(benchmark::State& state) {
  const auto words = vocabulary(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(Speller(words));
}
BENCHMARK(build_speller)->Arg(10'000)->Arg(50'000)->Arg(300'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace fingerpost::lexicon
