#include "http/detail/request_parser.hpp"

#include <gtest/gtest.h>

namespace fingerpost::http {
namespace {

using State = RequestParser::State;

const Limits kLimits;

/// What a stream of bytes becomes: one line for each request, "refused <status>" at a refusal, "…" for what is missing.
std::string reading_of(std::string_view bytes, std::size_t piece, const Limits& limits = {}) {
  RequestParser parser(limits);
  std::string reading;
  while (!bytes.empty()) {
    parser.append(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
    for (State state = parser.advance(); state != State::incomplete; state = parser.advance()) {
      if (state == State::refused)
        return reading + "refused " + std::to_string(kind_of(parser.refusal().code).http_status) + "\n";
      const ParsedRequest request = parser.take();
      reading += std::string(to_string(request.head.method)) + " " + request.head.path + " [" + request.body + "]" +
                 (request.head.keep_alive ? "" : " close") + "\n";
    }
  }
  return parser.phase() == RequestParser::Phase::idle ? reading : reading + "…\n";
}

struct Case {
  std::string_view bytes;
  std::string_view reading;
};

constexpr Case kCases[] = {
    {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / []\n"},
    {"\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / []\n"},
    {"GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\nGET /c", "GET /a []\nGET /b []\n…\n"},
    {"GET / HTTP/1.0\r\n\r\n", "GET / [] close\n"},
    {"GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", "GET / []\n"},
    {"GET / HTTP/1.1\r\nHost: x\r\nConnection: foo, Close\r\n\r\n", "GET / [] close\n"},
    {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhelloGET", "POST / [hello]\n…\n"},
    {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", "POST / []\n"},
    {"POST / HTTP/1.1\r\nHost: x\r\n\r\n", "POST / []\n"},
    {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhell", "…\n"},
    {"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "POST / [hello]\n"},
    {"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
     "0003 ;a=\"b\"\r\nabc\r\n00A\r\n0123456789\r\n0\r\nX-T: 1\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n",
     "POST / [abc0123456789]\nGET / []\n"},
    {"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloX\r\n", "refused 400\n"},
    {"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello\r\n", "refused 400\n"},
    {"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5 5\r\n", "refused 400\n"},
    {"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n\r\n", "refused 400\n"},
    {"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nno colon\r\n\r\n", "refused 400\n"},
    {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n", "refused 413\n"},
    {"GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", "refused 400\n"},
    {" GET / HTTP/1.1\r\nHost: x\r\n\r\n", "refused 400\n"},
    {"GET  / HTTP/1.1\r\nHost: x\r\n\r\n", "refused 400\n"},
    {"get / HTTP/1.1\r\nHost: x\r\n\r\n", "refused 501\n"},
    {"GET / http/1.1\r\nHost: x\r\n\r\n", "refused 400\n"},
    {"GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n", "refused 400\n"},
    {"GET / HTTP/1.1\r\nHost: x\r\nA\x01: y\r\n\r\n", "refused 400\n"},
    {"GET / HTTP/1.1\r\nHost: x\r\nA: \x7f\r\n\r\n", "refused 400\n"},
    {"GET / HTTP/1.1\r\nHost: x\r\nA: b\rc\r\n\r\n", "refused 400\n"},
    {"\n", "refused 400\n"},
    {"\r\n\r\n\r\n", "refused 400\n"},
};

TEST(RequestParser, ReadsTheSameHoweverTheBytesArrive) {
  for (const Case& example : kCases)
    for (std::size_t piece = 1; piece <= example.bytes.size(); ++piece)
      ASSERT_EQ(reading_of(example.bytes, piece), example.reading) << example.bytes << " in pieces of " << piece;
}

TEST(RequestParser, CutsAtEveryPointInTwo) {
  for (const Case& example : kCases) {
    for (std::size_t at = 1; at < example.bytes.size(); ++at) {
      RequestParser parser(kLimits);
      parser.append(example.bytes.substr(0, at));
      const bool early = parser.advance() == State::refused;
      EXPECT_TRUE(!early || std::string_view(example.reading).find("refused") != std::string_view::npos)
          << example.bytes << " cut at " << at;
    }
  }
}

TEST(RequestParser, LimitsHoldWithAndWithoutAnEnd) {
  Limits limits;
  limits.request_line = 100;
  limits.headers = 200;
  limits.header_count = 3;
  limits.body = 10;
  const std::string line_of_100 = "GET /" + std::string(86, 'a') + " HTTP/1.1";
  ASSERT_EQ(line_of_100.size(), 100u);
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{1000}}) {
    EXPECT_TRUE(reading_of(line_of_100 + "\r\nHost: x\r\n\r\n", piece, limits).starts_with("GET /aaa"));
    EXPECT_EQ(reading_of("GET /a" + line_of_100.substr(5) + "\r\nHost: x\r\n\r\n", piece, limits), "refused 414\n");
    EXPECT_EQ(reading_of(std::string(101, 'A'), piece, limits), "refused 414\n");
    EXPECT_EQ(reading_of("GET / HTTP/1.1\r\nHost: " + std::string(200, 'x') + "\r\n\r\n", piece, limits),
              "refused 431\n");
    EXPECT_EQ(reading_of("GET / HTTP/1.1\r\nHost: " + std::string(200, 'x'), piece, limits), "refused 431\n");
    EXPECT_EQ(reading_of("GET / HTTP/1.1\r\nHost: x\r\nA: 1\r\nB: 2\r\nC: 3\r\n\r\n", piece, limits), "refused 431\n");
    const std::string post = "POST / HTTP/1.1\r\nHost: x\r\n";
    EXPECT_EQ(reading_of(post + "Content-Length: 10\r\n\r\n0123456789", piece, limits), "POST / [0123456789]\n");
    EXPECT_EQ(reading_of(post + "Content-Length: 11\r\n\r\n", piece, limits), "refused 413\n");
    EXPECT_EQ(reading_of(post + "Transfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n5\r\n", piece, limits),
              "refused 413\n");
    const std::string extension = ";" + std::string(ChunkDecoder::kMaxLine + 10, 'e');
    EXPECT_EQ(reading_of(post + "Transfer-Encoding: chunked\r\n\r\n1" + extension, piece, limits), "refused 400\n");
    const std::string trailers(ChunkDecoder::kMaxTrailers + 10, 't');
    EXPECT_EQ(reading_of(post + "Transfer-Encoding: chunked\r\n\r\n0\r\nA: " + trailers, piece, limits),
              "refused 400\n");
  }
}

TEST(RequestParser, SaysContinueOnceAndOnlyForAMissingBody) {
  RequestParser parser(kLimits);
  parser.append("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(parser.advance(), State::incomplete);
  EXPECT_TRUE(parser.take_wants_continue());
  EXPECT_FALSE(parser.take_wants_continue());
  parser.append("ok");
  EXPECT_EQ(parser.advance(), State::complete);
  EXPECT_FALSE(parser.take_wants_continue());
}

TEST(RequestParser, HoldsOnlyWhatIsIncomplete) {
  RequestParser parser(kLimits);
  const std::string request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  for (int i = 0; i < 1000; ++i) {
    parser.append(request);
    ASSERT_EQ(parser.advance(), State::complete);
    parser.take();
    ASSERT_EQ(parser.held(), 0u);
  }
  parser.append("GET /");
  parser.advance();
  EXPECT_EQ(parser.held(), 5u);
  EXPECT_EQ(parser.phase(), RequestParser::Phase::head);
}

TEST(RequestParser, KnowsTheMethodOfARefusedHead) {
  RequestParser parser(kLimits);
  parser.append("HEAD / HTTP/1.1\r\nno host\r\n\r\n");
  EXPECT_EQ(parser.advance(), State::refused);
  EXPECT_EQ(parser.method(), Method::head);
}

}  // namespace
}  // namespace fingerpost::http
