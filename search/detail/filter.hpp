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

  bool passes(Doc doc) const {
    if (query_.here != 0 && (columns_.presence[doc] & query_.here) == 0) return false;
    return what_all_ || passes_what(columns_.what[doc]);
  }
  bool passes_what(std::uint32_t row) const {
    if (what_all_) return true;
    if (kinds_alone_ != 0) return ((kinds_alone_ >> static_cast<unsigned>(columns_.what_heads[row].kind)) & 1) != 0;
    std::uint8_t& memo = what_memo_[row];
    if (memo == kNotJudged) memo = judge_what(row) ? kPasses : kFails;
    return memo == kPasses;
  }
  FitAnswer fit(Doc doc) const { return conditions_ == 0 ? FitAnswer{} : judged(columns_.fits[doc]); }

  bool has_conditions() const { return conditions_ != 0; }
  /// Whether kinds, categories, themes or signatory are asked for at all.
  bool asks_what() const { return !what_all_; }
  /// Every row of `what` that passes. With categories asked for, looks at their rows only.
  std::vector<std::uint32_t> passing_rows() const;

 private:
  using Numbers = std::vector<std::uint32_t>;
  bool judge_what(std::uint32_t row) const;
  FitAnswer judged(std::uint32_t row) const;
  std::uint8_t judge_fits(std::uint32_t row) const;
  model::Tri access_of(std::uint32_t row) const;

  const Columns& columns_;
  const Query& query_;
  bool what_all_;
  std::uint8_t kinds_alone_ = 0;  ///< a bit each, when nothing else is asked of `what`: quicker seen than remembered
  unsigned conditions_;
  Numbers categories_, themes_, languages_, access_;
  std::optional<std::uint32_t> referral_;
  bool knows_all_access_ = true;  ///< false: a code was asked for that no document here states
  static constexpr std::uint8_t kNotJudged = 0, kFails = 1, kPasses = 2, kNotAllKnown = 0x80;
  // By row. Of `fits`, what is not kFails is kPasses + conditions met, with kNotAllKnown when some are not known.
  mutable std::vector<std::uint8_t> what_memo_, fits_memo_;
};

}  // namespace fingerpost::search::detail
