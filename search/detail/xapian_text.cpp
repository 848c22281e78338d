#include "search/detail/xapian_text.hpp"

#include <mutex>
#include <sstream>
#include <utility>
#include <xapian.h>

#include "base/failure.hpp"
#include "search/detail/matching.hpp"
#include "search/detail/term_table.hpp"

namespace fingerpost::search::detail {
namespace {

/// Xapian's exceptions end here.
template <typename Work>
auto guarded(const char* doing, Work&& work) {
  try {
    return work();
  } catch (const Xapian::Error& error) {
    throw Failure(doing, error.get_description());
  }
}

constexpr const char* kReading = "reading the search index";
constexpr const char* kWriting = "writing the search index";

/// Handles on one file. Taken for the length of a query; as many are open as were ever needed at once.
class Handles {
 public:
  explicit Handles(std::string path) : path_(std::move(path)) { free_.push_back(open()); }

  /// Gives its handle back at the end.
  class Loan {
   public:
    explicit Loan(const Handles& from) : from_(from), database_(from.take()) {}
    ~Loan() { from_.give_back(std::move(database_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    const Xapian::Database& operator*() const { return *database_; }
    const Xapian::Database* operator->() const { return database_.get(); }

   private:
    const Handles& from_;
    std::unique_ptr<Xapian::Database> database_;
  };

 private:
  using Handle = std::unique_ptr<Xapian::Database>;
  Handle open() const { return std::make_unique<Xapian::Database>(path_); }
  Handle take() const {
    {
      const std::lock_guard guard(mutex_);
      if (!free_.empty()) {
        Handle handle = std::move(free_.back());
        free_.pop_back();
        return handle;
      }
    }
    return open();
  }
  void give_back(Handle handle) const {
    const std::lock_guard guard(mutex_);
    free_.push_back(std::move(handle));
  }

  std::string path_;
  mutable std::mutex mutex_;
  mutable std::vector<Handle> free_;
};

class Cursor {
 public:
  Cursor(const Xapian::Database& database, const std::string& term)
      : at_(database.postlist_begin(term)), end_(database.postlist_end(term)) {
    look();
  }

  bool at_end() const { return doc_ == kNoDoc; }
  Doc doc() const { return doc_; }
  double count() const { return at_.get_wdf(); }
  void next() {
    ++at_;
    look();
  }
  void skip_to(Doc doc) {
    at_.skip_to(doc + 1);
    look();
  }

 private:
  void look() { doc_ = at_ == end_ ? kNoDoc : *at_ - 1; }

  Xapian::PostingIterator at_, end_;
  Doc doc_ = kNoDoc;
};

auto opener(const Handles::Loan& database) {
  return [&database](const std::string& term) { return Cursor(*database, term); };
}

class XapianText final : public TextIndex {
 public:
  explicit XapianText(std::string path) : handles_(std::move(path)) {}

  std::uint64_t frequency(const std::string& term) const override { return terms().frequency(term); }

  void for_each_term(const std::function<void(std::string_view, std::uint64_t)>& visit) const override {
    terms().for_each(visit);
  }

  void match_all(const TextQuery& query, std::span<const Interval> intervals, std::span<const std::uint16_t> lengths,
                 MatchSink& sink, Deadline& deadline) const override {
    guarded(kReading, [&] {
      const Handles::Loan database(handles_);
      match_every(query, intervals, lengths, sink, deadline, opener(database),
                  [&](const std::string& term) { return frequency(term); });
    });
  }

  void match_any(const TextQuery& query, std::span<const Interval> intervals, std::span<const std::uint16_t> lengths,
                 MatchSink& sink, Deadline& deadline) const override {
    guarded(kReading, [&] {
      const Handles::Loan database(handles_);
      match_some(query, intervals, lengths, sink, deadline, opener(database));
    });
  }

 private:
  /// Made when first asked for: about a microsecond a term.
  const TermTable& terms() const {
    std::call_once(terms_read_, [this] {
      TermTable all;  // of its own until it is whole: a failure begins again
      guarded(kReading, [&] {
        const Handles::Loan database(handles_);
        for (auto term = database->allterms_begin(); term != database->allterms_end(); ++term)
          all.add(*term, term.get_termfreq());
      });
      all.finish();
      terms_ = std::move(all);
    });
    return terms_;
  }

  Handles handles_;
  mutable std::once_flag terms_read_;
  mutable TermTable terms_;
};

}  // namespace

std::unique_ptr<const TextIndex> open_text(const std::filesystem::path& file) {
  return guarded("opening the search index", [&] { return std::make_unique<XapianText>(file.string()); });
}

struct TextShard::Database {
  Xapian::WritableDatabase writable;
};

TextShard::TextShard(const std::filesystem::path& folder) {
  // What is half written is thrown away, so nothing need reach the disk before the shards are joined.
  constexpr int kFlags = Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC;
  guarded(kWriting,
          [&] { database_ = std::make_unique<Database>(Database{Xapian::WritableDatabase(folder.string(), kFlags)}); });
}

TextShard::~TextShard() = default;

void TextShard::add(const std::vector<TermCount>& terms) {
  guarded(kWriting, [&] {
    Xapian::Document document;
    for (const TermCount& term : terms) document.add_term(term.term, term.count);
    database_->writable.add_document(document);
  });
}

void TextShard::finish() {
  guarded(kWriting, [&] { database_->writable.commit(); });
  database_.reset();
}

void join_shards(const std::vector<std::filesystem::path>& shards, const std::filesystem::path& file) {
  guarded(kWriting, [&] {
    Xapian::Database all;
    for (const auto& shard : shards) all.add_database(Xapian::Database(shard.string()));
    all.compact(file.string(), Xapian::DBCOMPACT_SINGLE_FILE);
  });
  for (const auto& shard : shards) std::filesystem::remove_all(shard);
}

std::vector<std::string> verify_text(const std::filesystem::path& file, std::uint64_t documents) {
  std::vector<std::string> faults;
  try {
    std::ostringstream report;
    if (Xapian::Database::check(file.string(), 0, &report) != 0)
      faults.push_back("The text of the index is damaged: " + report.str());
    const Xapian::Database database(file.string());
    if (database.get_doccount() != documents)
      faults.push_back("The text of the index has " + std::to_string(database.get_doccount()) +
                       " documents, its columns have " + std::to_string(documents) + ".");
  } catch (const Xapian::Error& error) {
    faults.push_back("The text of the index cannot be read: " + error.get_description());
  }
  return faults;
}

}  // namespace fingerpost::search::detail
