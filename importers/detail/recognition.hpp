#pragma once

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "importers/input.hpp"

/// What formats look at to recognise their own. Scores: 0 not mine, 30 could be, 60 likely, 80 by its columns,
/// 95 by a name or shape that nothing else has.
namespace fingerpost::importers {

/// Files looked into at most; of more, this many spread evenly.
inline constexpr std::size_t kLookedInto = 24;

/// The first row of a separated text file and the one below it.
struct TableHead {
  std::vector<std::string> columns;  ///< column_key of each
  std::vector<std::string> first;    ///< as it stands

  bool has(std::string_view column) const;
  bool has_all(std::initializer_list<std::string_view> names) const;
  bool has_any(std::initializer_list<std::string_view> names) const;
};
TableHead table_head(const InputFile& file);

bool has_extension(const InputFile& file, std::initializer_list<std::string_view> extensions);

/// The files with one of the extensions; documentation (README, LICENCE, …) left out.
std::vector<const InputFile*> files_with(std::span<const InputFile> files,
                                         std::initializer_list<std::string_view> extensions);

/// The best score that `score(file)` gives among the files with one of the extensions (kLookedInto of them at most).
template <typename Score>
int best_score(std::span<const InputFile> files, std::initializer_list<std::string_view> extensions, Score score) {
  const auto candidates = files_with(files, extensions);
  const std::size_t step = std::max<std::size_t>(1, candidates.size() / kLookedInto);
  int best = 0;
  for (std::size_t i = 0; i < candidates.size(); i += step) best = std::max(best, score(*candidates[i]));
  return best;
}

}  // namespace fingerpost::importers
