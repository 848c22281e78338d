#pragma once

#include <atomic>
#include <exception>
#include <memory>
#include <thread>

#include "search/detail/base_writer.hpp"
#include "search/detail/opened.hpp"

namespace fingerpost::search::detail {

/// Writes a generation with its tail as the base of the next one, on a thread of its own, while commits go on in the
/// old one. Nothing it does is visible before finish().
class Folding {
 public:
  Folding(const std::filesystem::path& folder, const Opened& now);
  /// Gives up at once if it has not finished; leaves nothing behind.
  ~Folding();
  Folding(const Folding&) = delete;
  Folding& operator=(const Folding&) = delete;

  bool is_done() const { return done_; }
  /// Copies what `now` has committed meanwhile behind the new base and completes the new generation: it is the newest
  /// from now on. Failure when the writing failed.
  void finish(const Opened& now);

 private:
  void run();

  std::shared_ptr<const LiveIndex> index_;
  std::uint64_t log_end_;  ///< what lies before it in the old log is in the new base
  CommitMark mark_;
  BaseWriter base_;
  Manifest manifest_;
  std::exception_ptr failed_;
  std::atomic<bool> done_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace fingerpost::search::detail
