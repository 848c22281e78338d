// The address of a refuge: sealed whatever the order in which things arrive, in history and in the files.
#include <fstream>

#include "base/file.hpp"
#include "model/record_json.hpp"
#include "tests/component/store/store_fixture.hpp"

namespace fingerpost::store {
namespace {

constexpr const char* kStreet = "Larkspur Yard";
constexpr const char* kPostcode = "SY7 9ZZ";
constexpr const char* kUprn = "100012345678";

class ConfidentialContract : public StoreContract {
 protected:
  /// No version of the location, no link, no byte in the folder tells where it is.
  void expect_concealed(int n) {
    const auto view = store().read();
    const auto found = view->record(RecordKind::location, id_of_number(n));
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->has_sealed);
    EXPECT_EQ(found->source_id, "");
    for (Seq seq = 1; seq <= store().last_seq(); ++seq)
      if (const auto version = store().read_at(seq)->record(RecordKind::location, id_of_number(n))) {
        EXPECT_EQ(version->json.find(kStreet), std::string::npos) << seq;
        EXPECT_EQ(version->json.find(kPostcode), std::string::npos) << seq;
        EXPECT_EQ(version->json.find(kUprn), std::string::npos) << seq;
        EXPECT_EQ(version->source_id, "");
      }
    const auto sealed = view->sealed_part(RecordKind::location, id_of_number(n), key());
    ASSERT_TRUE(sealed);
    EXPECT_NE(sealed->find(kStreet), std::string::npos);
    expect_no_bytes_tell();
  }

  void expect_open(int n) {
    const auto found = store().read()->record(RecordKind::location, id_of_number(n));
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->has_sealed);
    EXPECT_NE(found->json.find(kStreet), std::string::npos);
    EXPECT_NE(found->source_id, "");
  }

  void expect_no_bytes_tell() {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
      if (!entry.is_regular_file()) continue;
      const std::string bytes = read_file(entry.path());
      for (const char* canary : {kStreet, kPostcode, kUprn})
        EXPECT_EQ(bytes.find(canary), std::string::npos) << entry.path() << " holds " << canary;
    }
  }

  SealingKey key() const { return SealingKey::load_or_create(folder_ / "keys"); }

  static model::Location refuge(int n) {
    model::Location there = location(n, "Haven House");
    there.external_identifier = kUprn;
    there.external_identifier_type = "UPRN";
    return there;
  }
};
INSTANTIATE_TEST_SUITE_P(Stores, ConfidentialContract, testing::ValuesIn(store_kinds()), kind_name);

TEST_P(ConfidentialContract, AConfidentialLocationIsSealedFromTheStart) {
  const auto session = store().begin_import(source("county"));
  model::RawRow raw = row(2, std::string("Haven House;7 ") + kStreet + ";" + kPostcode);
  raw.source_id = std::string("7 ") + kStreet;
  session->accept(valid(confidential(refuge(1))), raw);
  session->refuse({model::Severity::error, "bad-row", "feed.csv", 3, "address", std::string("7 ") + kStreet, "Why."},
                  row(3, std::string("x;7 ") + kStreet));
  session->finish(Completeness::complete, Withdrawal::cautious);
  expect_concealed(1);
  EXPECT_EQ(store().raw_row(RecordKind::location, id_of_number(1), "county")->text, raw.text);
  EXPECT_EQ(import(store(), "county", {confidential(refuge(1))}).unchanged, 1u);
}

TEST_P(ConfidentialContract, HistoryIsSealedWhenALocationBecomesConfidential) {
  import(store(), "county", {refuge(1)});
  expect_open(1);
  model::Location renamed = refuge(1);
  renamed.alternate_name = "The House";
  import(store(), "county", {renamed});
  EXPECT_EQ(import(store(), "county", {confidential(renamed)}).changed, 1u);
  expect_concealed(1);
  EXPECT_EQ(store().read()->changes(0, 10).size(), 3u);
}

TEST_P(ConfidentialContract, AConfidentialServiceSealsItsLocationHoweverTheyArrive) {
  import(store(), "county", {refuge(1), confidential(service(11, "Support", 9, {1, 2}))});
  expect_concealed(1);
  import(store(), "other", {refuge(2)});
  expect_concealed(2);
  const Applied again = import(store(), "county", {refuge(1), confidential(service(11, "Support", 9, {1, 2}))});
  EXPECT_EQ(again.unchanged, 2u);
  EXPECT_EQ(import(store(), "other", {refuge(2)}).unchanged, 1u);
}

TEST_P(ConfidentialContract, AServiceThatBecomesConfidentialTellsTheChangeOfItsLocation) {
  import(store(), "county", {refuge(1), service(11, "Support", 9, {1})});
  expect_open(1);
  const Seq before = store().last_seq();
  import(store(), "county", {refuge(1), confidential(service(11, "Support", 9, {1}))});
  const auto changes = store().read()->changes(before, 10);
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[1].kind, RecordKind::location);
  EXPECT_EQ(changes[1].action, Action::changed);
  expect_concealed(1);
}

