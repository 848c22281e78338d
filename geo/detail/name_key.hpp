#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fingerpost::geo::detail {

/// Longest key of a name in bytes: what the spelling search can take in one machine word.
inline constexpr std::size_t kMaxNameKey = 64;

/// The words of a name for matching: folded, apostrophes dropped, hyphens and other punctuation as spaces, "&" as
/// "and", "Saint" as "st". "Sant Martin's-on-Sea" → sant martins on sea.
std::vector<std::string> name_words(std::string_view name);

/// The words run together, cut at kMaxNameKey: "St. Martin's", "Saint Martins" and "st martins" are all stmartins.
std::string name_key(std::string_view name);
std::string join_words(const std::vector<std::string>& words, std::size_t from, std::size_t to);

/// Every key under which a name is found: whole; each side of a slash ("Y Trallwng/Welshpool"); without what stands in
/// brackets; without the register's suffix ("Herefordshire, County of", "Bristol, City of").
std::vector<std::string> name_keys(std::string_view name);

/// "Church Stretton" → church-stretton, at most 40 bytes, for addresses.
std::string slug_of(std::string_view name);

/// One bit for each letter and digit in a key (digits share some). Two keys that differ by k edits differ in at most 2k
/// bits: a cheap first sieve for spellings.
std::uint32_t letters_of(std::string_view key);

/// Edits between two keys of at most 64 bytes: insert, delete, change a byte, or swap two neighbours (optimal string
/// alignment, in Hyyrö's bit-parallel form: some 5 ns a byte of the second).
class SpellingDistance {
 public:
  explicit SpellingDistance(std::string_view key);
  int to(std::string_view other) const;

 private:
  std::uint64_t where_[256] = {};  // bit i set where key[i] is that byte
  int length_;
};

}  // namespace fingerpost::geo::detail
