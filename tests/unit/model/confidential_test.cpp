#include <gtest/gtest.h>

#include "model/reading.hpp"
#include "model/record_json.hpp"

namespace fingerpost::model {
namespace {

Service named(std::string name, std::string description = {}) {
  Service service;
  service.name = std::move(name);
  service.description = std::move(description);
  return service;
}

TEST(Confidential, ByNameOfARefuge) {
  for (const char* name :
       {"Women's Refuge", "Shrewsbury Refuge", "REFUGE ACCOMMODATION", "Refuges for men", "Safe house",
        "Domestic abuse safe accommodation", "Hostel for women fleeing violence", "Lloches i ferched"})
    EXPECT_TRUE(is_confidential(named(name))) << name;
}

TEST(Confidential, NotByNamesThatOnlySoundLikeIt) {
  for (const char* name :
       {"Refugee support", "Wildlife refuge", "Hedgehog Refuge", "Refuge for cats", "Refuge Assurance Building",
        "Refuge recycling", "Bulky refuge collection", "Traffic refuge scheme", "The Refuge Caf\xC3\xA9",
        "Refuge Temple Ministries", "Domestic abuse helpline", "Accommodation advice after domestic abuse",
        "Women's centre", "Lunch club", "Sheltered housing", "A refuge of calm"})
    EXPECT_FALSE(is_confidential(named(name))) << name;
}

TEST(Confidential, ByWhatADescriptionSaysOfItself) {
  EXPECT_TRUE(
      is_confidential(named("West Mercia Women", "We run a refuge for women and children fleeing domestic abuse.")));
  EXPECT_TRUE(is_confidential(named("Axis", "Emergency accommodation in our safe house for victims of trafficking.")));
  EXPECT_TRUE(
      is_confidential(named("Llys", "Mediation, training, advice and advocacy, women's refuges, tenancy support.")));
  EXPECT_TRUE(is_confidential(named("Llys", "Women find safety in our refuge.")));
  EXPECT_FALSE(is_confidential(
      named("Citizens Advice", "Debt, housing and domestic abuse advice, with referral to a refuge where needed.")));
  EXPECT_FALSE(is_confidential(named("Coffee morning", "For women who have left a refuge. All welcome.")));
  EXPECT_FALSE(is_confidential(named("St Chad's", "Our church is a refuge from the storms of life.")));
  EXPECT_FALSE(is_confidential(named("Legal help", "Confidential advice for women.")))
      << "a confidential talk is no confidential place";
}

TEST(Confidential, ByCategory) {
  Service service = named("West House");
  service.attributes.push_back(own_attribute("some-taxonomy", "womens-refuge"));
  EXPECT_TRUE(is_confidential(service));
  service.attributes[0].value = "no";
  EXPECT_FALSE(is_confidential(service));
}

TEST(Confidential, AStatementGoesBeforeWords) {
  Service service = named("Women's Refuge");
  service.attributes.push_back(own_attribute(taxonomy_name::safety, "confidential", "no"));
  EXPECT_FALSE(is_confidential(service));
  service = named("Office");
  service.attributes.push_back(own_attribute(taxonomy_name::safety, "confidential"));
  EXPECT_TRUE(is_confidential(service));
  service.attributes[0].value = "unknown";
  EXPECT_TRUE(is_confidential(service)) << "fails closed";
}

TEST(Confidential, ByAnAddressThatWillNotSay) {
  Location location;
  location.name = "West House";
  location.addresses.emplace_back().address_1 = "Confidential address";
  EXPECT_TRUE(is_confidential(location));
  location.addresses[0].address_1 = "1 Confident Street";
  EXPECT_FALSE(is_confidential(location));
}

Location refuge() {
  Location location;
  location.id = *parse_uuid("6f1f2a0e-0000-4000-8000-0000000000a1");
  location.organization_id = *parse_uuid("6f1f2a0e-0000-4000-8000-0000000000a2");
  location.location_type = "physical";
  location.name = "CANARY House";
  location.alternate_name = location.description = location.transportation = "CANARY";
  location.url = "http://canary.example.org/CANARY";
  location.external_identifier = "CANARY";
  location.latitude = 52.70765;
  location.longitude = -2.75413;
  Address& address = location.addresses.emplace_back();
  address.address_1 = address.address_2 = address.city = address.region = address.attention = "CANARY";
  address.postal_code = "SY1 1CN";
  location.phones.emplace_back().number = "CANARY";
  location.contacts.emplace_back().name = "CANARY";
  location.schedules.emplace_back().description = "CANARY";
  location.accessibility.emplace_back().description = "CANARY";
  location.languages.emplace_back().note = "CANARY";
  location.metadata.emplace_back().previous_value = "CANARY";
  location.extra.set("source_id", "CANARY");
  location.attributes.push_back(own_attribute(taxonomy_name::safety, "confidential"));
  location.attributes.back().label = "CANARY";
  location.attributes.back().extra.set("source", "CANARY");
  location.attributes.push_back(own_attribute(taxonomy_name::access, "step_free", "CANARY"));
  location.attributes.push_back(own_attribute(taxonomy_name::facts, "what3words", "CANARY"));
  location.attributes.push_back(own_attribute("CANARY-places", "CANARY"));
  return location;
}

TEST(Withhold, LeavesNothingThatTellsWhereItIs) {
  const Withheld withheld = withhold(refuge());
  const std::string open = to_json(Record(withheld.open)).dump();
  EXPECT_EQ(open.find("CANARY"), std::string::npos) << open;
  EXPECT_EQ(open.find("canary"), std::string::npos) << open;
  EXPECT_EQ(open.find("1CN"), std::string::npos) << open;
  EXPECT_NE(withheld.open.latitude, 52.70765);
  EXPECT_EQ(withheld.open.name, "Confidential location");
  EXPECT_EQ(withheld.open.addresses.at(0).postal_code, "SY1");
  EXPECT_TRUE(withheld.open.extra["withheld"].if_bool().value_or(false));
  EXPECT_EQ(withheld.open.attributes.size(), 2u);
  EXPECT_TRUE(is_confidential(withheld.open));
}

TEST(Withhold, SealsEverything) {
  const auto again = record_from_json(RecordKind::location, withhold(refuge()).sealed);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(std::get<Location>(*again), refuge());
}

TEST(Withhold, TwiceIsOnce) {
  const Location open = withhold(refuge()).open;
  EXPECT_EQ(withhold(open).open, open);
}

TEST(Withhold, EveryPointOfACellLooksTheSame) {
  Location near = refuge();
  near.latitude = *near.latitude + 0.0001;
  EXPECT_EQ(withhold(near).open, withhold(refuge()).open);
}

}  // namespace
}  // namespace fingerpost::model
