#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "model/assemble.hpp"
#include "model/record_json.hpp"
#include "model/validate.hpp"
#include "tests/property/model/arbitrary_record.hpp"

namespace fingerpost::model {
namespace {

RC_GTEST_PROP(RecordProperty, JsonBothWaysLosesNothing, ()) {
  const Record before = arbitrary::any_record();
  const auto parsed = parse_json(to_json(before).dump());
  RC_ASSERT(parsed.has_value());
  const auto after = record_from_json(kind_of(before), *parsed);
  RC_ASSERT(after.has_value());
  RC_ASSERT(to_json(*after).dump() == to_json(before).dump());
  RC_ASSERT(*after == before);
}

RC_GTEST_PROP(RecordProperty, ValidatingTwiceIsValidatingOnce, ()) {
  const auto once = validate(arbitrary::any_record());
  if (!once) return;
  const auto twice = validate(**once);
  RC_ASSERT(twice.has_value());
  RC_ASSERT(to_json(**twice).dump() == to_json(**once).dump());
}

RC_GTEST_PROP(RecordProperty, ValidateKeepsEveryNamedRecord, ()) {
  Service service = arbitrary::record<Service>();
  service.name = "Lunch club";
  RC_ASSERT(validate(service).has_value());
}

/// The pointer of the first null or "" in `json`; empty when there is none.
std::string first_blank(const Json& json, const std::string& pointer) {
  if (json.is_null() || (json.is_string() && json.string().empty())) return pointer;
  for (const Json::Member& member : json.members())
    if (std::string at = first_blank(member.value, pointer + "/" + member.key); !at.empty()) return at;
  for (const Json& element : json.elements())
    if (std::string at = first_blank(element, pointer + "/-"); !at.empty()) return at;
  return {};
}

RC_GTEST_PROP(RecordProperty, WhatIsPublishedHasNoBlanks, ()) {
  Service drawn = arbitrary::record<Service>();
  drawn.name = "Lunch club";
  const auto valid = validate(std::move(drawn));
  RC_ASSERT(valid.has_value());
  const Record location = **validate(arbitrary::record<Location>());
  const Record organization = [] {
    Organization made = arbitrary::record<Organization>();
    made.name = "Church";
    return **validate(std::move(made));
  }();
  const Lookup lookup = [&](RecordKind kind, const Uuid&) -> const Record* {
    return kind == RecordKind::location ? &location : kind == RecordKind::organization ? &organization : nullptr;
  };
  const auto& service = std::get<Service>(**valid);
  RC_ASSERT(first_blank(full_service(service, lookup), "") == "");
  const Json item = service_list_item(service, lookup);
  RC_ASSERT(first_blank(item, "") == "");
  for (const Json::Member& member : item.members()) RC_ASSERT(!member.value.is_array());
}

/// JSON whose keys are often HSDS's own, with values of any kind.
Json odd_object(int depth) {
  static const std::vector<std::string> kKeys{"id",
                                              "name",
                                              "status",
                                              "phones",
                                              "number",
                                              "languages",
                                              "schedules",
                                              "opens_at",
                                              "interval",
                                              "minimum_age",
                                              "service_at_locations",
                                              "location",
                                              "addresses",
                                              "organization",
                                              "attributes",
                                              "taxonomy_term",
                                              "taxonomy",
                                              "code",
                                              "extra",
                                              "unusable",
                                              "regular_schedules",
                                              "eligibilitys",
                                              "physical_addresses",
                                              "location_id",
                                              "service_id",
                                              "locations",
                                              "program",
                                              "contacts",
                                              "email",
                                              "service_taxonomys"};
  Json object = Json::object();
  for (int i = arbitrary::up_to(6); i > 0; --i) {
    const std::string& key = kKeys[static_cast<std::size_t>(arbitrary::up_to(static_cast<int>(kKeys.size()) - 1))];
    Json value = depth > 0 && arbitrary::one_in(2) ? odd_object(depth - 1) : arbitrary::json(1);
    if (arbitrary::one_in(3)) value = Json(Json::Array{std::move(value)});
    object.set(key, std::move(value));
  }
  return object;
}

RC_GTEST_PROP(RecordProperty, AnyJsonIsReadAndKept, ()) {
  Json object = odd_object(3);
  object.set("id", to_string(arbitrary::id()));
  const auto kind = static_cast<RecordKind>(arbitrary::up_to(4));
  const auto once = record_from_json(kind, object);
  RC_ASSERT(once.has_value());
  const auto twice = record_from_json(kind, to_json(*once));
  RC_ASSERT(twice.has_value());
  RC_ASSERT(*twice == *once);
  RC_ASSERT(validate_with_notes(*once).second.size() < 3'000u);
}

RC_GTEST_PROP(RecordProperty, AnyServiceComesApartTheSameWay, ()) {
  Json object = odd_object(4);
  object.set("id", 7);
  const auto once = disassemble_service(object, {"feed"}), again = disassemble_service(object, {"feed"});
  RC_ASSERT(once.has_value() && again.has_value());
  RC_ASSERT(once->records == again->records);
  RC_ASSERT(kind_of(once->records.back()) == RecordKind::service);
  for (const Record& record : once->records) {
    RC_ASSERT(!id_of(record).is_nil());
    RC_ASSERT(validate_with_notes(record).second.size() < 3'000u);
  }
}

}  // namespace
}  // namespace fingerpost::model
