#include "search/document.hpp"

namespace fingerpost::search {
namespace {

constexpr std::array<std::string_view, kKinds> kKindNames{"service", "building", "organization", "role"};

struct HereName {
  Here bit;
  std::string_view name;
};
constexpr std::array<HereName, 5> kHereNames{{{Here::delivers, "delivers"},
                                              {Here::covers, "covers"},
                                              {Here::visits, "visits"},
                                              {Here::speaks_for, "speaks_for"},
                                              {Here::online, "online"}}};

}  // namespace

std::string_view to_string(Kind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::optional<Kind> parse_kind(std::string_view text) {
  for (std::size_t i = 0; i < kKinds; ++i)
    if (kKindNames[i] == text) return static_cast<Kind>(i);
  return std::nullopt;
}

std::vector<std::string_view> here_names(std::uint8_t here) {
  std::vector<std::string_view> names;
  for (const HereName& each : kHereNames)
    if (here & each.bit) names.push_back(each.name);
  return names;
}

}  // namespace fingerpost::search
