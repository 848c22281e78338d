// Stopping in the middle of work, and shedding when there is too much of it.
#include <atomic>
#include <future>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "tests/component/http/serving.hpp"

namespace fingerpost::http::test {
namespace {

using std::chrono::milliseconds;

TEST(Stop, FinishesRequestsInHand) {
  Serving serving;
  std::vector<std::future<Reply>> replies;
  for (int i = 0; i < 4; ++i)
    replies.push_back(std::async(std::launch::async, [&] { return serving.get("/sleep/300"); }));
  ASSERT_TRUE(eventually([&] { return serving.metrics.in_flight >= 1; }));
  // The others may wait for the same worker; by now they are accepted, so they are in hand too.
  std::this_thread::sleep_for(milliseconds(100));
  EXPECT_TRUE(serving.server->stop(milliseconds(5000)));
  for (auto& reply : replies) {
    const Reply answer = reply.get();
    EXPECT_EQ(answer.body, "slept");
    EXPECT_EQ(answer.headers.at("connection"), "close");
  }
}

TEST(Stop, FinishesALongAnswer) {
  Serving serving;
  Client reader = serving.connect(16 * 1024);
  reader.send(Client::get("/chunks/1000"));
  ASSERT_TRUE(eventually([&] { return serving.metrics.slow_answers >= 1; }));
  auto stopped = std::async(std::launch::async, [&] { return serving.server->stop(milliseconds(5000)); });
  const Reply reply = reader.read_reply();
  EXPECT_TRUE(reply.whole);
  EXPECT_EQ(reply.body.size(), 10'000'000u);
  EXPECT_TRUE(stopped.get());
}

TEST(Stop, ClosesReadinessAndIdleConnections) {
  Serving serving;
  Client idle = serving.connect();
  Client kept = serving.connect();
  kept.send(Client::get("/echo/a"));
  kept.read_reply();
  EXPECT_TRUE(serving.readiness.is_open());
  EXPECT_TRUE(serving.server->stop(milliseconds(5000)));
  EXPECT_FALSE(serving.readiness.is_open());
  EXPECT_EQ(idle.read_to_end(), "");
  EXPECT_EQ(kept.read_to_end(), "");
  EXPECT_FALSE(serving.connect().is_open());
}

TEST(Stop, DoesNotWaitForHalfARequest) {
  Serving serving;
  Client half = serving.connect();
  half.send("GET /echo/a HTT");
  ASSERT_TRUE(eventually([&] { return serving.metrics.connections_open == 1; }));
  EXPECT_TRUE(serving.server->stop(milliseconds(9000)));
}

TEST(Stop, CutsWhatTakesTooLong) {
  Serving serving;
  Client reader = serving.connect(8 * 1024);
  reader.send(Client::get("/big/10000000"));
  ASSERT_TRUE(eventually([&] { return serving.metrics.slow_answers >= 1; }));
  EXPECT_FALSE(serving.server->stop(milliseconds(100)));
  EXPECT_FALSE(reader.read_reply().whole);
  EXPECT_TRUE(serving.server->stop(milliseconds(100)));
}

TEST(Stop, UnderLoadEveryAnswerIsWholeOrNone) {
  Serving serving;
  std::atomic<int> torn{0};
  std::atomic<int> whole{0};
  std::vector<std::jthread> clients;
  for (int t = 0; t < 4; ++t) {
    clients.emplace_back([&] {
      for (;;) {
        Client client = serving.connect();
        if (!client.is_open() || !client.send(Client::get("/text/30000"))) return;
        const Reply reply = client.read_reply();
        if (reply.whole)
          ++whole;
        else if (reply.status != 0)
          ++torn;
        else
          return;
      }
    });
  }
  ASSERT_TRUE(eventually([&] { return whole > 100; }));
  EXPECT_TRUE(serving.server->stop(milliseconds(5000)));
  clients.clear();
  EXPECT_EQ(torn, 0);
}

TEST(Stop, ServersComeAndGo) {
  for (int i = 0; i < 20; ++i) {
    Serving serving;
    EXPECT_EQ(serving.get("/echo/a").status, 200);
  }
}

TEST(Overload, RequestsThatWaitTooLongAreShed) {
  ServerOptions options = Serving::quiet();
  options.threads = 1;
  options.limits.queue_wait = milliseconds(100);
  Serving serving(options);
  std::vector<Client> clients;
  for (int i = 0; i < 12; ++i) clients.push_back(serving.connect());
  Client health = serving.connect();
  for (const Client& client : clients) client.send(Client::get("/sleep/80"));
  health.send(Client::get("/health"));
  int served = 0;
  int shed = 0;
  for (Client& client : clients) {
    const Reply reply = client.read_reply();
    served += reply.status == 200 ? 1 : 0;
    shed += reply.status == 503 && reply.headers.contains("retry-after") ? 1 : 0;
  }
  EXPECT_GE(served, 1);
  EXPECT_GE(shed, 4);
  EXPECT_EQ(served + shed, 12);
  EXPECT_EQ(serving.metrics.shed, static_cast<std::uint64_t>(shed));
  EXPECT_EQ(health.read_reply().body, "well");
  clients[0].send(Client::get("/echo/on"));
  EXPECT_EQ(clients[0].read_reply().body, "[on]");
}

TEST(Overload, ALongQueueIsCut) {
  ServerOptions options = Serving::quiet();
  options.threads = 1;
  options.limits.queue_length = 5;
  Serving serving(options);
  Client first = serving.connect();
  std::vector<Client> clients;
  for (int i = 0; i < 30; ++i) clients.push_back(serving.connect());
  first.send(Client::get("/sleep/200"));
  std::this_thread::sleep_for(milliseconds(50));
  for (const Client& client : clients) client.send(Client::get("/echo/a"));
  int shed = 0;
  for (Client& client : clients) shed += client.read_reply().status == 503 ? 1 : 0;
  // Those sent only after the first was done (on a busy machine) find an empty queue.
  EXPECT_GE(shed, 8);
  EXPECT_LE(shed, 29);
}

}  // namespace
}  // namespace fingerpost::http::test
