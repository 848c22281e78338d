// What every store does with records, versions and sources.
#include "model/record_json.hpp"
#include "tests/component/store/store_fixture.hpp"

namespace fingerpost::store {
namespace {

class RecordsContract : public StoreContract {};
INSTANTIATE_TEST_SUITE_P(Stores, RecordsContract, testing::ValuesIn(store_kinds()), kind_name);

TEST_P(RecordsContract, AnEmptyStoreHasNothing) {
  EXPECT_EQ(store().last_seq(), 0u);
  const auto view = store().read();
  EXPECT_FALSE(view->record(RecordKind::service, id_of_number(1)));
  EXPECT_TRUE(view->changes(0, 10).empty());
  EXPECT_TRUE(view->sources().empty());
  EXPECT_EQ(view->count(RecordKind::service), 0u);
  EXPECT_TRUE(view->linked(RecordKind::service, id_of_number(1)).empty());
}

TEST_P(RecordsContract, GivesBackWhatItWasGiven) {
  const model::Record given = service(1, "Debt advice", 2, {3});
  const Applied applied = import(store(), "county", {organization(2, "Advice Shropshire"), location(3, "Hall"), given});
  EXPECT_EQ(applied.added, 3u);
  EXPECT_EQ(applied.last_seq, 3u);
  reopen();
  const auto found = store().read()->record(RecordKind::service, id_of_number(1));
  ASSERT_TRUE(found);
  EXPECT_EQ(model::to_json(found->record()), model::to_json(*valid(given)));
  EXPECT_EQ(found->source, "county");
  EXPECT_EQ(found->source_id, "row 4");
  EXPECT_EQ(found->state, RecordState::live);
  EXPECT_EQ(found->seq, 3u);
  EXPECT_EQ(found->changed_at, clock_.now());
  EXPECT_FALSE(found->has_sealed);
}

TEST_P(RecordsContract, ImportingTwiceChangesNothing) {
  const std::vector<model::Record> records{organization(1, "One"), organization(2, "Two"), service(3, "Three", 1)};
  import(store(), "county", records);
  const Applied again = import(store(), "county", records);
  EXPECT_EQ(again.unchanged, 3u);
  EXPECT_EQ(again.added + again.changed + again.withdrawn + again.restored, 0u);
  EXPECT_EQ(store().last_seq(), 3u);
}

TEST_P(RecordsContract, AChangedRecordIsANewVersion) {
  import(store(), "county", {organization(1, "Before"), organization(2, "Same")});
  clock_.set(*parse_rfc3339("2026-03-02T09:00:00Z"));
  const Applied applied = import(store(), "county", {organization(1, "After"), organization(2, "Same")});
  EXPECT_EQ(applied.changed, 1u);
  EXPECT_EQ(applied.unchanged, 1u);
  EXPECT_EQ(name_in_force(RecordKind::organization, 1), "After");
  EXPECT_EQ(model::name_of(store().read_at(2)->record(RecordKind::organization, id_of_number(1))->record()), "Before");
  const auto changes = store().read()->changes(2, 10);
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].seq, 3u);
  EXPECT_EQ(changes[0].action, Action::changed);
  EXPECT_EQ(changes[0].id, id_of_number(1));
  EXPECT_EQ(changes[0].source, "county");
  EXPECT_EQ(to_rfc3339(changes[0].at), "2026-03-02T09:00:00Z");
}

TEST_P(RecordsContract, TheFirstOfSeveralInOneImportStands) {
  const std::vector<model::Record> records{organization(1, "Full"), organization(1, "Stub"), organization(1, "Full")};
  const Applied applied = import(store(), "county", records);
  EXPECT_EQ(applied.added, 1u);
  EXPECT_EQ(applied.repeated, 2u);
  EXPECT_EQ(name_in_force(RecordKind::organization, 1), "Full");
  EXPECT_EQ(import(store(), "county", records).unchanged, 1u);
  EXPECT_EQ(store().last_seq(), 1u);
}

std::vector<model::Record> organizations(int from, int to) {
  std::vector<model::Record> records;
  for (int n = from; n <= to; ++n) records.push_back(organization(n, "Organisation " + std::to_string(n)));
  return records;
}

