#pragma once

#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/seal.hpp"
#include "model/reading.hpp"
#include "model/validate.hpp"
#include "store/store.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost::store {

using model::RecordKind;

/// The id of the n-th record of the tests.
inline Uuid id_of_number(int n) { return uuid_v5(kImportNamespace, "store test " + std::to_string(n)); }

inline model::Validated<model::Record> valid(model::Record record) {
  auto result = model::validate(std::move(record));
  if (!result) throw std::runtime_error(to_text(result.error()));
  return *std::move(result);
}

inline model::Organization organization(int n, const std::string& name, const std::string& charity = "") {
  model::Organization organization;
  organization.id = id_of_number(n);
  organization.name = name;
  organization.description = "An organisation for tests.";
  if (!charity.empty()) {
    model::OrganizationIdentifier identifier;
    identifier.id = id_of_number(n + 1'000'000);
    identifier.identifier_scheme = identifier.identifier_type = "GB-CHC";
    identifier.identifier = charity;
    organization.organization_identifiers.push_back(identifier);
  }
  return organization;
}

inline model::Location location(int n, const std::string& name) {
  model::Location location;
  location.id = id_of_number(n);
  location.location_type = "physical";
  location.name = name;
  location.latitude = 52.4412;
  location.longitude = -2.8365;
  model::Address address;
  address.id = id_of_number(n + 2'000'000);
  address.address_1 = "7 Larkspur Yard";
  address.city = "Craven Arms";
  address.state_province = "Shropshire";
  address.postal_code = "SY7 9ZZ";
  address.country = "GB";
  address.address_type = "physical";
  location.addresses.push_back(address);
  return location;
}

inline model::Service service(int n, const std::string& name, int organization, std::vector<int> locations = {}) {
  model::Service service;
  service.id = id_of_number(n);
  service.organization_id = id_of_number(organization);
  service.name = name;
  service.status = "active";
  for (const int at : locations) {
    model::ServiceAtLocation place;
    place.id = id_of_number(n * 1'000 + at + 3'000'000);
    place.location_id = id_of_number(at);
    service.service_at_locations.push_back(place);
  }
  return service;
}

template <typename T>
T confidential(T record) {
  record.attributes.push_back(model::own_attribute(model::taxonomy_name::safety, "confidential"));
  return record;
}

inline model::RawRow row(std::uint64_t line, std::string text = "a,row") {
  return {"row " + std::to_string(line), "feed.csv", line, std::move(text)};
}

inline Source source(const std::string& name) {
  return {name, "hsds-csv", "OGL v3", "Example Council", "feeds/" + name, std::nullopt};
}

/// Gives `records` to a store as one complete import.
inline Applied import(Store& store, const std::string& name, const std::vector<model::Record>& records,
                      Completeness completeness = Completeness::complete,
                      Withdrawal withdrawal = Withdrawal::cautious) {
  const auto session = store.begin_import(source(name));
  std::uint64_t line = 1;
  for (const model::Record& record : records) {
    ++line;
    session->accept(valid(record), row(line, "row of " + model::name_of(record)));
  }
  return session->finish(completeness, withdrawal);
}

/// How a kind of store is opened in a folder; opening again finds what was there.
struct StoreKind {
  std::string name;
  std::function<std::unique_ptr<Store>(const std::filesystem::path& folder, const Clock& clock)> open;
};

inline void PrintTo(const StoreKind& kind, std::ostream* out) { *out << kind.name; }

inline SqliteOptions quick_options() {
  SqliteOptions options;
  options.import_wait = std::chrono::milliseconds(100);
  options.batch_records = 7;
  return options;
}

/// Each kind of store there is: every test of StoreContract runs against each.
inline std::vector<StoreKind> store_kinds() {
  return {{"sqlite", [](const std::filesystem::path& folder, const Clock& clock) {
             return open_sqlite(folder / "directory.db", SealingKey::load_or_create(folder / "keys"), clock,
                                quick_options());
           }}};
}

class StoreContract : public testing::TestWithParam<StoreKind> {
 protected:
  void reopen() {
    store_.reset();
    store_ = GetParam().open(folder_.path(), clock_);
  }
  Store& store() { return *store_; }
  /// The name in force; empty when there is no such record.
  std::string name_in_force(RecordKind kind, int n) {
    const auto found = store_->read()->record(kind, id_of_number(n));
    return found ? model::name_of(found->record()) : "";
  }
  RecordState state_of(RecordKind kind, int n) {
    const auto found = store_->read()->record(kind, id_of_number(n));
    if (!found) throw std::runtime_error("no such record");
    return found->state;
  }

  void TearDown() override { EXPECT_EQ(store_->verify(), std::vector<std::string>()); }

  const test::TempFolder folder_;
  FixedClock clock_{*parse_rfc3339("2026-03-01T09:00:00Z")};
  std::unique_ptr<Store> store_ = GetParam().open(folder_.path(), clock_);
};

inline std::string kind_name(const testing::TestParamInfo<StoreKind>& info) { return info.param.name; }

}  // namespace fingerpost::store
