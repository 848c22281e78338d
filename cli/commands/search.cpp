#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <iostream>

#include "api/requests/enquiry.hpp"
#include "api/responses/search_response.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/workspace.hpp"
#include "directory/stored_result.hpp"

namespace fingerpost::cli {
namespace {

using signposting::Answer;
using signposting::Signpost;

/// The parameters of /api/search that are options here too. They are read by api/requests, so that each parameter is
/// understood in one place.
constexpr std::pair<const char*, const char*> kOptions[] = {
    {"near", "A place: postcode, village, ward, grid reference or lat,lon"},
    {"within", "Distance: 5km, 800m, 3mi or metres"},
    {"kind", "service, building, organization, role (comma list)"},
    {"category", "Term ids or codes (comma list)"},
    {"age", "Age in years"},
    {"access", "step_free, hearing_loop, … (comma list)"},
    {"language", "ISO 639 codes (comma list)"},
    {"open_at", "now, or an RFC 3339 time"},
    {"open_on", "A day, part of the day or both: saturday, evening, saturday-morning, today"},
    {"here", "delivers, covers, visits, speaks_for, online (comma list)"},
    {"gender", "female or male: of the person"},
    {"wait_days", "The wait is at most so many days"},
    {"drop", "Parts not to be read out of the words, or all (comma list)"},
    {"referral", "self or professional"},
    {"theme", "Codes of the Accord's themes (comma list)"},
    {"sort", "best, nearest, name, freshest"},
    {"facets", "kind, category, area, access, language, free, theme (comma list)"},
    {"page", "Page, from 1"},
    {"per_page", "Results on a page, to 100"}};

std::string distance_text(geo::Metres metres) {
  return metres < 1'000 ? fmt::format("{:.0f} m", metres) : fmt::format("{:.1f} km", metres / 1'000);
}

void print(const Signpost& signpost) {
  std::string object = "{";
  object += directory::parts_of(signpost.hit.stored).members;
  object += '}';
  const Json members = parse_json(object).value_or(Json::object());
  fmt::print("{}  [{}]", members["name"].string(), members["kind"].string());
  if (signpost.hit.distance) fmt::print("  {}", distance_text(*signpost.hit.distance));
  std::string here;
  for (const std::string_view name : search::here_names(signpost.hit.here)) {
    if (!here.empty()) here += ", ";
    here += name;
  }
  if (!here.empty()) fmt::print("  ({})", here);
  fmt::print("\n");
  if (const auto organization = members["organization"]["name"].string(); !organization.empty())
    fmt::print("    {}\n", organization);
  if (const auto address = members["location"]["address"].string(); !address.empty()) fmt::print("    {}\n", address);
  if (const auto text = signpost.snippet.empty() ? members["summary"].string() : std::string_view(signpost.snippet);
      !text.empty())
    fmt::print("    {}\n", text);
  if (const auto phone = members["phone"].string(); !phone.empty()) fmt::print("    {}\n", phone);
  fmt::print("    {}\n", members["id"].string());
}

void print(const Answer& answer, const signposting::Enquiry& enquiry) {
  if (answer.place) {
    fmt::print("near {} ({})", answer.place->name, geo::to_string(answer.place->precision));
    if (answer.understood.within)
      fmt::print(", within {}{}", distance_text(*answer.understood.within),
                 answer.understood.within_chosen ? " (chosen)" : "");
    fmt::print("\n");
  }
  if (answer.understood.any_word) fmt::print("too few have all the words: any of them\n");
  fmt::print("{} found, page {}\n\n", answer.total, enquiry.page);
  for (const Signpost& signpost : answer.results) print(signpost);
  if (answer.not_known_total > 0) {
    fmt::print("\n{} more might fit: ask them\n\n", answer.not_known_total);
    for (const Signpost& signpost : answer.not_known) print(signpost);
  }
  for (const auto& facet : answer.facets) {
    fmt::print("\n{}:\n", search::to_string(facet.facet));
    for (const auto& value : facet.values) fmt::print("  {:6}  {}\n", value.count, value.name);
  }
  for (const auto& line : answer.trace) fmt::print("[{}] {}\n", line.step, line.text);
}

Outcome run_search(const Globals& globals, const http::Parameters& parameters) {
  const auto settings = Settings::load(globals.flags);
  if (!settings) return fail(settings.error());
  Workspace workspace(directory::DataFolder{(*settings)["data"], (*settings)["needs"]});
  const Instant now = workspace.clock().now();
  http::ParameterReader reader(parameters);
  const signposting::Enquiry enquiry = api::read_enquiry(reader, now);
  if (!reader.ok()) return fail(reader.problems());
  const auto snapshot = workspace.snapshot();
  if (!snapshot) return fail(snapshot.error());
  const auto answer = signposting::answer(enquiry, **snapshot, now);
  if (!answer) return fail(answer.error());
  if (globals.json)
    std::cout << api::search_json(*answer, enquiry) << '\n';
  else
    print(*answer, enquiry);
  return 0;
}

}  // namespace

Runner declare_search(CLI::App& app, Globals& globals) {
  add_data_option(app, globals);
  add_json_option(app, globals);
  auto parameters = std::make_shared<http::Parameters>();
  auto words = std::make_shared<std::vector<std::string>>();
  app.add_option("words", *words, "What is needed, in one's own words");
  for (const auto& [name, help] : kOptions) {
    std::string flag = std::string("--") + name;
    for (char& c : flag)
      if (c == '_') c = '-';
    app.add_option_function<std::string>(
        flag,
        [parameters, key = std::string(name)](const std::string& value) {
          parameters->add({key, value});
        },
        help);
  }
  for (const char* name : {"free", "signatory", "has_room", "explain"})
    app.add_flag_callback(std::string("--") + name, [parameters, name] { parameters->add({name, "true"}); });
  return [parameters, words](const Globals& given) {
    std::string q;
    for (const std::string& word : *words) q += (q.empty() ? "" : " ") + word;
    parameters->add({"q", q});
    return run_search(given, *parameters);
  };
}

}  // namespace fingerpost::cli