TEST_P(RecordsContract, WhatIsGoneFromItsSourceIsWithdrawn) {
  import(store(), "county", organizations(1, 10));
  const Applied applied = import(store(), "county", organizations(1, 8));
  EXPECT_EQ(applied.withdrawn, 2u);
  EXPECT_EQ(applied.withdrawal_held_back, 0u);
  EXPECT_EQ(state_of(RecordKind::organization, 9), RecordState::withdrawn);
  EXPECT_EQ(name_in_force(RecordKind::organization, 9), "Organisation 9");
  EXPECT_EQ(store().read()->count(RecordKind::organization), 8u);
  EXPECT_EQ(store().read()->live_ids(RecordKind::organization).size(), 8u);
  EXPECT_EQ(store().read_at(10)->count(RecordKind::organization), 10u);
  EXPECT_EQ(store().read()->changes(10, 1)[0].action, Action::withdrawn);

  const Applied back = import(store(), "county", organizations(1, 9));
  EXPECT_EQ(back.restored, 1u);
  EXPECT_EQ(state_of(RecordKind::organization, 9), RecordState::live);
  EXPECT_EQ(state_of(RecordKind::organization, 10), RecordState::withdrawn);
}

TEST_P(RecordsContract, OnlyACompleteReadWithdraws) {
  import(store(), "county", organizations(1, 10));
  const Applied applied = import(store(), "county", organizations(1, 9), Completeness::partial);
  EXPECT_EQ(applied.withdrawn + applied.withdrawal_held_back, 0u);
  EXPECT_EQ(state_of(RecordKind::organization, 10), RecordState::live);
}

TEST_P(RecordsContract, NeverMoreThanAFifthGoesWithoutForce) {
  import(store(), "county", organizations(1, 10));
  import(store(), "other", organizations(101, 200));  // another source does not make the fifth larger
  const Applied held = import(store(), "county", organizations(1, 7));
  EXPECT_EQ(held.withdrawn, 0u);
  EXPECT_EQ(held.withdrawal_held_back, 3u);
  EXPECT_EQ(store().read()->count(RecordKind::organization), 110u);
  const Applied empty = import(store(), "county", {});
  EXPECT_EQ(empty.withdrawal_held_back, 10u);
  const Applied forced = import(store(), "county", organizations(1, 7), Completeness::complete, Withdrawal::forced);
  EXPECT_EQ(forced.withdrawn, 3u);
  EXPECT_EQ(store().read()->count(RecordKind::organization), 107u);
}

TEST_P(RecordsContract, NewRecordsDoNotBuyWithdrawals) {
  import(store(), "county", organizations(1, 10));
  // All ids new: a source that was renumbered, or another file under the same name.
  EXPECT_EQ(import(store(), "county", organizations(11, 100)).withdrawal_held_back, 10u);
}

TEST_P(RecordsContract, ARecordOfTwoSourcesLivesAsLongAsOneHasIt) {
  import(store(), "a", {organization(1, "From A"), organization(2, "Only A")});
  import(store(), "b", {organization(1, "From B")});
  EXPECT_EQ(name_in_force(RecordKind::organization, 1), "From B");
  EXPECT_EQ(store().last_seq(), 3u);

  // Each repeats itself: neither undoes the other, night after night.
  import(store(), "a", {organization(1, "From A"), organization(2, "Only A")});
  import(store(), "b", {organization(1, "From B")});
  EXPECT_EQ(store().last_seq(), 3u);
  EXPECT_EQ(name_in_force(RecordKind::organization, 1), "From B");

  // The one that changed last is shown.
  import(store(), "a", {organization(1, "From A, new"), organization(2, "Only A")});
  EXPECT_EQ(name_in_force(RecordKind::organization, 1), "From A, new");

  // When it goes, the other's word stands again.
  import(store(), "a", {organization(2, "Only A")}, Completeness::complete, Withdrawal::forced);
  EXPECT_EQ(name_in_force(RecordKind::organization, 1), "From B");
  EXPECT_EQ(state_of(RecordKind::organization, 1), RecordState::live);
  EXPECT_EQ(store().read()->record(RecordKind::organization, id_of_number(1))->source, "b");

  const Applied gone = import(store(), "b", {}, Completeness::complete, Withdrawal::forced);
  EXPECT_EQ(gone.withdrawn, 1u);
  EXPECT_EQ(state_of(RecordKind::organization, 1), RecordState::withdrawn);
}

