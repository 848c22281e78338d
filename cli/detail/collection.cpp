#include "cli/detail/collection.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/json.hpp"
#include "base/text.hpp"
#include "importers/input.hpp"

namespace fingerpost::cli {
namespace {

/// Calls `visit` for each line of a file that may be packed.
Result<void> for_each_line(const std::filesystem::path& path, const std::function<void(std::string_view)>& visit) {
  auto files = importers::open_inputs(path);
  if (!files) return fail(std::move(files.error()));
  for (const importers::InputFile& file : *files) {
    const auto text = importers::read_whole(file);
    if (!text) return fail(text.error());
    for (const std::string_view line : split(*text, '\n'))
      if (!trim(line).empty()) visit(trim(line));
  }
  return {};
}

std::filesystem::path packed_or_not(const std::filesystem::path& path) {
  std::filesystem::path packed = path;
  packed += ".gz";
  return std::filesystem::exists(path) ? path : packed;
}

std::string text_of(const Json& value) {
  return value.is_string() ? std::string(value.string()) : value.is_null() ? "" : value.dump();
}

}  // namespace

Result<std::vector<CollectionQuery>> read_queries(const std::filesystem::path& folder) {
  std::map<std::string, std::map<std::string, int>> judged;
  if (!std::filesystem::is_directory(folder / "qrels"))
    return fail(ProblemCode::not_found, "collection", folder.string(),
                fmt::format("{} is no collection in BEIR layout: it has no qrels folder.", folder.string()));
  const auto judgements = for_each_line(folder / "qrels", [&](std::string_view line) {
    const auto cells = split(line, '\t');
    if (cells.size() != 3) return;
    if (const auto grade = parse_integer(trim(cells[2])); grade && *grade > 0)
      judged[std::string(cells[0])][std::string(cells[1])] = static_cast<int>(*grade);
  });
  if (!judgements) return fail(judgements.error());
  std::vector<CollectionQuery> queries;
  Problems problems;
  const auto read = for_each_line(packed_or_not(folder / "queries.jsonl"), [&](std::string_view line) {
    const auto json = parse_json(line);
    if (!json) return append(problems, json.error());
    const std::string id = text_of((*json)["_id"]);
    if (const auto found = judged.find(id); found != judged.end())
      queries.push_back({id, text_of((*json)["text"]), found->second});
  });
  if (!read) return fail(read.error());
  if (!problems.empty()) return fail(std::move(problems));
  return queries;
}

Result<void> read_corpus(const std::filesystem::path& folder,
                         const std::function<void(const std::string&, const std::string&, const std::string&)>& visit) {
  Problems problems;
  const auto read = for_each_line(packed_or_not(folder / "corpus.jsonl"), [&](std::string_view line) {
    const auto json = parse_json(line);
    if (!json) return append(problems, json.error());
    visit(text_of((*json)["_id"]), text_of((*json)["title"]), text_of((*json)["text"]));
  });
  if (!read) return fail(read.error());
  if (!problems.empty()) return fail(std::move(problems));
  return {};
}

Relevance relevance_of(const std::vector<std::string>& ranked, const std::map<std::string, int>& relevant) {
  constexpr std::size_t kCutoff = 10;
  Relevance measured;
  double gain = 0, found = 0;
  for (std::size_t rank = 0; rank < std::min(kCutoff, ranked.size()); ++rank) {
    const auto grade = relevant.find(ranked[rank]);
    if (grade == relevant.end()) continue;
    gain += grade->second / std::log2(static_cast<double>(rank) + 2);
    found += 1;
    if (measured.mrr_at_10 == 0) measured.mrr_at_10 = 1 / (static_cast<double>(rank) + 1);
  }
  std::vector<int> grades;
  for (const auto& [id, grade] : relevant) grades.push_back(grade);
  std::sort(grades.rbegin(), grades.rend());
  double ideal = 0;
  for (std::size_t rank = 0; rank < std::min(kCutoff, grades.size()); ++rank)
    ideal += grades[rank] / std::log2(static_cast<double>(rank) + 2);
  measured.ndcg_at_10 = ideal > 0 ? gain / ideal : 0;
  measured.recall_at_10 = relevant.empty() ? 0 : found / static_cast<double>(relevant.size());
  return measured;
}

}  // namespace fingerpost::cli
