#include "http/detail/worker.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <pistache/peer.h>
#include <pistache/tcp.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>

#include "base/failure.hpp"
#include "base/log.hpp"
#include "http/detail/pistache_version.hpp"
#include "http/detail/workers.hpp"

namespace fingerpost::http {
namespace {

using Pistache::Polling::NotifyOn;
using std::chrono::milliseconds;

constexpr std::size_t kReadSize = 64 * 1024;
constexpr milliseconds kShortestTick{10};
constexpr milliseconds kLongestTick{500};
/// How long a stop waits for requests of which a part has come, and for those of clients that have just connected.
constexpr milliseconds kDrainPatience{1000};

/// Pistache tells this one of new peers; the rest of its interface is not used, because the worker reads by itself.
class Greeter final : public Pistache::Tcp::Handler {
  PROTOTYPE_OF(Pistache::Tcp::Handler, Greeter)

  void onConnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) override {
    static_cast<Worker*>(transport())->greet(peer);
  }
  void onInput(const char*, std::size_t, const std::shared_ptr<Pistache::Tcp::Peer>&) override {}
};

/// Often enough to keep each time-out to within a quarter.
milliseconds tick_for(const Limits& limits) {
  const milliseconds shortest = std::min({limits.header_timeout, limits.body_timeout, limits.keepalive_timeout,
                                          limits.write_stall, limits.answer_deadline, limits.linger});
  return std::clamp(shortest / 4, kShortestTick, kLongestTick);
}

Descriptor make_timer(milliseconds period) {
  Descriptor timer(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC));
  timespec each{};
  each.tv_sec = period.count() / 1000;
  each.tv_nsec = period.count() % 1000 * 1'000'000;
  const itimerspec every{each, each};
  if (timer.get() < 0 || ::timerfd_settime(timer.get(), 0, &every, nullptr) != 0) fail_with_errno("making a timer");
  return timer;
}

Descriptor make_alarm() {
  Descriptor alarm(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
  if (alarm.get() < 0) fail_with_errno("making an event counter");
  return alarm;
}

/// Resets a timer's or event counter's readiness.
void acknowledge(const Descriptor& descriptor) {
  std::uint64_t count = 0;
  [[maybe_unused]] const auto read = ::read(descriptor.get(), &count, sizeof count);
}

}  // namespace

Worker::Worker(std::shared_ptr<Service> service, std::shared_ptr<Workers> workers)
    : Transport(std::make_shared<Greeter>()),
      service_(std::move(service)),
      workers_(std::move(workers)),
      date_(service_->clock) {}

Worker::~Worker() {
  workers_->leave(this);
  // Pistache closes no descriptor when it stops. Its thread has ended; what a stop could not close is closed here.
  for (auto& [fd, guest] : guests_) {
    guest.link.reset();
    ::close(fd);
    service_->metrics.connections_open.fetch_sub(1, std::memory_order_relaxed);
    service_->connections.fetch_sub(1);
  }
}

std::shared_ptr<Pistache::Aio::Handler> Worker::clone() const { return std::make_shared<Worker>(service_, workers_); }

void Worker::registerPoller(Pistache::Polling::Epoll& poller) {
  Transport::registerPoller(poller);
  timer_ = make_timer(tick_for(service_->limits()));
  alarm_ = make_alarm();
  buffer_.resize(kReadSize);
  for (const int fd : {timer_.get(), alarm_.get()})
    poller.addFd(fd, Pistache::Flags<NotifyOn>(NotifyOn::Read), Pistache::Polling::Tag(static_cast<std::uint64_t>(fd)));
  workers_->join(this);
}

void Worker::wake() const {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(alarm_.get(), &one, sizeof one);
}

void Worker::greet(const std::shared_ptr<Pistache::Tcp::Peer>& peer) {
  const int fd = peer->fd();
  Metrics& metrics = service_->metrics;
  const std::size_t before = service_->connections.fetch_add(1);
  metrics.connections_opened.fetch_add(1, std::memory_order_relaxed);
  metrics.connections_open.fetch_add(1, std::memory_order_relaxed);
  auto link = std::make_unique<Link>(*service_, date_, fd, peer->address().host(), std::chrono::steady_clock::now());
  if (before >= service_->limits().connections || is_patience_over(std::chrono::steady_clock::now())) {
    // It cannot be closed here: Pistache polls the descriptor after this call. Shut down, it is closed by its first
    // event.
    metrics.connections_refused.fetch_add(1, std::memory_order_relaxed);
    link->turn_off();
  }
  guests_.insert_or_assign(fd, Guest{peer, std::move(link), Link::Outcome::wait});
}

