#include <algorithm>
#include <array>

#include "model/reading.hpp"
#include "web/pages/plain.hpp"
#include "web/wording.hpp"

namespace fingerpost::web {
namespace {

/// The tiles, in the order of what people ask for most; a need the taxonomy lacks is left out.
constexpr std::array<std::string_view, 12> kTiles{"food",          "debt-advice",     "warm-spaces", "housing-advice",
                                                  "counselling",   "lunch-clubs",     "befriending", "community-cars",
                                                  "carers-advice", "benefits-advice", "youth-clubs", "digital-skills"};

}  // namespace

HomePage home_page(const PageContext& context, const directory::Snapshot& snapshot, Instant) {
  const Messages& messages = context.messages;
  HomePage page;
  page.shell = shell_of(context, messages["home.title"]);
  page.shell.is_indexed = true;
  page.form = search_form(context, Address(context.base + "/search", {}, {}));
  for (const std::string_view code : kTiles) {
    const auto* term = snapshot.terms().by_code(model::taxonomy_name::needs, code);
    if (term == nullptr) continue;
    const std::string* description = messages.find("tile." + std::string(code));
    page.tiles.push_back({term_name(messages, *term), description != nullptr ? *description : std::string(),
                          Address(context.base + "/search", {{"category", std::string(code)}}, {"category"}).href()});
  }
  page.count = messages.counted("home.count", snapshot.services().size());
  return page;
}

}  // namespace fingerpost::web
