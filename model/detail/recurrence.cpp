#include "model/detail/recurrence.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "model/detail/weekday.hpp"

namespace fingerpost::model::detail {
namespace {

using namespace std::chrono;

constexpr std::int64_t kMaxInterval = 1'000;
constexpr std::int64_t kMaxCount = 10'000;
constexpr int kMaxDaysCounted = 40'000;  // a hundred years: a count that reaches further does not end

int weekday_index(LocalDay day) { return static_cast<int>(weekday{day}.iso_encoding()) - 1; }

/// Whole weeks between the weeks (beginning on `week_start`) that hold the two days.
std::int64_t weeks_between(LocalDay from, LocalDay to, int week_start) {
  const auto begin_of_week = [&](LocalDay day) { return day - days{(weekday_index(day) - week_start + 7) % 7}; };
  return (begin_of_week(to) - begin_of_week(from)).count() / 7;
}

std::optional<LocalDay> read_day(const std::string& text) {
  const auto day = parse_day(text);
  return day ? std::optional(LocalDay{local_days{*day}}) : std::nullopt;
}

std::optional<std::vector<int>> read_numbers(std::string_view text, int most) {
  std::vector<int> numbers;
  for (const std::string_view piece : split_list(text)) {
    const auto number = parse_integer(piece);
    if (!number || *number == 0 || *number > most || *number < -most) return std::nullopt;
    numbers.push_back(static_cast<int>(*number));
  }
  return numbers;
}

/// `number` counts from 1, or from the end when negative; `size` days are there.
bool counts_as(int number, int position, int size) {
  return number > 0 ? number == position : number + size + 1 == position;
}

/// ISO 8601 week, and how many the year of that week has.
std::pair<int, int> week_of(LocalDay day) {
  const LocalDay thursday = day + days{3 - weekday_index(day)};
  const year y = year_month_day{thursday}.year();
  const int week = static_cast<int>((thursday - local_days{y / January / 1}).count() / 7) + 1;
  const LocalDay last_thursday_region = local_days{y / December / 28};
  const LocalDay last_thursday = last_thursday_region + days{3 - weekday_index(last_thursday_region)};
  return {week, static_cast<int>((last_thursday - local_days{y / January / 1}).count() / 7) + 1};
}

}  // namespace

std::optional<std::vector<NthWeekday>> parse_byday(std::string_view byday) {
  std::vector<NthWeekday> all;
  for (const std::string_view piece : split_list(byday)) {
    if (piece.size() < 2) return std::nullopt;
    const auto code = std::ranges::find(kWeekdayCodes, piece.substr(piece.size() - 2));
    std::string_view ordinal = piece.substr(0, piece.size() - 2);
    if (ordinal.starts_with('+')) ordinal.remove_prefix(1);
    const auto nth = ordinal.empty() ? std::optional<long long>(0) : parse_integer(ordinal);
    if (code == kWeekdayCodes.end() || !nth || *nth < -53 || *nth > 53 || (*nth == 0 && !ordinal.empty()))
      return std::nullopt;
    all.push_back({static_cast<int>(*nth), static_cast<int>(code - kWeekdayCodes.begin())});
  }
  return all;
}

std::optional<Recurrence> Recurrence::of(const Schedule& schedule) {
  Recurrence recurrence;
  if (!recurrence.read(schedule)) return std::nullopt;
  return recurrence;
}

bool Recurrence::read_days(const Schedule& schedule) {
  for (const std::string* text : {&schedule.valid_from, &schedule.valid_to, &schedule.dtstart, &schedule.until})
    if (!text->empty() && !read_day(text->substr(0, 10))) return false;
  const auto from = read_day(schedule.valid_from), to = read_day(schedule.valid_to);
  const auto start = read_day(schedule.dtstart), until = read_day(schedule.until.substr(0, 10));
  first_ = from && start ? std::max(*from, *start) : from ? from : start;
  last_ = to && until ? std::min(*to, *until) : to ? to : until;
  anchor_ = start ? start : from;
  return true;
}

bool Recurrence::read(const Schedule& schedule) {
  if (!read_days(schedule)) return false;
  auto byday = parse_byday(schedule.byday);
  auto bymonthday = read_numbers(schedule.bymonthday, 31), byyearday = read_numbers(schedule.byyearday, 366),
       byweekno = read_numbers(schedule.byweekno, 53);
  if (!byday || !bymonthday || !byyearday || !byweekno) return false;
  byday_ = std::move(*byday), bymonthday_ = std::move(*bymonthday);
  byyearday_ = std::move(*byyearday), byweekno_ = std::move(*byweekno);
  const bool nth = std::ranges::any_of(byday_, [](const NthWeekday& day) { return day.nth != 0; });

  if (schedule.freq == "DAILY") freq_ = Freq::daily;
  if (schedule.freq == "WEEKLY") freq_ = Freq::weekly;
  if (schedule.freq == "MONTHLY") freq_ = Freq::monthly;
  if (schedule.freq == "YEARLY") freq_ = Freq::yearly;
  if (freq_ == Freq::none && !schedule.freq.empty()) return false;
  if (freq_ == Freq::none && !byday_.empty()) freq_ = nth ? Freq::monthly : Freq::weekly;
  if (nth && freq_ != Freq::monthly && freq_ != Freq::yearly) return false;

  if (const auto start = std::ranges::find(kWeekdayCodes, schedule.wkst); start != kWeekdayCodes.end())
    week_start_ = static_cast<int>(start - kWeekdayCodes.begin());
  interval_ = schedule.interval.value_or(1);
  if (interval_ < 1 || interval_ > kMaxInterval) return false;
  if (freq_ == Freq::none) return read_by_date(schedule);
  // Without weekdays the day is dtstart's; valid_from only says from when the record holds.
  if (needs_anchor() && schedule.dtstart.empty()) return false;
  if (interval_ > 1 && !anchor_) return false;
  return !schedule.count || cut_after(*schedule.count);
}

/// dtstart is the day, valid_to the last of several; without dtstart both ends are needed.
bool Recurrence::read_by_date(const Schedule& schedule) {
  if (!first_ || (schedule.dtstart.empty() && !last_)) return false;
  if (!last_) last_ = first_;
  return *last_ >= *first_;
}

bool Recurrence::needs_anchor() const {
  if (freq_ == Freq::daily) return false;
  if (freq_ == Freq::weekly) return byday_.empty();
  return byday_.empty() && bymonthday_.empty() && byyearday_.empty() && byweekno_.empty();
}

/// Ends with the count-th occurrence.
bool Recurrence::cut_after(std::int64_t count) {
  if (!anchor_ || count < 1 || count > kMaxCount) return false;
  LocalDay day = std::max(*anchor_, first_.value_or(*anchor_));
  for (int i = 0; i < kMaxDaysCounted; ++i, day += days{1}) {
    if (last_ && day > *last_) return true;
    if (!occurs_on(day) || --count > 0) continue;
    last_ = day;
    return true;
  }
  return true;
}

bool Recurrence::matches_interval(LocalDay day) const {
  if (interval_ == 1) return true;
  const year_month_day from{*anchor_}, to{day};
  std::int64_t steps = 0;
  switch (freq_) {
    case Freq::none:
      return true;
    case Freq::daily:
      steps = (day - *anchor_).count();
      break;
    case Freq::weekly:
      steps = weeks_between(*anchor_, day, week_start_);
      break;
    case Freq::monthly:
      steps = (to.year() / to.month() - from.year() / from.month()).count();
      break;
    case Freq::yearly:
      steps = (to.year() - from.year()).count();
      break;
  }
  return steps % interval_ == 0;
}

bool Recurrence::matches_weekday(LocalDay day) const {
  if (byday_.empty()) return true;
  const int today = weekday_index(day);
  const year_month_day date{day};
  const bool in_year = freq_ == Freq::yearly;
  const LocalDay begin = in_year ? local_days{date.year() / January / 1} : local_days{date.year() / date.month() / 1};
  const LocalDay end = in_year ? local_days{(date.year() + years{1}) / January / 1}
                               : local_days{date.year() / date.month() / last} + days{1};
  const int before = static_cast<int>((day - begin).count() / 7),
            after = static_cast<int>((end - days{1} - day).count() / 7);
  return std::ranges::any_of(byday_, [&](const NthWeekday& wanted) {
    if (wanted.weekday != today) return false;
    return wanted.nth == 0 || (wanted.nth > 0 ? wanted.nth == before + 1 : -wanted.nth == after + 1);
  });
}

bool Recurrence::matches_parts(LocalDay day) const {
  const year_month_day date{day};
  const auto in_month = static_cast<int>(static_cast<unsigned>(date.day()));
  const auto month_size = static_cast<int>(static_cast<unsigned>((date.year() / date.month() / last).day()));
  const int in_year = static_cast<int>((day - local_days{date.year() / January / 1}).count()) + 1;
  const int year_size = date.year().is_leap() ? 366 : 365;
  const auto among = [](const std::vector<int>& wanted, int position, int size) {
    return wanted.empty() || std::ranges::any_of(wanted, [&](int n) { return counts_as(n, position, size); });
  };
  if (!among(bymonthday_, in_month, month_size) || !among(byyearday_, in_year, year_size)) return false;
  if (byweekno_.empty()) return true;
  const auto [week, weeks] = week_of(day);
  return among(byweekno_, week, weeks);
}

bool Recurrence::occurs_on(LocalDay day) const {
  if ((first_ && day < *first_) || (last_ && day > *last_)) return false;
  if (freq_ == Freq::none) return true;
  if (!matches_weekday(day) || !matches_parts(day) || !matches_interval(day)) return false;
  if (!needs_anchor()) return true;
  const year_month_day start{*anchor_}, date{day};
  if (freq_ == Freq::weekly) return weekday_index(day) == weekday_index(*anchor_);
  return date.day() == start.day() && (freq_ == Freq::monthly || date.month() == start.month());
}

std::array<bool, 7> Recurrence::weekdays() const {
  std::array<bool, 7> some{};
  const auto add = [&](LocalDay day) { some[static_cast<std::size_t>(weekday_index(day))] = true; };
  if (!byday_.empty()) {
    for (const NthWeekday& day : byday_) some[static_cast<std::size_t>(day.weekday)] = true;
  } else if (freq_ == Freq::weekly) {
    add(*anchor_);
  } else if (freq_ == Freq::none && last_ && (*last_ - *first_).count() < 6) {
    for (LocalDay day = *first_; day <= *last_; day += days{1}) add(day);
  } else {
    some.fill(true);
  }
  return some;
}

}  // namespace fingerpost::model::detail
