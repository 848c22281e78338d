#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "store/detail/connection.hpp"

namespace fingerpost::store {

/// Reading connections to one file, lent for the length of one question. Safe from several threads. There are as many
/// as questions asked at the same moment; kMaxIdle of them are kept for the next ones.
class ReaderPool {
 public:
  static constexpr std::size_t kMaxIdle = 16;

  ReaderPool(std::filesystem::path file, std::chrono::milliseconds busy_wait);

  /// A connection on loan: goes back when destroyed.
  class Loan {
   public:
    explicit Loan(ReaderPool& pool) : pool_(pool), connection_(pool.take()) {}
    ~Loan() { pool_.give_back(std::move(connection_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    Connection& operator*() const { return *connection_; }

   private:
    ReaderPool& pool_;
    std::unique_ptr<Connection> connection_;
  };

 private:
  std::unique_ptr<Connection> take();
  void give_back(std::unique_ptr<Connection> connection);

  const std::filesystem::path file_;
  const std::chrono::milliseconds busy_wait_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace fingerpost::store
