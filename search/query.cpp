#include "search/query.hpp"

#include <array>

namespace fingerpost::search {
namespace {

constexpr std::array<std::string_view, kFacets> kFacetNames{"kind",     "category", "area", "access",
                                                            "language", "free",     "theme"};
constexpr std::array<std::string_view, 4> kSortNames{"best", "nearest", "name", "freshest"};

template <typename Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& names, std::string_view text) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == text) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Facet facet) { return kFacetNames[static_cast<std::size_t>(facet)]; }

std::optional<Facet> parse_facet(std::string_view text) { return parse<Facet>(kFacetNames, text); }

std::optional<Sort> parse_sort(std::string_view text) { return parse<Sort>(kSortNames, text); }

}  // namespace fingerpost::search
