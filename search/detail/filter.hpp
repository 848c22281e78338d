#pragma once

#include <cstdint>
#include <vector>

#include "search/detail/columns.hpp"
#include "search/query.hpp"

namespace fingerpost::search::detail {

/// A document against the conditions of a query.
struct FitAnswer {
  model::Tri fits = model::Tri::yes;  ///< no: excluded
  double share_met = 0;               ///< of the conditions asked, how many are known to be met
};

/// Kinds, categories, themes, signatory (yes or no) and the three-valued Conditions, over one segment's columns. Each
/// distinct row of attributes is judged once a query and remembered.
class Filter {
 public:
  Filter(const Columns& columns, const Query& query);

  bool passes(Doc doc) const { return what_all_ || passes_what(columns_.what[doc]); }
  FitAnswer fit(Doc doc) const { return conditions_ == 0 ? FitAnswer{} : judged(columns_.fits[doc]); }

  /// Whether every document passes and fits.
  bool takes_all() const { return what_all_ && conditions_ == 0; }
  bool passes_what(std::uint32_t row) const;
  unsigned conditions() const { return conditions_; }

 private:
  using Numbers = std::vector<std::uint32_t>;
  bool judge_what(std::uint32_t row) const;
  FitAnswer judged(std::uint32_t row) const;
  std::uint8_t judge_fits(std::uint32_t row) const;
  model::Tri access_of(std::uint32_t row) const;

  const Columns& columns_;
  const Query& query_;
  bool what_all_;
  unsigned conditions_;
  Numbers categories_, themes_, languages_, access_;
  std::optional<std::uint32_t> referral_;
  bool knows_all_access_ = true;  ///< false: a code was asked for that no document here states
  // 0: not judged yet. What: 1 no, 2 yes. Fits: 1 no, else 2 + conditions met, with the top bit when not all are known.
  mutable std::vector<std::uint8_t> what_memo_, fits_memo_;
};

}  // namespace fingerpost::search::detail
