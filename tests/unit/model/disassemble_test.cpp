#include <algorithm>
#include <gtest/gtest.h>

#include "model/reading.hpp"
#include "model/record_json.hpp"

namespace fingerpost::model {
namespace {

Disassembled apart(std::string_view text, const std::string& source = "feed") {
  const auto json = parse_json(text);
  EXPECT_TRUE(json.has_value());
  auto result = disassemble_service(*json, {source});
  EXPECT_TRUE(result.has_value());
  return result ? *result : Disassembled{};
}

template <typename R>
const R& only(const Disassembled& all) {
  const auto at = std::ranges::find_if(all.records, [](const Record& r) { return std::holds_alternative<R>(r); });
  EXPECT_NE(at, all.records.end());
  return std::get<R>(*at);
}

TEST(Disassemble, TakesANestedServiceApart) {
  const auto all = apart(R"({"id":"6f1f2a0e-0000-4000-8000-000000000001","name":"Debt advice","status":"active",
    "organization":{"id":"6f1f2a0e-0000-4000-8000-000000000002","name":"Citizens Advice","description":"x"},
    "phones":[{"id":"6f1f2a0e-0000-4000-8000-000000000003","number":"01","service_id":"6f1f2a0e-0000-4000-8000-000000000001"}],
    "service_at_locations":[{"id":"6f1f2a0e-0000-4000-8000-000000000004","service_id":"6f1f2a0e-0000-4000-8000-000000000001",
      "location":{"id":"6f1f2a0e-0000-4000-8000-000000000005","location_type":"physical","name":"Town Hall"}}],
    "attributes":[{"id":"6f1f2a0e-0000-4000-8000-000000000006","taxonomy_term":{"id":"6f1f2a0e-0000-4000-8000-000000000007",
      "name":"Debt","taxonomy":"needs","taxonomy_detail":{"id":"6f1f2a0e-0000-4000-8000-000000000008","name":"needs"}}}]})");
  ASSERT_EQ(all.records.size(), 5u);
  EXPECT_EQ(kind_of(all.records.front()), RecordKind::organization);
  EXPECT_EQ(kind_of(all.records.back()), RecordKind::service);
  const auto& service = only<Service>(all);
  EXPECT_EQ(to_string(service.organization_id), "6f1f2a0e-0000-4000-8000-000000000002");
  EXPECT_EQ(to_string(service.service_at_locations.at(0).location_id), "6f1f2a0e-0000-4000-8000-000000000005");
  EXPECT_TRUE(service.extra.is_null());
  EXPECT_TRUE(service.phones[0].extra.is_null()) << "the phone's service_id repeats the nesting";
  EXPECT_EQ(to_string(only<TaxonomyTerm>(all).taxonomy_id), "6f1f2a0e-0000-4000-8000-000000000008");
  EXPECT_EQ(only<Taxonomy>(all).name, "needs");
  EXPECT_EQ(only<Location>(all).name, "Town Hall");
}

TEST(Disassemble, DerivesIdsPerSource) {
  const std::string_view text =
      R"({"id":12,"name":"Lunch","organization":{"id":"A7","name":"Church"},"phones":[{"id":1,"number":"0"}]})";
  const auto here = apart(text, "here"), again = apart(text, "here"), there = apart(text, "there");
  EXPECT_EQ(only<Service>(here).id, source_id("here", "service", "12"));
  EXPECT_EQ(only<Service>(here), only<Service>(again));
  EXPECT_NE(only<Service>(here).id, only<Service>(there).id);
  EXPECT_EQ(only<Service>(here).organization_id, source_id("here", "organization", "A7"));
  EXPECT_EQ(only<Service>(here).extra["source_id"].string(), "12");
}

TEST(Disassemble, ReadsTheOlderUkShape) {
  const auto all =
      apart(R"({"id":"s1","name":"Parents","status":"active","attending_type":"online","attending_access":"referral",
    "organization":{"id":"o1","name":"Council","url":"https://example.org"},
    "eligibilitys":[{"id":"e1","eligibility":"family","minimum_age":5,"maximum_age":11,"link_taxonomies":[{"taxonomy":{"id":"esdCircumstance:9","name":"Parent","vocabulary":"esdCircumstances"}}]},{"minimum_age":"12","maximum_age":"18"}],
    "regular_schedules":[{"id":"r1","weekday":"Monday","opens_at":"10:00Z","closes_at":"12:00Z"}],
    "holiday_schedules":[{"closed":true,"start_date":"2026-12-25","end_date":"2026-12-26"}],
    "service_taxonomys":[{"id":"t1","taxonomy":{"id":"esdServiceType:123","name":"Parenting","vocabulary":"esdServiceTypes"}}],
    "languages":[{"language":"Welsh"}],"fundings":[{"source":"Lottery"}],"reviews":[{"id":"v"}],
    "service_at_locations":[{"id":"p1","location":{"id":"l1","name":"Hub","latitude":"52.7",
      "physical_addresses":[{"address_1":"1 High St","address_3":"Heath","city":"Clun","postal_code":"SY7 8JB","uprn":10001}],
      "accessibility_for_disabilities":[{"accessibility":"Hearing loop"}]}}]})");
  const auto& service = only<Service>(all);
  EXPECT_EQ(service.minimum_age, 5);
  EXPECT_EQ(service.maximum_age, 18);
  EXPECT_EQ(service.eligibility_description, "family");
  ASSERT_EQ(service.schedules.size(), 2u);
  EXPECT_EQ(service.schedules[0].byday, "Monday");
  EXPECT_EQ(service.schedules[0].freq, "WEEKLY");
  EXPECT_EQ(service.schedules[1].description, "closed");
  EXPECT_EQ(service.schedules[1].valid_to, "2026-12-26");
  EXPECT_EQ(service.application_process, "By referral.");
  EXPECT_EQ(service.languages.at(0).name, "Welsh");
  EXPECT_EQ(service.funding.at(0).source, "Lottery");
  EXPECT_EQ(service.extra["reviews"].elements().size(), 1u);
  EXPECT_NE(find_attribute(service.attributes, taxonomy_name::here, "online"), nullptr);
  const Attribute* type = find_attribute(service.attributes, "esdServiceTypes", "esdServiceType:123");
  ASSERT_NE(type, nullptr);
  EXPECT_EQ(type->taxonomy_term.term_uri, "http://id.esd.org.uk/service/123");
  EXPECT_EQ(type->taxonomy_term.id, source_id("feed", "taxonomy_term", "esdServiceType:123"));
  EXPECT_NE(find_attribute(service.attributes, "esdCircumstances", "esdCircumstance:9"), nullptr);
  EXPECT_EQ(only<Organization>(all).website, "https://example.org");
  const auto& location = only<Location>(all);
  EXPECT_EQ(location.latitude, 52.7);
  EXPECT_EQ(location.external_identifier, "10001");
  EXPECT_EQ(location.addresses.at(0).address_2, "Heath");
  EXPECT_EQ(location.addresses.at(0).address_type, "physical");
  EXPECT_EQ(location.accessibility.at(0).description, "Hearing loop");
}

