#include "importers/feed/detail/transfer.hpp"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

#include "base/failure.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"

namespace fingerpost::importers {
namespace {

constexpr const char* kUserAgent = "Fingerpost/" FINGERPOST_VERSION " (Open Referral reader)";
/// Fewer bytes a second than this over `patience` is a stall.
constexpr long kStallBytesPerSecond = 16;

bool is_worth_retrying(long status) {
  return status == 408 || status == 425 || status == 429 || status == 500 || (status >= 502 && status <= 504);
}

bool is_worth_retrying(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_SSL_CONNECT_ERROR:
      return true;
    default:
      return false;
  }
}

bool is_redirect(long status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

}  // namespace

bool AddressRule::allows(AddressKind kind) {
  if (!first) first = kind;
  return kind == AddressKind::everywhere || kind == *first;
}

Transfer::~Transfer() { release(); }

void Transfer::release() {
  Curl::loaded().curl_easy_cleanup(easy_);
  Curl::loaded().curl_slist_free_all(sent_headers_);
  easy_ = nullptr;
  sent_headers_ = nullptr;
}

std::size_t Transfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  if (transfer.fetched_.body.size() + size * count > transfer.limits_.bytes) {
    transfer.too_large_ = true;
    return 0;
  }
  transfer.fetched_.body.append(data, size * count);
  return size * count;
}

std::size_t Transfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  const std::string_view line(data, size * count);
  if (line.starts_with("HTTP/")) transfer.fetched_.headers.clear();  // after an interim response
  transfer.header_bytes_ += line.size();
  if (transfer.header_bytes_ > transfer.limits_.header_bytes) {
    transfer.too_large_ = true;
    return 0;
  }
  if (const std::size_t colon = line.find(':'); colon != std::string_view::npos)
    transfer.fetched_.headers.emplace_back(ascii_lower(line.substr(0, colon)),
                                           std::string(trim(line.substr(colon + 1))));
  return size * count;
}

