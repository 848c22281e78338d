#pragma once

#include "signposting/answer.hpp"
#include "web/pages/shell.hpp"
#include "web/shortlist.hpp"

namespace fingerpost::web {

/// One result in a list.
struct Card {
  std::string number;  ///< "1", as on the map
  std::string anchor;  ///< the shortlist's text of it; also the element's id
  std::string name, href, kind;
  std::string organization, organization_href;
  std::string summary;
  std::string opening, opening_state;  ///< the line; `open`, `closed`, `unknown`
  std::string where, distance;
  std::string phone, phone_href;
  std::string verified;  ///< "Checked 4 May 2026"
  std::string why;       ///< why this is here
  std::string notice;    ///< temporarily closed
  bool is_withheld = false, is_kept = false;
  std::optional<geo::Point> point;  ///< for the map; never of a withheld place

  template <typename V>
  void fields(V& visit) const {
    visit("number", number);
    visit("anchor", anchor);
    visit("name", name);
    visit("href", href);
    visit("kind", kind);
    visit("organization", organization);
    visit("organization_href", organization_href);
    visit("summary", summary);
    visit("opening", opening);
    visit("opening_state", opening_state);
    visit("where", where);
    visit("distance", distance);
    visit("phone", phone);
    visit("phone_href", phone_href);
    visit("verified", verified);
    visit("why", why);
    visit("notice", notice);
    visit("is_withheld", is_withheld);
    visit("is_kept", is_kept);
  }
};

/// What a card is made with, once for a list.
struct CardMaker {
  const PageContext& context;
  Instant now;
  std::string place;  ///< what distances are from; empty: none
  std::vector<ShortlistItem> kept;

  /// From what the index keeps of a result: no record is read.
  Card make(const signposting::Signpost& signpost, std::size_t number) const;
};

CardMaker card_maker(const PageContext& context, Instant now, std::string place);

}  // namespace fingerpost::web
