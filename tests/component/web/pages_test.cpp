/// The page model and the pages of a small directory, asked through the router without a socket.
#include <gtest/gtest.h>

#include "api/engine.hpp"
#include "directory/directory.hpp"
#include "http/router.hpp"
#include "model/reading.hpp"
#include "model/validate.hpp"
#include "tests/support/temp_folder.hpp"
#include "web/pages/record.hpp"
#include "web/pages/results.hpp"
#include "web/routes.hpp"

namespace fingerpost::web {
namespace {

using model::RecordKind;

Uuid id_of(int n) { return uuid_v5(kImportNamespace, "web test " + std::to_string(n)); }

model::Validated<model::Record> valid(model::Record record) { return model::validate(std::move(record)).value(); }

/// A hall in Clun with a lunch club on Thursdays, and a refuge whose place is nobody's business.
class Pages : public ::testing::Test {
 protected:
  Pages() : clock_(*parse_rfc3339("2026-11-26T10:00:00Z")) {
    store_ = store::open_sqlite(folder_ / "directory.db", SealingKey::load_or_create(folder_ / "keys"), clock_);
    model::Organization organization;
    organization.id = id_of(1);
    organization.name = "Bridge & Co 5 < 6";
    store_->put(valid(organization), "test");
    store_->put(valid(hall()), "test");
    store_->put(valid(club()), "test");
    directory_ = std::make_unique<directory::Directory>(*store_, directory::DataFolder{folder_.path()});
    directory_->publish();
    proposals_ = store::open_proposals(folder_ / "directory.db", SealingKey::load_or_create(folder_ / "keys"), clock_);
    desk_ = std::make_unique<api::ProposalDesk>(*proposals_, clock_);
    engine_ = std::make_unique<api::Engine>(api::Engine{*directory_, clock_, metrics_, readiness_,
                                                        [] { return std::string("https://here.example"); }, *desk_});
    site_ = std::make_unique<Site>(Site{*engine_, Assets(), {}});
    add_routes(router_, *engine_, {});
  }

  static model::Location hall() {
    model::Location location;
    location.id = id_of(2);
    location.location_type = "physical";
    location.name = "Bridge Hall";
    location.latitude = 52.4214;
    location.longitude = -3.0277;
    location.attributes.push_back(model::own_attribute(model::taxonomy_name::access, "step_free", "yes"));
    return location;
  }

  static model::Service club() {
    model::Service service;
    service.id = id_of(3);
    service.organization_id = id_of(1);
    service.name = "Thursday Lunch";
    service.description = "Two courses.\nAnd a pudding.";
    service.status = "active";
    service.minimum_age = 55;
    service.url = "javascript:alert(1)";
    model::Phone phone;
    phone.id = id_of(4);
    phone.number = "01632 960000";
    service.phones.push_back(phone);
    model::ServiceAtLocation at;
    at.id = id_of(5);
    at.location_id = id_of(2);
    model::Schedule schedule;
    schedule.id = id_of(6);
    schedule.freq = "WEEKLY";
    schedule.byday = "TH";
    schedule.opens_at = "12:00";
    schedule.closes_at = "14:00";
    at.schedules.push_back(schedule);
    service.service_at_locations.push_back(at);
    return service;
  }

  http::HttpResponse get(const std::string& path, http::Parameters query = {}) {
    http::HttpRequest request;
    request.path = path;
    request.query = std::move(query);
    request.headers.add("Accept", "text/html");
    return router_.answer(request);
  }

  ServicePage model_of_club(Lang lang) {
    const http::HttpRequest request;
    const PageContext context(*site_, lang, request);
    const auto snapshot = directory_->snapshot();
    auto records = snapshot->records();
    RecordContext record_context{context, *snapshot, records, clock_.now()};
    return service_page(record_context, *records.get<model::Service>(RecordKind::service, id_of(3)));
  }

