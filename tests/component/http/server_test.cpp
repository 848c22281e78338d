#include "http/server.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "tests/component/http/serving.hpp"

namespace fingerpost::http::test {
namespace {

TEST(Server, AnswersAndKeepsTheConnection) {
  Serving serving;
  Client client = serving.connect();
  for (int i = 0; i < 3; ++i) {
    const std::string text = "hello" + std::to_string(i);
    ASSERT_TRUE(client.send(Client::get("/echo/" + text)));
    const Reply reply = client.read_reply();
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "[" + text + "]");
    EXPECT_FALSE(reply.headers.contains("connection"));
    EXPECT_TRUE(reply.headers.contains("date"));
    EXPECT_TRUE(reply.headers.contains("x-request-id"));
  }
}

TEST(Server, ClosesWhenAsked) {
  Serving serving;
  Client client = serving.connect();
  client.send(Client::get("/echo/a", "Connection: close\r\n"));
  const auto all = client.read_to_end();
  ASSERT_TRUE(all);
  EXPECT_NE(all->find("Connection: close\r\n"), std::string::npos);
  EXPECT_TRUE(all->ends_with("[a]"));
}

TEST(Server, ClosesAfterHttp10) {
  Serving serving;
  Client client = serving.connect();
  client.send("GET /echo/a HTTP/1.0\r\n\r\n");
  const auto all = client.read_to_end();
  ASSERT_TRUE(all);
  EXPECT_NE(all->find("Connection: close\r\n"), std::string::npos);
}

TEST(Server, KeepsHttp10WhenAsked) {
  Serving serving;
  Client client = serving.connect();
  for (int i = 0; i < 2; ++i) {
    client.send("GET /echo/a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    const Reply reply = client.read_reply();
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.headers.at("connection"), "keep-alive");
  }
}

TEST(Server, AnswersFiftyPipelinedRequestsInOrder) {
  Serving serving;
  Client client = serving.connect();
  std::string all;
  for (int i = 0; i < 50; ++i) all += Client::get("/echo/" + std::to_string(i));
  ASSERT_TRUE(client.send(all));
  for (int i = 0; i < 50; ++i) EXPECT_EQ(client.read_reply().body, "[" + std::to_string(i) + "]");
}

TEST(Server, AnswersPipelinedRequestsBehindALongAnswer) {
  Serving serving;
  Client client = serving.connect(16 * 1024);
  client.send(Client::get("/big/9000000") + Client::get("/chunks/300") + Client::get("/echo/last"));
  EXPECT_EQ(client.read_reply().body.size(), 9'000'000u);
  EXPECT_EQ(client.read_reply().body.size(), 3'000'000u);
  EXPECT_EQ(client.read_reply().body, "[last]");
}

TEST(Server, AnswersWhatWasSentBeforeTheClientEndedItsOutput) {
  Serving serving;
  Client client = serving.connect();
  client.send(Client::get("/echo/a") + Client::get("/big/5000000"));
  client.end_output();
  EXPECT_EQ(client.read_reply().body, "[a]");
  EXPECT_EQ(client.read_reply().body.size(), 5'000'000u);
  EXPECT_TRUE(client.read_to_end());
}

TEST(Server, HeadHasTheLengthAndNoBody) {
  Serving serving;
  Client client = serving.connect();
  client.send("HEAD /echo/abc HTTP/1.1\r\nHost: x\r\n\r\nHEAD /chunks/5 HTTP/1.1\r\nHost: x\r\n\r\n" +
              Client::get("/echo/next"));
  EXPECT_EQ(client.read_reply(true).headers.at("content-length"), "5");
  EXPECT_EQ(client.read_reply(true).headers.at("transfer-encoding"), "chunked");
  EXPECT_EQ(client.read_reply().body, "[next]");
}

TEST(Server, SaysContinueBeforeTheBody) {
  Serving serving;
  Client client = serving.connect();
  client.send("POST /body HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  EXPECT_EQ(client.read_reply().status, 100);
  client.send("hello");
  EXPECT_EQ(client.read_reply().body, "5:hello");
}

TEST(Server, SaysNoContinueWhenTheBodyIsThere) {
  Serving serving;
  Client client = serving.connect();
  client.send("POST /body HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello");
  EXPECT_EQ(client.read_reply().status, 200);
}

TEST(Server, StreamsChunksWithoutKnowingTheLength) {
  Serving serving;
  const Reply reply = serving.get("/chunks/1000");
  EXPECT_TRUE(reply.whole);
  EXPECT_EQ(reply.headers.at("transfer-encoding"), "chunked");
  EXPECT_EQ(reply.body.size(), 10'000'000u);
}

TEST(Server, StreamsToHttp10UntilTheEnd) {
  Serving serving;
  Client client = serving.connect();
  client.send("GET /chunks/7 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const Reply reply = client.read_reply();
  EXPECT_FALSE(reply.headers.contains("transfer-encoding"));
  EXPECT_EQ(reply.body.size(), 70'000u);
}

TEST(Server, SendsFilesWithTheirLength) {
  Serving serving;
  Client client = serving.connect(16 * 1024);
  client.send(Client::get("/file") + Client::get("/echo/next"));
  const Reply reply = client.read_reply();
  EXPECT_EQ(reply.headers.at("content-length"), "10000000");
  EXPECT_TRUE(reply.body.starts_with("aaaa") && reply.body.ends_with("bbbb"));
  EXPECT_EQ(std::ranges::count(reply.body, 'a'), 5'000'000);
  EXPECT_EQ(client.read_reply().body, "[next]");

  client.send("HEAD /file HTTP/1.1\r\nHost: x\r\n\r\nGET /file HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(client.read_reply(true).headers.at("content-length"), "10000000");
  EXPECT_EQ(client.read_reply().body, reply.body);

  const Reply packed = serving.get("/file", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(packed.headers.at("content-encoding"), "gzip");
  EXPECT_TRUE(packed.whole);
  EXPECT_LT(packed.body.size(), 100'000u);
}

TEST(Server, CutsAFileThatIsShorterThanWasSaid) {
  Serving serving;
  EXPECT_FALSE(serving.get("/file/short").whole);
  EXPECT_FALSE(serving.get("/file/short", "Accept-Encoding: gzip\r\n").whole);
  EXPECT_EQ(serving.get("/echo/on").status, 200);
}

TEST(Server, SurvivesClientsThatVanishInAFile) {
  Serving serving;
  for (int i = 0; i < 20; ++i) {
    Client client = serving.connect(8 * 1024);
    client.send(Client::get("/file"));
    client.read_some(100);
    client.reset();
  }
  EXPECT_TRUE(eventually([&] { return serving.metrics.cut_answers == 20; }));
  EXPECT_EQ(serving.get("/echo/on").status, 200);
}

TEST(Server, CutsABrokenStreamInsteadOfEndingIt) {
  Serving serving;
  const Reply reply = serving.get("/broken");
  EXPECT_EQ(reply.status, 200);
  EXPECT_FALSE(reply.whole);
  EXPECT_EQ(serving.get("/echo/on").status, 200);
}

TEST(Server, ReadsAChunkedBodyCutAtEveryPoint) {
  Serving serving;
  const std::string request =
      "POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5;a=b\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: x\r\n\r\n";
  Client client = serving.connect();
  for (std::size_t at = 1; at < request.size(); ++at) {
    client.send(request.substr(0, at));
    EXPECT_FALSE(client.is_readable(std::chrono::milliseconds(1))) << at;
    client.send(request.substr(at));
    EXPECT_EQ(client.read_reply().body, "11:hello world") << at;
  }
}

TEST(Server, ReadsALargeBody) {
  ServerOptions options = Serving::quiet();
  options.limits.body = 8 * 1024 * 1024;
  Serving serving(options);
  Client client = serving.connect();
  const std::string body(8 * 1024 * 1024, 'b');
  client.send("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n");
  client.send(body);
  EXPECT_EQ(client.read_reply().body, std::to_string(body.size()) + ":" + body);
}

TEST(Server, KnowsTheClientBehindATrustedProxyOnly) {
  Serving alone;
  EXPECT_EQ(alone.get("/peer", "X-Forwarded-For: 192.0.2.7\r\n").body, "127.0.0.1");
  ServerOptions options = Serving::quiet();
  options.trusted_proxies = {"127.0.0.1"};
  Serving behind(options);
  EXPECT_EQ(behind.get("/peer", "X-Forwarded-For: 10.9.9.9, 192.0.2.7\r\n").body, "192.0.2.7");
  EXPECT_EQ(behind.get("/peer").body, "127.0.0.1");
}

TEST(Server, EchoesASaneRequestId) {
  Serving serving;
  EXPECT_EQ(serving.get("/echo/a", "X-Request-Id: abc-DEF_12.3\r\n").headers.at("x-request-id"), "abc-DEF_12.3");
  EXPECT_NE(serving.get("/echo/a", "X-Request-Id: a b\"c<script>\r\n").headers.at("x-request-id"), "a b\"c<script>");
}

TEST(Server, AnswersNotModifiedAndCompressed) {
  Serving serving;
  const Reply plain = serving.get("/text/5000");
  EXPECT_EQ(plain.body.size(), 5000u);
  const Reply compressed = serving.get("/text/5000", "Accept-Encoding: br, gzip\r\n");
  EXPECT_EQ(compressed.headers.at("content-encoding"), "gzip");
  EXPECT_LT(compressed.body.size(), 100u);
  EXPECT_NE(plain.headers.at("etag"), compressed.headers.at("etag"));
  Client client = serving.connect();
  client.send(Client::get("/text/5000", "If-None-Match: " + plain.headers.at("etag") + "\r\n"));
  EXPECT_EQ(client.read_reply().status, 304);
  client.send(Client::get("/echo/next"));
  EXPECT_EQ(client.read_reply().body, "[next]");
}

TEST(Server, ListensOnIpv6) {
  ServerOptions options = Serving::quiet();
  options.address = "::1";
  EXPECT_NO_THROW({
    Serving serving(options);
    EXPECT_NE(serving.server->port(), 0);
  });
}

TEST(Server, ATakenPortIsAFailure) {
  Serving serving;
  ServerOptions options = Serving::quiet();
  options.port = serving.server->port();
  EXPECT_THROW(Serving second(options), Failure);
}

TEST(Server, CountsWhatItDoes) {
  Serving serving;
  serving.get("/echo/a");
  serving.get("/nowhere?q=canary");
  const auto says = [&](std::string_view line) { return serving.metrics.text().find(line) != std::string::npos; };
  // An answer is counted once it has gone, which may be a moment after the client has it.
  EXPECT_TRUE(
      eventually([&] { return says("fingerpost_http_requests_total{route=\"/echo/{text}\",status=\"200\"} 1\n"); }));
  EXPECT_TRUE(eventually([&] { return says("fingerpost_http_requests_total{route=\"none\",status=\"404\"} 1\n"); }));
  EXPECT_TRUE(says("fingerpost_http_connections_total 2\n"));
  EXPECT_FALSE(says("canary"));
}

TEST(Server, TheLogNamesRoutesAndNothingThatWasAsked) {
  ServerOptions options = Serving::quiet();
  options.access_log = true;
  testing::internal::CaptureStderr();
  {
    Serving serving(options);
    const std::string headers = "Referer: http://x/?canary\r\nCookie: canary=1\r\nUser-Agent: canary\r\n";
    serving.get("/echo/canary?q=canary", headers);
    serving.get("/canary/canary", headers);
    serving.get("/throw/exception?q=canary", headers);
    serving.get("/%zzcanary", headers);
    Client client = serving.connect();
    client.send("POST /body?canary HTTP/1.1\r\nHost: canary\r\nContent-Length: 6\r\n\r\ncanary");
    client.read_reply();
    client.send("canary\r\n\r\n");
    client.read_reply();
  }
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_EQ(log.find("canary"), std::string::npos) << log;
  EXPECT_EQ(log.find("127.0.0.1"), std::string::npos) << log;
  EXPECT_NE(log.find("info request route=/echo/{text} status=200 ms="), std::string::npos) << log;
  EXPECT_NE(log.find("info request route=none status=404 ms="), std::string::npos) << log;
}

TEST(Server, SurvivesWhatEndpointsThrow) {
  Serving serving;
  for (const std::string what : {"42", "exception", "failure"}) {
    const Reply reply = serving.get("/throw/" + what + "?q=canary-question");
    EXPECT_EQ(reply.status, 500) << what;
    EXPECT_EQ(reply.headers.at("content-type"), "application/problem+json");
    EXPECT_EQ(reply.body.find("canary"), std::string::npos) << reply.body;
    EXPECT_NE(reply.body.find(reply.headers.at("x-request-id")), std::string::npos);
  }
  const Reply reply = serving.get("/throw/unavailable");
  EXPECT_EQ(reply.status, 503);
  EXPECT_TRUE(reply.headers.contains("retry-after"));
}

}  // namespace
}  // namespace fingerpost::http::test
