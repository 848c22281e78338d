#include "web/pages/card.hpp"

#include <algorithm>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "base/text.hpp"
#include "base/text_hash.hpp"
#include "directory/stored_result.hpp"
#include "web/wording.hpp"

namespace fingerpost::web {
namespace {

/// Results kept parsed; when full, all are dropped and parsed again as they are drawn. Some 4 kB each.
constexpr std::size_t kMaxKept = 1'000;

/// What a result always shows, by its stored text: the same results are drawn again and again. Any thread.
std::shared_ptr<const Json> parsed_members(std::string_view members) {
  static std::shared_mutex guard;
  static std::unordered_map<std::string, std::shared_ptr<const Json>, TextHash, std::equal_to<>> kept;
  {
    const std::shared_lock reading(guard);
    if (const auto found = kept.find(members); found != kept.end()) return found->second;
  }
  std::string object;
  object.reserve(members.size() + 2);
  object.append("{").append(members).append("}");
  auto parsed = std::make_shared<const Json>(parse_json(object).value_or(Json::object()));
  const std::unique_lock writing(guard);
  if (kept.size() >= kMaxKept) kept.clear();
  kept.emplace(std::string(members), parsed);
  return parsed;
}

/// "Comes to this area · By phone or online": each kind of here that the result has, at most two.
std::string why_here(const Messages& messages, const search::Hit& hit, const std::string& place) {
  std::string why;
  int named = 0;
  for (const std::string_view name : search::here_names(hit.here)) {
    if (name == "delivers" || named == 2) continue;
    if (!why.empty()) why += " · ";
    why += place.empty() ? messages["here." + std::string(name) + ".anywhere"]
                         : messages.with("here." + std::string(name), {{"place", place}});
    ++named;
  }
  return why;
}

void place_card(Card& card, const Json& location, const search::Hit& hit, const CardMaker& maker) {
  card.is_withheld = location["withheld"].if_bool().value_or(false);
  const Messages& messages = maker.context.messages;
  if (hit.distance && !maker.place.empty())
    card.distance = messages.with(card.is_withheld ? "distance.about" : "distance.from",
                                  {{"distance", distance(messages, *hit.distance)}, {"place", maker.place}});
  if (card.is_withheld) {
    card.where = messages["result.withheld"];
    return;
  }
  const std::string_view name = location["name"].string(), address = location["address"].string();
  card.where = address.starts_with(name) || name.empty() ? std::string(address)
               : address.empty()                         ? std::string(name)
                                                         : std::string(name) + ", " + std::string(address);
  const auto latitude = location["latitude"].if_number(), longitude = location["longitude"].if_number();
  if (latitude && longitude) card.point = geo::Point{*latitude, *longitude};
}

}  // namespace

CardMaker card_maker(const PageContext& context, Instant now, std::string place) {
  return {context, now, std::move(place), read_shortlist(context.request.headers)};
}

Card CardMaker::make(const signposting::Signpost& signpost, std::size_t number) const {
  const Messages& messages = context.messages;
  const search::Hit& hit = signpost.hit;
  const auto parsed = parsed_members(directory::parts_of(hit.stored).members);
  const Json& members = *parsed;
  const std::string_view kind = search::to_string(hit.kind);

  Card card;
  card.number = std::to_string(number);
  const ShortlistItem item{hit.kind == search::Kind::organization ? 'o'
                           : hit.kind == search::Kind::building   ? 'b'
                                                                  : 's',
                           hit.record_id};
  card.anchor = to_text(item);
  card.is_kept = std::ranges::find(kept, item) != kept.end();
  card.name = members["name"].string();
  card.href = context.record_href(kind, to_string(hit.record_id));
  if (hit.kind != search::Kind::service) card.kind = messages["kind." + std::string(kind)];
  const Json& organization = members["organization"];
  if (organization["name"].string() != card.name) card.organization = organization["name"].string();
  card.organization_href = context.record_href("organization", organization["id"].string());
  card.summary = !signpost.snippet.empty() ? signpost.snippet : std::string(members["summary"].string());
  if (signpost.opening) {
    const Json opening = parse_json(*signpost.opening).value_or(Json());
    card.opening = opening_line(messages, opening, now);
    card.opening_state = opening["state"].string();
  }
  if (card.opening_state == "unknown") card.opening_state.clear();
  place_card(card, members["location"], hit, *this);
  card.phone = members["phone"].string();
  card.phone_href = tel_of(card.phone);
  if (card.phone_href.empty()) card.phone.clear();
  if (const auto day = parse_day(members["verified_on"].string()))
    card.verified = messages.with("result.verified", {{"date", date(messages, *day)}});
  else
    card.verified = messages["result.not_verified"];
  card.why = why_here(messages, hit, place);
  if (members["status"].string() == "temporarily closed") card.notice = messages["result.closed_for_now"];
  return card;
}

}  // namespace fingerpost::web