  test::TempFolder folder_;
  FixedClock clock_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<directory::Directory> directory_;
  std::unique_ptr<store::Proposals> proposals_;
  std::unique_ptr<api::ProposalDesk> desk_;
  http::Metrics metrics_;
  http::Readiness readiness_;
  std::unique_ptr<api::Engine> engine_;
  std::unique_ptr<Site> site_;
  http::Router router_;
};

TEST_F(Pages, TheServiceModelSaysWhoWhenWhereAndWhat) {
  const ServicePage page = model_of_club(Lang::en);
  EXPECT_EQ(page.name, "Thursday Lunch");
  EXPECT_EQ(page.organization, "Bridge & Co 5 < 6");
  EXPECT_EQ(page.paragraphs, (std::vector<std::string>{"Two courses.", "And a pudding."}));
  EXPECT_EQ(page.ages, "Age 55 and over.");
  EXPECT_EQ(page.not_for, "Not for anybody under 55.");
  ASSERT_EQ(page.venues.size(), 1u);
  EXPECT_EQ(page.venues[0].name, "Bridge Hall");
  ASSERT_TRUE(page.venues[0].hours);
  EXPECT_EQ(page.venues[0].hours->now, "Closed, opens noon");
  ASSERT_EQ(page.venues[0].hours->week.size(), 7u);
  EXPECT_EQ(page.venues[0].hours->week[0].day, "Today");
  EXPECT_EQ(page.venues[0].hours->week[0].times, "noon to 2pm");
  EXPECT_EQ(page.venues[0].hours->week[1].times, "Closed");
  EXPECT_EQ(page.contacts.phones.at(0).href, "01632960000");
  EXPECT_EQ(page.contacts.website, "");
  EXPECT_FALSE(page.map);  // one point without tiles
}

TEST_F(Pages, TheSameInWelsh) {
  const ServicePage page = model_of_club(Lang::cy);
  EXPECT_EQ(page.ages, "Oed 55 a throsodd.");
  EXPECT_EQ(page.venues.at(0).hours->week.at(0).day, "Heddiw");
  EXPECT_EQ(page.venues.at(0).hours->week.at(0).times, "hanner dydd tan 2yp");
}

TEST_F(Pages, WhatPeopleWroteIsEscaped) {
  const http::HttpResponse answer = get("/services/" + to_string(id_of(3)));
  EXPECT_EQ(answer.status, 200);
  EXPECT_NE(answer.body.find("Bridge &amp; Co 5 &lt; 6"), std::string::npos);
  EXPECT_EQ(answer.body.find("<b>"), std::string::npos);
  EXPECT_EQ(answer.body.find("javascript:"), std::string::npos);
}

TEST_F(Pages, ResultsKeepTheQuestionAndSayWhatWasUnderstood) {
  const http::HttpResponse answer = get("/search", {{"q", "lunch <i>"}, {"near", "52.42,-3.03"}});
  EXPECT_EQ(answer.status, 200);
  EXPECT_NE(answer.body.find("value=\"lunch &lt;i&gt;\""), std::string::npos);
  EXPECT_NE(answer.body.find("Thursday Lunch"), std::string::npos);
  EXPECT_EQ(answer.headers.first("Fingerpost-Keep"), "results");
  EXPECT_EQ(answer.headers.first("Cache-Control"), "no-store");
}

TEST_F(Pages, ProblemsArePagesForBrowsersOnly) {
  EXPECT_NE(get("/services/x").headers.first("Content-Type")->find("text/html"), std::string_view::npos);
  EXPECT_EQ(get("/services/x").status, 404);
  http::HttpRequest request;
  request.path = "/nowhere";
  EXPECT_EQ(router_.answer(request).headers.first("Content-Type"), http::kProblemType);
  EXPECT_EQ(get("/search", {{"q", "x"}, {"age", "999"}}).status, 400);
}

TEST_F(Pages, ABuildingAskedForAsAStopIsSentWhereItIs) {
  const http::HttpResponse answer = get("/buildings/" + to_string(id_of(2)));
  EXPECT_EQ(answer.status, 301);
  EXPECT_EQ(answer.headers.first("Location"), "/stops/" + to_string(id_of(2)));
  EXPECT_EQ(get("/stops/" + to_string(id_of(2))).status, 200);
}

TEST_F(Pages, ReportsAreCountedByAddressAndForgottenAfterAnHour) {
  const store::NewProposal proposal{std::nullopt, {}, "other", "x", ""};
  for (std::size_t i = 0; i < api::ProposalDesk::kPerAddress; ++i) EXPECT_TRUE(desk_->keep(proposal, "192.0.2.1"));
  EXPECT_FALSE(desk_->keep(proposal, "192.0.2.1"));
  EXPECT_TRUE(desk_->keep(proposal, "192.0.2.2"));
  clock_.set(clock_.now() + std::chrono::hours(1));
  EXPECT_TRUE(desk_->keep(proposal, "192.0.2.1"));
  EXPECT_EQ(proposals_->list(100, false).size(), api::ProposalDesk::kPerAddress + 2);
}

TEST_F(Pages, ASettledProposalIsListedOnlyWhenAskedFor) {
  const auto kept = proposals_->add({RecordKind::service, id_of(3), "phone", "It is 960 001", "me@example.org"});
  ASSERT_TRUE(kept);
  EXPECT_EQ(proposals_->list(10, false).at(0).details, "It is 960 001");
  EXPECT_TRUE(proposals_->settle(kept->number));
  EXPECT_FALSE(proposals_->settle(kept->number));
  EXPECT_TRUE(proposals_->list(10, false).empty());
  EXPECT_EQ(proposals_->list(10, true).size(), 1u);
}

}  // namespace
}  // namespace fingerpost::web
