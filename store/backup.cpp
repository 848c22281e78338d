#include "store/detail/backup.hpp"

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/failure.hpp"
#include "base/file.hpp"

namespace fingerpost::store {
namespace {

/// Pages copied at a time: 8 MB.
constexpr int kPagesAtATime = 1024;

/// A file that is removed again unless it was kept.
class NewFile {
 public:
  explicit NewFile(std::filesystem::path path) : path_(std::move(path)) { remove(); }
  ~NewFile() {
    if (!kept_) remove();
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  const std::filesystem::path& path() const { return path_; }
  void rename_to(const std::filesystem::path& target) {
    sync_to_disk(path_);
    std::error_code error;
    std::filesystem::rename(path_, target, error);
    if (error) throw Failure("renaming to " + target.string(), error.message());
    kept_ = true;
    sync_to_disk(target.has_parent_path() ? target.parent_path() : ".");
  }

 private:
  void remove() {
    for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
      std::error_code ignored;
      std::filesystem::remove(path_.string() + suffix, ignored);
    }
  }
  std::filesystem::path path_;
  bool kept_ = false;
};

}  // namespace

void copy_store(Connection& source, const std::filesystem::path& file) {
  NewFile beside(file.string() + ".new" + std::to_string(::getpid()));
  {
    SQLite::Database target(beside.path(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    // The open transaction is what the copy shows: writers go on meanwhile and do not make it begin again.
    SQLite::Transaction as_one(source.database());
    source.database().execAndGet("SELECT value FROM counter WHERE name = 'seq'");
    SQLite::Backup backup(target, source.database());
    for (int result = SQLITE_OK; result != SQLITE_DONE;) {
      result = backup.executeStep(kPagesAtATime);
      if (result == SQLITE_BUSY || result == SQLITE_LOCKED)
        throw Failure("copying the store", "another program holds the copy", Failure::Kind::unavailable);
    }
  }
  beside.rename_to(file);
}

}  // namespace fingerpost::store
