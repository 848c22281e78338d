#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/detail/hours_tokens.hpp"
#include "model/records.hpp"

namespace fingerpost::model::detail {

/// A weekday, every week (nth 0) or the nth of the month (-1: the last).
struct WrittenDay {
  int nth = 0, weekday = 0;
  auto operator<=>(const WrittenDay&) const = default;
};

/// Opening spans by day, turned into as few schedules as say the same.
class WeekTable {
 public:
  /// The same span twice is one.
  void add(const WrittenDay& day, const Span& span);
  /// Takes back what was said of a day.
  void clear(const WrittenDay& day) { days_.erase(day); }
  bool empty() const { return days_.empty(); }

  /// Days with equal spans share schedules, in the order of the week; weekly ones first.
  std::vector<Schedule> schedules(std::string_view description) const;

 private:
  std::map<WrittenDay, std::vector<Span>> days_;
};

}  // namespace fingerpost::model::detail
