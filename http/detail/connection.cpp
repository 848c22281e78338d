#include "http/detail/connection.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/log.hpp"
#include "base/text.hpp"
#include "http/detail/finish.hpp"
#include "http/detail/request_id.hpp"
#include "http/detail/response_head.hpp"

namespace fingerpost::http {
namespace {

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view kRetryAfterSeconds = "1";

HttpResponse overloaded(const HttpRequest& request) {
  auto response = HttpResponse::problem(
      problem(ProblemCode::overloaded, "", "", "Too many requests are waiting; try again shortly."),
      request.request_id);
  response.headers.set("Retry-After", std::string(kRetryAfterSeconds));
  return response;
}

HttpResponse refused(const HttpRequest& request, const Problem& refusal) {
  return HttpResponse::problem(Problems{refusal}, request.request_id);
}

std::string request_id_of(const Headers& headers) {
  const auto given = headers.first("X-Request-Id");
  return given && is_sane_request_id(*given) ? std::string(*given) : new_request_id();
}

/// A trusted proxy's X-Forwarded-For ends in the address it saw; longer than any address is no address.
constexpr std::size_t kMaxAddress = 64;

}  // namespace

Connection::Connection(Service& service, DateLine& date, std::string peer, Moment now)
    : service_(service), date_(date), peer_(std::move(peer)), parser_(service.limits()), phase_since_(now) {}

Connection::~Connection() {
  if (answering_) report(*answering_, std::chrono::steady_clock::now(), false);
}

void Connection::receive(std::string_view bytes, Moment now) {
  if (finished_) return;
  if (parser_.phase() == RequestParser::Phase::idle) phase_since_ = now;
  parser_.append(bytes);
}

bool Connection::step(Moment now, Load load) {
  if (finished_) return false;
  switch (parser_.advance()) {
    case RequestParser::State::complete:
      answer(parser_.take(), now, load);
      phase_ = RequestParser::Phase::idle;
      phase_since_ = now;
      return true;
    case RequestParser::State::refused:
      refuse(parser_.refusal(), now);
      return true;
    case RequestParser::State::incomplete:
      break;
  }
  if (phase_ != parser_.phase() && parser_.phase() == RequestParser::Phase::body) phase_since_ = now;
  phase_ = parser_.phase();
  if (!parser_.take_wants_continue()) return false;
  outbox_.load(std::string(kContinue), std::string());
  return true;
}

std::string Connection::peer_of(const Headers& headers) const {
  const auto& trusted = service_.options.trusted_proxies;
  if (std::find(trusted.begin(), trusted.end(), peer_) == trusted.end()) return peer_;
  const auto forwarded = headers.all("X-Forwarded-For");
  if (forwarded.empty()) return peer_;
  const auto addresses = split_list(forwarded.back());
  if (addresses.empty() || addresses.back().size() > kMaxAddress) return peer_;
  return std::string(addresses.back());
}

HttpResponse Connection::respond(HttpRequest request, Load load) const {
  if (load == Load::normal || service_.router.is_essential(request.method, request.path))
    return service_.router.answer(std::move(request));
  service_.metrics.shed.fetch_add(1, std::memory_order_relaxed);
  HttpResponse response = overloaded(request);
  finish(response, request);
  return response;
}

void Connection::answer(ParsedRequest parsed, Moment now, Load load) {
  RequestHead& head = parsed.head;
  const bool is_head = head.method == Method::head;
  keep_alive_ = head.keep_alive;
  HttpRequest request;
  request.method = head.method;
  request.path = std::move(head.path);
  request.query = std::move(head.query);
  request.peer = peer_of(head.headers);
  request.request_id = request_id_of(head.headers);
  request.headers = std::move(head.headers);
  request.body = std::move(parsed.body);
  begin_answer(now);
  if (!head.bad_target) {
    send(respond(std::move(request), load), head.version, is_head);
    return;
  }
  HttpResponse response = refused(request, *head.bad_target);
  finish(response, request);
  send(std::move(response), head.version, is_head);
}

void Connection::begin_answer(Moment now) {
  answering_ = Answering{now};
  service_.metrics.in_flight.fetch_add(1, std::memory_order_relaxed);
}

/// After a refusal nothing that follows can be trusted to be a request: one answer, then the connection closes.
void Connection::refuse(const Problem& refusal, Moment now) {
  HttpRequest request;
  request.method = parser_.method().value_or(Method::get);
  request.request_id = new_request_id();
  HttpResponse response = refused(request, refusal);
  if (refusal.code == ProblemCode::overloaded) response.headers.set("Retry-After", std::string(kRetryAfterSeconds));
  finish(response, request);
  keep_alive_ = false;
  begin_answer(now);
  send(std::move(response), Version::http_1_1, request.method == Method::head);
}

void Connection::turn_away(Moment now) {
  refuse({ProblemCode::overloaded, "", "", "Too much is being received; try again shortly.", {}}, now);
}

void Connection::send(HttpResponse response, Version version, bool is_head) {
  const bool streams = response.producer && !is_head;
  const bool sized = version == Version::http_1_1;
  if (service_.is_stopping() || (streams && !sized)) keep_alive_ = false;
  finished_ = !keep_alive_;
  const Framing framing{version, keep_alive_, response.producer && sized};
  std::string text = response_head(response, framing, date_.now());
  answering_->route = response.route;
  answering_->status = response.status;
  answering_->gone_before = outbox_.total_gone() + text.size();
  if (streams)
    outbox_.load(std::move(text), std::move(response.producer), sized ? Outbox::Chunks::sized : Outbox::Chunks::plain);
  else if (response.file && !is_head)
    outbox_.load(std::move(text), std::move(response.file));
  else
    outbox_.load(std::move(text), std::move(response.body));
  progress_.reset();
}

bool Connection::answer_gone(Moment now) {
  if (!answering_) return false;
  report(*answering_, now, true);
  answering_.reset();
  phase_since_ = now;
  return true;
}

void Connection::report(const Answering& done, Moment now, bool whole) {
  const std::size_t gone = outbox_.total_gone();
  const std::size_t bytes = gone - std::min(gone, done.gone_before);
  const auto took = std::max(now - done.since, Moment::duration::zero());
  service_.metrics.in_flight.fetch_sub(1, std::memory_order_relaxed);
  if (!whole) service_.metrics.cut_answers.fetch_add(1, std::memory_order_relaxed);
  service_.metrics.answered(done.route, done.status, bytes, took);
  if (!service_.options.access_log) return;
  const std::string status = std::to_string(done.status);
  const std::string milliseconds = fmt::format("{:.2f}", std::chrono::duration<double, std::milli>(took).count());
  const std::string size = std::to_string(bytes);
  log(LogLevel::info, whole ? "request" : "request_cut",
      {{"route", done.route.empty() ? "none" : done.route}, {"status", status}, {"ms", milliseconds}, {"bytes", size}});
}

Connection::Expiry Connection::expire(Moment now, std::size_t unread) {
  if (!outbox_.empty()) return expire_writing(now, unread);
  const Limits& limits = service_.limits();
  const auto phase = parser_.phase();
  const auto allowed = phase == RequestParser::Phase::idle   ? limits.keepalive_timeout
                       : phase == RequestParser::Phase::head ? limits.header_timeout
                                                             : limits.body_timeout;
  if (now - phase_since_ < allowed) return Expiry::none;
  service_.metrics.timed_out.fetch_add(1, std::memory_order_relaxed);
  if (phase == RequestParser::Phase::idle || finished_) return Expiry::close;
  refuse({ProblemCode::request_timeout, "", "", "The request did not arrive in time.", {}}, now);
  return Expiry::answer;
}

/// Progress is what the client's side has acknowledged, not what the system's buffers took from us.
Connection::Expiry Connection::expire_writing(Moment now, std::size_t unread) {
  const Limits& limits = service_.limits();
  const std::size_t taken = outbox_.total_gone() - std::min(outbox_.total_gone(), unread);
  if (!progress_) progress_ = Progress{now, taken};
  const bool too_long = answering_ && now - answering_->since >= limits.answer_deadline;
  const bool window_over = now - progress_->since >= limits.write_stall;
  const bool stalled = window_over && taken < progress_->taken + limits.write_progress;
  if (window_over) progress_ = Progress{now, taken};
  if (!too_long && !stalled) return Expiry::none;
  service_.metrics.timed_out.fetch_add(1, std::memory_order_relaxed);
  return Expiry::cut;
}

}  // namespace fingerpost::http
