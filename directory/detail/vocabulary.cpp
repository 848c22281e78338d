#include "directory/detail/vocabulary.hpp"

#include <unordered_map>

#include "search/analyser.hpp"

namespace fingerpost::directory {
namespace {

std::uint32_t bounded(std::uint64_t documents) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(documents, 0xFFFF'FFFF));
}

}  // namespace

std::shared_ptr<const lexicon::Speller> speller_of(const search::Index& index, const lexicon::Lexicon& lexicon) {
  std::unordered_map<std::string, std::uint64_t> documents;
  index.for_each_term([&](std::string_view term, std::uint64_t with) { documents[std::string(term)] += with; });
  std::vector<lexicon::Speller::Word> words;
  words.reserve(documents.size() + lexicon.words().size());
  for (const std::string& word : lexicon.words()) {
    const auto tokens = search::analyse(word);
    if (tokens.size() != 1) continue;
    const std::string& term = tokens.front().term;
    const auto found = documents.find(term);
    const std::uint64_t with = (found == documents.end() ? 0 : found->second) + 3 * lexicon.needs_with(term);
    words.push_back({word, term, bounded(with), true, false});
  }
  for (const auto& [term, with] : documents) words.push_back({term, term, bounded(with), lexicon.knows(term), true});
  return std::make_shared<const lexicon::Speller>(std::move(words));
}

}  // namespace fingerpost::directory
