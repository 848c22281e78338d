#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/detail/entry.hpp"
#include "search/detail/text_index.hpp"

namespace fingerpost::search::detail {

/// Schema of the text file (a single-file glass database without term lists, positions, values or data):
/// docid = number of the document in the columns + 1; terms as the analyser makes them, no prefix; wdf = the count of
/// TermCount. Everything else of a document is in the columns. Version: kSchemaVersion (generation.hpp). Questions are
/// answered from what packed_text.hpp makes of it.
class TextShard {
 public:
  /// Makes a database folder; entries are added in the order of their documents.
  explicit TextShard(const std::filesystem::path& folder);
  ~TextShard();
  void add(const std::vector<TermCount>& terms);
  void finish();

 private:
  struct Database;
  std::unique_ptr<Database> database_;
};

/// Joins shards, in order, into one file, and removes them.
void join_shards(const std::vector<std::filesystem::path>& shards, const std::filesystem::path& file);

using ListVisitor = std::function<void(std::string_view term, std::span<const Posting> postings)>;

/// Every term of the file, ascending, with its documents, ascending. Failure when the file is broken.
void for_each_list(const std::filesystem::path& file, const ListVisitor& visit);

/// Xapian's own check of the file, and that it has `documents` documents: empty, or what is wrong.
std::vector<std::string> verify_text(const std::filesystem::path& file, std::uint64_t documents);

}  // namespace fingerpost::search::detail
