#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/workspace.hpp"
#include "geo/gazetteer.hpp"

namespace fingerpost::cli {
namespace {

void print(const geo::Place& place) {
  fmt::print("{}  [{}, {}]\n", place.name, place.kind, geo::to_string(place.precision));
  fmt::print("  centre  {:.6f},{:.6f}\n", place.centre.latitude, place.centre.longitude);
  if (place.status != geo::PlaceStatus::unknown)
    fmt::print("  status  {}{}\n", geo::to_string(place.status),
               place.terminated_on ? " (" + *place.terminated_on + ")" : "");
  if (place.fell_back_from)
    fmt::print("  {} is not in the data: this is its {}\n", *place.fell_back_from, geo::to_string(place.precision));
  for (const geo::AreaRef& area : place.areas) fmt::print("  {:8}{}  {}\n", area.kind, area.code, area.name);
  for (const geo::PlaceChoice& other : place.alternatives)
    fmt::print("  or      {} [{}]  {}\n", other.name, other.kind, other.code);
}

}  // namespace

Runner declare_place(CLI::App& app, Globals& globals) {
  add_data_option(app, globals);
  add_json_option(app, globals);
  auto words = std::make_shared<std::vector<std::string>>();
  app.add_option("text", *words, "Postcode, outcode, village, ward, grid reference or lat,lon")->required();
  return [words](const Globals& given) -> Outcome {
    const auto settings = Settings::load(given.flags);
    if (!settings) return fail(settings.error());
    std::string text;
    for (const std::string& word : *words) text += (text.empty() ? "" : " ") + word;
    const auto gazetteer = geo::Gazetteer::open(directory::DataFolder{(*settings)["data"]}.places());
    const auto place = gazetteer->resolve(text);
    if (!place) return fail(place.error());
    if (given.json)
      fmt::print("{}\n", geo::to_json(*place).dump());
    else
      print(*place);
    return 0;
  };
}

}  // namespace fingerpost::cli
