#include "http/detail/finish.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <zlib.h>

#include "http/detail/gzip.hpp"

namespace fingerpost::http {
namespace {

std::string gunzip(std::string_view packed) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string text(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  const int state = inflate(&stream, Z_FINISH);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return state == Z_STREAM_END ? text : "not gzip";
}

std::string long_text() {
  std::string text;
  while (text.size() < 20'000) text += "{\"name\":\"Food bank\"},";
  return text;
}

HttpResponse finished(HttpResponse response, Headers headers = {}, Method method = Method::get) {
  HttpRequest request;
  request.method = method;
  request.headers = std::move(headers);
  request.request_id = "12345678";
  finish(response, request);
  return response;
}

TEST(Finish, EqualBodiesHaveEqualETagsAndOthersNot) {
  const HttpResponse a = finished(HttpResponse::json("[1]"));
  EXPECT_EQ(a.headers.first("ETag"), finished(HttpResponse::json("[1]")).headers.first("ETag"));
  EXPECT_NE(a.headers.first("ETag"), finished(HttpResponse::json("[2]")).headers.first("ETag"));
  EXPECT_EQ(a.headers.first("Content-Length"), "3");
  EXPECT_FALSE(finished(HttpResponse::json("[1]", 404)).headers.has("ETag"));
  EXPECT_FALSE(finished(HttpResponse::json("[1]"), {}, Method::post).headers.has("ETag"));
}

TEST(Finish, KnowsWhatTheClientHas) {
  const std::string etag(*finished(HttpResponse::json("[1]")).headers.first("ETag"));
  for (const std::string& value : {etag, "W/" + etag, "\"x\", " + etag, std::string("*")}) {
    const HttpResponse response = finished(HttpResponse::json("[1]"), {{"If-None-Match", value}});
    EXPECT_EQ(response.status, 304) << value;
    EXPECT_EQ(response.body, "");
    EXPECT_EQ(response.headers.first("ETag"), etag);
    EXPECT_FALSE(response.headers.has("Content-Type"));
    EXPECT_FALSE(response.headers.has("Content-Length"));
  }
  for (const std::string value : {"\"x\"", "", "\"", "x"})
    EXPECT_EQ(finished(HttpResponse::json("[1]"), {{"If-None-Match", value}}).status, 200) << value;
  EXPECT_EQ(finished(HttpResponse::json("[1]"), {{"If-None-Match", etag}}, Method::head).status, 304);
}

TEST(Finish, CompressesWhenAskedAndWorthIt) {
  const Headers asks{{"Accept-Encoding", "gzip, br"}};
  const HttpResponse response = finished(HttpResponse::json(long_text()), asks);
  EXPECT_EQ(response.headers.first("Content-Encoding"), "gzip");
  EXPECT_EQ(response.headers.first("Vary"), "Accept-Encoding");
  EXPECT_EQ(response.headers.first("Content-Length"), std::to_string(response.body.size()));
  EXPECT_EQ(gunzip(response.body), long_text());
  EXPECT_EQ(finished(HttpResponse::json(long_text())).headers.first("Vary"), "Accept-Encoding");
  EXPECT_FALSE(finished(HttpResponse::json("[1]"), asks).headers.has("Content-Encoding"));
  EXPECT_FALSE(finished(HttpResponse::of("image/png", long_text()), asks).headers.has("Content-Encoding"));
}

TEST(Finish, TheCompressedFormHasAnETagOfItsOwn) {
  const Headers asks{{"Accept-Encoding", "gzip"}};
  const HttpResponse plain = finished(HttpResponse::json(long_text()));
  const HttpResponse packed = finished(HttpResponse::json(long_text()), asks);
  const std::string plain_etag(*plain.headers.first("ETag"));
  const std::string packed_etag(*packed.headers.first("ETag"));
  EXPECT_NE(plain_etag, packed_etag);
  Headers both = asks;
  both.add("If-None-Match", packed_etag);
  EXPECT_EQ(finished(HttpResponse::json(long_text()), both).status, 304);
  EXPECT_EQ(finished(HttpResponse::json(long_text()), {{"If-None-Match", packed_etag}}).status, 200);
}

TEST(Finish, AnEndpointsETagServesProducersToo) {
  const auto stream = [] {
    HttpResponse response = HttpResponse::stream(kJsonType, [](std::string&) { return false; });
    response.headers.set("ETag", "\"revision-7\"");
    return response;
  };
  EXPECT_EQ(finished(stream(), {{"If-None-Match", "\"revision-7\""}}).status, 304);
  const HttpResponse fresh = finished(stream());
  EXPECT_EQ(fresh.status, 200);
  EXPECT_FALSE(fresh.headers.has("Content-Length"));
}

TEST(Finish, CompressesWhatAProducerMakes) {
  HttpResponse response = HttpResponse::stream(kTextType, [n = 0](std::string& chunk) mutable {
    if (n == 100) return false;
    chunk = std::to_string(n++) + std::string(1000, 'x') + "\n";
    return true;
  });
  response = finished(std::move(response), {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(response.headers.first("Content-Encoding"), "gzip");
  std::string packed;
  std::string chunk;
  while (response.producer(chunk)) packed += chunk;
  const std::string text = gunzip(packed);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 100);
  EXPECT_TRUE(text.starts_with("0xx"));
}

TEST(Finish, HonoursTheDateOfTheLastChange) {
  const auto dated = [](Headers headers) {
    HttpResponse response = HttpResponse::json("[1]");
    response.last_modified = parse_rfc3339("1994-11-06T08:49:37.900Z");
    return finished(std::move(response), std::move(headers));
  };
  EXPECT_EQ(dated({}).headers.first("Last-Modified"), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(dated({{"If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT"}}).status, 304);
  EXPECT_EQ(dated({{"If-Modified-Since", "Sun, 06 Nov 1994 08:49:36 GMT"}}).status, 200);
  EXPECT_EQ(dated({{"If-Modified-Since", "yesterday"}}).status, 200);
  // A named ETag decides alone.
  EXPECT_EQ(dated({{"If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT"}, {"If-None-Match", "\"x\""}}).status, 200);
}

TEST(Finish, ReadsAcceptEncoding) {
  for (const char* yes : {"gzip", "GZIP", "deflate, gzip;q=0.5", "*", "br;q=1, *;q=0.1", "x-gzip", "gzip ; q=1"})
    EXPECT_TRUE(accepts_gzip(yes)) << yes;
  for (const char* no : {"", "br", "gzip;q=0", "gzip; q=0.0", "*;q=0", "gzip;q=0, *", "identity", "gzip;q=x", ",,;q="})
    EXPECT_FALSE(accepts_gzip(no)) << no;
}

}  // namespace
}  // namespace fingerpost::http
