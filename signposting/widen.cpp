#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "model/reading.hpp"
#include "search/analyser.hpp"
#include "signposting/detail/steps.hpp"
#include "signposting/detail/words.hpp"

namespace fingerpost::signposting {
namespace {

/// What related needs count beside the one that was meant.
constexpr double kRelated = 0.5;
/// A need that is surely meant is met by what meets it at least so well as this share of the best there is anywhere.
constexpr double kMeets = 0.8;

/// Parts that narrow what fits, in the order in which they are let go: the likelier misread first.
constexpr std::array kLetGo = std::to_array<std::string_view>(
    {"open_on", "open_at", "wait_days", "age", "language", "gender", "referral", "here", "access", "free"});

/// Something fits, and it is what was meant: a hall that is open on Sunday is no answer to "warm hub open Sunday".
bool is_met(const search::Query& query, const search::Hits& hits) {
  if (hits.total == 0) return false;
  return query.needs.empty() || !query.needs_suffice || hits.most_need >= kMeets * hits.most_need_anywhere;
}

/// Gives a condition back as it was asked, that is, without what the words said.
void let_go(std::string_view part, const Enquiry& asked, Enquiry& enquiry) {
  if (part == "open_on") enquiry.open_on = asked.open_on;
  if (part == "open_at") enquiry.open_at = asked.open_at;
  if (part == "wait_days") enquiry.wait_days = asked.wait_days;
  if (part == "age") enquiry.age = asked.age;
  if (part == "language") enquiry.language = asked.language;
  if (part == "gender") enquiry.gender = asked.gender;
  if (part == "referral") enquiry.referral = asked.referral;
  if (part == "here") enquiry.here = asked.here;
  if (part == "access") enquiry.access = asked.access;
  if (part == "free") enquiry.free = asked.free;
}

class Widening {
 public:
  Widening(Working& working, search::Query& query, search::Hits& hits)
      : working_(working), query_(query), hits_(hits), something_fitted_(hits.total > 0) {}

  /// Parts that were read out of the words may have been misread, so they go first and as soon as nothing that is meant
  /// is sure to fit; what was asked for in so many words is kept. The place grows when nothing is left at all, or when
  /// how far to look was left to us and what is meant is further.
  void run() {
    const Before before{working_.enquiry, working_.answer, query_, hits_};
    let_parts_go();
    if (is_wanting() && (is_empty() || working_.answer.understood.within_chosen)) widen_place();
    if (is_empty()) try_related();
    if (is_empty()) working_.answer.widened.reset();
    if (something_fitted_ && !is_met(query_, hits_)) restore(before);
  }

 private:
  /// What is gone back to when looking wider does not find what was meant.
  struct Before {
    Enquiry enquiry;
    Answer answer;
    search::Query query;
    search::Hits hits;
  };
  void restore(const Before& before) {
    working_.enquiry = before.enquiry;
    working_.answer = before.answer;
    query_ = before.query;
    hits_ = before.hits;
  }

  bool is_empty() const { return hits_.total == 0 && hits_.not_known_total == 0; }
  bool is_wanting() const { return something_fitted_ ? !is_met(query_, hits_) : is_empty(); }
  Widened& widened() {
    if (!working_.answer.widened) working_.answer.widened.emplace();
    return *working_.answer.widened;
  }
  void ask_again() {
    hits_ = retrieve(working_, query_);
    screen(working_, hits_);
  }

  /// One alone when that is enough, else one after the other.
  void let_parts_go() {
    const auto& parts = working_.answer.understood.parts;
    if (std::count_if(parts.begin(), parts.end(), [](const UnderstoodPart& part) { return part.name != "near"; }) > 1) {
      const Before before{working_.enquiry, working_.answer, query_, hits_};
      for (const std::string_view name : kLetGo) {
        if (!let_part_go(name)) continue;
        if (is_met(query_, hits_)) return;
        restore(before);
      }
    }
    for (const std::string_view name : kLetGo) {
      if (is_met(query_, hits_)) return;
      let_part_go(name);
    }
  }

