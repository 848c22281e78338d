#include "lexicon/detail/builder.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/text.hpp"
#include "search/analyser.hpp"

namespace fingerpost::lexicon {
namespace {

/// "mam-gu = grandmother": two words.
constexpr std::size_t kMostLeft = 2;
constexpr std::size_t kMaxNameBytes = 120, kMaxCodeBytes = 60, kMaxRelated = 20;
/// What stands for a word by words.txt counts a little less than the word itself.
constexpr double kEqualWeight = 0.9, kMeansWeight = 0.75;

bool is_code(std::string_view text) {
  return !text.empty() && text.size() <= kMaxCodeBytes && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  for (const std::string_view word : split(text, ' ')) words += word.empty() ? 0 : 1;
  return words;
}

/// Without the words that say nothing, unless there are no others; each term once.
std::vector<std::string> telling_terms(const std::vector<search::Token>& tokens) {
  std::vector<std::string> telling, all;
  for (const search::Token& token : tokens) {
    if (std::find(all.begin(), all.end(), token.term) != all.end()) continue;
    if (!search::is_stop_word(token.word)) telling.push_back(token.term);
    all.push_back(token.term);
  }
  return telling.empty() ? all : telling;
}

}  // namespace

LexiconBuilder::LexiconBuilder() : lexicon_(std::make_shared<Lexicon>()) {}

std::string LexiconBuilder::here() const { return fmt::format("{}:{}", file_, line_); }

void LexiconBuilder::fault(std::string_view value, std::string detail) {
  if (faults_.size() < kMaxFaults)
    append(faults_, problem(ProblemCode::invalid_record, here(), value, here() + ": " + std::move(detail)));
}

void LexiconBuilder::read(const NeedFile& file) {
  file_ = file.name;
  line_ = 0;
  draft_ = nullptr;
  if (++files_ > kMaxFiles) return fault(file.name, fmt::format("there may be at most {} files.", kMaxFiles));
  if (file.text.size() > kMaxFileBytes)
    return fault(file.name, fmt::format("a file may have at most {} bytes; split it.", kMaxFileBytes));
  if (!is_valid_utf8(file.text)) return fault(file.name, "the file is not UTF-8; save it as UTF-8.");
  for (const std::string_view raw : split(file.text, '\n')) {
    ++line_;
    const std::string_view line = trim(raw);
    if (line.empty() || line.front() == '#') continue;
    if (file.name == "words.txt")
      read_word_line(line);
    else
      read_need_line(file, line);
  }
}

void LexiconBuilder::read_need_line(const NeedFile& file, std::string_view line) {
  if (line.front() == '=') return begin_need(file, line.substr(1));
  const std::size_t colon = line.find(':');
  const std::string_view key = colon == std::string_view::npos ? std::string_view() : trim(line.substr(0, colon));
  if (draft_ == nullptr)
    return fault(line, "a line before the first need; a need begins with \"= code | English name | Welsh name\".");
  const std::string_view value = key.empty() ? std::string_view() : trim(line.substr(colon + 1));
  if (key == "terms") return read_terms(value);
  if (key == "en" || key == "cy") return read_phrases(value);
  if (key == "flags") return read_flags(value);
  if (key != "related")
    return fault(line, "a line of a need begins with \"terms:\", \"related:\", \"en:\", \"cy:\" or \"flags:\".");
  for (const std::string_view code : split_list(value)) draft_->need.related.emplace_back(code);
  if (draft_->need.related.size() > kMaxRelated)
    fault(value, fmt::format("a need may have at most {} related ones.", kMaxRelated));
}

void LexiconBuilder::begin_need(const NeedFile& file, std::string_view header) {
  draft_ = &discarded_;
  discarded_ = {};
  const auto cells = split(header, '|');
  if (cells.size() != 3) return fault(header, "a need begins with \"= code | English name | Welsh name\".");
  const std::string code(trim(cells[0])), name(trim(cells[1])), name_cy(trim(cells[2]));
  if (!is_code(code))
    return fault(code, "a need's code is of lower-case letters, digits and hyphens, such as \"food-today\".");
  if (name.empty() || name_cy.empty() || name.size() > kMaxNameBytes || name_cy.size() > kMaxNameBytes)
    return fault(code,
                 fmt::format("a need has a name in English and in Welsh, each of at most {} bytes.", kMaxNameBytes));
  const auto known = drafts_.find(code);
  if (known != drafts_.end() && known->second.origin == file.origin)
    return fault(code, fmt::format("there is a need \"{}\" already, at {}.", code, known->second.need.where));
  if (known != drafts_.end() && file.origin == NeedFile::Origin::shipped) return;
  if (known == drafts_.end() && drafts_.size() >= kMaxNeeds)
    return fault(code, fmt::format("there may be at most {} needs.", kMaxNeeds));
  Draft& draft = drafts_[code] = {};
  draft.origin = file.origin;
  draft.need.code = code;
  draft.need.name = name;
  draft.need.name_cy = name_cy;
  draft.need.where = here();
  draft_ = &draft;
}

void LexiconBuilder::read_terms(std::string_view list) {
  for (const std::string_view item : split_list(list)) {
    const std::size_t space = item.find(' ');
    NeedTerm term{std::string(item.substr(0, space)), 1};
    if (space != std::string_view::npos) {
      const auto weight = parse_number(trim(item.substr(space)));
      if (!weight || *weight < 0.1 || *weight > 1) {
        fault(item, "a term's weight is a number from 0.1 to 1.");
        continue;
      }
      term.weight = *weight;
    }
    if (!is_code(term.code))
      fault(item, "a term is a code of fingerpost-needs, with a weight behind it if it is not 1.");
    else if (draft_->need.terms.size() == kMaxTermsOfNeed)
      return fault(item, fmt::format("a need may have at most {} terms.", kMaxTermsOfNeed));
    else
      draft_->need.terms.push_back(std::move(term));
  }
}

void LexiconBuilder::read_phrases(std::string_view list) {
  for (const std::string_view phrase : split_list(list, ';')) {
    if (const std::size_t words = count_words(phrase); words > kMaxPhraseWords) {
      fault(phrase, fmt::format("a phrase has 1 to {} words; this one has {}.", kMaxPhraseWords, words));
    } else if (search::analyse(phrase).empty()) {
      fault(phrase, "a phrase without a word.");
    } else if (++phrases_ > kMaxPhrases) {
      return fault(phrase, fmt::format("there may be at most {} phrases.", kMaxPhrases));
    } else {
      draft_->phrases.emplace_back(collapse_spaces(phrase));
    }
  }
}

void LexiconBuilder::read_flags(std::string_view list) {
  for (const std::string_view flag : split_list(list)) {
    if (flag == "crisis")
      draft_->need.crisis = true;
    else
      fault(flag, "the only flag is \"crisis\".");
  }
}

void LexiconBuilder::read_word_line(std::string_view line) {
  const std::size_t arrow = line.find("->"), equals = line.find('=');
  const bool one_way = arrow != std::string_view::npos;
  if (one_way == (equals != std::string_view::npos))
    return fault(line, "a line of words.txt is \"word -> other, another\" or \"word = other\".");
  const std::string_view left = trim(line.substr(0, one_way ? arrow : equals));
  const auto rights = split_list(line.substr(one_way ? arrow + 2 : equals + 1));
  const auto lefts = search::analyse(left);
  if (lefts.empty() || lefts.size() > kMostLeft || rights.empty())
    return fault(line, "one word (or two with a hyphen) stands left, and one or more with commas between stand right.");
  add_words(lefts);
  std::string term;
  for (const search::Token& token : lefts) term += (term.empty() ? "" : " ") + token.term;
  const auto add = [&](const std::string& from, const std::vector<search::Token>& to, double weight) {
    for (const search::Token& token : to)
      if (token.term != from)
        lexicon_->alternatives_[from].push_back({token.term, weight / static_cast<double>(to.size())});
  };
  for (const std::string_view right : rights) {
    const auto tokens = search::analyse(right);
    add_words(tokens);
    if (tokens.empty() || tokens.size() > kMaxPhraseWords) {
      fault(right, "what stands right is a word, or a few.");
      continue;
    }
    add(term, tokens, one_way ? kMeansWeight : kEqualWeight);
    if (!one_way && tokens.size() == 1) add(tokens.front().term, lefts, kEqualWeight);
  }
}

void LexiconBuilder::add_words(const std::vector<search::Token>& tokens) {
  for (const search::Token& token : tokens)
    if (words_.insert(token.word).second) lexicon_->words_.push_back(token.word);
}

void LexiconBuilder::check_relations() {
  for (const auto& [code, draft] : drafts_) {
    const std::string& where = draft.need.where;
    const auto complain = [&](std::string_view value, std::string detail) {
      if (faults_.size() < kMaxFaults)
        append(faults_, problem(ProblemCode::invalid_record, where, value, where + ": " + std::move(detail)));
    };
    if (draft.need.terms.empty()) complain(code, fmt::format("the need \"{}\" has no terms.", code));
    for (const std::string& other : draft.need.related)
      if (!drafts_.contains(other))
        complain(other, fmt::format("the need \"{}\" is related to \"{}\", which there is not.", code, other));
  }
}

std::vector<std::uint64_t> LexiconBuilder::pairs_of(const std::vector<search::Token>& tokens) {
  std::set<std::uint64_t> pairs;
  std::optional<std::uint64_t> before;
  for (const search::Token& token : tokens) {
    auto& numbers = lexicon_->words_in_pairs_;
    const std::uint64_t word =
        numbers.try_emplace(token.term, static_cast<std::uint32_t>(numbers.size())).first->second;
    if (before) pairs.insert(*before << 32 | word);
    before = word;
  }
  return {pairs.begin(), pairs.end()};
}

void LexiconBuilder::index_phrases() {
  Lexicon& lexicon = *lexicon_;
  for (auto& [code, draft] : drafts_) {
    const auto number = static_cast<std::uint32_t>(lexicon.needs_.size());
    std::string spaced = code;
    std::replace(spaced.begin(), spaced.end(), '-', ' ');
    const std::size_t names = draft.phrases.size();
    for (std::string name : {draft.need.name, draft.need.name_cy, spaced}) draft.phrases.push_back(std::move(name));
    std::set<std::pair<std::vector<std::uint32_t>, std::vector<std::uint64_t>>> known;
    for (std::size_t i = 0; i < draft.phrases.size(); ++i) {
      const std::string& phrase = draft.phrases[i];
      const auto tokens = search::analyse(phrase);
      add_words(tokens);
      if (i < names + 2) lexicon.completions_.push_back({fold(phrase), phrase, number, i >= names});
      Lexicon::IndexedPhrase indexed{{}, number, 0, 0};
      for (const std::string& term : telling_terms(tokens)) {
        const auto [at, is_new] =
            lexicon.terms_.try_emplace(term, static_cast<std::uint32_t>(lexicon.indexed_terms_.size()));
        if (is_new) lexicon.indexed_terms_.emplace_back();
        indexed.terms.push_back(at->second);
      }
      std::sort(indexed.terms.begin(), indexed.terms.end());
      const std::vector<std::uint64_t> pairs = pairs_of(tokens);
      if (indexed.terms.empty() || !known.emplace(indexed.terms, pairs).second) continue;
      indexed.pairs = static_cast<std::uint32_t>(pairs.size());
      for (const std::uint64_t pair : pairs)
        lexicon.with_pair_[pair].push_back(static_cast<std::uint32_t>(lexicon.phrases_.size()));
      for (const std::uint32_t term : indexed.terms) {
        auto& found = lexicon.indexed_terms_[term];
        found.phrases.push_back(static_cast<std::uint32_t>(lexicon.phrases_.size()));
        if (found.needs.empty() || found.needs.back().first != number) found.needs.emplace_back(number, 0u);
        ++found.needs.back().second;
      }
      lexicon.phrases_.push_back(std::move(indexed));
    }
    lexicon.by_code_.emplace(code, number);
    lexicon.needs_.push_back(std::move(draft.need));
  }
}

/// A word counts by how few needs use it, as in BM25.
void LexiconBuilder::weigh_terms() {
  Lexicon& lexicon = *lexicon_;
  const double needs = static_cast<double>(lexicon.needs_.size());
  for (auto& term : lexicon.indexed_terms_) {
    const double with = static_cast<double>(term.needs.size());
    term.weight = static_cast<float>(std::log1p((needs - with + 0.5) / (with + 0.5)) + 0.1);
  }
  for (auto& phrase : lexicon.phrases_)
    for (const std::uint32_t term : phrase.terms) phrase.weight += lexicon.indexed_terms_[term].weight;
  std::sort(lexicon.completions_.begin(), lexicon.completions_.end(),
            [](const auto& a, const auto& b) { return std::tie(a.folded, a.need) < std::tie(b.folded, b.need); });
}

Result<std::shared_ptr<const Lexicon>> LexiconBuilder::finish() {
  check_relations();
  if (!faults_.empty()) return fail(std::move(faults_));
  index_phrases();
  weigh_terms();
  return std::shared_ptr<const Lexicon>(std::move(lexicon_));
}

Result<std::shared_ptr<const Lexicon>> Lexicon::read(const std::vector<NeedFile>& files) {
  LexiconBuilder builder;
  for (const NeedFile& file : files) builder.read(file);
  return builder.finish();
}

}  // namespace fingerpost::lexicon
