#include "store/detail/reader_pool.hpp"

#include <utility>

namespace fingerpost::store {

ReaderPool::ReaderPool(std::filesystem::path file, std::chrono::milliseconds busy_wait)
    : file_(std::move(file)), busy_wait_(busy_wait) {
  idle_.reserve(kMaxIdle);
}

std::unique_ptr<Connection> ReaderPool::take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  return std::make_unique<Connection>(file_, Access::read, busy_wait_);
}

void ReaderPool::give_back(std::unique_ptr<Connection> connection) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kMaxIdle) idle_.push_back(std::move(connection));
}

}  // namespace fingerpost::store
