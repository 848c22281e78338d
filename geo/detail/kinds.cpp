#include "geo/detail/kinds.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace fingerpost::geo::detail {
namespace {

constexpr int kFirstAreaRank = 10, kOtherRank = 8, kUnknownLevel = 50;

constexpr std::array<std::pair<std::string_view, int>, 9> kSettlements{{{"city", 0},
                                                                        {"town", 1},
                                                                        {"suburb", 2},
                                                                        {"suburban area", 2},
                                                                        {"village", 2},
                                                                        {"hamlet", 3},
                                                                        {"other settlement", 4},
                                                                        {"locality", 4},
                                                                        {"settlement", 4}}};

/// Small to large. Names of kinds are the importers'; several vintages of one kind share a line.
constexpr std::array<std::pair<std::string_view, int>, 30> kLevels{{{"output_area", 0},
                                                                    {"oa", 0},
                                                                    {"lsoa", 10},
                                                                    {"data_zone", 10},
                                                                    {"msoa", 20},
                                                                    {"built_up_area", 25},
                                                                    {"polling_district", 28},
                                                                    {"ward", 30},
                                                                    {"parish", 35},
                                                                    {"community", 35},
                                                                    {"electoral_division", 40},
                                                                    {"division", 40},
                                                                    {"sub_icb", 58},
                                                                    {"constituency", 55},
                                                                    {"district", 60},
                                                                    {"local_authority", 60},
                                                                    {"unitary", 60},
                                                                    {"national_park", 62},
                                                                    {"county", 70},
                                                                    {"upper_tier", 70},
                                                                    {"icb", 75},
                                                                    {"health_board", 75},
                                                                    {"fire", 78},
                                                                    {"police", 80},
                                                                    {"lrf", 80},
                                                                    {"combined_authority", 82},
                                                                    {"region", 90},
                                                                    {"nation", 100},
                                                                    {"country", 100},
                                                                    {"state", 110}}};

template <std::size_t N>
int look_up(const std::array<std::pair<std::string_view, int>, N>& table, std::string_view kind, int otherwise) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto& line) { return line.first == kind; });
  return found == table.end() ? otherwise : found->second;
}

}  // namespace

int name_rank(std::string_view kind) {
  if (const int settlement = look_up(kSettlements, kind, -1); settlement >= 0) return settlement;
  const int level = look_up(kLevels, kind, -1);
  return level >= 0 ? kFirstAreaRank + 110 - level : kOtherRank;
}

int area_level(std::string_view kind) { return look_up(kLevels, kind, kUnknownLevel); }

}  // namespace fingerpost::geo::detail
