#include "http/response.hpp"

#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "http/detail/http_date.hpp"
#include "http/detail/outbox.hpp"
#include "http/detail/request_id.hpp"
#include "http/detail/response_head.hpp"

namespace fingerpost::http {
namespace {

TEST(Problem, ListsAllFaultsByRfc9457) {
  Problems problems = problem(ProblemCode::unknown_place, "near", "Ludlo", "Ludlo is not known.", {"Ludlow"});
  append(problems, problem(ProblemCode::out_of_range, "page", "0", "page must be at least 1."));
  const HttpResponse response = HttpResponse::problem(problems, "abcdefgh");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.headers.first("Content-Type"), "application/problem+json");
  EXPECT_EQ(response.body,
            R"({"type":"/problems/out-of-range","title":"A value is outside its range","status":400,)"
            R"("detail":"page must be at least 1.","instance":"urn:fingerpost:request:abcdefgh",)"
            R"("request_id":"abcdefgh","problems":[{"field":"near","value":"Ludlo","code":"unknown-place",)"
            R"("detail":"Ludlo is not known.","suggestions":["Ludlow"]},{"field":"page","value":"0",)"
            R"("code":"out-of-range","detail":"page must be at least 1."}]})");
}

TEST(Problem, TheStatusIsThatOfTheCatalogue) {
  for (const ProblemKind& kind : problem_catalogue()) {
    const HttpResponse response = HttpResponse::problem(problem(kind.code, "", "", "why"));
    EXPECT_EQ(response.status, kind.http_status);
    EXPECT_NE(reason_of(kind.http_status), "Unknown") << kind.http_status;
    EXPECT_EQ((*parse_json(response.body))["type"].string(), "/problems/" + std::string(kind.slug));
  }
  Problems mixed = problem(ProblemCode::not_found, "", "", "");
  append(mixed, problem(ProblemCode::conflict, "", "", ""));
  EXPECT_EQ(status_of(mixed), 404);
}

TEST(ResponseHead, NoValueCanAddAField) {
  HttpResponse response = HttpResponse::plain("x");
  response.headers.set("X-Evil", "a\r\nSet-Cookie: b\nc");
  const std::string head = response_head(response, {}, "now");
  EXPECT_EQ(head,
            "HTTP/1.1 200 OK\r\nDate: now\r\nContent-Type: text/plain; charset=utf-8\r\n"
            "X-Evil: a  Set-Cookie: b c\r\n\r\n");
}

TEST(ResponseHead, SaysHowTheConnectionGoesOn) {
  const HttpResponse response = HttpResponse::no_content();
  const auto head = [&](Version version, bool keep) { return response_head(response, {version, keep, false}, "now"); };
  EXPECT_EQ(head(Version::http_1_1, true).find("Connection"), std::string::npos);
  EXPECT_NE(head(Version::http_1_1, false).find("Connection: close\r\n"), std::string::npos);
  EXPECT_NE(head(Version::http_1_0, true).find("Connection: keep-alive\r\n"), std::string::npos);
}

TEST(HttpDate, IsWrittenAsHttpWantsIt) {
  EXPECT_EQ(http_date(*parse_rfc3339("1994-11-06T08:49:37.5Z")), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(http_date(*parse_rfc3339("2024-02-29T23:59:59Z")), "Thu, 29 Feb 2024 23:59:59 GMT");
  FixedClock clock(*parse_rfc3339("2024-02-29T23:59:59Z"));
  DateLine line(clock);
  EXPECT_EQ(line.now(), "Thu, 29 Feb 2024 23:59:59 GMT");
  clock.set(*parse_rfc3339("2024-03-01T00:00:00Z"));
  EXPECT_EQ(line.now(), "Fri, 01 Mar 2024 00:00:00 GMT");
}

TEST(RequestId, IsFreshAndSane) {
  const std::string a = new_request_id();
  EXPECT_NE(a, new_request_id());
  EXPECT_TRUE(is_sane_request_id(a));
  for (const std::string& bad : {std::string(), std::string("short"), std::string(65, 'a'), std::string("with space"),
                                 std::string("with\nline"), std::string("with\"quote")})
    EXPECT_FALSE(is_sane_request_id(bad)) << bad;
}

/// Takes everything out of an outbox, `step` bytes at a time.
std::string drained(Outbox& outbox, std::size_t step) {
  std::string all;
  for (outbox.refill(); outbox.left() > 0; outbox.refill()) {
    const auto pieces = outbox.pieces();
    const std::string joined = std::string(pieces[0]) + std::string(pieces[1]);
    const std::size_t bytes = std::min(step, joined.size());
    all += joined.substr(0, bytes);
    outbox.advance(bytes);
  }
  return all;
}

Producer three_pieces() {
  return [n = 0](std::string& chunk) mutable {
    constexpr std::string_view kPieces[] = {"alpha", "", "bc"};
    if (n == 3) return false;
    chunk = kPieces[n++];
    return true;
  };
}

TEST(Outbox, GivesBytesInOrderHoweverFewAtATime) {
  for (std::size_t step = 1; step < 40; ++step) {
    Outbox outbox;
    outbox.load("head|", "body");
    EXPECT_EQ(drained(outbox, step), "head|body");
    outbox.load("head|", three_pieces(), Outbox::Chunks::sized);
    EXPECT_EQ(drained(outbox, step), "head|5\r\nalpha\r\n2\r\nbc\r\n0\r\n\r\n");
    outbox.load("head|", three_pieces(), Outbox::Chunks::plain);
    EXPECT_EQ(drained(outbox, step), "head|alphabc");
    EXPECT_TRUE(outbox.empty());
  }
}

/// What would be sent, slices as "<offset+bytes>", at most `step` bytes at a time.
std::string sent_of_files(Outbox& outbox, std::size_t step) {
  std::string all;
  for (outbox.refill(); !outbox.empty(); outbox.refill()) {
    if (outbox.left() > 0) {
      const std::string piece = std::string(outbox.pieces()[0].substr(0, step));
      all += piece;
      outbox.advance(piece.size());
      continue;
    }
    const FileSlice slice = outbox.slice();
    const std::size_t bytes = std::min<std::size_t>(slice.bytes, step);
    for (std::size_t at = 0; at < bytes; ++at) all += static_cast<char>('a' + slice.offset + at);
    outbox.advance(bytes);
  }
  return all;
}

FileBody two_slices(std::uint64_t said) {
  return {said, [n = 0](FileSlice& slice) mutable {
            if (n == 2) return false;
            slice = n++ == 0 ? FileSlice{-1, 10, 3} : FileSlice{-1, 0, 2};
            return true;
          }};
}

TEST(Outbox, NamesTheSlicesOfAFileInOrderHoweverFewBytesGo) {
  for (std::size_t step = 1; step < 9; ++step) {
    Outbox outbox;
    outbox.load("head|", two_slices(5));
    EXPECT_EQ(sent_of_files(outbox, step), "head|klmab");
    EXPECT_EQ(outbox.total_gone(), 10u);
  }
}

/// Many connections stay open after a large answer: none may keep its memory.
TEST(Outbox, GivesBackALargeBodyWhenItHasGone) {
  Outbox outbox;
  outbox.load("head", std::string(1'000'000, 'x'));
  EXPECT_GE(outbox.room(), 1'000'000u);
  outbox.advance(outbox.left());
  EXPECT_TRUE(outbox.empty());
  EXPECT_LT(outbox.room(), 100u);
}

TEST(Outbox, GivesBackALargeBodyThatIsDropped) {
  Outbox outbox;
  outbox.load("head", std::string(1'000'000, 'x'));
  outbox.clear();
  EXPECT_TRUE(outbox.empty());
  EXPECT_LT(outbox.room(), 100u);
}

TEST(Outbox, SlicesThatDoNotSumToTheLengthAreAFailure) {
  for (const std::uint64_t said : {4u, 6u}) {
    Outbox outbox;
    outbox.load("", two_slices(said));
    EXPECT_THROW(sent_of_files(outbox, 9), Failure) << said;
  }
}

TEST(Outbox, AnEmptyProducerIsAWholeAnswer) {
  Outbox outbox;
  outbox.load(
      "head|", [](std::string&) { return false; }, Outbox::Chunks::sized);
  EXPECT_EQ(drained(outbox, 100), "head|0\r\n\r\n");
}

TEST(Outbox, AProducerThatNeverGivesAnythingIsBroken) {
  Outbox outbox;
  outbox.load(
      "", [](std::string&) { return true; }, Outbox::Chunks::sized);
  EXPECT_ANY_THROW(outbox.refill());
}

TEST(Headers, CompareNamesWithoutCase) {
  Headers headers{{"Accept", "a"}, {"ACCEPT", "b"}, {"X", "y"}};
  EXPECT_EQ(headers.first("accept"), "a");
  EXPECT_EQ(headers.all("Accept").size(), 2u);
  headers.set("aCCept", "c");
  EXPECT_EQ(headers.all("Accept"), (std::vector<std::string_view>{"c"}));
  headers.set_default("X", "z");
  EXPECT_EQ(headers.first("x"), "y");
  EXPECT_TRUE(Headers({{"Connection", "a, Close ,b"}}).has_token("connection", "close"));
  EXPECT_FALSE(Headers({{"Connection", "enclose"}}).has_token("connection", "close"));
}

}  // namespace
}  // namespace fingerpost::http
