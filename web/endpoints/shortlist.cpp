#include <algorithm>

#include "base/text.hpp"
#include "web/detail/respond.hpp"
#include "web/endpoints/pages.hpp"
#include "web/pages/plain.hpp"

namespace fingerpost::web {
namespace {

constexpr std::size_t kMaxNote = 500;

bool is_secure(const PageContext& context) { return context.site.engine.public_url().starts_with("https://"); }

http::HttpResponse see_other(const PageContext& context, const Shortlist& list, std::string location) {
  http::HttpResponse response = http::HttpResponse::redirect(std::move(location));
  response.headers.add("Set-Cookie", shortlist_cookie(list, is_secure(context)));
  response.headers.set("Cache-Control", "no-store");
  return response;
}

void move_item(Shortlist& list, const ShortlistItem& item, bool is_up) {
  const auto at = std::ranges::find(list, item);
  if (at == list.end()) return;
  if (is_up && at != list.begin()) std::iter_swap(at, at - 1);
  if (!is_up && at + 1 != list.end()) std::iter_swap(at, at + 1);
}

/// The first parameter of the form that says what to do, carried out.
void change(Shortlist& list, const http::Parameters& form) {
  for (const http::Parameter& field : form) {
    if (field.name == "clear") {
      list.clear();
      return;
    }
    if (field.name == "take") {
      for (const ShortlistItem& item : parse_shortlist(field.value))
        if (list.size() < kMaxShortlist && std::ranges::find(list, item) == list.end()) list.push_back(item);
      return;
    }
    const auto item = parse_shortlist_item(field.value);
    if (!item) continue;
    if (field.name == "add" && list.size() < kMaxShortlist && std::ranges::find(list, *item) == list.end()) {
      list.push_back(*item);
      return;
    }
    if (field.name == "remove") {
      std::erase(list, *item);
      return;
    }
    if (field.name == "up" || field.name == "down") {
      move_item(list, *item, field.name == "up");
      return;
    }
  }
}

http::HttpResponse printed(const PageContext& context, const http::Parameters& form) {
  const auto snapshot = context.site.engine.snapshot();
  const auto items = form.first("items");
  ShortlistPage page =
      shortlist_page(context, parse_shortlist(items.value_or("")), *snapshot, context.site.engine.clock.now());
  page.is_printing = true;
  for (ShortlistLine& line : page.lines)
    if (const auto note = form.first(line.note_name)) line.note = shorten(trim(*note), kMaxNote);
  return respond(context, "shortlist", page, Keep::nothing);
}

}  // namespace

http::HttpResponse shortlist(const PageContext& context) {
  const auto snapshot = context.site.engine.snapshot();
  const Instant now = context.site.engine.clock.now();
  const Shortlist own = read_shortlist(context.request.headers);
  const auto items = context.request.query.first("items");
  const Shortlist shown = items ? parse_shortlist(*items) : own;
  ShortlistPage page = shortlist_page(context, shown, *snapshot, now);
  page.is_shared = items.has_value() && shown != own;
  return respond(context, "shortlist", page, Keep::shortlist);
}

http::HttpResponse change_shortlist(const PageContext& context) {
  const http::Parameters form = http::parse_query(context.request.body);
  if (form.first("print")) return printed(context, form);
  Shortlist list = read_shortlist(context.request.headers);
  change(list, form);
  std::string back = way_back(form.first("back").value_or(""));
  if (const auto item = form.first("add"); item && !back.empty() && parse_shortlist_item(*item))
    back += "#" + std::string(*item);
  return see_other(context, list, back.empty() ? context.base + "/shortlist" : back);
}

}  // namespace fingerpost::web
