#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/detail/http_date.hpp"
#include "http/detail/outbox.hpp"
#include "http/detail/request_parser.hpp"
#include "http/detail/service.hpp"

namespace fingerpost::http {

/// One client's connection without its socket: bytes in, answers out, one request at a time. A request behind the one
/// being answered waits in the parser (pipelining), and nothing more is read until the answer has gone. Used by one
/// worker's thread only, so it needs no lock.
class Connection {
 public:
  Connection(Service& service, DateLine& date, std::string peer, Moment now);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Whether the worker has time for more than refusing.
  enum class Load : bool { normal, overload };
  enum class Expiry : std::uint8_t { none, answer, cut, close };

  void receive(std::string_view bytes, Moment now);
  /// The client will send no more.
  void end_of_input() { input_ended_ = true; }

  /// Answers the next complete request, or refuses, or sends "100 Continue". True when it put something into the
  /// outbox. Requires an empty outbox.
  bool step(Moment now, Load load);

  /// Refuses whatever is being received with 503, because too much is held for all connections. Requires an empty
  /// outbox.
  void turn_away(Moment now);

  /// What is to be written; the worker takes it out.
  Outbox& outbox() { return outbox_; }
  /// Tells that the outbox was found empty: counts and logs the answer. True when there was one.
  bool answer_gone(Moment now);

  /// True when nothing more will be answered: write what is left, then close.
  bool is_finished() const { return finished_ || (input_ended_ && outbox_.empty()); }
  /// True when no byte of a request has come and nothing is to be written.
  bool is_idle() const { return outbox_.empty() && parser_.phase() == RequestParser::Phase::idle; }

  /// Whether its time is over, and what follows: `answer` (a 408 is in the outbox), `cut` (a stalled reader) or
  /// `close`. `unread` is what the system still holds of what we wrote.
  Expiry expire(Moment now, std::size_t unread);

  /// Bytes of incomplete requests.
  std::size_t held() const { return parser_.held(); }

 private:
  /// The answer being made or written, for metrics and log.
  struct Answering {
    Moment since;
    std::string_view route = {};
    int status = 0;
    /// What had gone out before its body.
    std::size_t gone_before = 0;
  };

  /// Since when, and from how many bytes taken by the client, progress of writing is measured.
  struct Progress {
    Moment since;
    std::size_t taken;
  };

  void answer(ParsedRequest parsed, Moment now, Load load);
  void refuse(const Problem& refusal, Moment now);
  void begin_answer(Moment now);
  void send(HttpResponse response, Version version, bool is_head);
  HttpResponse respond(HttpRequest request, Load load) const;
  std::string peer_of(const Headers& headers) const;
  void report(const Answering& done, Moment now, bool whole);
  Expiry expire_writing(Moment now, std::size_t unread);

  Service& service_;
  DateLine& date_;
  std::string peer_;
  RequestParser parser_;
  Outbox outbox_;
  std::optional<Answering> answering_;
  bool keep_alive_ = true;
  bool finished_ = false;
  bool input_ended_ = false;
  /// When the present phase of reading began.
  Moment phase_since_;
  RequestParser::Phase phase_ = RequestParser::Phase::idle;
  std::optional<Progress> progress_;
};

}  // namespace fingerpost::http
