#include "importers/fetch.hpp"

#include <algorithm>
#include <deque>
#include <fmt/format.h>

#include "base/failure.hpp"
#include "importers/feed/detail/transfer.hpp"

namespace fingerpost::importers {
namespace {

/// How long a wait may last before a stop is looked for.
constexpr std::chrono::milliseconds kLook{100};

}  // namespace

std::string_view Fetched::header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& h) { return h.first == name; });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::string Fetched::why() const {
  if (!detail.empty()) return detail;
  return fmt::format("It answers {}{}.", status, attempts > 1 ? fmt::format(", {} times", attempts) : "");
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const unsigned char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          std::string_view("-._~").find(static_cast<char>(c)) != std::string_view::npos;
    if (is_plain)
      encoded += static_cast<char>(c);
    else
      encoded.append({'%', kHex[c >> 4], kHex[c & 15]});
  }
  return encoded;
}

struct Fetcher::State {
  FetchLimits limits;
  std::stop_token stop;
  CURLM* multi = nullptr;
  AddressRule rule;
  SteadyTime next_slot{};
  std::uint64_t sent = 0;

  std::deque<std::unique_ptr<Transfer>> waiting;
  std::vector<std::unique_ptr<Transfer>> running;

  /// Begins what is due, as far as rate and number allow.
  void begin(SteadyTime now) {
    for (auto at = waiting.begin(); at != waiting.end() && running.size() < limits.parallel && now >= next_slot;) {
      if ((*at)->due() > now) {
        ++at;
        continue;
      }
      Curl::loaded().curl_multi_add_handle(multi, (*at)->start());
      ++sent;
      next_slot =
          now + std::chrono::duration_cast<SteadyTime::duration>(std::chrono::duration<double>(1 / limits.rate));
      running.push_back(std::move(*at));
      at = waiting.erase(at);
    }
  }

  void collect(const Done& done) {
    int left = 0;
    while (const CURLMsg* message = Curl::loaded().curl_multi_info_read(multi, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const CURLcode code = message->data.result;
      CURL* easy = message->easy_handle;
      const auto at = std::find_if(running.begin(), running.end(), [&](const auto& t) { return t->handle() == easy; });
      std::unique_ptr<Transfer> transfer = std::move(*at);
      running.erase(at);
      Curl::loaded().curl_multi_remove_handle(multi, easy);
      if (transfer->finish(code, std::chrono::steady_clock::now()) == Transfer::Next::again)
        waiting.push_front(std::move(transfer));
      else
        done(transfer->index(), transfer->take());
    }
  }

  void cut_off(const Done& done) {
    for (auto& transfer : running) {
      Curl::loaded().curl_multi_remove_handle(multi, transfer->handle());
      waiting.push_back(std::move(transfer));
    }
    running.clear();
    for (auto& transfer : waiting) {
      transfer->cut_off();
      done(transfer->index(), transfer->take());
    }
    waiting.clear();
  }

  /// Until something is to be done; never longer than kLook.
  void wait(SteadyTime now) const {
    auto until = now + kLook;
    if (running.size() < limits.parallel)
      for (const auto& transfer : waiting) until = std::min(until, std::max(transfer->due(), next_slot));
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(until - now).count();
    Curl::loaded().curl_multi_poll(multi, nullptr, 0, static_cast<int>(std::clamp<long long>(rest, 0, kLook.count())),
                                   nullptr);
  }

  void drop_all() {
    for (auto& transfer : running) Curl::loaded().curl_multi_remove_handle(multi, transfer->handle());
    running.clear();
    waiting.clear();
  }
};

Fetcher::Fetcher(const FetchLimits& limits, std::stop_token stop) : state_(std::make_unique<State>()) {
  state_->limits = limits;
  state_->stop = std::move(stop);
  state_->multi = Curl::loaded().curl_multi_init();
  if (state_->multi == nullptr) throw Failure("starting libcurl", "it has no memory");
}

Fetcher::~Fetcher() {
  state_->drop_all();
  Curl::loaded().curl_multi_cleanup(state_->multi);
}

void Fetcher::fetch(std::span<const FetchRequest> requests, const Done& done) {
  State& state = *state_;
  state.drop_all();  // of an earlier call that ended by an exception
  for (std::size_t i = 0; i < requests.size(); ++i)
    state.waiting.push_back(std::make_unique<Transfer>(i, requests[i], state.limits, state.rule));
  while (!state.waiting.empty() || !state.running.empty()) {
    if (state.stop.stop_requested()) return state.cut_off(done);
    state.begin(std::chrono::steady_clock::now());
    int still_running = 0;
    Curl::loaded().curl_multi_perform(state.multi, &still_running);
    state.collect(done);
    if (!state.waiting.empty() || !state.running.empty()) state.wait(std::chrono::steady_clock::now());
  }
}

Fetched Fetcher::fetch(const FetchRequest& request) {
  Fetched answer;
  fetch({&request, 1}, [&](std::size_t, Fetched fetched) { answer = std::move(fetched); });
  return answer;
}

std::uint64_t Fetcher::sent() const { return state_->sent; }

}  // namespace fingerpost::importers