curl_socket_t Transfer::on_socket(void* self, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(self);
  if (!transfer.rule_.allows(address_kind(address->addr))) {
    transfer.refused_address_ = address_text(address->addr);
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

CURL* Transfer::start() {
  release();
  easy_ = Curl::loaded().curl_easy_init();
  if (easy_ == nullptr) throw Failure("fetching a feed", "libcurl has no memory");
  const int attempts = fetched_.attempts + (hops_ == 0 ? 1 : 0);
  fetched_ = Fetched{};
  fetched_.attempts = attempts;
  fetched_.url = url_;
  header_bytes_ = 0;
  too_large_ = false;
  refused_address_.clear();
  configure();
  began_ = std::chrono::steady_clock::now();
  return easy_;
}

void Transfer::configure() {
  const auto set = [this](CURLoption option, auto value) {
    if (Curl::loaded().curl_easy_setopt(easy_, option, value) != CURLE_OK)
      throw Failure("fetching a feed", "libcurl lacks something that is needed");
  };
  set(CURLOPT_URL, url_.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_PROXY, "");
  set(CURLOPT_NOSIGNAL, 1L);
  if (!limits_.authorities.empty()) {  // in place of the system's, which come from a file and a folder
    set(CURLOPT_CAINFO, limits_.authorities.c_str());
    set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  }
  set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  set(CURLOPT_USERAGENT, kUserAgent);
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits_.connect.count()));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits_.whole.count()));
  set(CURLOPT_LOW_SPEED_LIMIT, kStallBytesPerSecond);
  set(CURLOPT_LOW_SPEED_TIME, std::max(1L, static_cast<long>(limits_.patience.count() / 1'000)));
  set(CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  set(CURLOPT_WRITEDATA, static_cast<void*>(this));
  set(CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  set(CURLOPT_HEADERDATA, static_cast<void*>(this));
  set(CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_socket);
  set(CURLOPT_OPENSOCKETDATA, static_cast<void*>(this));
  set(CURLOPT_PRIVATE, static_cast<void*>(this));
  const auto say = [this](const std::string& header) {
    sent_headers_ = Curl::loaded().curl_slist_append(sent_headers_, header.c_str());
  };
  say("Accept: application/json, application/x-ndjson;q=0.9, */*;q=0.1");
  if (!request_.etag.empty()) say("If-None-Match: " + request_.etag);
  if (request_.etag.empty() && !request_.last_modified.empty()) say("If-Modified-Since: " + request_.last_modified);
  set(CURLOPT_HTTPHEADER, sent_headers_);
}

Transfer::Next Transfer::finish(CURLcode code, SteadyTime now) {
  using std::chrono::duration_cast, std::chrono::milliseconds;
  fetched_.took = duration_cast<milliseconds>(now - began_);
  Curl::loaded().curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &fetched_.status);
  if (code != CURLE_OK) {
    name_fault(code);
    fetched_.body.clear();
    const bool again = is_worth_retrying(code) && refused_address_.empty();
    return again ? retry(std::nullopt, now) : Next::done;
  }
  if (is_redirect(fetched_.status)) return redirect(now);
  if (is_worth_retrying(fetched_.status)) return retry(asked_pause(), now);
  return Next::done;
}

Transfer::Next Transfer::redirect(SteadyTime now) {
  const char* found = nullptr;
  Curl::loaded().curl_easy_getinfo(easy_, CURLINFO_REDIRECT_URL, &found);
  if (found == nullptr) return Next::done;
  const std::string to = found;
  const auto refuse = [&](std::string why) {
    fetched_.fault = "refused-redirect";
    fetched_.detail = std::move(why);
    return Next::done;
  };
  if (++hops_ > limits_.redirects) return refuse(fmt::format("It redirects more than {} times.", limits_.redirects));
  const bool to_http = to.starts_with("http://"), to_https = to.starts_with("https://");
  if (!to_http && !to_https)
    return refuse(fmt::format("It redirects to {}, which is neither http nor https.", shorten(to, 120)));
  if (to_http && url_.starts_with("https://"))
    return refuse(
        fmt::format("It redirects from https to {}, which anybody on the way could change.", shorten(to, 120)));
  url_ = to;
  due_ = now;
  return Next::again;
}

std::optional<std::chrono::milliseconds> Transfer::asked_pause() const {
  const std::string text(fetched_.header("retry-after"));
  if (text.empty()) return std::nullopt;
  if (const auto seconds = parse_integer(text); seconds && *seconds >= 0)
    return std::chrono::seconds(std::min<long long>(*seconds, 1'000'000));
  const std::time_t when = Curl::loaded().curl_getdate(text.c_str(), nullptr);
  if (when < 0) return std::nullopt;
  return std::chrono::seconds(std::max<std::time_t>(0, when - std::time(nullptr)));
}

Transfer::Next Transfer::retry(std::optional<std::chrono::milliseconds> asked, SteadyTime now) {
  if (asked && *asked > limits_.longest_asked) {
    fetched_.fault = "asked-to-wait";
    fetched_.detail = fmt::format("It asks to come back in {} seconds; that is longer than we wait in one import.",
                                  asked->count() / 1'000);
    return Next::done;
  }
  if (fetched_.attempts >= limits_.attempts) return Next::done;
  std::chrono::milliseconds pause = limits_.first_pause * (1 << std::min(fetched_.attempts - 1, 16));
  pause = std::min(pause, limits_.longest_pause);
  // Up to a quarter more, by address: clients that fail together do not come back together.
  const auto spread = mix64(std::hash<std::string>()(url_) + static_cast<std::uint64_t>(fetched_.attempts)) % 256;
  pause += pause * static_cast<int>(spread) / 1'024;
  due_ = now + std::max(pause, asked.value_or(pause));
  url_ = request_.url;
  hops_ = 0;
  return Next::again;
}

void Transfer::name_fault(CURLcode code) {
  const auto name = [&](const char* fault, std::string detail) {
    fetched_.fault = fault;
    fetched_.detail = std::move(detail);
  };
  if (too_large_)
    return name("too-large", fmt::format("The answer is larger than {} MB, decompressed.", limits_.bytes >> 20));
  if (!refused_address_.empty())
    return name(
        "refused-redirect",
        fmt::format("It leads to {}, an address inside; feeds from outside may not send us there.", refused_address_));
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return name("stalled", fmt::format("Nothing, or too little, came within {} ms.", fetched_.took.count()));
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_BAD_CONTENT_ENCODING:
      return name("breaks-off", fmt::format("The answer breaks off ({}).", Curl::loaded().curl_easy_strerror(code)));
    case CURLE_SSL_CACERT_BADFILE:
      return name("certificate",
                  limits_.authorities.empty()
                      ? "The system has no file of certificate authorities; Debian's package ca-certificates has one."
                      : fmt::format("The setting feed_authorities is no file of certificates in PEM: {}.",
                                    limits_.authorities));
    case CURLE_PEER_FAILED_VERIFICATION:
      return name("certificate",
                  fmt::format("Its certificate is not to be trusted ({}).", Curl::loaded().curl_easy_strerror(code)));
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return name("bad-url", fmt::format("The address cannot be used ({}).", Curl::loaded().curl_easy_strerror(code)));
    default:
      return name("unreachable", fmt::format("No answer came ({}).", Curl::loaded().curl_easy_strerror(code)));
  }
}

void Transfer::cut_off() {
  release();
  fetched_.fault = "stopped";
  fetched_.detail = "It was stopped.";
}

}  // namespace fingerpost::importers
