// What the server says to requests it will not serve, each over a socket, and that it then closes.
#include <gtest/gtest.h>

#include "tests/component/http/serving.hpp"

namespace fingerpost::http::test {
namespace {

using namespace std::string_literals;

struct Case {
  const char* name;
  std::string request;
  int status;
};

std::string post(const std::string& headers, const std::string& body = "") {
  return "POST /body HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n" + body;
}

std::string many_headers(int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += "X-" + std::to_string(i) + ": y\r\n";
  return all;
}

std::vector<Case> cases() {
  return {
      {"NoHost", "GET / HTTP/1.1\r\n\r\n", 400},
      {"TwoHosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"BareLineFeed", "GET / HTTP/1.1\nHost: x\n\n", 400},
      {"SpaceBeforeColon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400},
      {"FoldedHeader", "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n", 400},
      {"NoColon", "GET / HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n", 400},
      {"NulInHeader", "GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n"s, 400},
      {"TrailingCr", "GET / HTTP/1.1\r\r\nHost: x\r\n\r\n", 400},
      {"TlsHello", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s, 400},
      {"NoVersion", "GET /\r\n\r\n", 400},
      {"OddVersion", "GET / HTTP/1.\r\nHost: x\r\n\r\n", 400},
      {"Version2", "GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505},
      {"UnknownMethod", "BREW / HTTP/1.1\r\nHost: x\r\n\r\n", 501},
      {"Connect", "CONNECT a:1 HTTP/1.1\r\nHost: x\r\n\r\n", 501},
      {"LengthIsAWord", post("Content-Length: abc\r\n"), 400},
      {"NegativeLength", post("Content-Length: -5\r\n"), 400},
      {"PlusLength", post("Content-Length: +5\r\n", "hello"), 400},
      {"LengthList", post("Content-Length: 5, 5\r\n", "hello"), 400},
      {"TwoLengths", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400},
      {"HugeLength", post("Content-Length: 50000000000\r\n"), 413},
      {"OverflowingLength", post("Content-Length: 99999999999999999999999999\r\n"), 413},
      {"LengthAndChunked", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"GzipChunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501},
      {"ChunkedInHttp10", "POST /body HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"NoLengthInHttp10", "POST /body HTTP/1.0\r\n\r\n", 411},
      {"BadChunkSize", post("Transfer-Encoding: chunked\r\n", "xyz\r\n"), 400},
      {"NegativeChunkSize", post("Transfer-Encoding: chunked\r\n", "-5\r\n"), 400},
      {"ChunkTooLong", post("Transfer-Encoding: chunked\r\n", "3\r\nhello\r\n"), 400},
      {"HugeChunk", post("Transfer-Encoding: chunked\r\n", "ffffffff\r\n"), 413},
      {"UnknownExpectation", post("Expect: 200-maybe\r\nContent-Length: 1\r\n", "x"), 417},
      {"LongLine", "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n", 414},
      {"UnendingLine", "GET /" + std::string(9000, 'a'), 414},
      {"LargeHeader", "GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(17000, 'a') + "\r\n\r\n", 431},
      {"UnendingHeader", "GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(17000, 'a'), 431},
      {"ManyHeaders", "GET / HTTP/1.1\r\nHost: x\r\n" + many_headers(120) + "\r\n", 431},
      {"EmptyLinesOnly", "\r\n\r\n\r\n\r\n", 400},
  };
}

TEST(Refusal, EachIsSaidOnceAndTheConnectionCloses) {
  Serving serving;
  for (const Case& refused : cases()) {
    Client client = serving.connect();
    // What follows must not be taken for a request: that is how requests are smuggled.
    client.send(refused.request + Client::get("/echo/smuggled"));
    const Reply reply = client.read_reply();
    EXPECT_EQ(reply.status, refused.status) << refused.name;
    EXPECT_EQ(reply.headers.at("connection"), "close") << refused.name;
    EXPECT_EQ(reply.headers.at("content-type"), "application/problem+json") << refused.name;
    const auto rest = client.read_to_end();
    ASSERT_TRUE(rest) << refused.name;
    EXPECT_EQ(*rest, "") << refused.name;
  }
  EXPECT_EQ(serving.get("/echo/on").status, 200);
}

TEST(Refusal, ABadAddressInAWellFramedRequestKeepsTheConnection) {
  Serving serving;
  Client client = serving.connect();
  for (const char* target : {"/a%zz", "/a%2Fb", "/%ff", "/a/../b", "/a#b", "nonsense", "/a%00b"}) {
    client.send(Client::get(target));
    EXPECT_EQ(client.read_reply().status, 400) << target;
  }
  client.send(Client::get("/echo/on"));
  EXPECT_EQ(client.read_reply().body, "[on]");
}

TEST(Refusal, WhatOtherServersTripOverIsServed) {
  Serving serving;
  Client client = serving.connect();
  for (const char* header :
       {"Cookie: =; ;;a\r\n", "Accept: nonsense\r\n", "Accept: */*;q=x\r\n", "Content-Type: ;;\r\n",
        "Authorization: \r\n", "Cache-Control: max-age=abc\r\n", "Date: yesterday\r\n", "User-Agent:\r\n",
        "Accept-Encoding: ,,;q=,gzip;\r\n", "If-None-Match: \"\r\n", "X-Latin: caf\xe9\r\n"}) {
    client.send(Client::get("/echo/a", header));
    EXPECT_EQ(client.read_reply().status, 200) << header;
  }
  client.send("GET /echo/a HTTP/1.1\r\nHost: x:y:z\r\n\r\n");
  EXPECT_EQ(client.read_reply().status, 200);
  client.send("GET http://elsewhere.example/echo/a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read_reply().body, "[a]");
  client.send("\r\nGET /echo/b HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read_reply().body, "[b]");
}

TEST(Refusal, QueriesArriveDecodedRepeatedAndInOrder) {
  Serving serving;
  EXPECT_EQ(serving.get("/query?cat=a&q=food%20bank+x&cat=b&&y&t=t%C5%B7&u=t\xC5\xB7&z=a=b?c").body,
            "cat=a\nq=food bank x\ncat=b\ny=\nt=tŷ\nu=tŷ\nz=a=b?c\n");
}

TEST(Refusal, MethodsThatARouteLacks) {
  Serving serving;
  Client client = serving.connect();
  client.send("DELETE /echo/a HTTP/1.1\r\nHost: x\r\n\r\n");
  const Reply not_allowed = client.read_reply();
  EXPECT_EQ(not_allowed.status, 405);
  EXPECT_EQ(not_allowed.headers.at("allow"), "GET, HEAD, OPTIONS");
  client.send("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read_reply().status, 204);
  client.send("HEAD /nowhere HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read_reply(true).status, 404);
  client.send(Client::get("/echo/on"));
  EXPECT_EQ(client.read_reply().body, "[on]");
}

}  // namespace
}  // namespace fingerpost::http::test