TEST(Disassemble, UnderstandsOutpost) {
  const auto all =
      apart(R"({"id":1,"name":"Brownies","min_age":5,"max_age":11,"free":true,"organisation":{"id":2,"name":"Girls"},
    "locations":[{"id":3,"address_1":"Hazell Avenue","postal_code":"SY1 1AA","geometry":{"type":"Point","coordinates":[-2.75,52.7]},"mask_exact_address":true}],
    "taxonomies":[{"id":2,"name":"Clubs and groups","slug":"clubs-and-groups","parent_id":1}]})");
  EXPECT_EQ(only<Service>(all).minimum_age, 5);
  EXPECT_EQ(is_free(only<Service>(all)), Tri::yes);
  EXPECT_EQ(only<Location>(all).latitude, 52.7);
  EXPECT_TRUE(is_confidential(only<Location>(all)));
  EXPECT_EQ(only<TaxonomyTerm>(all).parent_id, source_id("feed", "taxonomy_term", "1"));
}

TEST(Disassemble, RefusesAServiceWithoutAnId) {
  const auto none = disassemble_service(*parse_json(R"({"name":"x"})"));
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error()[0].field, "/id");
  EXPECT_FALSE(disassemble_service(Json("x")).has_value());
}

TEST(Disassemble, SurvivesNonsenseWhereObjectsBelong) {
  const auto all =
      apart(R"({"id":"1","regular_schedules":["x",null],"eligibilitys":[1],"locations":["y"],"taxonomies":[[]],
    "service_at_locations":[{"location":"z"},"w"],"organization":"q","cost_options":{"amount":"free"},"contacts":[{"phones":"12"}]})");
  EXPECT_EQ(only<Service>(all).cost_options.size(), 1u);
}

}  // namespace
}  // namespace fingerpost::model
