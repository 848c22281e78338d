#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "model/reading.hpp"
#include "search/analyser.hpp"
#include "signposting/detail/sayings.hpp"
#include "signposting/detail/steps.hpp"
#include "signposting/detail/words.hpp"

namespace fingerpost::signposting {
namespace {

/// Less sure than this, a reading of the words as danger shows no crisis lines.
constexpr double kSureOfCrisis = 0.45;
/// And so beside a surer reading that is no danger: "whats on" shares a word with "whats the point".
constexpr double kCrisisBeside = 0.7;
/// What a reading that is no danger still counts beside one that is.
constexpr double kBesideDanger = 0.7;
/// Less sure than this, a need is a guess: the words are looked for one by one beside it.
constexpr double kSureOfNeed = 0.55;
/// A kind of help that has kinds below it is met by all of them, each less surely than by one that is named itself.
constexpr double kOfKindBelow = 0.7;
/// Several readings of the words that agree on a kind of help make it surer: each further one by this share of itself.
constexpr double kAgain = 0.3;

/// A reading less sure than this beside the surest does not say what the question is about.
constexpr double kAboutAsSure = 0.8;
/// The kind of help of who wants to give it (fingerpost-needs).
constexpr std::string_view kVolunteering = "volunteering";

/// Whether the reading is of somebody who wants to give help.
bool is_to_give(const lexicon::Reading& reading) {
  return std::ranges::any_of(reading.need->terms, [](const lexicon::NeedTerm& term) {
    return term.code == kVolunteering && term.weight >= 0.5;
  });
}

/// How surely each kind of help is meant, by the readings that say so.
class Meant {
 public:
  void add(const std::string& category, double weight, double likelihood) {
    for (Category& each : categories_) {
      if (each.category != category) continue;
      each.again += std::min(each.most, weight) * likelihood;
      each.most = std::max(each.most, weight);
      return;
    }
    categories_.push_back({category, weight, 0});
  }
  std::vector<search::NeedCategory> take() const {
    std::vector<search::NeedCategory> needs;
    for (const Category& each : categories_)
      needs.push_back({each.category, std::min(1.0, each.most + kAgain * each.again)});
    return needs;
  }

