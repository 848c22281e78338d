#include "http/router.hpp"

#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "base/json.hpp"

namespace fingerpost::http {
namespace {

Handler says(std::string text) {
  return [text = std::move(text)](const HttpRequest& request) {
    std::string all = text;
    for (const char* name : {"id", "name"})
      if (!request.path_parameters[name].empty()) all += ":" + std::string(request.path_parameters[name]);
    return HttpResponse::plain(all);
  };
}

HttpRequest request(Method method, std::string path, Headers headers = {}) {
  HttpRequest made;
  made.method = method;
  made.path = std::move(path);
  made.headers = std::move(headers);
  return made;
}

Router example() {
  Router router;
  router.add(Method::get, "/", says("home"));
  router.add(Method::get, "/services", says("services"));
  router.add(Method::post, "/services", says("new service"));
  router.add(Method::get, "/services/{id}", says("service"));
  router.add(Method::get, "/services/new", says("form"));
  router.add(Method::get, "/services/{id}/places/{name}", says("place"));
  router.add(Method::get, "/{name}/new/x", says("deep"));
  router.add(Method::get, "/exact", says("exact"), {.trailing_slash = false});
  router.add(Method::get, "/open/{id}", says("open"), {.open_to_all_origins = true});
  router.add(Method::post, "/open/{id}", says("closed"));
  router.add(Method::get, "/health", says("well"), {.essential = true});
  return router;
}

std::string body_at(const Router& router, const std::string& path) {
  const HttpResponse response = router.answer(request(Method::get, path));
  return response.status == 200 ? response.body : std::to_string(response.status);
}

TEST(Router, FindsTheRoute) {
  const Router router = example();
  EXPECT_EQ(body_at(router, "/"), "home");
  EXPECT_EQ(body_at(router, "/services"), "services");
  EXPECT_EQ(body_at(router, "/services/"), "services");
  EXPECT_EQ(body_at(router, "/services/7"), "service:7");
  EXPECT_EQ(body_at(router, "/services/a b"), "service:a b");
  EXPECT_EQ(body_at(router, "/services/new"), "form");
  EXPECT_EQ(body_at(router, "/services/7/places/x"), "place:7:x");
  EXPECT_EQ(body_at(router, "/services/new/x"), "deep:services");
  EXPECT_EQ(body_at(router, "/exact"), "exact");
  for (const char* path : {"/exact/", "//", "/services//", "/services/7/", "/services/7/places", "//services",
                           "/Services", "/services/7/places/x/y", "", "services"})
    EXPECT_EQ(body_at(router, path), path == std::string("/services/7/") ? "service:7" : "404") << path;
  EXPECT_EQ(body_at(router, std::string(5000, '/')), "404");
}

TEST(Router, NamesTheRouteThatAnswered) {
  const Router router = example();
  EXPECT_EQ(router.answer(request(Method::get, "/services/7")).route, "/services/{id}");
  EXPECT_EQ(router.answer(request(Method::put, "/services/7")).route, "/services/{id}");
  EXPECT_EQ(router.answer(request(Method::get, "/nowhere")).route, "");
  EXPECT_EQ(router.patterns().size(), 9u);
}

TEST(Router, SaysWhichMethodsAreAllowed) {
  const Router router = example();
  const HttpResponse response = router.answer(request(Method::del, "/services"));
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.headers.first("Allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(response.headers.first("Content-Type"), kProblemType);
  const HttpResponse options = router.answer(request(Method::options, "/services"));
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.headers.first("Allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_FALSE(options.headers.has("Content-Length"));
  EXPECT_EQ(router.answer(request(Method::options, "*")).status, 204);
  EXPECT_EQ(router.answer(request(Method::options, "/nowhere")).status, 404);
}

TEST(Router, AnswersHeadAsGetWithoutTheBody) {
  const Router router = example();
  const HttpResponse get = router.answer(request(Method::get, "/services"));
  const HttpResponse head = router.answer(request(Method::head, "/services"));
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.body, "");
  for (const char* name : {"Content-Length", "Content-Type", "ETag"})
    EXPECT_EQ(head.headers.first(name), get.headers.first(name)) << name;
}

TEST(Router, OpenRoutesAreOpenToAllOriginsAlsoInError) {
  const Router router = example();
  EXPECT_EQ(router.answer(request(Method::get, "/open/1")).headers.first("Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(router.answer(request(Method::put, "/open/1")).headers.first("Access-Control-Allow-Origin"), "*");
  EXPECT_FALSE(router.answer(request(Method::post, "/open/1")).headers.has("Access-Control-Allow-Origin"));
  EXPECT_FALSE(router.answer(request(Method::get, "/services")).headers.has("Access-Control-Allow-Origin"));
  const Headers asks{{"Origin", "https://x.example"}, {"Access-Control-Request-Method", "GET"}};
  const HttpResponse preflight = router.answer(request(Method::options, "/open/1", asks));
  EXPECT_EQ(preflight.status, 204);
  EXPECT_EQ(preflight.headers.first("Access-Control-Allow-Methods"), "GET, HEAD, POST, OPTIONS");
  EXPECT_FALSE(router.answer(request(Method::options, "/services", asks)).headers.has("Access-Control-Allow-Methods"));
}

TEST(Router, EveryAnswerHasItsHeaders) {
  const Router router = example();
  for (const char* path : {"/services", "/nowhere"}) {
    const HttpResponse response = router.answer(request(Method::get, path));
    EXPECT_EQ(response.headers.first("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(response.headers.first("Referrer-Policy"), "no-referrer");
    EXPECT_EQ(response.headers.first("X-Request-Id")->size(), 16u);
  }
  HttpRequest known = request(Method::get, "/nowhere");
  known.request_id = "known-to-you";
  const HttpResponse response = router.answer(known);
  EXPECT_EQ(response.headers.first("X-Request-Id"), "known-to-you");
  EXPECT_EQ((*parse_json(response.body))["request_id"].string(), "known-to-you");
}

TEST(Router, WhatIsThrownBecomesAProblemThatSaysNothing) {
  Router router;
  router.add(Method::get, "/42", [](const HttpRequest&) -> HttpResponse { throw 42; });
  router.add(Method::get, "/bug", [](const HttpRequest&) -> HttpResponse { throw std::runtime_error("secret"); });
  router.add(Method::get, "/failure", [](const HttpRequest&) -> HttpResponse { throw Failure("reading", "secret"); });
  router.add(Method::get, "/busy", [](const HttpRequest&) -> HttpResponse {
    throw Failure("reading", "secret", Failure::Kind::unavailable);
  });
  testing::internal::CaptureStderr();
  for (const char* path : {"/42", "/bug", "/failure"}) {
    const HttpResponse response = router.answer(request(Method::get, path));
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(response.body.find("secret"), std::string::npos);
    EXPECT_EQ(response.headers.first("Content-Type"), kProblemType);
  }
  const HttpResponse busy = router.answer(request(Method::get, "/busy"));
  EXPECT_EQ(busy.status, 503);
  EXPECT_TRUE(busy.headers.has("Retry-After"));
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_NE(log.find("route=/failure"), std::string::npos);
  EXPECT_NE(log.find("request="), std::string::npos);
}

TEST(Router, KnowsItsEssentialRoutes) {
  const Router router = example();
  EXPECT_TRUE(router.is_essential(Method::get, "/health"));
  EXPECT_TRUE(router.is_essential(Method::head, "/health/"));
  EXPECT_FALSE(router.is_essential(Method::put, "/health"));
  EXPECT_FALSE(router.is_essential(Method::get, "/services"));
  EXPECT_FALSE(router.is_essential(Method::get, "/nowhere"));
}

}  // namespace
}  // namespace fingerpost::http
