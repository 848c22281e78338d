#include <gtest/gtest.h>

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

}  // namespace
}  // namespace fingerpost::http::test
