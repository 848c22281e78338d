// Records that hang together: registered numbers, services of an organization and at a location.
#include "tests/component/store/store_fixture.hpp"

namespace fingerpost::store {
namespace {

class LinksContract : public StoreContract {
 protected:
  std::vector<Uuid> linked(int n) { return store().read()->linked(RecordKind::organization, id_of_number(n)); }
  static std::vector<Uuid> ids(std::vector<int> numbers) {
    std::vector<Uuid> all;
    for (const int n : numbers) all.push_back(id_of_number(n));
    return all;
  }
};
INSTANTIATE_TEST_SUITE_P(Stores, LinksContract, testing::ValuesIn(store_kinds()), kind_name);

model::Organization with_company(model::Organization organization, const std::string& company) {
  model::OrganizationIdentifier identifier;
  identifier.id = random_uuid();
  identifier.identifier_scheme = identifier.identifier_type = "GB-COH";
  identifier.identifier = company;
  organization.organization_identifiers.push_back(identifier);
  return organization;
}

TEST_P(LinksContract, SharedNumbersLinkThroughOthersToo) {
  import(store(), "register", {organization(3, "Register", "1098765")});
  import(store(), "county", {with_company(organization(1, "County", "1098765"), "01234567")});
  import(store(), "hsds", {with_company(organization(2, "Feed"), "01234567"), organization(4, "Alone", "1000001")});
  for (const int n : {1, 2, 3}) EXPECT_EQ(linked(n), ids({3, 1, 2})) << n;  // in the order they were accepted
  EXPECT_EQ(linked(4), ids({4}));
  EXPECT_TRUE(linked(5).empty());
}

TEST_P(LinksContract, LinksFollowWhatRecordsSayAsOfANumber) {
  import(store(), "register", {organization(1, "Register", "1098765")});
  import(store(), "county", {organization(2, "County", "1098765")});
  const auto before = store().read();
  import(store(), "county", {organization(2, "County", "1098766")});
  EXPECT_EQ(linked(1), ids({1}));
  EXPECT_EQ(linked(2), ids({2}));
  EXPECT_EQ(before->linked(RecordKind::organization, id_of_number(2)), ids({1, 2}));
  import(store(), "county", {organization(2, "County", "1098765")});
  EXPECT_EQ(linked(2), ids({1, 2}));
}

TEST_P(LinksContract, AWithdrawnRecordLinksNobodyUntilItIsBack) {
  import(store(), "register", {organization(1, "Register", "1098765")});
  import(store(), "county", {organization(2, "County", "1098765"), organization(3, "More", "1098765")});
  import(store(), "register", {}, Completeness::complete, Withdrawal::forced);
  EXPECT_EQ(linked(3), ids({2, 3}));
  EXPECT_TRUE(linked(1).empty());
  import(store(), "register", {organization(1, "Register", "1098765")});
  EXPECT_EQ(linked(3), ids({1, 2, 3}));
}

TEST_P(LinksContract, ANumberThatEverybodyClaimsLinksNobody) {
  std::vector<model::Record> records;
  for (int n = 1; n <= static_cast<int>(kMaxSharers); ++n) records.push_back(organization(n, "Copy", "1098765"));
  import(store(), "form", records);
  EXPECT_EQ(linked(7).size(), kMaxSharers);
  EXPECT_EQ(linked(7).front(), id_of_number(1));
  records.push_back(organization(static_cast<int>(kMaxSharers) + 1, "One more", "1098765"));
  import(store(), "form", records);
  EXPECT_EQ(linked(7), ids({7}));
}

TEST_P(LinksContract, ServicesAreFoundFromTheirOrganizationAndLocation) {
  auto sorted = ids({11, 12});
  std::sort(sorted.begin(), sorted.end());
  import(store(), "county",
         {organization(1, "One"), organization(2, "Two"), location(5, "Hall"), service(11, "A", 1, {5}),
          service(12, "B", 1, {5, 6}), service(13, "C", 2)});
  const auto before = store().read();
  EXPECT_EQ(before->services_of(id_of_number(1)), sorted);
  EXPECT_EQ(before->services_at(id_of_number(5)), sorted);
  EXPECT_EQ(before->services_at(id_of_number(6)), ids({12}));
  EXPECT_TRUE(before->services_at(id_of_number(7)).empty());

  import(store(), "county",
         {organization(1, "One"), organization(2, "Two"), location(5, "Hall"), service(11, "A", 2, {5}),
          service(13, "C", 2)});
  EXPECT_EQ(store().read()->services_of(id_of_number(1)), std::vector<Uuid>());
  EXPECT_EQ(store().read()->services_at(id_of_number(5)), ids({11}));
  EXPECT_TRUE(store().read()->services_at(id_of_number(6)).empty());
  EXPECT_EQ(before->services_of(id_of_number(1)), sorted);
  EXPECT_EQ(before->services_at(id_of_number(6)), ids({12}));
}

}  // namespace
}  // namespace fingerpost::store
