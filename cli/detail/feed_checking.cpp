#include "cli/detail/feed_checking.hpp"

#include <fmt/format.h>

#include "base/file.hpp"
#include "base/text.hpp"
#include "importers/importer.hpp"

namespace fingerpost::cli {
namespace {

constexpr int kDoesNotPass = 1;
/// Of one file of a folder.
constexpr std::size_t kMaxFile = 64u << 20;

using model::Severity;

/// A whole document, or one a line. False when it holds nothing of a feed.
bool check_text(exchange::FeedCheck& check, const std::string& name, std::string_view text, bool is_lines) {
  const auto unreadable = [&](const std::string& where, const Problem& problem) {
    check.tell({"not-json", {}, Severity::error, "A document is no JSON", "Serve JSON."}, {where, {}, problem.detail});
    return true;
  };
  if (!is_lines) {
    const auto json = parse_json(text);
    return json ? check.document(name, *json) : unreadable(name, json.error().front());
  }
  bool any = false;
  std::size_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    const std::string where = fmt::format("{}/{}", name, number);
    const auto json = parse_json(line);
    any |= json ? check.document(where, *json) : unreadable(where, json.error().front());
  }
  return any;
}

Result<exchange::FeedVerdict> check_folder(const std::string& path, const Clock& clock) {
  const auto files = importers::open_inputs(path);
  if (!files) return fail(files.error());
  exchange::FeedCheck check(path, clock.now());
  std::size_t used = 0;
  for (const importers::InputFile& file : *files) {
    const std::string extension = file.extension();
    const bool is_lines = extension == "ndjson" || extension == "jsonl";
    if (extension != "json" && !is_lines) continue;
    const auto text = importers::read_whole(file, kMaxFile);
    if (!text) return fail(text.error());
    used += check_text(check, file.name, *text, is_lines) ? 1 : 0;
  }
  if (used == 0)
    return fail(ProblemCode::nothing_usable, "feed", path,
                fmt::format("{} holds no JSON of a feed: no details, list, or record of HSDS.", path));
  return check.finish();
}

}  // namespace

Outcome check_feed(const FeedCheckOptions& options, const Clock& clock) {
  const auto verdict = importers::is_feed_address(options.feed) ? probe_feed(options.feed, options.manners, clock)
                                                                : check_folder(options.feed, clock);
  if (!verdict) return fail(verdict.error());
  if (!options.html.empty()) write_file_atomically(options.html, exchange::to_html(*verdict));
  fmt::print("{}", options.json ? exchange::to_json(*verdict).dump() + "\n" : exchange::to_text(*verdict));
  return verdict->passes() ? 0 : kDoesNotPass;
}

}  // namespace fingerpost::cli
