#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/document.hpp"

namespace fingerpost::search::detail {

/// How often a term stands in a document, each time counted as often as its field weighs (search/weights.hpp); at most
/// kMaxLength.
struct TermCount {
  std::string term;
  std::uint32_t count;
};

/// A Document after analysis: what the index keeps of it. Of its texts only the names are left.
struct Entry {
  Document document;
  std::vector<TermCount> terms;  ///< by term, ascending
  /// The telling words (no stop words) as they were written, each as its place in `terms` + 1; 0 between two fields.
  /// Without the organization's name: who runs it has no part in what answers have in common.
  std::vector<std::uint32_t> order;
  std::uint32_t length = 0;  ///< sum of the counts, at most kMaxLength
};

/// Lengths are kept in 16 bits; nothing is gained by telling longer texts apart.
inline constexpr std::uint32_t kMaxLength = 65'535;
/// Of each set of a document (categories, areas, …) this many values are kept.
inline constexpr std::size_t kMaxSetValues = 1'000;
/// The order of words is kept up to here.
inline constexpr std::size_t kMaxOrder = 2'000;
/// Names are kept up to here: bytes.
inline constexpr std::size_t kMaxNameBytes = 1'000;

/// Folds, stems and counts the texts; sorts the sets. Invalid points are dropped. About 40 µs.
Entry analysed(Document document);

/// The entry as bytes: `stored` first (its length in 4 bytes before it), so that a hit reads no more than it needs.
std::string encoded(const Entry& entry);
/// Failure when the bytes are damaged.
Entry decoded_entry(std::string_view bytes);
/// The terms alone, for statistics.
std::vector<TermCount> decoded_terms(std::string_view bytes);
/// A term's first eight bytes as a number, in the order of terms: most comparisons end there.
std::uint64_t head_of(std::string_view term);

/// The words of an encoded entry without the rest of it: views into its bytes. Reading another reuses the memory.
struct EntryWords {
  struct Word {
    std::string_view term;
    std::uint32_t count;
    std::uint64_t head;  ///< of the term
  };
  std::vector<Word> terms;  ///< as in Entry
  std::vector<std::uint32_t> order;
  std::uint32_t length = 0;

  /// Failure when the bytes are damaged.
  void read(std::string_view bytes);
};

/// An area alone, as an entry keeps its extents.
std::string encoded_area(const geo::MultiPolygon& area);
geo::MultiPolygon decoded_area(std::string_view bytes);
/// Bytes before the stored text in an encoded entry.
inline constexpr std::size_t kStoredPrefix = 4;

}  // namespace fingerpost::search::detail
