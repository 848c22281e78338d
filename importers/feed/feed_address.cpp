#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "importers/feed.hpp"

namespace fingerpost::importers {
namespace {

constexpr std::size_t kMaxAddress = 2'000;

bool is_unfit(unsigned char c) { return c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>' || c == '\\'; }

}  // namespace

bool is_feed_address(std::string_view text) {
  const std::string begin = ascii_lower(text.substr(0, 8));
  return begin.starts_with("http://") || begin.starts_with("https://");
}

Result<FeedAddress> parse_feed_address(std::string_view text) {
  const auto refuse = [&](std::string_view why) {
    return fail(ProblemCode::malformed_parameter, "address", text, fmt::format("{} {}", shorten(text, 120), why));
  };
  if (!is_feed_address(text)) return refuse("is no http or https address.");
  if (text.size() > kMaxAddress) return refuse("is longer than 2,000 bytes.");
  if (std::any_of(text.begin(), text.end(), is_unfit))
    return refuse("holds a space or a character that must be percent-encoded.");
  text = text.substr(0, text.find('#'));
  const std::size_t query = text.find('?');
  FeedAddress address;
  if (query != std::string_view::npos) address.query = text.substr(query + 1);
  std::string_view rest = text.substr(0, query);
  const std::size_t host_at = rest.find("://") + 3;
  const std::string_view host = rest.substr(host_at, rest.find('/', host_at) - host_at);
  if (host.empty() || host.starts_with(':')) return refuse("names no host.");
  if (host.find('@') != std::string_view::npos)
    return refuse("holds a user name or password; open feeds need none, so leave it out.");
  const auto strip = [&] {
    while (rest.size() > host_at && rest.ends_with('/')) rest.remove_suffix(1);
  };
  strip();
  if (rest.ends_with("/services")) rest.remove_suffix(std::string_view("/services").size());
  strip();
  address.base =
      ascii_lower(rest.substr(0, host_at)) + ascii_lower(host) + std::string(rest.substr(host_at + host.size()));
  return address;
}

std::string FeedAddress::at(std::string_view path, std::string_view parameters) const {
  std::string url = base + std::string(path);
  const char* joint = "?";
  for (const std::string_view part : {std::string_view(query), parameters}) {
    if (part.empty()) continue;
    url.append(joint).append(part);
    joint = "&";
  }
  return url;
}

std::string FeedAddress::name() const {
  std::string name = base.substr(base.find("://") + 3);
  for (char& c : name)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.')) c = '-';
  return name;
}

}  // namespace fingerpost::importers
