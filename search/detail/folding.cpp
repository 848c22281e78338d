#include "search/detail/folding.hpp"

#include <algorithm>

namespace fingerpost::search::detail {
namespace {

constexpr std::uint64_t kCopyAtOnce = 1u << 20;

/// Appends the bytes of a log from `begin` to `end`: blocks mean the same wherever they lie.
void copy(const EntryFile& from, std::uint64_t begin, std::uint64_t end, EntryFile& to) {
  for (std::uint64_t at = begin; at < end; at += kCopyAtOnce) to.append(from.read(at, std::min(kCopyAtOnce, end - at)));
  to.sync();
}

}  // namespace

Folding::Folding(const std::filesystem::path& folder, const Opened& now)
    : index_(now.tail->publish(now.mark)),
      log_end_(now.log->end()),
      mark_(now.mark),
      base_(folder, BaseWriter::Pace::background),
      thread_([this] { run(); }) {}

Folding::~Folding() {
  base_.cancel();
  if (thread_.joinable()) thread_.join();
}

void Folding::run() {
  try {
    for (const Part& part : index_->parts()) {
      for (Doc doc = 0; doc < part.columns().size(); ++doc) {
        if (!part.is_live(doc)) continue;
        const std::string bytes = part.segment->entry(doc);
        base_.add(bytes, decoded_entry(bytes));
      }
    }
    manifest_ = base_.write(mark_.seq, mark_.places_generation);
  } catch (...) {
    failed_ = std::current_exception();
  }
  index_.reset();
  done_ = true;
}

void Folding::finish(const Opened& now) {
  thread_.join();
  if (failed_) std::rethrow_exception(failed_);
  EntryFile tail(base_.generation().tail(), EntryFile::Access::append);
  copy(*now.log->file(), log_end_, now.log->end(), tail);
  base_.generation().write_manifest(manifest_);
  base_.keep();
}

}  // namespace fingerpost::search::detail