 private:
  struct Category {
    std::string category;
    double most, again;
  };
  std::vector<Category> categories_;
};

/// What somebody typed is the name of a record, letter for letter: then it is meant, and nothing is read out of it.
bool is_a_name(const std::string& q, const search::Index& index) {
  const std::string folded = fold(collapse_spaces(q));
  for (const search::Index::Completion& name : index.complete(folded, 3))
    if (fold(name.text) == folded) return true;
  return false;
}

/// By piece, what the lexicon makes of it. Asked only where some words may be a part by themselves; of ages, languages
/// and days it is not.
std::vector<Said> said_of(std::vector<Piece>& pieces, const lexicon::Lexicon& lexicon) {
  std::vector<Said> said(pieces.size(), Said::by_itself);
  bool is_asked = false, may_say_who = false;
  for (const Piece& piece : pieces)
    for (const Saying& saying : sayings_from(piece.key)) {
      is_asked = true;
      may_say_who |= saying.stays;  // "toddler", "pensioners": looked for, and they also say who comes
    }
  if (!is_asked) return said;
  add_others(pieces, lexicon);
  const auto words = lexicon_words(pieces);
  for (const std::size_t i : lexicon.in_whole_phrases(words)) said[i] = Said::in_a_phrase;
  if (may_say_who)
    if (const auto readings = lexicon.read_words(words); !readings.empty())
      for (const std::size_t i : readings.front().words) said[i] = Said::in_the_need;
  return said;
}

void use_parts(Working& working, std::vector<Piece>& pieces) {
  const std::vector<Said> said = said_of(pieces, working.snapshot.lexicon());
  for (UnderstoodPart& part : read_parts(pieces, working.enquiry, said)) {
    if (part.name == "open_at") working.enquiry.open_at = working.now;
    working.say("understand", "\"{}\" is {} = {}.", part.said, part.name, part.value);
    working.answer.understood.parts.push_back(std::move(part));
  }
}

void use_place(Working& working, std::vector<Piece>& pieces, const Vocabulary& vocabulary,
               std::vector<DidYouMean::Change>& changes) {
  if (!working.enquiry.near.empty() || is_dropped(working.asked, "near")) return;
  auto place = read_place(pieces, vocabulary);
  if (!place && !is_dropped(working.asked, "spelling")) place = read_misspelled_place(pieces, vocabulary, changes);
  if (!place) return;
  working.enquiry.near = place->value;
  working.say("understand", "\"{}\" is the place {}.", place->said, place->value);
  working.answer.understood.parts.push_back(*std::move(place));
}

void say_corrections(Working& working, const std::vector<Piece>& pieces, std::vector<DidYouMean::Change> changes) {
  if (changes.empty()) return;
  DidYouMean meant;
  for (const Piece& piece : pieces)
    meant.q += (meant.q.empty() ? "" : " ") + (piece.corrections.empty() ? piece.said : piece.corrections.front().word);
  for (const auto& change : changes) working.say("understand", "\"{}\" is read as \"{}\".", change.from, change.to);
  meant.changes = std::move(changes);
  working.answer.did_you_mean = std::move(meant);
}

void use_needs(Working& working, const std::vector<Piece>& pieces, search::Query& query) {
  if (is_dropped(working.asked, "need")) return;
  const lexicon::Lexicon& lexicon = working.snapshot.lexicon();
  Understood& understood = working.answer.understood;
  Meant meant;
  const auto readings = lexicon.read_words(lexicon_words(pieces));
  const double surest = readings.empty() ? 1 : readings.front().weight;
  // Who is most likely in danger is shown what helps in danger: "i want to die" asks for no company at a deathbed.
  const bool is_danger = !readings.empty() && readings.front().need->crisis && surest >= kSureOfCrisis;
  for (const lexicon::Reading& reading : readings) {
    UnderstoodNeed need{reading.need->code, reading.need->name, reading.need->name_cy, reading.weight, {}};
    for (const lexicon::NeedTerm& each : reading.need->terms) {
      const auto* term = working.snapshot.terms().by_code(model::taxonomy_name::needs, each.code);
      if (term == nullptr) continue;
      need.terms.push_back({to_string(term->id), term->name, 0});
      const double share = working.snapshot.terms().children(term->id).empty() ? 1 : kOfKindBelow;
      if (is_danger && !reading.need->crisis && reading.weight < kCrisisBeside * surest) continue;
      const double weight = !is_danger             ? reading.weight
                            : reading.need->crisis ? reading.weight / surest
                                                   : kBesideDanger * reading.weight;
      meant.add(to_string(term->id), weight * each.weight * share, reading.weight / surest);
    }
    query.seeks_role |= reading.weight >= kAboutAsSure * surest && is_to_give(reading);
    query.needs_suffice = understood.needs.empty() ? reading.weight >= kSureOfNeed : query.needs_suffice;
    understood.crisis |=
        reading.need->crisis && reading.weight >= kSureOfCrisis && reading.weight >= kCrisisBeside * surest;
    working.say("understand", "need {} ({:.2f}, by {}).", need.code, need.weight,
                reading.is_phrase ? "a phrase" : "words in common");
    understood.needs.push_back(std::move(need));
  }
  query.needs = meant.take();
  query.seeks_role |= working.asked.kind == std::vector{search::Kind::role};
}

/// What else may stand for a word beside itself.
void add_alternatives(search::Concept& word, const std::vector<Piece>& pieces) {
  const std::string typed = word.terms.front().term;
  for (const Piece& piece : pieces) {
    if (piece.term != typed) continue;
    for (const lexicon::Alternative& other : piece.others) {
      const bool known = std::any_of(word.terms.begin(), word.terms.end(),
                                     [&](const search::Concept::Term& term) { return term.term == other.term; });
      if (!known) word.terms.push_back({other.term, other.weight});
    }
  }
}

void use_words(Working& working, const std::vector<Piece>& pieces, search::Query& query) {
  std::string text;
  for (const Piece& piece : pieces) {
    if (!piece.is_used) text += (text.empty() ? "" : " ") + piece.said;
    if (piece.mark != 0) text += piece.mark;
  }
  query.all_words = search::concepts_of(text);
  for (search::Concept& word : query.all_words) {
    add_alternatives(word, pieces);
    std::string shown = word.said;
    for (const Piece& piece : pieces)
      if (piece.term == word.terms.front().term && !piece.corrections.empty()) shown = piece.corrections.front().word;
    working.answer.understood.words.push_back(std::move(shown));
  }
}

}  // namespace

void understand(Working& working, search::Query& query) {
  const Enquiry& asked = working.asked;
  const directory::Snapshot& snapshot = working.snapshot;
  const Vocabulary vocabulary{snapshot.index(), snapshot.lexicon(), snapshot.speller(), snapshot.gazetteer()};
  std::vector<Piece> pieces = pieces_of(asked.q);
  std::vector<DidYouMean::Change> changes;
  if (!pieces.empty() && !is_dropped(asked, "all") && !is_a_name(asked.q, snapshot.index())) {
    use_place(working, pieces, vocabulary, changes);
    use_parts(working, pieces);
  }
  if (!is_dropped(asked, "spelling")) {
    auto corrected = correct(pieces, vocabulary);
    // A misspelled part is one when it has been mended.
    if (!corrected.empty() && !is_dropped(asked, "all")) use_parts(working, pieces);
    changes.insert(changes.end(), corrected.begin(), corrected.end());
  }
  add_others(pieces, snapshot.lexicon());
  say_corrections(working, pieces, std::move(changes));
  use_needs(working, pieces, query);
  use_words(working, pieces, query);
}

}  // namespace fingerpost::signposting
