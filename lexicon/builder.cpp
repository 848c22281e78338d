#include "lexicon/detail/builder.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

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
    } else if (auto numbered = number(search::analyse(phrase)); numbered.empty()) {
      fault(phrase, "a phrase without a word.");
    } else if (++phrases_ > kMaxPhrases) {
      return fault(phrase, fmt::format("there may be at most {} phrases.", kMaxPhrases));
    } else {
      draft_->phrases.push_back({collapse_spaces(phrase), std::move(numbered)});
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
  for (const std::uint32_t word : number(lefts)) say(word);
  std::string term;
  for (const search::Token& token : lefts) term += (term.empty() ? "" : " ") + token.term;
  const auto add = [&](const std::string& from, const std::vector<search::Token>& to, double weight) {
    for (const search::Token& token : to)
      if (token.term != from)
        lexicon_->alternatives_[from].push_back({token.term, weight / static_cast<double>(to.size())});
  };
  for (const std::string_view right : rights) {
    const auto tokens = search::analyse(right);
    for (const std::uint32_t word : number(tokens)) say(word);
    if (tokens.empty() || tokens.size() > kMaxPhraseWords) {
      fault(right, "what stands right is a word, or a few.");
      continue;
    }
    add(term, tokens, one_way ? kMeansWeight : kEqualWeight);
    if (!one_way && tokens.size() == 1) add(tokens.front().term, lefts, kEqualWeight);
  }
}

std::vector<std::uint32_t> LexiconBuilder::number(const std::vector<search::Token>& tokens) {
  std::vector<std::uint32_t> numbered;
  numbered.reserve(tokens.size());
  for (const search::Token& token : tokens) {
    const auto [word, is_new] = numbers_.try_emplace(token.word, static_cast<std::uint32_t>(words_.size()));
    if (is_new) {
      auto& terms = lexicon_->terms_;
      const auto term = terms.try_emplace(token.term, static_cast<std::uint32_t>(terms.size())).first;
      words_.push_back({term->second, search::is_stop_word(token.word)});
    }
    numbered.push_back(word->second);
  }
  return numbered;
}

void LexiconBuilder::say(std::uint32_t word) { words_[word].is_said = true; }

std::vector<std::uint32_t> LexiconBuilder::telling_terms(const std::vector<std::uint32_t>& words) const {
  std::vector<std::uint32_t> telling;
  const bool only_stop_words =
      std::all_of(words.begin(), words.end(), [&](std::uint32_t word) { return words_[word].is_stop; });
  for (const std::uint32_t word : words)
    if (only_stop_words || !words_[word].is_stop) telling.push_back(words_[word].term);
  std::sort(telling.begin(), telling.end());
  telling.erase(std::unique(telling.begin(), telling.end()), telling.end());
  return telling;
}

