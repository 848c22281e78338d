#include "search/detail/packed_text.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/file.hpp"
#include "search/detail/generation.hpp"
#include "search/detail/matching.hpp"
#include "search/detail/postings.hpp"
#include "search/detail/xapian_text.hpp"

namespace fingerpost::search::detail {
namespace {

constexpr std::size_t kMaxWaiting = 1u << 20;

class PackedText final : public TextIndex {
 public:
  PackedText(const std::filesystem::path& terms, const std::filesystem::path& postings)
      : file_(terms), postings_(postings, EntryFile::Access::read), terms_(file_.bytes(), postings_.size()) {
    file_.release();
  }

  const TermTable& terms() const { return terms_; }
  PackedCursor cursor(const TermTable::Term& term, std::size_t documents) const {
    return PackedCursor(postings_, term, static_cast<Doc>(documents));
  }
  PackedCursor cursor(std::string_view term, std::size_t documents) const {
    const auto found = terms_.find(term);
    return found ? cursor(*found, documents) : PackedCursor();
  }

  std::uint64_t frequency(std::string_view term) const override {
    const auto found = terms_.find(term);
    return found ? found->frequency : 0;
  }

  void for_each_term(const std::function<void(std::string_view, std::uint64_t)>& visit) const override {
    for (std::uint32_t number = 0; number < terms_.size(); ++number)
      visit(terms_.text(number), terms_.term(number).frequency);
  }

  void match_all(const TextQuery& query, std::span<const Interval> intervals, std::span<const std::uint16_t> lengths,
                 MatchSink& sink, Deadline& deadline) const override {
    match_every(
        query, intervals, lengths, sink, deadline,
        [&](const std::string& term) { return cursor(term, lengths.size()); },
        [&](const std::string& term) { return frequency(term); });
  }

  void match_any(const TextQuery& query, std::span<const Interval> intervals, std::span<const std::uint16_t> lengths,
                 MatchSink& sink, Deadline& deadline) const override {
    match_some(query, intervals, lengths, sink, deadline,
               [&](const std::string& term) { return cursor(term, lengths.size()); });
  }

 private:
  MappedFile file_;
  EntryFile postings_;
  TermTable terms_;
};

bool is_same(PackedCursor cursor, std::span<const Posting> postings) {
  for (const Posting& posting : postings) {
    if (cursor.doc() != posting.doc || cursor.count() != posting.count) return false;
    cursor.next();
  }
  return cursor.at_end();
}

}  // namespace

void write_packed(const std::filesystem::path& text, const std::filesystem::path& terms,
                  const std::filesystem::path& postings) {
  EntryFile file(postings, EntryFile::Access::append);
  file.truncate(0);
  TermTableBuilder table;
  std::string waiting;
  for_each_list(text, [&](std::string_view term, std::span<const Posting> documents) {
    PackedList list;
    for (const Posting& each : documents) list.add(each.doc, each.count);
    waiting += list.finish();
    table.add(term, static_cast<std::uint32_t>(documents.size()), file.size() + waiting.size());
    if (waiting.size() < kMaxWaiting) return;
    file.append(waiting);
    waiting.clear();
  });
  file.append(waiting);
  write_file_atomically(terms, table.image());
}

std::unique_ptr<const TextIndex> open_packed(const std::filesystem::path& terms,
                                             const std::filesystem::path& postings) {
  return std::make_unique<PackedText>(terms, postings);
}

std::vector<std::string> verify_packed(const Generation& generation, std::uint64_t documents) {
  const PackedText packed(generation.terms(), generation.postings());
  std::size_t terms = 0, others = 0;
  for_each_list(generation.text(), [&](std::string_view term, std::span<const Posting> postings) {
    ++terms;
    const auto found = packed.terms().find(term);
    if (!found || found->frequency != postings.size() || !is_same(packed.cursor(*found, documents), postings)) ++others;
  });
  if (others == 0 && terms == packed.terms().size()) return {};
  return {fmt::format("The posting lists of the index are not those of its text: {} of {} terms differ, {} are listed.",
                      others, terms, packed.terms().size())};
}

}  // namespace fingerpost::search::detail
