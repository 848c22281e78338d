#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

#include "search/detail/base_writer.hpp"
#include "search/detail/entry.hpp"
#include "search/index.hpp"

namespace fingerpost::search {
namespace {

/// Analyses and writes documents on its own thread, in the order they come, while the caller makes the next ones.
class Analysis {
 public:
  explicit Analysis(detail::BaseWriter& base) : base_(base), thread_([this] { run(); }) {}
  ~Analysis() { end(); }
  Analysis(const Analysis&) = delete;
  Analysis& operator=(const Analysis&) = delete;

  void add(Document document) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_.size() < kMaxWaiting || failed_; });
    if (failed_) std::rethrow_exception(failed_);
    waiting_.push_back(std::move(document));
    if (waiting_.size() == 1) changed_.notify_all();
  }

  /// Returns when everything has been written.
  void finish() {
    end();
    if (failed_) std::rethrow_exception(failed_);
  }

 private:
  static constexpr std::size_t kMaxWaiting = 256;

  void end() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
  }

  void run() {
    try {
      for (std::deque<Document> taken; take(taken); taken.clear())
        for (Document& document : taken) base_.add(detail::analysed(std::move(document)));
    } catch (...) {
      const std::lock_guard lock(mutex_);
      failed_ = std::current_exception();
    }
    changed_.notify_all();
  }

  /// Everything that waits; false at the end.
  bool take(std::deque<Document>& taken) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !waiting_.empty() || ended_; });
    taken.swap(waiting_);
    changed_.notify_all();
    return !taken.empty();
  }

  detail::BaseWriter& base_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Document> waiting_;
  bool ended_ = false;
  std::exception_ptr failed_;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace

std::shared_ptr<const Index> build_index(const std::filesystem::path& folder, std::uint64_t seq,
                                         std::uint64_t places_generation,
                                         const std::function<void(const std::function<void(Document)>&)>& produce) {
  detail::BaseWriter base(folder, detail::BaseWriter::Pace::full);
  {
    Analysis analysis(base);
    produce([&](Document document) { analysis.add(std::move(document)); });
    analysis.finish();
  }
  base.generation().write_manifest(base.write(seq, places_generation));
  base.keep();
  detail::remove_others(folder, base.generation().number());
  return open_index(folder);
}

}  // namespace fingerpost::search
