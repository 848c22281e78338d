#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "base/text.hpp"
#include "model/eligibility.hpp"
#include "signposting/detail/sayings.hpp"
#include "signposting/detail/words.hpp"

namespace fingerpost::signposting {
namespace {

constexpr std::array kNumbers = std::to_array<std::string_view>(
    {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"});
constexpr double kOldest = 120;

struct DayName {
  std::string_view english, welsh, mutated;  ///< "dydd Gwener", "nos Wener"
};
constexpr std::array kDays = std::to_array<DayName>({{"monday", "llun", "lun"},
                                                     {"tuesday", "mawrth", "fawrth"},
                                                     {"wednesday", "mercher", "fercher"},
                                                     {"thursday", "iau", "iau"},
                                                     {"friday", "gwener", "wener"},
                                                     {"saturday", "sadwrn", "sadwrn"},
                                                     {"sunday", "sul", "sul"}});
/// What a day's name may be the first word of.
constexpr std::string_view kDayThings = "job jobs school club lunch roast service league morning";

/// What a number with "over" may count, other than years.
constexpr std::string_view kMeasures = "miles mile km minutes mins hours hour days weeks months people pounds";

/// `list` has one space between its words.
bool is_one_of(std::string_view word, std::string_view list) {
  if (word.empty()) return false;
  for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' ')) return true;
  }
  return false;
}

class PartReader {
 public:
  PartReader(std::vector<Piece>& pieces, Enquiry& enquiry, const std::vector<Said>& said)
      : pieces_(pieces), enquiry_(enquiry), said_(said) {}

