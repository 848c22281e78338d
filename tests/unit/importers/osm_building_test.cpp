#include "importers/osm/detail/osm_building.hpp"

#include <gtest/gtest.h>

#include "model/reading.hpp"

namespace fingerpost::importers {
namespace {

model::Location building(OsmTags tags) {
  const auto kind = osm_kind(tags);
  EXPECT_TRUE(kind);
  return kind ? osm_building({"node/1", std::move(tags), geo::Point{52, -2}, false}, *kind) : model::Location{};
}

std::string fact(const model::Location& location, std::string_view code) {
  for (const model::Fact& f : model::facts_of(location))
    if (f.code == code) return f.value;
  return "(not stated)";
}

std::string type_of(OsmTags tags) {
  const auto kind = osm_kind(tags);
  return kind ? std::string(kind->building_type) : "no building";
}

TEST(OsmBuilding, TakesBuildingsThatACommunityUses) {
  EXPECT_EQ(type_of({{"amenity", "community_centre"}}), "community_centre");
  EXPECT_EQ(type_of({{"amenity", "community_centre"}, {"community_centre", "village_hall"}}), "village_hall");
  EXPECT_EQ(type_of({{"amenity", "community_centre"}, {"name", "Onny Vale Memorial Hall"}}), "memorial_hall");
  EXPECT_EQ(type_of({{"building", "yes"}, {"amenity", "village_hall"}}), "village_hall");
  EXPECT_EQ(type_of({{"amenity", "place_of_worship"}, {"religion", "christian"}}), "church");
  EXPECT_EQ(type_of({{"amenity", "place_of_worship"}, {"religion", "muslim"}}), "other");
  EXPECT_EQ(type_of({{"amenity", "library"}, {"building", "church"}}), "library");
  EXPECT_EQ(type_of({{"leisure", "sports_centre"}}), "sports_club");
  EXPECT_EQ(type_of({{"club", "scout"}}), "scout_hut");
  EXPECT_EQ(type_of({{"amenity", "social_facility"}, {"social_facility", "food_bank"}}), "other");
}

TEST(OsmBuilding, LeavesOthersAndWhatIsGone) {
  EXPECT_EQ(type_of({{"amenity", "pub"}}), "no building");
  EXPECT_EQ(type_of({{"place", "village"}, {"name", "School"}}), "no building");
  EXPECT_EQ(type_of({{"amenity", "school"}, {"disused", "yes"}}), "no building");
  EXPECT_EQ(type_of({{"disused:amenity", "school"}}), "no building");
  EXPECT_EQ(type_of({{"amenity", "shelter"}}), "no building") << "a nameless roof";
  EXPECT_EQ(type_of({{"amenity", "shelter"}, {"name", "Stop 4"}, {"shelter_type", "public_transport"}}), "no building");
  EXPECT_EQ(type_of({{"amenity", "shelter"}, {"name", "Long Mynd Refuge Hut"}, {"shelter_type", "basic_hut"}}),
            "other");
}

TEST(OsmBuilding, ReadsNameAddressAndContact) {
  const auto hall = building({{"amenity", "community_centre"},
                              {"name", " Clunside  Village Hall "},
                              {"name:cy", "Neuadd Clunside"},
                              {"addr:housenumber", "12"},
                              {"addr:street", "High Street"},
                              {"addr:city", "Clunside"},
                              {"addr:postcode", "ZZ7 8AA"},
                              {"phone", "+44 1632 960001; +44 1632 960002"},
                              {"contact:email", "a@example.org"},
                              {"website", "https://example.org/hall"},
                              {"ref:GB:uprn", "100070000001;100070000002"}});
  EXPECT_EQ(hall.name, "Clunside Village Hall");
  EXPECT_EQ(hall.alternate_name, "Neuadd Clunside");
  ASSERT_EQ(hall.addresses.size(), 1u);
  EXPECT_EQ(hall.addresses[0].address_1, "12 High Street");
  EXPECT_EQ(hall.addresses[0].city, "Clunside");
  EXPECT_EQ(hall.addresses[0].postal_code, "ZZ7 8AA");
  EXPECT_EQ(hall.phones.size(), 2u);
  EXPECT_EQ(hall.contacts.at(0).email, "a@example.org");
  EXPECT_EQ(hall.url, "https://example.org/hall");
  EXPECT_EQ(hall.external_identifier, "100070000001");
  EXPECT_EQ(hall.external_identifier_type, "UPRN");
  EXPECT_EQ(hall.latitude, 52);
  EXPECT_TRUE(model::is_building(hall));
  EXPECT_EQ(hall.extra["osm_id"].string(), "node/1");
}

TEST(OsmBuilding, StatesFactsWithSourceAndDayOfSurvey) {
  const auto hall = building({{"amenity", "village_hall"},
                              {"name", "H"},
                              {"capacity", "120"},
                              {"capacity:seats", "80"},
                              {"wheelchair", "yes"},
                              {"toilets", "yes"},
                              {"toilets:wheelchair", "no"},
                              {"kitchen", "yes"},
                              {"internet_access", "wlan"},
                              {"hearing_loop", "no"},
                              {"check_date", "2026-03-01"}});
  EXPECT_EQ(fact(hall, "building_type"), "village_hall");
  EXPECT_EQ(fact(hall, "capacity_standing"), "120");
  EXPECT_EQ(fact(hall, "capacity_seated"), "80");
  EXPECT_EQ(fact(hall, "step_free"), "yes");
  EXPECT_EQ(fact(hall, "toilets"), "yes");
  EXPECT_EQ(fact(hall, "accessible_toilets"), "no");
  EXPECT_EQ(fact(hall, "kitchen"), "yes");
  EXPECT_EQ(fact(hall, "wifi"), "yes");
  EXPECT_EQ(fact(hall, "hearing_loop"), "no");
  EXPECT_EQ(fact(hall, "showers"), "(not stated)") << "what is not tagged is not known";
  for (const model::Fact& f : model::facts_of(hall)) {
    EXPECT_EQ(f.source, "OpenStreetMap");
    EXPECT_EQ(f.verified_on, "2026-03-01");
  }
}

TEST(OsmBuilding, DoesNotGuess) {
  const auto hall = building({{"amenity", "village_hall"},
                              {"name", "H"},
                              {"capacity", "many"},
                              {"wheelchair", "limited"},
                              {"wheelchair:description", "One step at the door, a ramp on request"},
                              {"kitchen", "maybe"},
                              {"internet_access", "terminal"}});
  EXPECT_EQ(fact(hall, "capacity_standing"), "(not stated)");
  EXPECT_EQ(fact(hall, "step_free"), "(not stated)") << "limited is neither yes nor no";
  ASSERT_EQ(hall.accessibility.size(), 1u);
  EXPECT_EQ(hall.accessibility[0].description, "Limited wheelchair access");
  EXPECT_EQ(hall.accessibility[0].details, "One step at the door, a ramp on request");
  EXPECT_EQ(fact(hall, "kitchen"), "(not stated)");
  EXPECT_EQ(fact(hall, "wifi"), "(not stated)");
}

TEST(OsmBuilding, KeepsHoursThatItDoesNotUnderstandAsText) {
  const auto understood = building({{"amenity", "library"}, {"name", "L"}, {"opening_hours", "Mo-Fr 09:00-17:00"}});
  ASSERT_FALSE(understood.schedules.empty());
  EXPECT_EQ(understood.schedules[0].opens_at, "09:00");
  const auto odd = building({{"amenity", "library"}, {"name", "L"}, {"opening_hours", "sunrise-sunset || \"ask\""}});
  ASSERT_EQ(odd.schedules.size(), 1u);
  EXPECT_EQ(odd.schedules[0].opens_at, "");
  EXPECT_NE(odd.schedules[0].description.find("sunrise"), std::string::npos);
}

TEST(OsmBuilding, CallsTheNamelessByTheirKind) {
  EXPECT_EQ(building({{"amenity", "place_of_worship"}}).name, "Place of worship");
}

TEST(OsmBuilding, HidesRefugesByAnyOfTheirTags) {
  for (const OsmTags& extra : {OsmTags{{"social_facility:for", "abused"}}, OsmTags{{"name", "Willow Refuge"}},
                               OsmTags{{"social_facility", "shelter"}, {"social_facility:for", "women"}},
                               OsmTags{{"description", "For victims of domestic violence"}}}) {
    OsmTags tags = {{"amenity", "social_facility"}};
    tags.insert(tags.end(), extra.begin(), extra.end());
    EXPECT_TRUE(model::is_confidential(building(tags))) << extra[0].second;
  }
  EXPECT_FALSE(model::is_confidential(
      building({{"amenity", "social_facility"}, {"social_facility", "shelter"}, {"social_facility:for", "homeless"}})));
}

TEST(OsmBuilding, NamesTheCharityThatRunsIt) {
  const auto charity = osm_charity({{"ref:GB:charity", "5230012"}, {"operator", "Clunside Hall Trust"}}, "Hall");
  ASSERT_TRUE(charity);
  EXPECT_EQ(charity->name, "Clunside Hall Trust");
  EXPECT_EQ(charity->organization_identifiers.at(0).identifier, "5230012");
  EXPECT_FALSE(osm_charity({{"operator", "X"}}, "Hall"));
}

}  // namespace
}  // namespace fingerpost::importers
