#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "search/detail/entry.hpp"
#include "search/detail/text_index.hpp"

namespace fingerpost::search::detail {

/// Opens a text file written by TextShard and join_shards. Keeps a pool of handles, for Xapian's serve one thread at a
/// time. The file never changes, so no handle ever has to be reopened. Failure when it cannot be read.
std::unique_ptr<const TextIndex> open_text(const std::filesystem::path& file);

/// Schema of the text file (a single-file glass database without term lists, positions, values or data):
/// docid = number of the document in the columns + 1; terms as the analyser makes them, no prefix; wdf = the count of
/// TermCount. Everything else of a document is in the columns. Version: kSchemaVersion (generation.hpp).
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

/// Xapian's own check of the file, and that it has `documents` documents: empty, or what is wrong.
std::vector<std::string> verify_text(const std::filesystem::path& file, std::uint64_t documents);

}  // namespace fingerpost::search::detail
