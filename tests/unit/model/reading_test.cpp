#include "model/reading.hpp"

#include <cmath>
#include <gtest/gtest.h>

#include "model/eligibility.hpp"

namespace fingerpost::model {
namespace {

TEST(Reading, StatesATermByTaxonomyAndCodeWhateverItsId) {
  Attribute attribute = own_attribute(taxonomy_name::access, "step_free", "yes");
  attribute.taxonomy_term.id = attribute.taxonomy_term_id = random_uuid();
  EXPECT_TRUE(states(attribute, taxonomy_name::access, "step_free"));
  EXPECT_FALSE(states(attribute, taxonomy_name::access, "lift"));
  EXPECT_FALSE(states(attribute, taxonomy_name::facts, "step_free"));
  attribute.taxonomy_term.taxonomy = "Fingerpost-Access";
  attribute.taxonomy_term.code = "STEP_FREE";
  EXPECT_TRUE(states(attribute, taxonomy_name::access, "step_free"));
}

TEST(Reading, StatesATermByOurIdWhenNothingIsEmbedded) {
  Attribute attribute;
  attribute.taxonomy_term_id = own_term_id(taxonomy_name::safety, "confidential");
  EXPECT_TRUE(states(attribute, taxonomy_name::safety, "confidential"));
  EXPECT_FALSE(states(Attribute{}, taxonomy_name::safety, "confidential"));
}

TEST(Reading, OwnTermIdsAreFixedForEver) {
  EXPECT_EQ(own_term_id("fingerpost-kinds", "role"), uuid_v5(kImportNamespace, "fingerpost-kinds\nrole"));
}

TEST(Reading, ThreeValuesFromAnySpelling) {
  for (const char* text : {"yes", " Y ", "TRUE", "1", "oes"}) EXPECT_EQ(parse_tri(text), Tri::yes) << text;
  for (const char* text : {"no", "N", "false", "0", "None"}) EXPECT_EQ(parse_tri(text), Tri::no) << text;
  for (const char* text : {"", "unknown", "n/k", "perhaps", "not known"})
    EXPECT_EQ(parse_tri(text), Tri::unknown) << text;
}

TEST(Reading, FactsHaveSourceAndDate) {
  Location hall;
  EXPECT_FALSE(is_building(hall));
  set_fact(hall, {"kitchen", "yes", "Parish council", "2026-03-01"});
  set_fact(hall, {"capacity_seated", "80", "", ""});
  set_fact(hall, {"kitchen", "no", "Visit", "2026-04-01"});
  ASSERT_EQ(facts_of(hall).size(), 2u) << "set again, not added again";
  EXPECT_EQ(facts_of(hall)[0].value, "no");
  EXPECT_EQ(facts_of(hall)[0].source, "Visit");
  EXPECT_TRUE(hall.attributes[1].extra.is_null());
  EXPECT_TRUE(is_building(hall));
  EXPECT_EQ(*verified_on(Record(hall)), *parse_day("2026-04-01"));
  hall.attributes.push_back(own_attribute(taxonomy_name::kinds, "building", "no"));
  EXPECT_FALSE(is_building(hall)) << "said not to be one";
}

TEST(Reading, FreeIsSaidPlainlyOrNotKnown) {
  const auto fees = [](const char* text) {
    Service service;
    service.fees = text;
    return is_free(service);
  };
  for (const char* text : {"Free", "free of charge.", "This service is free", "No charge", "FREE and confidential"})
    EXPECT_EQ(fees(text), Tri::yes) << text;
  for (const char* text : {"£5 a session", "Adults £2.50", "from £10"}) EXPECT_EQ(fees(text), Tri::no) << text;
  for (const char* text : {"", "Free for under fives", "First session free", "Free parking", "£0",
                           "Donations welcome £2", "Ask us", "not free"})
    EXPECT_EQ(fees(text), Tri::unknown) << text;
}

TEST(Reading, CostOptionsSayFreeOrNot) {
  Service service;
  service.cost_options.emplace_back().amount = 0;
  EXPECT_EQ(is_free(service), Tri::yes);
  service.cost_options.emplace_back().amount = 3.5;
  EXPECT_EQ(is_free(service), Tri::unknown) << "free for some";
  service.cost_options.erase(service.cost_options.begin());
  EXPECT_EQ(is_free(service), Tri::no);
}

TEST(Reading, ReferralRoutes) {
  const auto routes = [](const char* text) {
    Service service;
    service.application_process = text;
    return referral_routes(service);
  };
  using Routes = std::vector<std::string>;
  EXPECT_EQ(routes("Self-referral or GP referral"), (Routes{"self", "professional"}));
  EXPECT_EQ(routes("By referral from a social worker."), Routes{"professional"});
  EXPECT_EQ(routes("No referral needed: drop in any Tuesday."), Routes{"self"});
  EXPECT_EQ(routes("Telephone us."), Routes{});
  Service service;
  service.application_process = "Self-referral";
  service.attributes = {own_attribute(taxonomy_name::referral, "professional"),
                        own_attribute(taxonomy_name::referral, "self", "no")};
  EXPECT_EQ(referral_routes(service), Routes{"professional"}) << "a statement goes before words";
}

TEST(Reading, AccessFromTermsFactsAndPlainWords) {
  Location hall;
  hall.attributes.push_back(own_attribute(taxonomy_name::access, "lift", "no"));
  set_fact(hall, {"step_free", "yes", "", ""});
  set_fact(hall, {"accessible_toilets", "2", "", ""});
  set_fact(hall, {"lift", "yes", "", ""});
  hall.accessibility.emplace_back().description = "Hearing loop.";
  hall.accessibility.emplace_back().description = "There is a ramp at the side, ask for the key";
  const std::vector<std::pair<std::string, Tri>> expected{
      {"lift", Tri::no}, {"step_free", Tri::yes}, {"accessible_toilet", Tri::yes}, {"hearing_loop", Tri::yes}};
  EXPECT_EQ(access_of(hall), expected);
}

TEST(Reading, LanguagesByCodeOrName) {
  Service service;
  service.languages.emplace_back().code = "CY";
  service.languages.emplace_back().name = "Polish";
  service.languages.emplace_back().code = "en-GB";
  service.languages.emplace_back().name = "cymraeg";
  service.languages.emplace_back().name = "Klingon";
  EXPECT_EQ(languages_of(service), (std::vector<std::string>{"cy", "pl", "en"}));
}

TEST(Reading, EditedAndVerifiedAreTwoDates) {
  Service service;
  service.assured_date = "2026-01-02";
  service.last_modified = "2026-05-06T10:00:00Z";
  service.metadata.emplace_back().last_action_date = "2026-07-01";
  service.metadata.back().last_action_type = "update";
  EXPECT_EQ(*verified_on(Record(service)), *parse_day("2026-01-02"));
  EXPECT_EQ(*edited_on(Record(service)), *parse_day("2026-05-06"));
  service.assured_date.clear();
  EXPECT_FALSE(verified_on(Record(service))) << "edited is not verified";
  service.metadata.back().last_action_type = "Verified by telephone";
  EXPECT_EQ(*verified_on(Record(service)), *parse_day("2026-07-01"));
}

std::vector<Identity> identified(const char* scheme, const char* value) {
  Organization organization;
  OrganizationIdentifier& identifier = organization.organization_identifiers.emplace_back();
  identifier.identifier_scheme = scheme;
  identifier.identifier = value;
  return identities_of(Record(organization));
}

TEST(Reading, RegisteredNumbersInOneForm) {
  using Identities = std::vector<Identity>;
  EXPECT_EQ(identified("GB-CHC", "GB-CHC-1234567"), (Identities{{"GB-CHC", "1234567"}}));
  EXPECT_EQ(identified("gb-chc", " 0207994 "), (Identities{{"GB-CHC", "207994"}}));
  EXPECT_EQ(identified("GB-CHC", "207994-0"), (Identities{{"GB-CHC", "207994"}}));
  EXPECT_EQ(identified("GB-CHC", "207994-3"), (Identities{{"GB-CHC", "207994-3"}}))
      << "a subsidiary is another charity";
  EXPECT_EQ(identified("GB-COH", "1234567"), (Identities{{"GB-COH", "01234567"}}));
  EXPECT_EQ(identified("GB-COH", "sc123456"), (Identities{{"GB-COH", "SC123456"}}));
  EXPECT_EQ(identified("GB-SC", "SC012345"), (Identities{{"GB-SC", "SC012345"}}));
  for (const char* nonsense : {"", "n/a", "12", "123456789", "ABC", "0000000"})
    EXPECT_TRUE(identified("GB-CHC", nonsense).empty()) << nonsense;
  EXPECT_TRUE(identified("GB-XYZ", "1234567").empty());
  Location location;
  location.external_identifier = "010014520";
  location.external_identifier_type = "UPRN";
  EXPECT_EQ(identities_of(Record(location)), (Identities{{"UPRN", "10014520"}}));
}

TEST(Reading, OneLineForPeople) {
  Location hall;
  hall.name = "Parish Hall";
  Address& address = hall.addresses.emplace_back();
  address.address_1 = "Parish Hall, High Street";
  address.city = "Clun";
  address.postal_code = "sy78jb";
  EXPECT_EQ(address_line(hall), "Parish Hall, High Street, Clun sy78jb");
  EXPECT_EQ(postcode_of(hall), "SY7 8JB");
  EXPECT_EQ(address_line(Location{}), "");
  EXPECT_EQ(postcode_of(Location{}), "");
}

TEST(Reading, APointIsThereAndPlausible) {
  Location place;
  EXPECT_FALSE(point_of(place));
  place.latitude = 0, place.longitude = 0;
  EXPECT_FALSE(point_of(place));
  place.latitude = 52.7, place.longitude = -2.7;
  EXPECT_EQ(point_of(place), (geo::Point{52.7, -2.7}));
  place.latitude = std::nan("");
  EXPECT_FALSE(point_of(place));
}

TEST(Eligibility, AgesFitUntilTheNextBirthday) {
  Service club;
  club.minimum_age = 5;
  club.maximum_age = 11;
  EXPECT_EQ(fits_age(club, 4.9), Tri::no);
  EXPECT_EQ(fits_age(club, 5), Tri::yes);
  EXPECT_EQ(fits_age(club, 11.9), Tri::yes);
  EXPECT_EQ(fits_age(club, 12), Tri::no);
  club.maximum_age.reset();
  EXPECT_EQ(fits_age(club, 99), Tri::yes);
  EXPECT_EQ(fits_age(Service{}, 40), Tri::unknown);
  EXPECT_EQ(fits_age(club, -1), Tri::unknown);
  EXPECT_EQ(fits_age(club, 131), Tri::unknown);
  Service open;
  open.eligibility_description = "People of all ages.";
  EXPECT_EQ(fits_age(open, 40), Tri::yes);
  EXPECT_EQ(overlaps_ages(club, 0, 4), Tri::no);
  EXPECT_EQ(overlaps_ages(club, 0, 6), Tri::yes);
}

}  // namespace
}  // namespace fingerpost::model
