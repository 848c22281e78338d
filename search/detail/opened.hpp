#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "search/detail/generation.hpp"
#include "search/detail/tail.hpp"
#include "search/detail/tail_log.hpp"

namespace fingerpost::search::detail {

/// A generation with its tail, as of its last commit.
struct Opened {
  Generation generation;
  std::shared_ptr<const Segment> base;
  std::unique_ptr<TailLog> log;
  std::unique_ptr<Tail> tail;
  CommitMark mark;

  /// Applies what the log has from `from` to its last commit; returns where that ends.
  std::uint64_t follow(std::uint64_t from);
};

/// The newest complete generation, nullopt when there is none or its schema is another. Access::append also cuts off
/// what an interrupted commit left. Failure when it is damaged.
std::optional<Opened> open_newest(const std::filesystem::path& folder, EntryFile::Access access);

}  // namespace fingerpost::search::detail