  std::vector<UnderstoodPart> read() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].is_used) continue;
      if (!read_age(i) && !read_language(i) && !read_day(i)) read_saying(i);
    }
    return std::move(parts_);
  }

 private:
  std::string_view key(std::size_t i) const {
    return i < pieces_.size() && !pieces_[i].is_used ? std::string_view(pieces_[i].key) : std::string_view();
  }
  std::string_view before(std::size_t i) const { return i > 0 ? key(i - 1) : std::string_view(); }

  /// The same thing twice, or what a parameter or `drop` says otherwise, is not read.
  bool take(std::string_view name, std::string value, std::size_t begin, std::size_t end, bool stays = false) {
    if (is_dropped(enquiry_, name) || is_given(name)) return false;
    UnderstoodPart part{std::string(name), std::move(value), {}};
    for (std::size_t i = begin; i < end; ++i) {
      part.said += (part.said.empty() ? "" : " ") + pieces_[i].said;
      pieces_[i].is_used |= !stays;
      // "Free food" and "wheelchair sports" are needs too; an age, a day or a language says nothing of one.
      pieces_[i].is_no_need |= !stays && name != "free" && name != "access";
    }
    parts_.push_back(std::move(part));
    return true;
  }

  /// Access codes add up; of everything else the first that is read stands.
  bool is_given(std::string_view name) const {
    if (name != "access" && std::any_of(parts_.begin(), parts_.end(), [&](const auto& p) { return p.name == name; }))
      return true;
    if (name == "age") return enquiry_.age.has_value();
    if (name == "free") return enquiry_.free;
    if (name == "access") return !enquiry_.access.empty();
    if (name == "language") return !enquiry_.language.empty();
    if (name == "here") return !enquiry_.here.empty();
    if (name == "gender") return !enquiry_.gender.empty();
    if (name == "referral") return !enquiry_.referral.empty();
    if (name == "wait_days") return enquiry_.wait_days.has_value();
    return (name == "open_at" || name == "open_on") && (enquiry_.open_at || !enquiry_.open_on.empty());
  }

  std::optional<double> number(std::size_t i) const {
    std::string_view text = key(i);
    if (text.size() > 1 && text.ends_with("s")) text.remove_suffix(1);
    const auto named = std::find(kNumbers.begin(), kNumbers.end(), text == "fif" ? "five" : text);
    if (named != kNumbers.end()) return static_cast<double>(named - kNumbers.begin());
    const auto value = parse_integer(text);
    return value && *value >= 0 && *value <= kOldest ? std::optional(static_cast<double>(*value)) : std::nullopt;
  }

  /// "14 year old", "3yr old", "aged 70", "im 82", "over 60s", "under fives", "70 oed", "6 month old".
  bool read_age(std::size_t i) {
    const std::string_view word = key(i), next = key(i + 1);
    if (word == "over" || word == "under" || word == "dros") {
      const auto age = number(i + 1);
      const bool plural = key(i + 1).ends_with("s") && key(i + 1) != "s";
      if (is_one_of(key(i + 2), kMeasures)) return false;
      if (!age || (!plural && !(word != "under" && *age >= 50)) || *age < 1) return false;
      return take("age", fmt::format("{}", word == "under" ? *age - 1 : *age), i, i + 2);
    }
    if (word == "aged" || word == "age" || word == "im") {
      const auto age = number(i + 1);
      const bool is_age = age && *age >= 1 && key(i + 2) != "weeks" && key(i + 2) != "months";
      if (is_age) return take("age", fmt::format("{}", *age), i, i + 2 + (years_at(i + 2)));
      return false;
    }
    std::string_view joined = word;  // "14yr", "3yo"
    while (!joined.empty() && joined.front() >= '0' && joined.front() <= '9') joined.remove_prefix(1);
    if (joined.size() < word.size() && is_one_of(joined, "yo yr yrs year")) {
      const auto age = parse_integer(word.substr(0, word.size() - joined.size()));
      if (age && *age <= kOldest)
        return take("age", fmt::format("{}", *age), i, i + 1 + (is_one_of(next, "old olds") ? 1 : 0));
    }
    const auto age = number(i);
    if (!age) return false;
    if (next == "oed") return take("age", fmt::format("{}", *age), i, i + 2);
    if (next == "plus" && *age >= 16) return take("age", fmt::format("{}", *age), i, i + 2);
    if (is_one_of(next, "month months mth") && is_one_of(key(i + 2), "old olds"))
      return take("age", fmt::format("{:.0f}", std::floor(*age / 12)), i, i + 3);
    if (const std::size_t years = years_at(i + 1); years >= 2 || (years == 1 && next == "yo"))
      return take("age", fmt::format("{}", *age), i, i + 1 + years);
    return false;
  }

  /// Pieces of "year old", "years old", "yr old", "yo" at i.
  std::size_t years_at(std::size_t i) const {
    if (key(i) == "yo") return 1;
    return is_one_of(key(i), "year years yr yrs") && is_one_of(key(i + 1), "old olds") ? 2 : 0;
  }

  /// "in Polish", "Polish speaking", "speaks Polish", "yn Gymraeg". English is a need ("learn English") but for "in
  /// English".
  bool read_language(std::size_t i) {
    if (key(i) == "yn" && is_one_of(key(i + 1), "gymraeg")) return take("language", "cy", i, i + 2);
    if (is_one_of(key(i), "in speaks speak speaking")) {
      const auto code = model::language_named(key(i + 1));
      const bool is_plain = code && (key(i) == "in" || *code != "en");
      if (is_plain && !is_one_of(before(i), "learn learning cant dont not better"))
        return take("language", *code, i, i + 2);
      return false;
    }
    const auto code = model::language_named(key(i));
    if (!code || *code == "en" || !is_one_of(key(i + 1), "speaking speaker speakers")) return false;
    return take("language", *code, i, i + 2);
  }

  /// "open saturday", "on saturdays", "saturday morning".
  bool read_day(std::size_t i) {
    std::size_t at = i;
    while (is_one_of(key(at), "open on this next dydd nos ar agor")) ++at;
    std::string_view name = key(at);
    if (name.size() > 3 && name.ends_with("s")) name.remove_suffix(1);
    const std::string_view welsh = at > i ? key(at - 1) : std::string_view();
    const auto* day = std::find_if(kDays.begin(), kDays.end(), [&](const DayName& each) {
      return each.english == name || (welsh == "dydd" && each.welsh == key(at)) ||
             (welsh == "nos" && each.mutated == key(at));
    });
    if (day == kDays.end()) return false;
    std::string value(day->english);
    if (welsh == "nos") value += "-evening";
    std::size_t end = at + 1;
    if (welsh != "nos" && is_one_of(key(end), "morning mornings afternoon afternoons evening evenings night nights")) {
      std::string part(key(end++));
      if (part.ends_with("s")) part.pop_back();
      value += "-" + (part == "night" ? std::string("evening") : part);
    } else if (at == i && is_one_of(key(end), kDayThings)) {
      return false;
    }
    return take("open_on", std::move(value), i, end);
  }

  void read_saying(std::size_t i) {
    for (const Saying& saying : sayings_from(key(i))) {
      const auto words = split(saying.words, ' ');
      std::size_t same = 0;
      while (same < words.size() && key(i + same) == words[same]) ++same;
      if (same < words.size() || is_one_of(before(i), saying.not_after) || is_one_of(key(i + same), saying.not_before))
        continue;
      // "free food" is a phrase of the lexicon, and free is asked all the same; elsewhere the phrase stands.
      const bool is_taken = saying.stays ? said_[i] == Said::in_the_need : said_[i] != Said::by_itself;
      const bool in_phrase = is_taken && saying.name != "free" && words.size() == 1;
      if (!in_phrase) take(saying.name, std::string(saying.value), i, i + same, saying.stays);
      return;
    }
  }

  std::vector<Piece>& pieces_;
  Enquiry& enquiry_;
  const std::vector<Said>& said_;
  std::vector<UnderstoodPart> parts_;
};

void apply(const UnderstoodPart& part, Enquiry& enquiry) {
  if (part.name == "age") enquiry.age = parse_number(part.value);
  if (part.name == "free") enquiry.free = true;
  if (part.name == "access") enquiry.access.push_back(part.value);
  if (part.name == "language") enquiry.language.push_back(part.value);
  if (part.name == "here") enquiry.here.push_back(part.value);
  if (part.name == "gender") enquiry.gender = part.value;
  if (part.name == "referral") enquiry.referral = part.value;
  if (part.name == "wait_days") enquiry.wait_days = parse_number(part.value);
  if (part.name == "open_on") enquiry.open_on = part.value;
}

}  // namespace

std::vector<UnderstoodPart> read_parts(std::vector<Piece>& pieces, Enquiry& enquiry, const std::vector<Said>& said) {
  auto parts = PartReader(pieces, enquiry, said).read();
  for (const UnderstoodPart& part : parts) apply(part, enquiry);
  return parts;
}

}  // namespace fingerpost::signposting