  /// False when there is no such part.
  bool let_part_go(std::string_view name) {
    if (!give_back_words(name)) return false;
    let_go(name, working_.asked, working_.enquiry);
    set_conditions(working_, query_);
    widened().parts.emplace_back(name);
    ask_again();
    return true;
  }

  /// What was read as a part is looked for as words again. False when there is no such part.
  bool give_back_words(std::string_view name) {
    bool is_there = false;
    for (const UnderstoodPart& part : working_.answer.understood.parts) {
      if (part.name != name) continue;
      is_there = true;
      for (search::Concept& word : search::concepts_of(part.said)) {
        const bool known = std::any_of(query_.all_words.begin(), query_.all_words.end(),
                                       [&](const search::Concept& other) { return other.said == word.said; });
        if (known || search::is_stop_word(word.said)) continue;
        working_.answer.understood.words.push_back(word.said);
        query_.all_words.push_back(std::move(word));
      }
    }
    return is_there;
  }

  void widen_place() {
    search::Where& where = query_.where;
    const bool is_asked_so = working_.asked.within && query_.all_words.empty() && query_.needs.empty();
    if (is_asked_so || (!where.within && !where.area)) return;
    if (where.area) {
      where.area.reset();
      where.centre = working_.answer.place->centre;
      where.within = working_.chosen_within;
      if (!try_within(*where.within)) widen_circle();
    } else {
      widen_circle();
    }
  }

  void widen_circle() {
    const geo::Metres asked = *query_.where.within;
    if (try_within(2 * asked) || try_within(4 * asked) || try_county()) return;
    query_.where = {};
    query_.where.centre = working_.answer.place->centre;
    widened().within.reset();
    widened().anywhere = true;
    ask_again();
  }

  bool try_within(geo::Metres within) {
    if (within > kMaxWithin) return false;
    query_.where.within = within;
    widened().within = within;
    ask_again();
    return !is_wanting();
  }

  /// The county that the place lies in, or the district where there is none.
  bool try_county() {
    const auto& areas = working_.answer.place->areas;
    for (const std::string_view kind : {"county", "district"})
      for (const geo::AreaRef& area : areas) {
        auto shape = area.kind == kind ? working_.snapshot.gazetteer().area_shape(area.code) : nullptr;
        if (!shape) continue;
        query_.where.area = std::move(shape);
        query_.where.within.reset();
        widened().within.reset();
        widened().area = FacetValue{area.code, area.name, 0};
        ask_again();
        if (!is_wanting()) return true;
        query_.where.area.reset();
        widened().area.reset();
      }
    return false;
  }

  void try_related() {
    const lexicon::Lexicon& lexicon = working_.snapshot.lexicon();
    std::vector<FacetValue> tried;
    const auto meant = working_.answer.understood.needs;
    for (const UnderstoodNeed& need : meant) {
      const lexicon::Need* known = lexicon.find(need.code);
      for (const std::string& code : known->related) {
        const lexicon::Need* other = lexicon.find(code);
        tried.push_back({other->code, other->name, 0});
        for (const lexicon::NeedTerm& each : other->terms)
          if (const auto* term = working_.snapshot.terms().by_code(model::taxonomy_name::needs, each.code))
            query_.needs.push_back({to_string(term->id), kRelated * need.weight * each.weight});
      }
    }
    if (tried.empty()) return;
    widened().needs = std::move(tried);
    ask_again();
  }

  Working& working_;
  search::Query& query_;
  search::Hits& hits_;
  const bool something_fitted_;
};

}  // namespace

void widen(Working& working, search::Query& query, search::Hits& hits) {
  const bool is_wanted = !is_met(query, hits) && !is_dropped(working.asked, "widening");
  if (is_wanted) Widening(working, query, hits).run();
}

}  // namespace fingerpost::signposting
