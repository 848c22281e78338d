#pragma once

#include <chrono>
#include <cstddef>

#include "base/failure.hpp"

namespace fingerpost::search::detail {

/// A query that takes longer is given up with a Failure (unavailable): hostile ones must not hold a thread for ever.
/// Far above anything an honest question costs (milliseconds).
inline constexpr std::chrono::milliseconds kTimeLimit{2'000};

/// Watches one query's time. Steady time, read every few thousand steps; it decides no answer, only whether there is
/// one.
class Deadline {
 public:
  explicit Deadline(std::chrono::milliseconds limit = kTimeLimit) : end_(std::chrono::steady_clock::now() + limit) {}

  /// To be called with the work done since the last call. Failure when the time is over.
  void spend(std::size_t steps) {
    spent_ += steps;
    if (spent_ < kStepsBetweenLooks) return;
    spent_ = 0;
    if (std::chrono::steady_clock::now() > end_)
      throw Failure("searching", "the query took longer than it may", Failure::Kind::unavailable);
  }

 private:
  static constexpr std::size_t kStepsBetweenLooks = 16'384;
  std::chrono::steady_clock::time_point end_;
  std::size_t spent_ = 0;
};

}  // namespace fingerpost::search::detail
