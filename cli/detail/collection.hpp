#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace fingerpost::cli {

/// A judged collection in BEIR layout: corpus.jsonl[.gz], queries.jsonl, qrels/*.tsv.
struct CollectionQuery {
  std::string id, text;
  std::map<std::string, int> relevant;  ///< document id → grade above 0
};

/// The queries that have at least one relevant document, in the file's order.
[[nodiscard]] Result<std::vector<CollectionQuery>> read_queries(const std::filesystem::path& folder);

/// Calls `visit` for each document: id, title, text.
[[nodiscard]] Result<void> read_corpus(
    const std::filesystem::path& folder,
    const std::function<void(const std::string& id, const std::string& title, const std::string& text)>& visit);

/// Relevance of one ranked list. nDCG by Järvelin & Kekäläinen (gain = grade, discount log2(rank + 1)).
struct Relevance {
  double ndcg_at_10 = 0, recall_at_10 = 0, mrr_at_10 = 0;
};
Relevance relevance_of(const std::vector<std::string>& ranked, const std::map<std::string, int>& relevant);

}  // namespace fingerpost::cli
