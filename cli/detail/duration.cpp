#include "cli/detail/duration.hpp"

#include <array>
#include <fmt/format.h>

#include "base/text.hpp"

namespace fingerpost::cli {
namespace {

struct Unit {
  char letter;
  long long seconds;
};
constexpr std::array kUnits{Unit{'d', 86'400}, Unit{'h', 3'600}, Unit{'m', 60}, Unit{'s', 1}};

}  // namespace

Result<std::chrono::seconds> parse_duration(std::string_view text, std::string_view field, std::chrono::seconds least,
                                            std::chrono::seconds most) {
  const auto number = text.size() < 2 ? std::nullopt : parse_integer(text.substr(0, text.size() - 1));
  for (const Unit& unit : kUnits) {
    if (!number || text.back() != unit.letter || *number < 0 || *number > most.count()) continue;
    const std::chrono::seconds duration(*number * unit.seconds);
    if (duration >= least && duration <= most) return duration;
  }
  return fail(ProblemCode::malformed_parameter, field, text,
              fmt::format("--{} is a time such as 30m, 6h or 1d, from {} to {}; \"{}\" is not.", field, to_text(least),
                          to_text(most), shorten(text, 40)));
}

std::string to_text(std::chrono::seconds duration) {
  for (const Unit& unit : kUnits)
    if (duration.count() % unit.seconds == 0) return fmt::format("{}{}", duration.count() / unit.seconds, unit.letter);
  return {};
}

}  // namespace fingerpost::cli
