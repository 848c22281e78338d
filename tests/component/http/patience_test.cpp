// Slow and silent clients: time-outs, limits of what is held for them, and that they cost the others nothing.
#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "tests/component/http/serving.hpp"

namespace fingerpost::http::test {
namespace {

using std::chrono::milliseconds;

ServerOptions hurried() {
  ServerOptions options = Serving::quiet();
  options.limits.header_timeout = milliseconds(150);
  options.limits.body_timeout = milliseconds(150);
  options.limits.keepalive_timeout = milliseconds(150);
  return options;
}

/// Good requests go on, on connections new and kept.
void expect_served(const Serving& serving) {
  Client client = serving.connect();
  for (int i = 0; i < 50; ++i) {
    const std::string text = std::to_string(i);
    client.send(Client::get("/echo/" + text));
    ASSERT_EQ(client.read_reply().body, "[" + text + "]");
    ASSERT_EQ(serving.get("/echo/new" + text).body, "[new" + text + "]");
  }
}

TEST(Patience, HalfAHeadIsATimeout) {
  Serving serving(hurried());
  Client client = serving.connect();
  client.send("GET /echo/a HTTP/1.1\r\nHost:");
  EXPECT_EQ(client.read_reply().status, 408);
  EXPECT_EQ(client.read_to_end(), "");
}

TEST(Patience, HalfABodyIsATimeout) {
  Serving serving(hurried());
  Client client = serving.connect();
  client.send("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
  EXPECT_EQ(client.read_reply().status, 408);
  EXPECT_EQ(client.read_to_end(), "");
}

TEST(Patience, DripFeedingDoesNotHelp) {
  Serving serving(hurried());
  Client client = serving.connect();
  client.send("GET /echo/a HTTP/1.1\r\nHost: x\r\n");
  bool closed = false;
  for (int i = 0; i < 500 && !closed; ++i) closed = !client.send("A: b\r\n") || client.is_readable(milliseconds(10));
  EXPECT_TRUE(closed);
  EXPECT_EQ(client.read_reply().status, 408);
}

/// Who asks again at once is waited for; one pause, and the worker sleeps between the questions.
TEST(Patience, OnlyWhoAskedAgainAtOnceIsWaitedFor) {
  ServerOptions options = Serving::quiet();
  options.limits.eager_wait = milliseconds(200);
  Serving serving(options);
  Client client = serving.connect();
  const auto ask = [&](milliseconds pause) {
    std::this_thread::sleep_for(pause);
    client.send(Client::get("/echo/a"));
    ASSERT_EQ(client.read_reply().body, "[a]");
  };
  for (int i = 0; i < 10; ++i) ask(milliseconds(0));
  const std::uint64_t eager = serving.metrics.eager_requests.load();
  EXPECT_GE(eager, 8u);
  const double before = processor_seconds();
  for (int i = 0; i < 3; ++i) ask(milliseconds(600));
  EXPECT_EQ(serving.metrics.eager_requests.load(), eager);
  EXPECT_LT(processor_seconds() - before, 0.5);
}

/// While one is waited for, another connection of the same worker waits no longer than that.
TEST(Patience, NobodyWaitsForLong) {
  ServerOptions options = Serving::quiet();
  options.threads = 1;
  options.limits.eager_wait = milliseconds(100);
  Serving serving(options);
  Client eager = serving.connect(), other = serving.connect();
  for (int i = 0; i < 5; ++i) {
    eager.send(Client::get("/echo/a"));
    ASSERT_EQ(eager.read_reply().body, "[a]");
  }
  other.send(Client::get("/echo/b"));
  EXPECT_TRUE(other.is_readable(milliseconds(2'000)));
  EXPECT_EQ(other.read_reply().body, "[b]");
}

TEST(Patience, NobodyIsWaitedForWhereThereIsNoWait) {
  ServerOptions options = Serving::quiet();
  options.limits.eager_wait = milliseconds(0);
  Serving serving(options);
  Client client = serving.connect();
  for (int i = 0; i < 10; ++i) {
    client.send(Client::get("/echo/a"));
    ASSERT_EQ(client.read_reply().body, "[a]");
  }
  EXPECT_EQ(serving.metrics.eager_requests.load(), 0u);
}

TEST(Patience, SilenceIsClosedWithoutAWord) {
  Serving serving(hurried());
  Client fresh = serving.connect();
  Client kept = serving.connect();
  kept.send(Client::get("/echo/a"));
  EXPECT_EQ(kept.read_reply().status, 200);
  EXPECT_EQ(kept.read_to_end(), "");
  EXPECT_EQ(fresh.read_to_end(), "");
}

TEST(Patience, FiveHundredIdleAndHalfSentConnectionsCostNothing) {
  Serving serving;
  std::vector<Client> idle;
  for (int i = 0; i < 500; ++i) {
    idle.push_back(serving.connect());
    ASSERT_TRUE(idle.back().is_open());
    if (i % 2 == 0) idle.back().send("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhal");
  }
  expect_served(serving);
  EXPECT_TRUE(eventually([&] { return serving.metrics.connections_open >= 500; }));
  idle[0].send("f of it");
  EXPECT_EQ(idle[0].read_reply().body, "10:half of it");
}

TEST(Patience, SlowReadersDoNotSpinAWorker) {
  Serving serving;
  std::vector<Client> readers;
  for (int i = 0; i < 8; ++i) {
    readers.push_back(serving.connect(8 * 1024));
    constexpr std::array kLong{"/big/10000000", "/chunks/1000", "/file"};
    readers.back().send(Client::get(kLong[i % kLong.size()]));
    // What can be read while an answer waits must wake nobody: a further request, an end of the client's output.
    if (i % 4 < 2) readers.back().send(Client::get("/echo/next"));
    if (i % 3 == 0) readers.back().end_output();
  }
  ASSERT_TRUE(eventually([&] { return serving.metrics.slow_answers >= 8; }));
  expect_served(serving);
  // Two workers that spin would use two seconds of processor time in the second slept; ours wait.
  const double before = processor_seconds();
  std::this_thread::sleep_for(std::chrono::seconds(1));
  EXPECT_LT(processor_seconds() - before, 0.3);
  for (std::size_t i = 0; i < readers.size(); ++i) {
    EXPECT_EQ(readers[i].read_reply().body.size(), 10'000'000u);
    if (i % 4 < 2) {
      EXPECT_EQ(readers[i].read_reply().body, "[next]");
    }
  }
}

TEST(Patience, AStalledReaderIsCut) {
  ServerOptions options = Serving::quiet();
  options.limits.write_stall = milliseconds(150);
  Serving serving(options);
  Client reader = serving.connect(8 * 1024);
  reader.send(Client::get("/big/10000000"));
  EXPECT_TRUE(eventually([&] { return serving.metrics.cut_answers == 1; }));
  EXPECT_FALSE(reader.read_reply().whole);
  EXPECT_TRUE(eventually([&] { return serving.metrics.connections_open == 0; }));
}

TEST(Patience, ASlowButSteadyReaderIsNotCut) {
  ServerOptions options = Serving::quiet();
  options.limits.write_stall = milliseconds(300);
  options.limits.write_progress = 1024;
  Serving serving(options);
  Client reader = serving.connect(8 * 1024);
  reader.send(Client::get("/big/6000000"));
  for (int i = 0; i < 40; ++i) {
    ASSERT_GT(reader.read_some(20'000), 0u);
    std::this_thread::sleep_for(milliseconds(25));
  }
  EXPECT_EQ(serving.metrics.cut_answers, 0u);
}

TEST(Patience, TooManySlowAnswersAreCut) {
  ServerOptions options = Serving::quiet();
  options.limits.slow_answers = 3;
  Serving serving(options);
  std::vector<Client> readers;
  for (int i = 0; i < 6; ++i) {
    readers.push_back(serving.connect(8 * 1024));
    readers.back().send(Client::get("/big/10000000"));
  }
  EXPECT_TRUE(eventually([&] { return serving.metrics.cut_answers >= 3; }));
  expect_served(serving);
}

TEST(Patience, TooManyBytesForSlowReadersAreCut) {
  ServerOptions options = Serving::quiet();
  options.limits.slow_answer_bytes = 20'000'000;
  Serving serving(options);
  std::vector<Client> readers;
  for (int i = 0; i < 6; ++i) {
    readers.push_back(serving.connect(8 * 1024));
    readers.back().send(Client::get("/big/10000000"));
  }
  EXPECT_TRUE(eventually([&] { return serving.metrics.cut_answers >= 2; }));
  expect_served(serving);
}

TEST(Patience, TooMuchHalfReceivedIsTurnedAway) {
  ServerOptions options = Serving::quiet();
  options.limits.incomplete_bytes = 1'000'000;
  Serving serving(options);
  std::vector<Client> senders;
  for (int i = 0; i < 4; ++i) {
    senders.push_back(serving.connect());
    senders.back().send("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n" + std::string(400'000, 'b'));
  }
  const auto is_answered = [](const Client& client) { return client.is_readable(milliseconds(1)); };
  EXPECT_TRUE(eventually([&] { return std::any_of(senders.begin(), senders.end(), is_answered); }));
  const auto away = std::find_if(senders.begin(), senders.end(), is_answered);
  EXPECT_EQ(away->read_reply().status, 503);
  expect_served(serving);
}

TEST(Patience, ConnectionsBeyondTheLimitAreClosedAndTheRestServed) {
  ServerOptions options = Serving::quiet();
  options.limits.connections = 20;
  Serving serving(options);
  std::vector<Client> clients;
  for (int i = 0; i < 40; ++i) clients.push_back(serving.connect());
  EXPECT_TRUE(eventually([&] { return serving.metrics.connections_refused == 20; }));
  int served = 0;
  for (Client& client : clients) {
    client.send(Client::get("/echo/a"));
    served += client.read_reply().status == 200 ? 1 : 0;
  }
  EXPECT_EQ(served, 20);
  clients.clear();
  EXPECT_TRUE(eventually([&] { return serving.metrics.connections_open == 0; }));
  EXPECT_EQ(serving.get("/echo/on").status, 200);
}

}  // namespace
}  // namespace fingerpost::http::test
