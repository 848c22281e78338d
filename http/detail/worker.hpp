#pragma once

#include <memory>
#include <pistache/transport.h>
#include <unordered_map>
#include <vector>

#include "http/detail/descriptor.hpp"
#include "http/detail/http_date.hpp"
#include "http/detail/link.hpp"
#include "http/detail/service.hpp"

namespace fingerpost::http {

class Workers;

/// One of the server's threads: a Pistache transport that does its own reading and writing. Pistache accepts, polls and
/// hands peers over; from there on a connection lives on this one thread, so that no answer can meet a descriptor that
/// has changed hands, and nothing here needs a lock.
class Worker final : public Pistache::Tcp::Transport {
 public:
  Worker(std::shared_ptr<Service> service, std::shared_ptr<Workers> workers);
  ~Worker() override;

  // What Pistache calls: to make the workers out of the first one, before and while its thread runs.
  std::shared_ptr<Pistache::Aio::Handler> clone() const override;
  void registerPoller(Pistache::Polling::Epoll& poller) override;
  void onReady(const Pistache::Aio::FdSet& ready) override;

  /// A new peer, before its descriptor is polled.
  void greet(const std::shared_ptr<Pistache::Tcp::Peer>& peer);

  /// Makes the worker look at Service::stopping. The only member that other threads may call.
  void wake() const;

 private:
  struct Guest {
    std::shared_ptr<Pistache::Tcp::Peer> peer;
    std::unique_ptr<Link> link;
    /// What the system was last asked to tell of this descriptor.
    Link::Outcome asked = Link::Outcome::wait;
  };
  using Guests = std::unordered_map<int, Guest>;

  Connection::Load load_at(std::size_t position, Moment batch_began) const;
  void follow(int fd, Link::Outcome outcome);
  void ask_system(int fd, Link::Outcome outcome);
  void close(Guests::iterator guest);
  template <typename Ask>
  void ask_each(Ask ask);
  void tick();
  bool is_patience_over(Moment now) const;
  void obey_stop();
  void pass_on(const Pistache::Aio::FdSet::Entry& event);

  std::shared_ptr<Service> service_;
  std::shared_ptr<Workers> workers_;
  DateLine date_;
  Guests guests_;
  std::vector<char> buffer_;
  Descriptor timer_;
  Descriptor alarm_;
  Moment drain_began_{};
};

}  // namespace fingerpost::http