TEST_P(RecordsContract, AnEditStandsUntilTheSourceSaysSomethingNew) {
  import(store(), "county", {organization(1, "Imported")});
  EXPECT_EQ(store().put(valid(organization(1, "Edited")), "steward"), 2u);
  EXPECT_EQ(store().put(valid(organization(1, "Edited")), "steward"), 2u);
  EXPECT_EQ(import(store(), "county", {organization(1, "Imported")}).unchanged, 1u);
  EXPECT_EQ(name_in_force(RecordKind::organization, 1), "Edited");
  import(store(), "county", {organization(1, "Imported anew")});
  EXPECT_EQ(name_in_force(RecordKind::organization, 1), "Imported anew");
  // The same edit once more is an edit once more.
  store().put(valid(organization(1, "Edited")), "steward");
  EXPECT_EQ(name_in_force(RecordKind::organization, 1), "Edited");
  // An edit does not keep alive what its source no longer has.
  import(store(), "county", {}, Completeness::complete, Withdrawal::forced);
  EXPECT_EQ(state_of(RecordKind::organization, 1), RecordState::withdrawn);
}

TEST_P(RecordsContract, ARecordOfItsOwnLivesByItsEdit) {
  EXPECT_EQ(store().put(valid(organization(1, "Ours")), "steward"), 1u);
  import(store(), "county", {organization(2, "Theirs")});
  EXPECT_EQ(state_of(RecordKind::organization, 1), RecordState::live);
}

TEST_P(RecordsContract, WalksRecordsInOrderOfIdAsOfANumber) {
  import(store(), "county", organizations(1, 700));  // several pages
  const auto before = store().read();
  import(store(), "county", organizations(51, 800));
  std::vector<Uuid> ids;
  before->for_each(RecordKind::organization, [&](const StoredRecord& record) {
    EXPECT_EQ(record.state, RecordState::live);
    EXPECT_LE(record.seq, before->seq());
    ids.push_back(record.id);
    EXPECT_TRUE(before->record(RecordKind::organization, record.id));  // asking while walking
    return true;
  });
  EXPECT_EQ(ids.size(), 700u);
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  int visited = 0;
  store().read()->for_each(RecordKind::organization, [&](const StoredRecord&) { return ++visited < 300; });
  EXPECT_EQ(visited, 300);
}

TEST_P(RecordsContract, AViewDoesNotSeeLaterChanges) {
  import(store(), "county", organizations(1, 10));
  const auto view = store().read();
  import(store(), "county", {organization(1, "Changed"), organization(11, "New")}, Completeness::complete,
         Withdrawal::forced);
  EXPECT_EQ(view->seq(), 10u);
  EXPECT_EQ(model::name_of(view->record(RecordKind::organization, id_of_number(1))->record()), "Organisation 1");
  EXPECT_EQ(view->record(RecordKind::organization, id_of_number(5))->state, RecordState::live);
  EXPECT_FALSE(view->record(RecordKind::organization, id_of_number(11)));
  EXPECT_EQ(view->count(RecordKind::organization), 10u);
  EXPECT_EQ(view->live_ids(RecordKind::organization).size(), 10u);
  EXPECT_TRUE(view->changes(10, 100).empty());
  EXPECT_EQ(store().read_at(1'000'000)->seq(), store().last_seq());
}

TEST_P(RecordsContract, ChangesComeInOrderAndInPortions) {
  import(store(), "county", organizations(1, 25));
  std::vector<Seq> seqs;
  for (auto part = store().read()->changes(0, 10); !part.empty(); part = store().read()->changes(seqs.back(), 10))
    for (const Change& change : part) seqs.push_back(change.seq);
  ASSERT_EQ(seqs.size(), 25u);
  for (std::size_t i = 0; i < seqs.size(); ++i) EXPECT_EQ(seqs[i], i + 1);
}