std::vector<std::uint64_t> LexiconBuilder::pairs_of(const std::vector<std::uint32_t>& words) const {
  std::vector<std::uint64_t> pairs;
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    pairs.push_back(std::uint64_t{words_[words[i]].term} << 32 | words_[words[i + 1]].term);
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
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

void LexiconBuilder::index_phrase(std::uint32_t need, const std::vector<std::uint32_t>& terms,
                                  const std::vector<std::uint64_t>& pairs) {
  Lexicon& lexicon = *lexicon_;
  const auto phrase = static_cast<std::uint32_t>(lexicon.phrases_.size());
  for (const std::uint64_t pair : pairs) lexicon.pairs_.emplace_back(pair, phrase);
  for (const std::uint32_t term : terms) {
    SaidIn& found = said_in_[term];
    found.phrases.push_back(phrase);
    if (found.needs.empty() || found.needs.back().need != need) found.needs.push_back({need, 0});
    ++found.needs.back().times;
  }
  lexicon.phrases_.push_back({static_cast<std::uint32_t>(lexicon.phrase_terms_.size()),
                              static_cast<std::uint16_t>(terms.size()), static_cast<std::uint16_t>(pairs.size()), need,
                              0, 0});
  lexicon.phrase_terms_.insert(lexicon.phrase_terms_.end(), terms.begin(), terms.end());
}

/// Most phrases are written as they are folded: their text is kept once.
void LexiconBuilder::add_completion(const std::string& text, std::uint32_t need, bool is_name) {
  std::string& texts = lexicon_->completion_texts_;
  const std::string folded = fold(text);
  const auto put = [&](const std::string& each) {
    texts += each;
    return static_cast<std::uint32_t>(texts.size() - each.size());
  };
  const std::uint32_t folded_at = put(folded), shown_at = text == folded ? folded_at : put(text);
  lexicon_->completions_.push_back({folded_at, shown_at, static_cast<std::uint32_t>(folded.size()),
                                    static_cast<std::uint32_t>(text.size()), need, is_name});
}

void LexiconBuilder::index_phrases() {
  Lexicon& lexicon = *lexicon_;
  for (auto& [code, draft] : drafts_) {
    const auto number_of_need = static_cast<std::uint32_t>(lexicon.needs_.size());
    std::string spaced = code;
    std::replace(spaced.begin(), spaced.end(), '-', ' ');
    const std::size_t names = draft.phrases.size();
    for (const std::string& name : {draft.need.name, draft.need.name_cy, spaced})
      draft.phrases.push_back({name, number(search::analyse(name))});
    said_in_.resize(lexicon.terms_.size());
    std::set<std::pair<std::vector<std::uint32_t>, std::vector<std::uint64_t>>> known;
    for (std::size_t i = 0; i < draft.phrases.size(); ++i) {
      const Phrase& phrase = draft.phrases[i];
      for (const std::uint32_t word : phrase.words) say(word);
      if (i < names + 2) add_completion(phrase.text, number_of_need, i >= names);
      const auto [said, is_new] = known.emplace(telling_terms(phrase.words), pairs_of(phrase.words));
      if (is_new && !said->first.empty()) index_phrase(number_of_need, said->first, said->second);
    }
    lexicon.by_code_.emplace(code, number_of_need);
    lexicon.needs_.push_back(std::move(draft.need));
  }
  said_in_.resize(lexicon.terms_.size());
  std::sort(lexicon.pairs_.begin(), lexicon.pairs_.end());
  for (const auto& [word, number] : numbers_)
    if (words_[number].is_said) lexicon.words_.push_back(word);
  std::sort(lexicon.words_.begin(), lexicon.words_.end());
}

/// The lists of all terms in one piece.
void LexiconBuilder::lay_out_terms() {
  Lexicon& lexicon = *lexicon_;
  for (const SaidIn& said : said_in_) {
    lexicon.indexed_terms_.push_back(
        {0, static_cast<std::uint32_t>(lexicon.term_phrases_.size()), static_cast<std::uint32_t>(said.phrases.size()),
         static_cast<std::uint32_t>(lexicon.term_needs_.size()), static_cast<std::uint32_t>(said.needs.size())});
    lexicon.term_phrases_.insert(lexicon.term_phrases_.end(), said.phrases.begin(), said.phrases.end());
    lexicon.term_needs_.insert(lexicon.term_needs_.end(), said.needs.begin(), said.needs.end());
  }
}

/// A word counts by how few needs use it, as in BM25.
void LexiconBuilder::weigh_terms() {
  Lexicon& lexicon = *lexicon_;
  const double needs = static_cast<double>(lexicon.needs_.size());
  for (auto& term : lexicon.indexed_terms_) {
    const double with = term.needs;
    term.weight = static_cast<float>(std::log1p((needs - with + 0.5) / (with + 0.5)) + 0.1);
  }
  for (auto& phrase : lexicon.phrases_) {
    for (const std::uint32_t term : lexicon.terms_of(phrase)) phrase.weight += lexicon.indexed_terms_[term].weight;
    phrase.per_root = phrase.weight > 0 ? 1 / std::sqrt(phrase.weight) : 0;
  }
}

void LexiconBuilder::sort_completions() {
  const std::string_view texts = lexicon_->completion_texts_;
  const auto folded = [texts](const Lexicon::Completion& of) { return texts.substr(of.folded_at, of.folded_bytes); };
  std::sort(lexicon_->completions_.begin(), lexicon_->completions_.end(),
            [&](const auto& a, const auto& b) { return std::pair(folded(a), a.need) < std::pair(folded(b), b.need); });
}

Result<std::shared_ptr<const Lexicon>> LexiconBuilder::finish() {
  check_relations();
  if (!faults_.empty()) return fail(std::move(faults_));
  index_phrases();
  lay_out_terms();
  weigh_terms();
  sort_completions();
  lexicon_->give_back_room();
  return std::shared_ptr<const Lexicon>(std::move(lexicon_));
}

Result<std::shared_ptr<const Lexicon>> Lexicon::read(const std::vector<NeedFile>& files) {
  LexiconBuilder builder;
  for (const NeedFile& file : files) builder.read(file);
  return builder.finish();
}

}  // namespace fingerpost::lexicon
