#include "model/detail/repair.hpp"

#include <gtest/gtest.h>

namespace fingerpost::model {
namespace {

using detail::Rule;

/// What a text becomes: itself, the repaired one, or "-" when it is set aside.
std::string repaired(std::string_view text, Rule rule) {
  const auto repair = detail::repair(text, rule);
  if (!repair) return std::string(text);
  return repair->value.empty() && repair->keep_original ? "-" : repair->value;
}

struct Case {
  const char* given;
  const char* becomes;
};

void expect(Rule rule, std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    EXPECT_EQ(repaired(c.given, rule), c.becomes) << c.given;
    if (std::string_view(c.becomes) == "-" || *c.becomes == '\0') continue;
    EXPECT_FALSE(detail::repair(c.becomes, rule)) << c.becomes << " is not left alone";
  }
}

TEST(Repair, WebAddresses) {
  expect(Rule::web, {{"https://example.org/a?b=c#d", "https://example.org/a?b=c#d"},
                     {"www.example.org", "http://www.example.org"},
                     {"example.org.uk/page", "http://example.org.uk/page"},
                     {" http://example.org ", "http://example.org"},
                     {"HTTP://Example.org/A", "http://Example.org/A"},
                     {"http:/example.org", "http://example.org"},
                     {"http://example.org/a b", "http://example.org/a%20b"},
                     {"http://example.org/caf\xC3\xA9", "http://example.org/caf%C3%A9"},
                     {"http://example.org/100%", "http://example.org/100%25"},
                     {"http://example.org/100%25", "http://example.org/100%25"},
                     {"http://user@example.org:8080/x", "http://user@example.org:8080/x"},
                     {"http://192.168.0.1/x", "http://192.168.0.1/x"},
                     {"http://a.org and http://b.org", "-"},
                     {"https://", "-"},
                     {"http://localhost/x", "-"},
                     {"http://example.org:99999/", "-"},
                     {"javascript:alert(1)", "-"},
                     {"jo@example.org", "-"},
                     {"see our page", "-"},
                     {"N/A", "-"}});
}

TEST(Repair, Uris) {
  expect(Rule::uri, {{"urn:uuid:1", "urn:uuid:1"},
                     {"http://id.esd.org.uk/service/1", "http://id.esd.org.uk/service/1"},
                     {"www.example.org", "http://www.example.org"},
                     {"JavaScript:alert(1)", "-"},
                     {"data:text/html,x", "-"},
                     {"urn:", "-"},
                     {"nothing", "-"}});
}

TEST(Repair, EmailAddresses) {
  expect(Rule::email, {{"jo.smith+a@example.org.uk", "jo.smith+a@example.org.uk"},
                       {"mailto:jo@example.org", "jo@example.org"},
                       {"Jo Smith <jo@example.org>", "jo@example.org"},
                       {"a@example.org; b@example.org", "a@example.org"},
                       {"jo@example", "-"},
                       {"jo at example.org", "-"},
                       {"@example.org", "-"},
                       {"jo@@example.org", "-"},
                       {"jo..x@example.org", "-"},
                       {"n/a", "-"}});
}

TEST(Repair, Dates) {
  expect(Rule::date, {{"2026-11-21", "2026-11-21"},
                      {"2026-11-21T10:00:00Z", "2026-11-21"},
                      {"2026-11-21 10:00", "2026-11-21"},
                      {"21/11/2026", "2026-11-21"},
                      {"1-2-2026", "2026-02-01"},
                      {"3rd March 2026", "2026-03-03"},
                      {"3 Sept 2026", "2026-09-03"},
                      {"31/02/2026", "-"},
                      {"11/21/2026", "-"},
                      {"0001-01-01", "-"},
                      {"March 2026", "-"},
                      {"21/11/26", "-"},
                      {"soon", "-"}});
}

TEST(Repair, DatesWithTimes) {
  expect(Rule::date_time, {{"2026-11-21T09:30:00Z", "2026-11-21T09:30:00Z"},
                           {"2026-11-21T09:30:00.123+01:00", "2026-11-21T09:30:00.123+01:00"},
                           {"2026-11-21T09:30:00", "2026-11-21T09:30:00Z"},
                           {"2026-11-21 09:30:00", "2026-11-21T09:30:00Z"},
                           {"2026-11-21 09:30", "2026-11-21T09:30:00Z"},
                           {"2026-11-21", "2026-11-21T00:00:00Z"},
                           {"21/11/2026", "2026-11-21T00:00:00Z"},
                           {"0001-01-01T00:00:00", "-"},
                           {"yesterday", "-"}});
}

TEST(Repair, Times) {
  expect(Rule::time, {{"09:30", "09:30"},
                      {"09:30:15", "09:30:15"},
                      {"10:00Z", "10:00"},
                      {"10:00:00Z", "10:00:00"},
                      {"10:00+01:00", "10:00"},
                      {"2026-11-21T10:00:00Z", "10:00:00"},
                      {"10:00:00.000", "10:00:00"},
                      {"9:30", "09:30"},
                      {"9.30am", "09:30"},
                      {"9 pm", "21:00"},
                      {"12:30 a.m.", "00:30"},
                      {"12pm", "12:00"},
                      {"noon", "12:00"},
                      {"12 midnight", "00:00"},
                      {"0930", "09:30"},
                      {"24:00", "00:00"},
                      {"25:00", "-"},
                      {"9:60", "-"},
                      {"13am", "-"},
                      {"morning", "-"}});
}

TEST(Repair, Weekdays) {
  expect(Rule::weekdays, {{"MO,TU", "MO,TU"},
                          {"1TU,-1FR", "1TU,-1FR"},
                          {"+1TU", "1TU"},
                          {"Thursday", "TH"},
                          {"Mondays and Wednesdays", "MO,WE"},
                          {"Mon-Fri", "MO,TU,WE,TH,FR"},
                          {"fri - mon", "FR,SA,SU,MO"},
                          {"mo, mo", "MO"},
                          {"T", "-"},
                          {"0MO", "-"},
                          {"weekday", "-"}});
}

TEST(Repair, CodesAndNumbers) {
  expect(Rule::status, {{"Active", "active"},
                        {"temporarily_closed", "temporarily closed"},
                        {"published", "active"},
                        {"Deleted", "defunct"},
                        {"pending review", "inactive"}});
  expect(Rule::postcode, {{"sy7 8jb", "SY7 8JB"},
                          {"SY78JB", "SY7 8JB"},
                          {"SY7\xC2\xA0"
                           "8JB",
                           "SY7 8JB"},
                          {"gir 0aa", "GIR 0AA"},
                          {"SY7", "SY7"},
                          {"94105", "94105"},
                          {"not known", "-"}});
  expect(Rule::country, {{"gb", "GB"}, {"UK", "GB"}, {"England", "GB"}, {"Freedonia", "-"}});
  expect(Rule::currency, {{"gbp", "GBP"}, {"\xC2\xA3", "GBP"}, {"free", "-"}});
  expect(Rule::language, {{"EN", "en"}, {"en-GB", "en"}, {"Welsh", "-"}});
  expect(Rule::telephone, {{"01743  123456", "01743 123456"},
                           {"999", "999"},
                           {"+44 (0)1743 1", "+44 (0)1743 1"},
                           {"none", "-"},
                           {"ring the vicar", "-"}});
  expect(Rule::extension, {{"0123", "0123"}, {"ext. 12", "12"}, {"12 or 13", "-"}});
  expect(Rule::freq, {{"weekly", "WEEKLY"}, {"W", "WEEKLY"}, {"HOURLY", "-"}});
  expect(Rule::numbers, {{"1, 15,-1", "1,15,-1"}, {"0", "-"}, {"first", "-"}});
  expect(Rule::location_type, {{"Physical", "physical"}, {"hall", "-"}});
}

TEST(Repair, HtmlBecomesText) {
  expect(Rule::text, {{"<p>One</p><p>Two &amp; three</p>", "One\nTwo & three"},
                      {"Fish & chips", "Fish & chips"},
                      {"AT&amp;amp;T", "AT&T"},
                      {"&lt;p&gt;One&lt;/p&gt;", "One"},
                      {"children <5 and >2", "children <5 and >2"},
                      {"write to <jo@example.org>", "write to <jo@example.org>"},
                      {"a\r\nb\x01", "a\nb"},
                      {"  ", ""}});
  expect(Rule::line,
         {{"Lunch\n club", "Lunch club"}, {"<b>Lunch</b> club", "Lunch club"}, {"Caf\xC3\xA9", "Caf\xC3\xA9"}});
  EXPECT_EQ(repaired("<script>alert(1)</script>Hello", Rule::text), "Hello");
}

TEST(Repair, PlaceholdersSayNothing) {
  for (const char* text : {"null", "NULL", "#N/A", "#VALUE!", "NaN"})
    EXPECT_EQ(repaired(text, Rule::line), "-") << text;
  EXPECT_EQ(repaired("null", Rule::name), "null") << "a name is somebody's";
}

TEST(Repair, RawStaysToTheByte) {
  EXPECT_EQ(repaired("  <p>{\"type\": \"Polygon\"}  ", Rule::raw), "  <p>{\"type\": \"Polygon\"}  ");
  EXPECT_EQ(repaired("bad \xFF", Rule::raw), "bad \xEF\xBF\xBD");
}

}  // namespace
}  // namespace fingerpost::model