TEST_P(ConfidentialContract, ALocationOpensAgainWhenNobodyCallsItConfidential) {
  import(store(), "county", {refuge(1), confidential(service(11, "Support", 9, {1}))});
  import(store(), "county", {refuge(1), service(11, "Support", 9, {1})});
  expect_open(1);
  EXPECT_EQ(import(store(), "county", {refuge(1), service(11, "Support", 9, {1})}).unchanged, 2u);

  import(store(), "county", {confidential(refuge(1)), service(11, "Support", 9, {1})});
  const Seq before = store().last_seq();
  import(store(), "county", {refuge(1), service(11, "Support", 9, {1})});
  expect_open(1);
  EXPECT_EQ(store().last_seq(), before + 1);
}

TEST_P(ConfidentialContract, AWithdrawnServiceGoesOnProtecting) {
  import(store(), "county", {refuge(1), confidential(service(11, "Support", 9, {1}))});
  import(store(), "county", {refuge(1)}, Completeness::complete, Withdrawal::forced);
  expect_concealed(1);
}

TEST_P(ConfidentialContract, AServiceThatMovesDoesNotGiveAwayWhereItWas) {
  import(store(), "county", {refuge(1), refuge(2), confidential(service(11, "Support", 9, {1}))});
  import(store(), "county", {refuge(1), refuge(2), confidential(service(11, "Support", 9, {2}))});
  expect_concealed(1);
  expect_concealed(2);
}

TEST_P(ConfidentialContract, OneSourceIsEnough) {
  import(store(), "a", {confidential(refuge(1))});
  import(store(), "b", {refuge(1)});
  expect_concealed(1);
  // The one that said so withdraws it: what the other said stays withheld.
  import(store(), "a", {}, Completeness::complete, Withdrawal::forced);
  expect_concealed(1);
  EXPECT_EQ(store().read()->record(RecordKind::location, id_of_number(1))->source, "b");
  store().put(valid(refuge(1)), "steward");
  expect_concealed(1);
  import(store(), "a", {refuge(1)});
  expect_open(1);
}

TEST_P(ConfidentialContract, AWithdrawnLocationIsConcealedToo) {
  import(store(), "county", {refuge(1), service(11, "Support", 9, {1})});
  import(store(), "county", {service(11, "Support", 9, {1})}, Completeness::complete, Withdrawal::forced);
  EXPECT_EQ(state_of(RecordKind::location, 1), RecordState::withdrawn);
  import(store(), "county", {confidential(service(11, "Support", 9, {1}))});
  expect_concealed(1);
  EXPECT_EQ(state_of(RecordKind::location, 1), RecordState::withdrawn);
}

TEST_P(ConfidentialContract, AnEditConceals) {
  import(store(), "county", {refuge(1)});
  store().put(valid(confidential(refuge(1))), "steward");
  expect_concealed(1);
}

TEST_P(ConfidentialContract, ASharedUprnDoesNotLead) {
  import(store(), "buildings", {refuge(2)});
  import(store(), "county", {refuge(1)});
  const auto before = store().read();
  EXPECT_EQ(before->linked(RecordKind::location, id_of_number(1)).size(), 2u);
  import(store(), "county", {confidential(refuge(1))});
  EXPECT_EQ(store().read()->linked(RecordKind::location, id_of_number(1)), std::vector<Uuid>{id_of_number(1)});
  EXPECT_EQ(store().read()->linked(RecordKind::location, id_of_number(2)), std::vector<Uuid>{id_of_number(2)});
  EXPECT_EQ(before->linked(RecordKind::location, id_of_number(2)), std::vector<Uuid>{id_of_number(2)});
}

TEST_P(ConfidentialContract, SealedPartsOpenOnlyWithTheirKey) {
  import(store(), "county", {confidential(refuge(1)), organization(2, "Open")});
  const SealingKey other = SealingKey::load_or_create(folder_ / "other");
  EXPECT_FALSE(store().read()->sealed_part(RecordKind::location, id_of_number(1), other));
  const auto open = store().read()->sealed_part(RecordKind::organization, id_of_number(2), key());
  ASSERT_FALSE(open);
  EXPECT_EQ(open.error()[0].code, ProblemCode::not_found);
}

TEST_P(ConfidentialContract, BackupsTellNothingEither) {
  import(store(), "county", {refuge(1)});
  import(store(), "county", {confidential(refuge(1))});
  store().backup_to(folder_ / "backup.db");
  expect_no_bytes_tell();
}

}  // namespace
}  // namespace fingerpost::store
