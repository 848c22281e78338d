#include "search/detail/xapian_text.hpp"

#include <sstream>
#include <xapian.h>

#include "base/failure.hpp"

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

constexpr const char* kReading = "reading the text of the index";
constexpr const char* kWriting = "writing the search index";

}  // namespace

void for_each_list(const std::filesystem::path& file, const ListVisitor& visit) {
  guarded(kReading, [&] {
    const Xapian::Database database(file.string());
    std::vector<Posting> postings;
    for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
      postings.clear();
      const std::string text = *term;
      for (auto at = database.postlist_begin(text); at != database.postlist_end(text); ++at)
        postings.push_back({*at - 1, at.get_wdf()});
      visit(text, postings);
    }
  });
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
