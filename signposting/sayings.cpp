#include "signposting/detail/sayings.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace fingerpost::signposting {
namespace {

// Lists with a space between; what is free of what, and free things that are not about cost.
constexpr std::string_view kFreeOf =
    "sugar smoke smoking gluten drug drugs alcohol debt dairy pain step hands stress nut lactose trial get";
constexpr std::string_view kFreeThings =
    "school bus range time church will nhs travel tv prescription prescriptions nursery childcare hours bins from";
constexpr std::string_view kWheelchairThings =
    "hire loan loans repair repairs service services basketball sports sport rugby tennis borrow cushion ramp ramps "
    "battery broken taxi taxis transport";
constexpr std::string_view kLearning = "learn learning teach study";
constexpr std::string_view kLessons = "class classes course courses lesson lessons interpreter interpreters";
constexpr std::string_view kGoing = "get getting go going stay staying be being safe safety bullied scammed my";
constexpr std::string_view kOnlineThings =
    "banking safety safely scam scams form forms shopping dating gaming gambling abuse bullying account learning";
constexpr std::string_view kOfEvening = "class classes";

constexpr Saying kSayings[] = {
    {"free of charge", "free", "true"},
    {"for free", "free", "true"},
    {"at no cost", "free", "true"},
    {"no cost", "free", "true"},
    {"costs nothing", "free", "true"},
    {"dont have to pay", "free", "true"},
    {"am ddim", "free", "true"},
    {"free", "free", "true", kFreeOf, kFreeThings},

    {"open right now", "open_at", "now"},
    {"open now", "open_at", "now"},
    {"open at the moment", "open_at", "now"},
    {"ar agor nawr", "open_at", "now"},
    {"ar agor rwan", "open_at", "now"},

    {"wheelchair accessible", "access", "step_free"},
    {"wheelchair access", "access", "step_free"},
    {"wheelchair friendly", "access", "step_free"},
    {"in a wheelchair", "access", "step_free"},
    {"in my wheelchair", "access", "step_free"},
    {"uses a wheelchair", "access", "step_free"},
    {"use a wheelchair", "access", "step_free"},
    {"wheelchair user", "access", "step_free"},
    {"wheelchair users", "access", "step_free"},
    {"cadair olwyn", "access", "step_free"},
    {"wheelchair", "access", "step_free", "hire borrow repair new electric need want mend", kWheelchairThings},
    {"step free access", "access", "step_free"},
    {"step free", "access", "step_free"},
    {"stepfree", "access", "step_free"},
    {"no steps", "access", "step_free"},
    {"without steps", "access", "step_free"},
    {"level access", "access", "step_free"},
    {"heb risiau", "access", "step_free"},
    {"hearing loop", "access", "hearing_loop"},
    {"induction loop", "access", "hearing_loop"},
    {"dolen glyw", "access", "hearing_loop"},
    {"british sign language", "access", "bsl", kLearning, kLessons},
    {"sign language", "access", "bsl", kLearning, kLessons},
    {"bsl", "access", "bsl", kLearning, kLessons},
    {"iaith arwyddion", "access", "bsl"},
    {"changing places toilet", "access", "changing_place"},
    {"changing places", "access", "changing_place"},
    {"changing place", "access", "changing_place"},
    {"accessible toilet", "access", "accessible_toilet"},
    {"disabled toilet", "access", "accessible_toilet"},
    {"disabled toilets", "access", "accessible_toilet"},
    {"quiet space", "access", "quiet_space"},
    {"large print", "access", "large_print"},
    {"easy read", "access", "easy_read"},
    {"home visits", "access", "home_visits"},
    {"home visit", "access", "home_visits"},
    {"visit me at home", "access", "home_visits"},
    {"visits at home", "access", "home_visits"},
    {"visit at home", "access", "home_visits"},
    {"come to my house", "access", "home_visits"},
    {"comes to my house", "access", "home_visits"},
    {"come to the house", "access", "home_visits"},
    {"come to our house", "access", "home_visits"},
    {"come to my home", "access", "home_visits"},
    {"ymweliadau cartref", "access", "home_visits"},

    {"online", "here", "online", kGoing, kOnlineThings},
    {"ar lein", "here", "online"},
    {"by phone", "here", "online"},
    {"by telephone", "here", "online"},
    {"over the phone", "here", "online"},
    {"over the telephone", "here", "online"},
    {"dros y ffon", "here", "online"},

    {"women only", "gender", "female"},
    {"female only", "gender", "female"},
    {"only women", "gender", "female"},
    {"merched yn unig", "gender", "female"},
    {"men only", "gender", "male"},
    {"male only", "gender", "male"},
    {"only men", "gender", "male"},

    {"no waiting list", "wait_days", "0"},
    {"without a waiting list", "wait_days", "0"},
    {"without a referral", "referral", "self"},
    {"without referral", "referral", "self"},
    {"no referral", "referral", "self"},
    {"self referral", "referral", "self"},
    {"self refer", "referral", "self"},

    {"tonight", "open_on", "tonight"},
    {"heno", "open_on", "tonight"},
    {"this evening", "open_on", "tonight"},
    {"today", "open_on", "today"},
    {"heddiw", "open_on", "today"},
    {"tomorrow morning", "open_on", "tomorrow-morning"},
    {"tomorrow afternoon", "open_on", "tomorrow-afternoon"},
    {"tomorrow evening", "open_on", "tomorrow-evening"},
    {"tomorrow night", "open_on", "tomorrow-evening"},
    {"tomorrow", "open_on", "tomorrow"},
    {"yfory", "open_on", "tomorrow"},
    {"at the weekend", "open_on", "weekend"},
    {"at weekends", "open_on", "weekend"},
    {"this weekend", "open_on", "weekend"},
    {"open weekends", "open_on", "weekend"},
    {"weekends", "open_on", "weekend"},
    {"weekend", "open_on", "weekend", "", "away break"},
    {"penwythnos", "open_on", "weekend"},
    {"weekdays", "open_on", "weekday"},
    {"in the evenings", "open_on", "evening"},
    {"in the evening", "open_on", "evening"},
    {"open evenings", "open_on", "evening"},
    {"evenings", "open_on", "evening"},
    {"evening", "open_on", "evening", "", kOfEvening},
    {"gyda r nos", "open_on", "evening"},
    {"in the mornings", "open_on", "morning"},
    {"in the morning", "open_on", "morning"},
    {"mornings", "open_on", "morning"},
    {"in the afternoons", "open_on", "afternoon"},
    {"in the afternoon", "open_on", "afternoon"},
    {"afternoons", "open_on", "afternoon"},

    {"toddler", "age", "2", "", "", true},
    {"toddlers", "age", "2", "", "", true},
    {"teenager", "age", "15", "", "", true},
    {"teenagers", "age", "15", "", "", true},
    {"teenage", "age", "15", "", "", true},
    {"teen", "age", "15", "", "", true},
    {"teens", "age", "15", "", "", true},
    {"pensioner", "age", "70", "", "", true},
    {"pensioners", "age", "70", "", "", true},
};

}  // namespace

std::span<const Saying> sayings_from(std::string_view first_word) {
  static const auto by_first_word = [] {
    std::vector<Saying> all(std::begin(kSayings), std::end(kSayings));
    std::stable_sort(all.begin(), all.end(), [](const Saying& a, const Saying& b) {
      return std::count(a.words.begin(), a.words.end(), ' ') > std::count(b.words.begin(), b.words.end(), ' ');
    });
    std::map<std::string_view, std::vector<Saying>> found;
    for (const Saying& saying : all) found[saying.words.substr(0, saying.words.find(' '))].push_back(saying);
    return found;
  }();
  const auto found = by_first_word.find(first_word);
  return found == by_first_word.end() ? std::span<const Saying>() : std::span<const Saying>(found->second);
}

}  // namespace fingerpost::signposting
