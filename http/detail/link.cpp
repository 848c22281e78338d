#include "http/detail/link.hpp"

#include <exception>
#include <thread>

#include "base/failure.hpp"
#include "base/log.hpp"

namespace fingerpost::http {
namespace {

/// One turn: so many answers or reads, so many bytes written, then the other connections have theirs.
constexpr int kAnswersPerTurn = 8;
constexpr int kReadsPerTurn = 32;
constexpr std::size_t kBytesPerWrite = std::size_t{256} * 1024;
constexpr std::size_t kBytesPerTurn = std::size_t{512} * 1024;
/// What a client may still send after its last answer before the connection is reset.
constexpr std::size_t kMaxThrownAway = std::size_t{1024} * 1024;

Moment now_steady() { return std::chrono::steady_clock::now(); }

void log_broken_answer(const char* why) { log(LogLevel::error, "answer_failed", {{"why", why}}); }

}  // namespace

Link::Link(Service& service, DateLine& date, int fd, std::string peer, Moment now)
    : service_(service), fd_(fd), connection_(service, date, std::move(peer), now) {}

Link::~Link() {
  service_.incomplete_bytes.fetch_sub(counted_held_, std::memory_order_relaxed);
  forget_slow();
}

Link::Outcome Link::serve(Connection::Load load, std::span<char> buffer, Company company) {
  try {
    return lingers_ ? throw_away(buffer) : take_turn(load, buffer, company);
  } catch (const Failure& failure) {
    log_broken_answer(failure.what());
  } catch (const std::exception&) {
    log_broken_answer("exception");
  } catch (...) {
    log_broken_answer("not an exception");
  }
  return cut();
}

Link::Outcome Link::take_turn(Connection::Load load, std::span<char> buffer, Company company) {
  for (int answers = 0, reads = 0; answers < kAnswersPerTurn && reads < kReadsPerTurn;) {
    Step step = write();
    if (step == Step::go_on) {
      step = answer_or_read(load, buffer, company);
      (connection_.outbox().empty() ? reads : answers) += 1;
    }
    switch (step) {
      case Step::go_on:
        break;
      case Step::wait:
        return Outcome::wait;
      case Step::blocked:
        return count_slow() ? Outcome::wait_to_write : cut();
      case Step::yield:
        return count_slow() ? Outcome::come_back : cut();
      case Step::cut:
        return cut();
      case Step::end:
        return end_well(buffer);
    }
  }
  return Outcome::come_back;
}

/// Writes until all has gone (go_on), the socket is full (blocked), the turn is over (yield), or the client has gone
/// (cut).
Link::Step Link::write() {
  Outbox& outbox = connection_.outbox();
  for (std::size_t written = 0; !outbox.empty();) {
    outbox.refill();
    if (outbox.empty()) break;
    if (written >= kBytesPerTurn) return Step::yield;
    const Transfer sent =
        outbox.left() > 0 ? send(fd_, outbox.pieces(), kBytesPerWrite) : send_file(fd_, outbox.slice(), kBytesPerWrite);
    if (sent.state == Transfer::State::would_block) return Step::blocked;
    if (sent.state != Transfer::State::moved) return Step::cut;
    outbox.advance(sent.bytes);
    written += sent.bytes;
  }
  forget_slow();
  return Step::go_on;
}

/// With nothing left to write: the next answer into the outbox, else the next bytes from the socket.
Link::Step Link::answer_or_read(Connection::Load load, std::span<char> buffer, Company company) {
  const Moment now = now_steady();
  if (connection_.answer_gone(now)) answered_ = now;
  if (connection_.step(now, load)) return Step::go_on;
  if (connection_.is_finished()) return Step::end;
  if (!count_held()) {
    connection_.turn_away(now);
    return Step::go_on;
  }
  return read(buffer, now, company);
}

/// What has come; of a client that asked again at once before, also what comes in a moment.
Transfer Link::receive_next(std::span<char> buffer, Company company) {
  Transfer got = receive(fd_, buffer.data(), buffer.size());
  if (company == Company::others || !is_eager_ || answered_ == Moment{}) return got;
  const Moment until = answered_ + service_.limits().eager_wait;
  while (got.state == Transfer::State::would_block && now_steady() < until) {
    std::this_thread::yield();
    got = receive(fd_, buffer.data(), buffer.size());
  }
  if (got.state == Transfer::State::moved)
    service_.metrics.eager_requests.fetch_add(1, std::memory_order_relaxed);
  else
    is_eager_ = false;
  return got;
}

Link::Step Link::read(std::span<char> buffer, Moment now, Company company) {
  const Transfer got = receive_next(buffer, company);
  switch (got.state) {
    case Transfer::State::moved:
      if (answered_ != Moment{}) is_eager_ = now - answered_ < 2 * service_.limits().eager_wait;
      answered_ = Moment{};
      connection_.receive({buffer.data(), got.bytes}, now);
      return Step::go_on;
    case Transfer::State::ended:
      connection_.end_of_input();
      return Step::go_on;
    case Transfer::State::would_block:
      return Step::wait;
    case Transfer::State::broken:
      break;
  }
  return Step::cut;
}

/// Says that no more comes and waits for the client to close: closing at once, with bytes of the client unread, would
/// make the system reset the connection and the client might never see its answer.
Link::Outcome Link::end_well(std::span<char> buffer) {
  end_output(fd_);
  lingers_ = true;
  linger_until_ = now_steady() + service_.limits().linger;
  return throw_away(buffer);
}

Link::Outcome Link::throw_away(std::span<char> buffer) {
  for (int reads = 0; reads < kReadsPerTurn; ++reads) {
    const Transfer got = receive(fd_, buffer.data(), buffer.size());
    if (got.state == Transfer::State::would_block) return Outcome::wait;
    thrown_away_ += got.bytes;
    if (got.state != Transfer::State::moved || thrown_away_ > kMaxThrownAway) return Outcome::close;
  }
  return Outcome::come_back;
}

Link::Outcome Link::cut() {
  reset_on_close(fd_);
  return Outcome::close;
}

Link::Outcome Link::expire(Moment now, std::span<char> buffer) {
  if (lingers_) return now >= linger_until_ ? Outcome::close : Outcome::as_before;
  const bool writing = !connection_.outbox().empty();
  switch (connection_.expire(now, writing ? unread_by_client(fd_) : 0)) {
    case Connection::Expiry::none:
      return Outcome::as_before;
    case Connection::Expiry::answer:
      return serve(Connection::Load::normal, buffer);
    case Connection::Expiry::cut:
      return cut();
    case Connection::Expiry::close:
      break;
  }
  return Outcome::close;
}

Link::Outcome Link::drain(bool patience_over, std::span<char> buffer) {
  // What has arrived may not have been read yet: it is in hand.
  const Outcome outcome = serve(Connection::Load::normal, buffer);
  if (outcome != Outcome::wait || lingers_) return outcome;
  return connection_.is_idle() || patience_over ? Outcome::close : Outcome::wait;
}

void Link::turn_off() {
  end_both(fd_);
  lingers_ = true;
  linger_until_ = now_steady();
}

/// Updates the common count of half-received bytes; false when there are too many and this link has some of them.
bool Link::count_held() {
  const std::size_t held = connection_.held();
  if (held != counted_held_) {
    service_.incomplete_bytes.fetch_add(held - counted_held_, std::memory_order_relaxed);
    counted_held_ = held;
  }
  return held == 0 || service_.incomplete_bytes.load(std::memory_order_relaxed) <= service_.limits().incomplete_bytes;
}

/// Counts an answer that waits for its reader; false when the server holds too many or too much for such readers.
bool Link::count_slow() {
  const std::size_t left = connection_.outbox().left();
  service_.slow_answer_bytes.fetch_add(left - counted_slow_, std::memory_order_relaxed);
  counted_slow_ = left;
  if (!is_slow_) {
    is_slow_ = true;
    service_.slow_answers.fetch_add(1, std::memory_order_relaxed);
    service_.metrics.slow_answers.fetch_add(1, std::memory_order_relaxed);
  }
  const Limits& limits = service_.limits();
  return service_.slow_answers.load(std::memory_order_relaxed) <= limits.slow_answers &&
         service_.slow_answer_bytes.load(std::memory_order_relaxed) <= limits.slow_answer_bytes;
}

void Link::forget_slow() {
  if (!is_slow_) return;
  is_slow_ = false;
  service_.slow_answers.fetch_sub(1, std::memory_order_relaxed);
  service_.slow_answer_bytes.fetch_sub(counted_slow_, std::memory_order_relaxed);
  counted_slow_ = 0;
}

}  // namespace fingerpost::http
