// Does a client ever get another client's answer? One asks and vanishes, the next connects at once and is likely to be
// given the same descriptor by the server. In stock Pistache 0.0.5 some hundred of sixty thousand answers go astray.
#include <atomic>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "tests/component/http/serving.hpp"

namespace fingerpost::http::test {
namespace {

struct Tally {
  std::atomic<int> right{0};
  std::atomic<int> wrong{0};
  std::atomic<int> stray{0};
  std::atomic<int> none{0};
};

/// The vanishing one: leaves without a word, by a reset, or in the middle of its request, in turn.
void vanish(const Serving& serving, const std::string& tag, int turn) {
  Client client = serving.connect();
  const std::string target = turn % 3 == 0 ? "/big/300000" : "/echo/" + tag;
  const std::string request = Client::get(target);
  client.send(turn % 7 == 0 ? request.substr(0, request.size() / 2) : request);
  if (turn % 2 == 0) client.reset();
}

void ask(const Serving& serving, const std::string& tag, bool listen_first, Tally& tally) {
  Client client = serving.connect();
  if (listen_first && client.is_readable(std::chrono::milliseconds(1))) ++tally.stray;
  client.send(Client::get("/echo/" + tag));
  const Reply reply = client.read_reply();
  if (!reply.whole)
    ++tally.none;
  else if (reply.body == "[" + tag + "]")
    ++tally.right;
  else
    ++tally.wrong;
}

TEST(Crosstalk, NoAnswerReachesAnotherClient) {
  Serving serving;
  const int rounds = is_long_run() ? 25'000 : 500;
  constexpr int kThreads = 4;
  Tally tally;
  std::vector<std::jthread> clients;
  for (int t = 0; t < kThreads; ++t) {
    clients.emplace_back([&, t] {
      for (int i = 0; i < rounds; ++i) {
        const std::string tag = std::to_string(t) + "x" + std::to_string(i);
        vanish(serving, "A" + tag, i);
        ask(serving, "B" + tag, i % 20 == 0, tally);
      }
    });
  }
  clients.clear();
  EXPECT_EQ(tally.right, rounds * kThreads);
  EXPECT_EQ(tally.wrong, 0);
  EXPECT_EQ(tally.stray, 0);
  EXPECT_EQ(tally.none, 0);
}

TEST(Crosstalk, NothingIsLeftOfVanishedClients) {
  Serving serving;
  for (int i = 0; i < 200; ++i) vanish(serving, "a", i);
  EXPECT_TRUE(eventually([&] { return serving.metrics.connections_open == 0; }));
  EXPECT_EQ(serving.metrics.in_flight, 0);
}

}  // namespace
}  // namespace fingerpost::http::test
