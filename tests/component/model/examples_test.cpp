#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <unordered_map>

#include "base/file.hpp"
#include "base/text.hpp"
#include "model/assemble.hpp"
#include "model/record_json.hpp"
#include "model/validate.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost::model {
namespace {

/// Records by id, as a store would give them.
class World {
 public:
  explicit World(std::vector<Record> records) {
    for (Record& record : records) {
      auto [valid, notes] = validate_with_notes(std::move(record));
      EXPECT_TRUE(valid.has_value()) << to_text(valid ? Problems{} : valid.error());
      if (valid) records_.emplace(id_of(**valid), **valid);
    }
  }
  Lookup lookup() const {
    return [this](RecordKind kind, const Uuid& id) -> const Record* {
      const auto at = records_.find(id);
      return at == records_.end() || kind_of(at->second) != kind ? nullptr : &at->second;
    };
  }
  template <typename R>
  std::vector<R> all() const {
    std::vector<R> found;
    for (const auto& [id, record] : records_)
      if (const R* r = std::get_if<R>(&record)) found.push_back(*r);
    return found;
  }

 private:
  std::unordered_map<Uuid, Record> records_;
};

/// Every (key, value) of the leaves; texts trimmed and in lower case, as validate may leave them.
void leaves(const Json& json, const std::string& key, std::set<std::string>& all) {
  for (const Json& element : json.elements()) leaves(element, key, all);
  for (const Json::Member& member : json.members()) leaves(member.value, member.key, all);
  if (!json.is_array() && !json.is_object()) {
    const std::string text = json.is_string() ? std::string(trim(json.string())) : json.dump();
    all.insert(key + "=" + ascii_lower(text));
  }
}

Json read(const std::filesystem::path& path) {
  auto json = parse_json(read_file(path));
  EXPECT_TRUE(json.has_value()) << path;
  return json ? *json : Json();
}

/// Leaves of `before` that are nowhere in `after`.
std::vector<std::string> lost(const Json& before, const Json& after) {
  std::set<std::string> there, here;
  leaves(before, "", there);
  leaves(after, "", here);
  std::vector<std::string> missing;
  std::ranges::set_difference(there, here, std::back_inserter(missing));
  // What HSDS repeats by nesting, and a position that is nowhere on earth (the standard's own example has latitude
  // 100).
  std::erase_if(missing, [](const std::string& leaf) {
    const std::string key = leaf.substr(0, leaf.find('='));
    return leaf == "latitude=100" || leaf == "longitude=101" || key == "contact_id" || key == "phone_id";
  });
  return missing;
}

std::filesystem::path shared() { return test::shared_data(); }

using Documents = std::vector<std::pair<std::filesystem::path, std::vector<Json>>>;

/// Every document satisfies the schema beside it.
void expect_valid(const Documents& all) {
  if (std::system("python3 -c 'import jsonschema, referencing' >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "no python3-jsonschema";
  const test::TempFolder folder;
  std::string command = "python3 '" FINGERPOST_SOURCE_DIR "/tests/component/model/check_schema.py'";
  for (const auto& [schema, documents] : all) {
    std::string lines;
    for (const Json& document : documents) lines += document.dump() + "\n";
    const auto file = folder / (schema.parent_path().filename().string() + std::to_string(command.size()));
    write_file_atomically(file, lines);
    command += " '" + schema.string() + "' '" + file.string() + "'";
  }
  command += " > '" + (folder / "errors").string() + "' 2>&1";
  EXPECT_EQ(std::system(command.c_str()), 0) << read_file(folder / "errors");
}

class Examples : public ::testing::Test {
 protected:
  void SetUp() override {
    if (shared().empty()) GTEST_SKIP() << "no shared data here";
  }
  const std::vector<std::filesystem::path> services_{
      shared() / "standards/hsds-3.1/examples/service_full.json",
      shared() / "standards/hsds-3.0/examples/service_full.json",
      shared() / "standards/oruk-3.0/examples/service_full.json",
      shared() / "standards/oruk-validator/mocks-2026-03/V3.0-UK-Default/service_full.json",
      shared() / "feeds/mock-hsds-api/services/ac148810-d857-441c-9679-408f346de14b.json"};
};

TEST_F(Examples, ServicesLoseNothingOnTheWayThrough) {
  for (const auto& path : services_) {
    const Json before = read(path);
    auto apart = disassemble_service(before, {"example"});
    ASSERT_TRUE(apart.has_value()) << path;
    const World world(apart->records);
    ASSERT_EQ(world.all<Service>().size(), 1u);
    Json after = Json::array();
    after.push(full_service(world.all<Service>()[0], world.lookup()));
    for (const Organization& organization : world.all<Organization>())
      after.push(full_organization(organization, world.lookup()));
    for (const TaxonomyTerm& term : world.all<TaxonomyTerm>()) after.push(full_taxonomy_term(term, world.lookup()));
    EXPECT_EQ(lost(before, after), std::vector<std::string>{}) << path;
  }
}

TEST_F(Examples, WhatIsPublishedSatisfiesTheSchemas) {
  std::vector<Json> services, items, organizations, points, point_items, terms;
  for (const auto& path : services_) {
    auto apart = disassemble_service(read(path), {"example"});
    ASSERT_TRUE(apart.has_value()) << path;
    const World world(apart->records);
    for (const Service& service : world.all<Service>()) {
      services.push_back(full_service(service, world.lookup()));
      items.push_back(service_list_item(service, world.lookup()));
      for (const ServiceAtLocation& at : service.service_at_locations) {
        points.push_back(full_service_at_location(service, at, world.lookup()));
        point_items.push_back(service_at_location_list_item(service, at, world.lookup()));
      }
    }
    for (const Organization& organization : world.all<Organization>())
      organizations.push_back(full_organization(organization, world.lookup()));
    for (const TaxonomyTerm& term : world.all<TaxonomyTerm>())
      terms.push_back(full_taxonomy_term(term, world.lookup()));
  }
  const auto oruk = shared() / "standards/oruk-3.0/bundled", hsds = shared() / "standards/hsds-3.1/schema";
  expect_valid({{oruk / "service.json", services},
                {oruk / "organization.json", organizations},
                {oruk / "service_at_location.json", points},
                {oruk / "taxonomy_term.json", terms},
                {hsds / "service.json", services},
                {hsds / "service.json", items},
                {hsds / "organization.json", organizations},
                {hsds / "service_at_location.json", points},
                {hsds / "service_at_location.json", point_items},
                {hsds / "taxonomy_term.json", terms}});
}

TEST_F(Examples, OrganizationsAndDeliveryPointsComeApartToo) {
  const auto examples = shared() / "standards/hsds-3.1/examples";
  const Json organization = read(examples / "organization_full.json");
  auto apart = disassemble_organization(organization, {"example"});
  ASSERT_TRUE(apart.has_value());
  const World world(apart->records);
  Json after = Json::array();
  for (const Organization& o : world.all<Organization>()) after.push(full_organization(o, world.lookup()));
  for (const Service& s : world.all<Service>()) after.push(full_service(s, world.lookup()));
  for (const TaxonomyTerm& term : world.all<TaxonomyTerm>()) after.push(full_taxonomy_term(term, world.lookup()));
  EXPECT_EQ(lost(organization, after), std::vector<std::string>{});

  auto point = disassemble_service_at_location(read(examples / "service_at_location_full.json"), {"example"});
  ASSERT_TRUE(point.has_value()) << to_text(point.error());
  const World around(point->records);
  ASSERT_EQ(around.all<Service>().size(), 1u);
  EXPECT_EQ(around.all<Service>()[0].service_at_locations.size(), 1u);
}

}  // namespace
}  // namespace fingerpost::model
