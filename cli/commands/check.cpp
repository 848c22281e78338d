#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <set>

#include "base/json.hpp"
#include "cli/command.hpp"
#include "cli/detail/feed_checking.hpp"
#include "cli/workspace.hpp"
#include "model/reading.hpp"

namespace fingerpost::cli {
namespace {

constexpr int kContradiction = 1;

struct Findings {
  std::vector<std::string> faults;  ///< something is wrong
  std::vector<std::string> notes;   ///< worth saying
};

void check_index(Workspace& workspace, Findings& findings) {
  auto index = search::open_index(workspace.folder().index());
  if (!index) {
    findings.notes.push_back("index: none is published yet; it is built when something is imported or served");
    return;
  }
  for (std::string& fault : search::verify_index(workspace.folder().index()))
    findings.faults.push_back("index: " + std::move(fault));
  const store::Seq newest = workspace.store().last_seq();
  if (index->seq() > newest)
    findings.faults.push_back(fmt::format("index: it is at change {}, the store only at {}", index->seq(), newest));
  else if (index->seq() < newest)
    findings.notes.push_back(fmt::format("index: {} changes behind the store", newest - index->seq()));
  if (index->places_generation() != workspace.store().places_generation())
    findings.notes.push_back("index: placed by an older gazetteer; the next publication places anew");
}

void check_places(Workspace& workspace, Findings& findings) {
  for (const store::PlaceFile& file : workspace.store().place_files()) {
    std::error_code error;
    if (!std::filesystem::exists(workspace.folder().places() / file.name, error))
      findings.faults.push_back("places: " + file.name + " is listed in the store but not there");
  }
  for (std::string& fault : geo::Gazetteer::open(workspace.folder().places())->verify())
    findings.faults.push_back("places: " + std::move(fault));
}

/// Faults of the files themselves; terms that no taxonomy here has are worth saying.
void check_needs(Workspace& workspace, Findings& findings) {
  for (const Problem& fault : workspace.directory().lexicon_faults())
    findings.faults.push_back("needs: " + fault.detail);
  const auto snapshot = workspace.directory().snapshot();
  if (!snapshot) return;
  std::set<std::string> unknown;
  for (const lexicon::Need& need : snapshot->lexicon().needs())
    for (const lexicon::NeedTerm& term : need.terms)
      if (snapshot->terms().by_code(model::taxonomy_name::needs, term.code) == nullptr &&
          unknown.insert(term.code).second)
        findings.notes.push_back(
            fmt::format("needs: {}: no term \"{}\" is in fingerpost-needs here", need.where, term.code));
}

Findings look(Workspace& workspace) {
  Findings findings;
  for (std::string& fault : workspace.store().verify()) findings.faults.push_back("store: " + std::move(fault));
  check_index(workspace, findings);
  check_places(workspace, findings);
  check_needs(workspace, findings);
  return findings;
}

void print(const Findings& findings, bool json) {
  if (!json) {
    for (const std::string& note : findings.notes) fmt::print("note   {}\n", note);
    for (const std::string& fault : findings.faults) fmt::print("fault  {}\n", fault);
    if (findings.faults.empty()) fmt::print("sound\n");
    return;
  }
  Json answer = Json::object();
  Json faults = Json::array(), notes = Json::array();
  for (const std::string& fault : findings.faults) faults.push(fault);
  for (const std::string& note : findings.notes) notes.push(note);
  answer.set("sound", findings.faults.empty()).set("faults", std::move(faults)).set("notes", std::move(notes));
  fmt::print("{}\n", answer.dump());
}

}  // namespace

Runner declare_check(CLI::App& app, Globals& globals) {
  add_data_option(app, globals);
  add_json_option(app, globals);
  auto repair = std::make_shared<bool>(false);
  app.add_flag("--repair", *repair, "Rebuild the index when it is damaged or contradicts the store");
  auto feed = std::make_shared<FeedCheckOptions>();
  CLI::Option* checks_feed =
      app.add_option("--feed", feed->feed, "Instead: check an Open Referral feed, by address or folder");
  app.add_option("--html", feed->html, "Write the feed's report as HTML to this file")->needs(checks_feed);
  app.add_option("--rate", feed->manners.rate, "Requests per second to the feed; default 5")
      ->check(CLI::Range(0.01, 1'000.0))
      ->needs(checks_feed);
  app.add_option("--max-pages", feed->manners.max_pages, "Pages read of one list of the feed; default 20000")
      ->check(CLI::Range(1, 1'000'000))
      ->needs(checks_feed);
  app.add_option("--patience", feed->manners.patience, "Seconds to wait for the feed's next byte; default 30")
      ->check(CLI::Range(1, 600))
      ->needs(checks_feed);
  return [repair, feed](const Globals& given) -> Outcome {
    const auto settings = Settings::load(given.flags);
    if (!settings) return fail(settings.error());
    if (!feed->feed.empty()) {
      feed->json = given.json;
      feed->manners.authorities = (*settings)["feed_authorities"];
      return check_feed(*feed, SystemClock());
    }
    Workspace workspace(directory::DataFolder{(*settings)["data"], (*settings)["needs"]});
    Findings findings = look(workspace);
    if (*repair && !findings.faults.empty()) {
      if (workspace.directory().rebuild() == directory::Directory::Outcome::left_to_another)
        return fail(ProblemCode::refused, "repair", "", "A running server publishes this folder: stop it first.");
      findings = look(workspace);
    }
    print(findings, given.json);
    return findings.faults.empty() ? 0 : kContradiction;
  };
}

}  // namespace fingerpost::cli
