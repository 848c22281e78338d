// Seeded mutations of requests against the running server: it always answers in time with a sane status or closes, and
// goes on serving.
#include <gtest/gtest.h>
#include <random>
#include <vector>

#include "tests/component/http/serving.hpp"

namespace fingerpost::http::test {
namespace {

const std::vector<std::string>& seeds() {
  static const std::vector<std::string> kSeeds{
      "GET /echo/a?q=food%20bank&cat=a&cat=b HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\n\r\n",
      "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\nhello world",
      "POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nA: "
      "b\r\n\r\n",
      "GET /echo/b HTTP/1.0\r\nConnection: keep-alive\r\nCookie: =; ;;a\r\n\r\n",
      "POST /body HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok",
      "HEAD /echo/c HTTP/1.1\r\nHost: x\r\nIf-None-Match: \"a\", W/\"b\"\r\nAccept-Encoding: gzip;q=0.5\r\n\r\n",
      "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
  };
  return kSeeds;
}

const std::vector<std::string>& splinters() {
  static const std::vector<std::string> kSplinters{"\r",
                                                   "\n",
                                                   "\r\n",
                                                   "\r\n\r\n",
                                                   ":",
                                                   " ",
                                                   std::string(1, '\0'),
                                                   "%",
                                                   "%00",
                                                   "?",
                                                   "#",
                                                   "\xff",
                                                   "HTTP/1.1",
                                                   "GET ",
                                                   "Content-Length: 5\r\n",
                                                   "Transfer-Encoding: chunked\r\n",
                                                   "ffffffffffffffff\r\n",
                                                   "-1",
                                                   "0\r\n\r\n",
                                                   "\t",
                                                   std::string(300, 'A')};
  return kSplinters;
}

std::string mutated(std::mt19937& random) {
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  std::string text = seeds()[below(seeds().size())];
  for (std::size_t edits = below(4); edits-- > 0 && !text.empty();) {
    const std::size_t at = below(text.size());
    switch (below(5)) {
      case 0:
        text[at] = static_cast<char>(below(256));
        break;
      case 1:
        text.erase(at, 1 + below(8));
        break;
      case 2:
        text.insert(at, splinters()[below(splinters().size())]);
        break;
      case 3:
        text.insert(at, text.substr(at, below(20)));
        break;
      default:
        text.resize(at);
        break;
    }
  }
  return text;
}

TEST(Malformed, MutatedRequestsNeverHurt) {
  Serving serving;
  std::mt19937 random(20251121);
  const int rounds = is_long_run() ? 100'000 : 4000;
  for (int i = 0; i < rounds; ++i) {
    const std::string text = mutated(random);
    Client client = serving.connect();
    ASSERT_TRUE(client.is_open()) << i;
    const std::size_t cut = text.empty() ? 0 : static_cast<std::size_t>(i) % text.size();
    client.send(text.substr(0, cut));
    client.send(text.substr(cut));
    client.end_output();
    const auto answers = client.read_to_end();
    ASSERT_TRUE(answers) << "no end of the connection after: " << testing::PrintToString(text);
    ASSERT_TRUE(answers->empty() || answers->starts_with("HTTP/1.1 ")) << testing::PrintToString(text);
    ASSERT_FALSE(answers->starts_with("HTTP/1.1 500")) << testing::PrintToString(text);
  }
  EXPECT_EQ(serving.get("/echo/on").body, "[on]");
  EXPECT_TRUE(eventually([&] { return serving.metrics.connections_open == 0; }));
  EXPECT_EQ(serving.metrics.in_flight, 0);
}

}  // namespace
}  // namespace fingerpost::http::test
