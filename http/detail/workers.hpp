#pragma once

#include <algorithm>
#include <mutex>
#include <vector>

#include "http/detail/worker.hpp"

namespace fingerpost::http {

/// The workers that live, so that a stop can reach them: Pistache makes and owns them.
class Workers {
 public:
  void join(const Worker* worker) {
    const std::lock_guard guard(mutex_);
    all_.push_back(worker);
  }
  void leave(const Worker* worker) {
    const std::lock_guard guard(mutex_);
    std::erase(all_, worker);
  }
  void wake() const {
    const std::lock_guard guard(mutex_);
    for (const Worker* worker : all_) worker->wake();
  }

 private:
  mutable std::mutex mutex_;
  std::vector<const Worker*> all_;
};

}  // namespace fingerpost::http