TEST_P(RecordsContract, RemembersSources) {
  clock_.set(*parse_rfc3339("2026-04-05T06:07:08Z"));
  import(store(), "county", {organization(1, "One")});
  Source renewed = source("county");
  renewed.licence = "CC BY 4.0";
  store().begin_import(renewed)->finish(Completeness::partial, Withdrawal::cautious);
  const auto sources = store().read()->sources();
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].name, "county");
  EXPECT_EQ(sources[0].licence, "CC BY 4.0");
  EXPECT_EQ(sources[0].attribution, "Example Council");
  EXPECT_EQ(sources[0].imported_at, clock_.now());
  EXPECT_THROW(store().begin_import(source("")), std::exception);
  EXPECT_THROW(store().begin_import(source(std::string(501, 'x'))), std::exception);
}

TEST_P(RecordsContract, KeepsRawRowsByteForByte) {
  const std::string latin1 = "Caf\xe9;\"quoted\"\r\n\x01{";
  {
    const auto session = store().begin_import(source("county"));
    const model::RawRow raw{"id 1", "a.zip!b.csv", 7, latin1};
    session->accept(valid(organization(1, "One")), raw);
    session->accept(valid(service(2, "Two", 1)), raw);
    session->finish(Completeness::complete, Withdrawal::cautious);
  }
  for (const auto& [kind, n] : {std::pair{RecordKind::organization, 1}, std::pair{RecordKind::service, 2}}) {
    const auto raw = store().raw_row(kind, id_of_number(n), "county");
    ASSERT_TRUE(raw);
    EXPECT_EQ(raw->text, latin1);
    EXPECT_EQ(raw->source_id, "id 1");
    EXPECT_EQ(raw->file, "a.zip!b.csv");
    EXPECT_EQ(raw->line, 7u);
  }
  EXPECT_FALSE(store().raw_row(RecordKind::organization, id_of_number(1), "other"));

  // The record is the same, its row is not: the newest row is kept.
  const auto session = store().begin_import(source("county"));
  session->accept(valid(organization(1, "One")), row(8, "another row"));
  EXPECT_EQ(session->finish(Completeness::partial, Withdrawal::cautious).unchanged, 1u);
  EXPECT_EQ(store().raw_row(RecordKind::organization, id_of_number(1), "county")->text, "another row");
  EXPECT_EQ(store().raw_row(RecordKind::service, id_of_number(2), "county")->text, latin1);
}

TEST_P(RecordsContract, KeepsRefusedRowsOnce) {
  const model::Finding finding{model::Severity::error, "missing-name",     "feed.csv", 3, "name",
                               "7 Larkspur Yard",      "A name is needed."};
  for (int round = 0; round < 2; ++round) {
    const auto session = store().begin_import(source("county"));
    session->refuse(finding, row(3, "bad \xff row"));
    session->accept(valid(organization(1, "One")), row(4));
    session->refuse(finding, row(5, "another bad row"));
    EXPECT_EQ(session->finish(Completeness::complete, Withdrawal::cautious).refused, 2u);
  }
  const auto rows = store().refused_rows("county", 10);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].raw.text, "bad \xff row");
  EXPECT_EQ(rows[0].finding.code, "missing-name");
  EXPECT_EQ(rows[0].finding.value, "7 Larkspur Yard");
  EXPECT_EQ(rows[0].finding.severity, model::Severity::error);
  EXPECT_EQ(rows[0].first_seen_at, clock_.now());
  EXPECT_EQ(store().refused_rows("county", 1).size(), 1u);
  EXPECT_TRUE(store().refused_rows("other", 10).empty());
}

TEST_P(RecordsContract, AnUnfinishedImportKeepsWhatWasFlushed) {
  {
    const auto session = store().begin_import(source("county"));
    session->accept(valid(organization(1, "Flushed")), row(2));
    session->flush();
    session->accept(valid(organization(2, "In hand")), row(3));
  }
  EXPECT_EQ(name_in_force(RecordKind::organization, 1), "Flushed");
  EXPECT_EQ(name_in_force(RecordKind::organization, 2), "");
  EXPECT_EQ(import(store(), "county", {organization(1, "Flushed"), organization(2, "In hand")}).added, 1u);
}

TEST_P(RecordsContract, AFinishedImportIsOver) {
  const auto session = store().begin_import(source("county"));
  session->finish(Completeness::complete, Withdrawal::cautious);
  EXPECT_THROW(session->accept(valid(organization(1, "Late")), row(2)), std::exception);
  EXPECT_THROW(session->finish(Completeness::complete, Withdrawal::cautious), std::exception);
}

}  // namespace
}  // namespace fingerpost::store
