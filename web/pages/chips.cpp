#include <fmt/format.h>

#include "base/text.hpp"
#include "web/pages/results.hpp"
#include "web/wording.hpp"

namespace fingerpost::web {
namespace {

/// Collects chips; each knows the address without itself.
struct Chips {
  const Messages& messages;
  std::vector<Chip> all;

  void add(const std::string& text, const Address& without) {
    if (!text.empty()) all.push_back({text, without.href(), messages.with("chip.drop", {{"what", text}})});
  }
};

std::string named_term(const PageContext& context, const directory::Snapshot& snapshot, std::string_view taxonomy,
                       std::string_view code) {
  const model::TaxonomyTerm* term = snapshot.terms().by_code(taxonomy, code);
  return term != nullptr ? term_name(context.messages, *term) : std::string(code);
}

std::string open_on_text(const Messages& messages, const std::string& open_on) {
  const std::string* text = messages.find("open_on." + open_on);
  return text != nullptr ? *text : open_on;
}

/// What was read out of the words: the words as they were said, and the need they were taken to mean.
void add_read_parts(Chips& chips, const signposting::Answer& answer, const Address& address) {
  for (const signposting::UnderstoodPart& part : answer.understood.parts)
    if (part.name != "near") chips.add(part.said, address.adding("drop", part.name));
  if (answer.understood.needs.empty()) return;
  const signposting::UnderstoodNeed& need = answer.understood.needs.front();
  const bool is_welsh = chips.messages.lang() == Lang::cy && !need.name_cy.empty();
  chips.add(chips.messages.with("chip.need", {{"need", is_welsh ? need.name_cy : need.name}}),
            address.adding("drop", "need"));
}

void add_place(Chips& chips, const signposting::Answer& answer, const Address& address) {
  if (!answer.place) return;
  const Messages& messages = chips.messages;
  // A place that was read out of the words is let go by saying so.
  const bool is_read = address.first("near").empty();
  const Address without = is_read ? address.adding("drop", "near") : address.without("near").without("within");
  if (answer.understood.inside_area)
    chips.add(messages.with("chip.inside", {{"place", answer.place->name}}), without);
  else if (answer.understood.within_chosen || !answer.understood.within)
    chips.add(messages.with("chip.near", {{"place", answer.place->name}}), without);
  else {
    chips.add(messages.with("chip.near", {{"place", answer.place->name}}), without);
    chips.add(messages.with("chip.within", {{"distance", distance(messages, *answer.understood.within)}}),
              address.without("within"));
  }
}

void add_lists(Chips& chips, const PageContext& context, const signposting::Enquiry& enquiry,
               const signposting::Answer& answer, const Address& address, const directory::Snapshot& snapshot) {
  for (const search::Kind kind : enquiry.kind) {
    const std::string name(search::to_string(kind));
    chips.add(chips.messages["kinds." + name], address.without("kind", name));
  }
  for (std::size_t i = 0; i < answer.understood.category.size() && i < enquiry.category.size(); ++i) {
    const model::TaxonomyTerm* term = snapshot.terms().find(answer.understood.category[i].value);
    chips.add(term != nullptr ? term_name(chips.messages, *term) : answer.understood.category[i].name,
              address.without("category", enquiry.category[i]));
  }
  for (const std::string& code : enquiry.access)
    chips.add(named_term(context, snapshot, model::taxonomy_name::access, code), address.without("access", code));
  for (const std::string& code : enquiry.theme)
    chips.add(named_term(context, snapshot, model::taxonomy_name::themes, code), address.without("theme", code));
  for (const std::string& code : enquiry.language)
    chips.add(language_name(chips.messages, code), address.without("language", code));
}

}  // namespace

std::vector<Chip> chips_of(const PageContext& context, const signposting::Enquiry& enquiry,
                           const signposting::Answer& answer, const Address& address, Instant now,
                           const directory::Snapshot& snapshot) {
  const Messages& messages = context.messages;
  Chips chips{messages, {}};
  if (!enquiry.q.empty()) chips.add(messages.with("chip.words", {{"q", enquiry.q}}), address.without("q"));
  add_place(chips, answer, address);
  if (enquiry.open_at)
    chips.add(messages.with("chip.open", {{"time", address.first("open_at") == "now"
                                                       ? messages["form.when.now"]
                                                       : time_and_day(messages, *enquiry.open_at, now)}}),
              address.without("open_at"));
  if (enquiry.age)
    chips.add(messages.with("chip.age", {{"age", fmt::format("{}", *enquiry.age)}}), address.without("age"));
  if (enquiry.free) chips.add(messages["chip.free"], address.without("free"));
  if (!enquiry.referral.empty()) chips.add(messages["referral." + enquiry.referral], address.without("referral"));
  if (enquiry.signatory) chips.add(messages["chip.signatory"], address.without("signatory"));
  add_lists(chips, context, enquiry, answer, address, snapshot);
  if (!enquiry.open_on.empty())
    chips.add(messages.with("chip.open", {{"time", open_on_text(messages, enquiry.open_on)}}),
              address.without("open_on"));
  add_read_parts(chips, answer, address);
  return std::move(chips.all);
}

}  // namespace fingerpost::web