void Worker::onReady(const Pistache::Aio::FdSet& ready) {
  const Moment began = std::chrono::steady_clock::now();
  const Link::Company company = ready.size() == 1 ? Link::Company::none : Link::Company::others;
  bool ticked = false;
  bool alarmed = false;
  for (std::size_t i = 0; i < ready.size(); ++i) {
    const int fd = static_cast<int>(ready.at(i).getTag().value());
    if (fd == timer_.get())
      ticked = true;
    else if (fd == alarm_.get())
      alarmed = true;
    else if (const auto guest = guests_.find(fd); guest != guests_.end())
      follow(fd, guest->second.link->serve(load_at(i, began), buffer_, company));
    else
      pass_on(ready.at(i));
  }
  if (ticked) tick();
  if (alarmed) acknowledge(alarm_);
  if (service_->is_stopping() && (ticked || alarmed)) obey_stop();
}

/// A request waits behind those before it in its batch; what came while the batch before was served waits a little more
/// than this knows.
Connection::Load Worker::load_at(std::size_t position, Moment batch_began) const {
  const Limits& limits = service_->limits();
  const bool late =
      position > limits.queue_length || std::chrono::steady_clock::now() - batch_began > limits.queue_wait;
  return late ? Connection::Load::overload : Connection::Load::normal;
}

void Worker::follow(int fd, Link::Outcome outcome) {
  if (outcome == Link::Outcome::as_before) return;
  const auto guest = guests_.find(fd);
  if (outcome == Link::Outcome::close) {
    close(guest);
    return;
  }
  // Edge-triggered interest lasts; it changes only when a connection begins or ends to be blocked.
  if (outcome == guest->second.asked && outcome != Link::Outcome::come_back) return;
  guest->second.asked = outcome;
  try {
    ask_system(fd, outcome);
  } catch (const std::exception&) {
    log(LogLevel::error, "connection_lost", {{"why", "it cannot be polled"}});
    close(guest);
  }
}

/// Setting the interest anew makes the system look at once, so nothing that has happened meanwhile is missed. It is
/// also how a connection comes back after the others: a socket that takes bytes is an event.
void Worker::ask_system(int fd, Link::Outcome outcome) {
  NotifyOn interest = NotifyOn::Read | NotifyOn::Shutdown;
  if (outcome == Link::Outcome::wait_to_write) interest = NotifyOn::Write;
  if (outcome == Link::Outcome::come_back) interest = NotifyOn::Read | NotifyOn::Write | NotifyOn::Shutdown;
  reactor()->modifyFd(key(), fd, interest, Pistache::Polling::Mode::Edge);
}

void Worker::close(Guests::iterator guest) {
  const std::shared_ptr<Pistache::Tcp::Peer> peer = std::move(guest->second.peer);
  guests_.erase(guest);
  try {
    removePeer(peer);
  } catch (const std::exception&) {
    log(LogLevel::error, "connection_lost", {{"why", "it cannot be removed"}});
  }
  service_->metrics.connections_open.fetch_sub(1, std::memory_order_relaxed);
  service_->connections.fetch_sub(1);
}

/// Asks every link; the table may change while it does.
template <typename Ask>
void Worker::ask_each(Ask ask) {
  std::vector<int> fds;
  fds.reserve(guests_.size());
  for (const auto& [fd, guest] : guests_) fds.push_back(fd);
  for (const int fd : fds) follow(fd, ask(*guests_.at(fd).link));
}

void Worker::tick() {
  acknowledge(timer_);
  const Moment now = std::chrono::steady_clock::now();
  ask_each([&](Link& link) { return link.expire(now, buffer_); });
}

/// In the first moment of a stop, clients that had connected before it are still welcomed and answered once.
bool Worker::is_patience_over(Moment now) const {
  return drain_began_ != Moment{} && now - drain_began_ >= kDrainPatience;
}

void Worker::obey_stop() {
  const Moment now = std::chrono::steady_clock::now();
  if (drain_began_ == Moment{}) drain_began_ = now;
  const bool at_once = service_->stopping.load() == Stopping::now;
  const bool patience_over = is_patience_over(now);
  ask_each([&](Link& link) { return at_once ? Link::Outcome::close : link.drain(patience_over, buffer_); });
}

/// The transport's own events: new peers and its queues. An event of a descriptor that was closed earlier in this batch
/// comes here too and means nothing to it.
void Worker::pass_on(const Pistache::Aio::FdSet::Entry& event) {
  Pistache::Polling::Event copy(event.getTag());
  if (event.isReadable()) copy.flags.setFlag(NotifyOn::Read);
  std::vector<Pistache::Polling::Event> one;
  one.push_back(copy);
  try {
    Transport::onReady(Pistache::Aio::FdSet(std::move(one)));
  } catch (const std::exception&) {
    log(LogLevel::error, "connection_lost", {{"why", "it could not be welcomed"}});
  }
}

}  // namespace fingerpost::http
