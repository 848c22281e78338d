#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "search/detail/columns_builder.hpp"
#include "search/detail/entry_file.hpp"

namespace fingerpost::search::detail {

/// A record's documents from now on, as the log has them.
struct Replacement {
  Uuid record_id;
  std::vector<EntryPlace> entries;  ///< where their Entries lie in the log
};

/// Ends what becomes visible together.
struct CommitMark {
  std::uint64_t seq = 0, places_generation = 0;
};

/// The changes since a generation's base, in a file that is only appended to: replacements, each with its checksum, and
/// marks that commit those before them. What follows the last whole mark (a kill, a full disk) does not count.
class TailLog {
 public:
  using OnReplacement = std::function<void(const Replacement&)>;
  using OnCommit = std::function<void(const CommitMark&)>;

  explicit TailLog(const std::filesystem::path& file, EntryFile::Access access);

  /// Reads from `from` to the last mark, calling back in order; returns where that mark ends. Every replacement of a
  /// commit is read before its first call back, so a torn commit has no effect.
  std::uint64_t read(std::uint64_t from, const OnReplacement& on_replacement, const OnCommit& on_commit) const;

  /// Appends to memory, and to the file when much has gathered; not durable. After a Failure, commit() fails too.
  void replace(const Uuid& record_id, const std::vector<Entry>& entries);
  /// Appends the mark and returns when all of it is on disk. After a Failure, cut() goes back to the last mark.
  void commit(const CommitMark& mark);
  /// Forgets what follows `end`, and continues there.
  void cut(std::uint64_t end);
  /// Where the last commit ends.
  std::uint64_t end() const { return committed_; }

  const std::shared_ptr<EntryFile>& file() const { return file_; }

 private:
  void append_block(std::string_view payload);
  void flush();

  std::shared_ptr<EntryFile> file_;
  std::string waiting_;
  std::uint64_t committed_ = 0;
  bool is_torn_ = false;  ///< what follows the last mark cannot be committed
};

}  // namespace fingerpost::search::detail
