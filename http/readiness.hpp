#pragma once

#include <atomic>

namespace fingerpost::http {

/// Whether this process wants traffic: closed until a snapshot is published and again once a stop has begun. The
/// readiness endpoint reads it; a front proxy acts on it. Safe from several threads.
class Readiness {
 public:
  void open() { open_ = true; }
  void close() { open_ = false; }
  bool is_open() const { return open_; }

 private:
  std::atomic<bool> open_{false};
};

}  // namespace fingerpost::http
