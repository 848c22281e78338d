#include "web/detail/respond.hpp"

#include <algorithm>
#include <array>

#include "http/percent.hpp"
#include "http/query.hpp"

namespace fingerpost::web {
namespace {

constexpr std::size_t kMaxBack = 2'000;
constexpr std::array<std::string_view, 7> kPlacesToGoBack{"search", "services", "organizations", "buildings",
                                                          "stops",  "places",   "shortlist"};

std::string_view name_of(Keep keep) {
  switch (keep) {
    case Keep::results:
      return "results";
    case Keep::visited:
      return "visited";
    case Keep::shortlist:
      return "shortlist";
    case Keep::nothing:
    case Keep::open:
      break;
  }
  return {};
}

std::string_view cache_control(Keep keep) {
  switch (keep) {
    case Keep::open:
    case Keep::visited:
      return "private, no-cache";
    case Keep::nothing:
    case Keep::results:
    case Keep::shortlist:
      break;
  }
  return "no-store";
}

}  // namespace

std::string content_security_policy(const SiteSettings& settings) {
  std::string policy =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; manifest-src 'self'; "
      "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; img-src 'self'";
  if (const std::string tiles = origin_of(settings.map_tiles); !tiles.empty()) policy += " " + tiles;
  return policy;
}

http::HttpResponse page_response(const PageContext& context, std::string html, Keep keep, int status) {
  http::HttpResponse response = http::HttpResponse::html(std::move(html), status);
  http::Headers& headers = response.headers;
  headers.set("Content-Language", std::string(code_of(context.messages.lang())));
  headers.set("Cache-Control", std::string(cache_control(keep)));
  headers.set("Content-Security-Policy", content_security_policy(context.site.settings));
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Permissions-Policy", "geolocation=(self), camera=(), microphone=(), payment=()");
  headers.set("X-Frame-Options", "DENY");
  headers.set("Vary", "Cookie");
  if (const std::string_view name = name_of(keep); !name.empty() && status == 200)
    headers.set("Fingerpost-Keep", std::string(name));
  return response;
}

std::string way_back(std::string_view text) {
  if (text.size() > kMaxBack || !text.starts_with('/')) return {};
  const std::size_t question = text.find('?');
  std::string_view rest = text.substr(0, std::min(question, text.find('#')));
  std::string back;
  if (rest == "/cy" || rest.starts_with("/cy/")) {
    back = "/cy";
    rest.remove_prefix(3);
  }
  bool is_first = true;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('/', 1), rest.size());
    const auto segment = http::percent_decode(rest.substr(1, end - 1), http::Plus::literal);
    if (!segment || segment->empty() || *segment == "." || *segment == "..") return {};
    if (is_first && std::ranges::find(kPlacesToGoBack, *segment) == kPlacesToGoBack.end()) return {};
    is_first = false;
    back += '/' + http::percent_encode(*segment);
    rest.remove_prefix(end);
  }
  if (is_first) return {};
  if (question == std::string_view::npos) return back;
  char separator = '?';
  const std::string_view query = text.substr(question + 1);
  for (const http::Parameter& parameter : http::parse_query(query.substr(0, query.find('#')))) {
    back += separator + http::percent_encode(parameter.name) + '=' + http::percent_encode(parameter.value);
    separator = '&';
  }
  return back;
}

}  // namespace fingerpost::web
