#include "tests/component/http/serving.hpp"

#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>
#include <thread>

#include "base/failure.hpp"
#include "base/text.hpp"

namespace fingerpost::http::test {
namespace {

std::size_t number_in(const HttpRequest& request, std::string_view name) {
  return static_cast<std::size_t>(parse_integer(request.path_parameters[name]).value_or(0));
}

HttpResponse list_query(const HttpRequest& request) {
  std::string text;
  for (const Parameter& parameter : request.query) text += parameter.name + "=" + parameter.value + "\n";
  return HttpResponse::plain(std::move(text));
}

HttpResponse chunks(std::size_t count) {
  return HttpResponse::stream(kTextType, [count](std::string& chunk) mutable {
    if (count == 0) return false;
    chunk.assign(10'000, static_cast<char>('a' + --count % 26));
    return true;
  });
}

/// 10,000,000 letters of a nameless file: its second half, then its first. `more` is said of the file and not there.
HttpResponse halves_of_a_file(std::uint64_t more) {
  constexpr std::uint64_t kHalf = 5'000'000;
  const std::shared_ptr<std::FILE> file(std::tmpfile(), &std::fclose);
  const std::string text = std::string(kHalf, 'b') + std::string(kHalf, 'a');
  std::fwrite(text.data(), 1, text.size(), file.get());
  std::fflush(file.get());
  return HttpResponse::of_file(
      kTextType, {2 * kHalf + more, [file, more, n = 0](FileSlice& slice) mutable {
                    const int descriptor = ::fileno(file.get());
                    slice = n == 0 ? FileSlice{descriptor, kHalf, kHalf + more} : FileSlice{descriptor, 0, kHalf};
                    return n++ < 2;
                  }});
}

HttpResponse broken() {
  return HttpResponse::stream(kTextType, [n = 0](std::string& chunk) mutable {
    if (++n == 3) throw Failure("reading a page", "the disc is gone");
    chunk = "piece";
    return true;
  });
}

HttpResponse throw_something(const HttpRequest& request) {
  const std::string_view what = request.path_parameters["what"];
  if (what == "42") throw 42;
  if (what == "failure") throw Failure("opening the store", "canary-secret");
  if (what == "unavailable") throw Failure("opening the store", "locked", Failure::Kind::unavailable);
  throw std::runtime_error("canary-secret " + std::string(request.query.first("q").value_or("")));
}

void add_routes(Router& router) {
  router.add(Method::get, "/echo/{text}", [](const HttpRequest& request) {
    return HttpResponse::plain("[" + std::string(request.path_parameters["text"]) + "]");
  });
  router.add(Method::get, "/query", list_query);
  router.add(Method::post, "/body", [](const HttpRequest& request) {
    return HttpResponse::plain(std::to_string(request.body.size()) + ":" + request.body);
  });
  router.add(Method::get, "/big/{bytes}", [](const HttpRequest& request) {
    return HttpResponse::of("application/octet-stream", std::string(number_in(request, "bytes"), 'x'));
  });
  router.add(Method::get, "/text/{bytes}", [](const HttpRequest& request) {
    return HttpResponse::plain(std::string(number_in(request, "bytes"), 'x'));
  });
  router.add(Method::get, "/chunks/{n}", [](const HttpRequest& request) { return chunks(number_in(request, "n")); });
  router.add(Method::get, "/file", [](const HttpRequest&) { return halves_of_a_file(0); });
  router.add(Method::get, "/file/short", [](const HttpRequest&) { return halves_of_a_file(1); });
  router.add(Method::get, "/broken", [](const HttpRequest&) { return broken(); });
  router.add(Method::get, "/sleep/{ms}", [](const HttpRequest& request) {
    std::this_thread::sleep_for(std::chrono::milliseconds(number_in(request, "ms")));
    return HttpResponse::plain("slept");
  });
  router.add(Method::get, "/throw/{what}", throw_something);
  router.add(Method::get, "/peer", [](const HttpRequest& request) { return HttpResponse::plain(request.peer); });
  router.add(Method::get, "/health", [](const HttpRequest&) { return HttpResponse::plain("well"); },
             {.essential = true});
}

}  // namespace

ServerOptions Serving::quiet() {
  ServerOptions options;
  options.threads = 2;
  options.access_log = false;
  return options;
}

Serving::Serving(ServerOptions options) {
  add_routes(router);
  server = std::make_unique<Server>(router, metrics, readiness, clock, std::move(options));
  server->start();
  readiness.open();
}

Reply Serving::get(std::string_view target, std::string_view headers) const {
  Client client = connect();
  client.send(Client::get(target, headers));
  return client.read_reply();
}

bool eventually(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + Client::kPatience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

bool is_long_run() {
  const char* value = std::getenv("FINGERPOST_LONG");
  return value != nullptr && std::string_view(value) == "1";
}

double processor_seconds() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

}  // namespace fingerpost::http::test
