#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "http/detail/connection.hpp"
#include "http/detail/service.hpp"
#include "http/detail/socket.hpp"

namespace fingerpost::http {

/// A Connection on its socket: moves bytes between the two in turns that are short enough for the other connections of
/// the worker. Does not own the descriptor. Never throws.
class Link {
 public:
  /// What the worker does next: wait until there is something to read, or until the socket takes bytes again (and only
  /// for that: what can be read stays unread and must wake nobody); call again when the others had their turn; close;
  /// or go on with whatever it was doing.
  enum class Outcome : std::uint8_t { wait, wait_to_write, come_back, close, as_before };

  Link(Service& service, DateLine& date, int fd, std::string peer, Moment now);
  ~Link();
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  /// Whether other connections have something for the worker: nobody is waited for meanwhile.
  enum class Company : std::uint8_t { none, others };
  /// A turn: writes, answers, reads, until the socket has no more or the turn is over.
  Outcome serve(Connection::Load load, std::span<char> buffer, Company company = Company::others);
  /// Looks at the time.
  Outcome expire(Moment now, std::span<char> buffer);
  /// The server is stopping: a turn, then away with it when nothing is in hand. `patience_over`: half-received requests
  /// are given up as well.
  Outcome drain(bool patience_over, std::span<char> buffer);
  /// Answers nothing any more; for a connection too many.
  void turn_off();

 private:
  enum class Step : std::uint8_t { go_on, wait, blocked, yield, cut, end };

  Outcome take_turn(Connection::Load load, std::span<char> buffer, Company company);
  Step write();
  Step answer_or_read(Connection::Load load, std::span<char> buffer, Company company);
  Step read(std::span<char> buffer, Moment now, Company company);
  Transfer receive_next(std::span<char> buffer, Company company);
  Outcome end_well(std::span<char> buffer);
  Outcome cut();
  Outcome throw_away(std::span<char> buffer);
  bool count_held();
  bool count_slow();
  void forget_slow();

  Service& service_;
  int fd_;
  Connection connection_;
  /// What this link has added to Service's counters.
  std::size_t counted_held_ = 0;
  std::size_t counted_slow_ = 0;
  bool is_slow_ = false;
  /// When the last answer had gone, while nothing has come since; and whether the question before came at once.
  Moment answered_{};
  bool is_eager_ = false;
  /// Told the client that no more comes; what it still sends is thrown away.
  bool lingers_ = false;
  Moment linger_until_{};
  std::size_t thrown_away_ = 0;
};

}  // namespace fingerpost::http
