#pragma once

#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "geo/point.hpp"
#include "web/messages.hpp"

/// How values are told to people, in either language.
namespace fingerpost::web {

/// "Saturday 28 November", with the year when it is not the year of `now`.
std::string long_date(const Messages& messages, Day day, Day today);
/// "28 November 2026".
std::string date(const Messages& messages, Day day);
/// "2pm", "9.30am"; Welsh "2yp", "9.30yb".
std::string clock_time(const Messages& messages, Instant at);
/// "2pm", "10.30am tomorrow", "7pm on Saturday": told at `now`.
std::string time_and_day(const Messages& messages, Instant at, Instant now);
/// The local day of `at`.
Day local_day(Instant at);

/// "400 yards", "2.4 miles", "12 miles": rounded to what a person can use.
std::string distance(const Messages& messages, geo::Metres metres);

/// "Polish"; the code itself for a language that messages do not name.
std::string language_name(const Messages& messages, std::string_view code);

/// What opening_json (model/schedule.hpp) says, as a line: "Open until 4pm", "Closed, opens at 10am on Saturday". Empty
/// when nothing is known.
std::string opening_line(const Messages& messages, const Json& opening, Instant now);

/// A telephone number as the target of tel: (digits and a leading +); empty when it has fewer than three digits.
std::string tel_of(std::string_view number);

/// The address when it begins with http:// or https:// and holds nothing odd, with https:// put before a bare host;
/// else empty: nothing that a feed gives becomes a script.
std::string safe_url(std::string_view url);

}  // namespace fingerpost::web
