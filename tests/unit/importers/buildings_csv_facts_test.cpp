#include <algorithm>
#include <gtest/gtest.h>

#include "base/file.hpp"
#include "base/json.hpp"
#include "importers/buildings_csv/detail/building_words.hpp"
#include "importers/buildings_csv/detail/fact_types.hpp"

namespace fingerpost::importers {
namespace {

std::string value(std::string_view code, std::string_view text) {
  const FactKind* kind = find_fact_kind(code);
  if (kind == nullptr) return "(no such fact)";
  return fact_value(*kind, text).value_or("(not plain)");
}

TEST(FactTypes, AreThoseOfTheShippedTaxonomy) {
  const auto taxonomy =
      parse_json(read_file(std::string(FINGERPOST_SOURCE_DIR) + "/data/taxonomies/building-facts.json"));
  ASSERT_TRUE(taxonomy);
  const auto& terms = (*taxonomy)["taxonomy_terms"].elements();
  EXPECT_EQ(terms.size(), fact_kinds().size());
  constexpr std::string_view kTypes[] = {"yes_no", "number", "one_of", "date", "text"};
  for (const Json& term : terms) {
    const FactKind* kind = find_fact_kind(term["code"].string());
    ASSERT_NE(kind, nullptr) << term["code"].string();
    EXPECT_EQ(kTypes[static_cast<int>(kind->type)], term["value_type"].string()) << kind->code;
    std::string values;
    for (const Json& one : term["values"].elements()) values += (values.empty() ? "" : ",") + std::string(one.string());
    EXPECT_EQ(kind->values, values) << kind->code;
  }
}

TEST(FactTypes, WriteWhatIsPlainInOneWay) {
  EXPECT_EQ(value("kitchen", "Y"), "yes");
  EXPECT_EQ(value("kitchen", " FALSE "), "no");
  EXPECT_EQ(value("kitchen", "not known"), "unknown");
  EXPECT_EQ(value("capacity_seated", "60"), "60");
  EXPECT_EQ(value("capacity_seated", "60 people"), "60");
  EXPECT_EQ(value("largest_room_m2", "56.5 m"), "56.5");
  EXPECT_EQ(value("kitchen_type", "Tea point"), "tea_point");
  EXPECT_EQ(value("backup_generator", "hook-up"), "hook_up");
  EXPECT_EQ(value("fire_risk_assessed_on", "12/4/2026"), "2026-04-12");
  EXPECT_EQ(value("what3words", "one.two.three"), "one.two.three");
}

TEST(FactTypes, LeaveWhatIsNotPlain) {
  EXPECT_EQ(value("kitchen", "in the annexe"), "(not plain)");
  EXPECT_EQ(value("capacity_seated", "60-80"), "(not plain)") << "a range is not sixty";
  EXPECT_EQ(value("capacity_seated", "60 or 80"), "(not plain)");
  EXPECT_EQ(value("capacity_seated", "about 60"), "(not plain)");
  EXPECT_EQ(value("capacity_seated", "-5"), "(not plain)");
  EXPECT_EQ(value("heating_type", "wood"), "(not plain)");
  EXPECT_EQ(value("fire_risk_assessed_on", "31/02/2026"), "(not plain)");
}

TEST(BuildingTypeOfName, ReadsTheSurestWord) {
  EXPECT_EQ(building_type_of_name("Onny Village Hall"), "village_hall");
  EXPECT_EQ(building_type_of_name("Methodist Church Hall"), "church_hall");
  EXPECT_EQ(building_type_of_name("Old School Community Centre"), "community_centre");
  EXPECT_EQ(building_type_of_name("Ysgol y Bont"), "school");
  EXPECT_EQ(building_type_of_name("Churchill House"), "") << "a word, not letters within one";
  EXPECT_EQ(building_type_of_name("The Otter"), "");
}

TEST(BilingualName, TellsWelshFromEnglishByTheirWords) {
  EXPECT_EQ(bilingual_name("Canolfan Cymuned/Community Centre").english, "Community Centre");
  EXPECT_EQ(bilingual_name("Canolfan Cymuned/Community Centre").welsh, "Canolfan Cymuned");
  EXPECT_EQ(bilingual_name("Chapel Vestry / Festri Capel").english, "Chapel Vestry");
  EXPECT_EQ(bilingual_name("Scouts/Guides").english, "") << "two words, one language";
  EXPECT_EQ(bilingual_name("Y Ganolfan").english, "");
}

model::Location at(std::string name, std::string address_1, std::string address_2, std::string city) {
  model::Location location;
  location.name = std::move(name);
  model::Address address;
  address.address_1 = std::move(address_1);
  address.address_2 = std::move(address_2);
  address.city = std::move(city);
  location.addresses.push_back(std::move(address));
  return location;
}

TEST(SettleAddress, TakesTheNameFromTheFirstLineAndTheCountyFromTheLast) {
  auto hall = at("", "Onny Hall", "Bridge Street, Onnywater", "Shropshire");
  settle_address(hall);
  EXPECT_EQ(hall.name, "Onny Hall");
  EXPECT_EQ(hall.addresses[0].address_1, "Bridge Street");
  EXPECT_EQ(hall.addresses[0].address_2, "");
  EXPECT_EQ(hall.addresses[0].city, "Onnywater");
  EXPECT_EQ(hall.addresses[0].state_province, "Shropshire");
}

TEST(SettleAddress, LeavesWhatIsInItsPlace) {
  auto hall = at("Onny Hall", "Bridge Street", "", "Onnywater");
  settle_address(hall);
  EXPECT_EQ(hall.name, "Onny Hall");
  EXPECT_EQ(hall.addresses[0].address_1, "Bridge Street");
  EXPECT_EQ(hall.addresses[0].city, "Onnywater");
  auto one_line = at("", "Onny Hall", "", "");
  settle_address(one_line);
  EXPECT_EQ(one_line.name, "Onny Hall");
  EXPECT_EQ(one_line.addresses[0].address_1, "Onny Hall");
}

}  // namespace
}  // namespace fingerpost::importers
