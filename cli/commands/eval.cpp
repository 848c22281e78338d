#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/failure.hpp"
#include "base/json.hpp"
#include "cli/command.hpp"
#include "cli/detail/collection.hpp"
#include "cli/workspace.hpp"
#include "signposting/answer.hpp"

namespace fingerpost::cli {
namespace {

constexpr int kResults = 100;

/// The corpus as services of a folder of its own: the same store, projection, index and engine as any directory.
Result<void> load(Workspace& workspace, const std::string& collection, std::map<Uuid, std::string>& ids) {
  auto session = workspace.store().begin_import({.name = "collection",
                                                 .format = "beir",
                                                 .licence = {},
                                                 .attribution = {},
                                                 .address = collection,
                                                 .imported_at = workspace.clock().now()});
  const auto read =
      read_corpus(collection, [&](const std::string& id, const std::string& title, const std::string& text) {
        model::Service service;
        service.id = uuid_v5(kImportNamespace, id);
        service.name = title.empty() ? "-" : title;
        service.description = text;
        service.status = "active";
        ids.emplace(service.id, id);
        if (const auto valid = model::validate(service))
          session->accept(*valid, {.source_id = id, .file = {}, .line = 0, .text = {}});
      });
  if (!read) return fail(read.error());
  session->finish(store::Completeness::complete, store::Withdrawal::forced);
  return {};
}

Outcome run_eval(const Globals& globals, const std::string& collection) {
  const auto queries = read_queries(collection);
  if (!queries) return fail(queries.error());
  const TemporaryFolder temporary;
  Workspace workspace(directory::DataFolder{temporary.path() / "data"});
  std::map<Uuid, std::string> ids;
  if (const auto loaded = load(workspace, collection, ids); !loaded) return fail(loaded.error());
  const auto snapshot = workspace.snapshot();
  if (!snapshot) return fail(snapshot.error());
  Relevance sum;
  std::uint64_t empty = 0;
  for (const CollectionQuery& query : *queries) {
    signposting::Enquiry enquiry;
    enquiry.q = query.text;
    enquiry.per_page = kResults;
    const auto answer = signposting::answer(enquiry, **snapshot, workspace.clock().now());
    if (!answer) return fail(answer.error());
    std::vector<std::string> ranked;
    for (const auto& signpost : answer->results) ranked.push_back(ids[signpost.hit.record_id]);
    if (ranked.empty()) ++empty;
    const Relevance one = relevance_of(ranked, query.relevant);
    sum.ndcg_at_10 += one.ndcg_at_10;
    sum.recall_at_10 += one.recall_at_10;
    sum.mrr_at_10 += one.mrr_at_10;
  }
  const double n = queries->empty() ? 1 : static_cast<double>(queries->size());
  Json measured = Json::object();
  measured.set("queries", std::uint64_t{queries->size()}).set("ndcg_at_10", sum.ndcg_at_10 / n);
  measured.set("recall_at_10", sum.recall_at_10 / n).set("mrr_at_10", sum.mrr_at_10 / n).set("empty_queries", empty);
  if (globals.json)
    fmt::print("{}\n", measured.dump());
  else
    fmt::print("{} queries: nDCG@10 {:.4f}, recall@10 {:.4f}, MRR@10 {:.4f}, {} empty\n", queries->size(),
               sum.ndcg_at_10 / n, sum.recall_at_10 / n, sum.mrr_at_10 / n, empty);
  return 0;
}

}  // namespace

Runner declare_eval(CLI::App& app, Globals& globals) {
  auto collection = std::make_shared<std::string>();
  add_json_option(app, globals);
  app.add_option("--collection", *collection, "Folder in BEIR layout")->required();
  return [collection](const Globals& given) { return run_eval(given, *collection); };
}

}  // namespace fingerpost::cli
