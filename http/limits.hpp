#pragma once

#include <chrono>
#include <cstddef>

namespace fingerpost::http {

/// Every bound of the server. Sizes are bytes. The defaults suit a public directory behind a front proxy; `--help` and
/// the guide name those that can be set.
struct Limits {
  /// The request line: more is 414.
  std::size_t request_line = 8 * 1024;
  /// Request line and header fields together: more is 431.
  std::size_t headers = 16 * 1024;
  /// Fields of one request: more is 431.
  std::size_t header_count = 100;
  /// A request's body after de-chunking: more is 413.
  std::size_t body = 1024 * 1024;

  /// First byte of a request to the end of its headers, else 408. A connection that sends nothing is closed after it.
  std::chrono::milliseconds header_timeout{10'000};
  /// End of the headers to the end of the body, else 408.
  std::chrono::milliseconds body_timeout{30'000};
  /// Silence between two requests, then the connection is closed without a word.
  std::chrono::milliseconds keepalive_timeout{30'000};
  /// A client that asked again within twice this time of its last answer is waited for so long before the worker
  /// sleeps: to be woken takes it longer. For programs that ask one question after another; who pauses once is waited
  /// for no more. 0: nobody is.
  std::chrono::microseconds eager_wait{50};
  /// A slow reader must take `write_progress` bytes in each such span, else it is cut.
  std::chrono::milliseconds write_stall{20'000};
  std::size_t write_progress = 16 * 1024;
  /// No answer takes longer than this to write.
  std::chrono::milliseconds answer_deadline{900'000};
  /// How long a closed connection is still read (and what comes thrown away), so that the client sees its answer.
  std::chrono::milliseconds linger{2'000};

  /// Connections at once; there is no lower cap for one peer. Lowered when the process may open fewer files.
  std::size_t connections = 10'000;
  /// Answers that wait for slow readers, and the bytes held for them; beyond either such a connection is cut.
  std::size_t slow_answers = 512;
  std::size_t slow_answer_bytes = 256u * 1024 * 1024;
  /// Bytes of incomplete requests held for all connections together: more is 503.
  std::size_t incomplete_bytes = 128u * 1024 * 1024;

  /// A request that has waited this long for its worker is answered 503 with Retry-After instead of being served.
  std::chrono::milliseconds queue_wait{2'000};
  /// Ready requests behind the one being served, per worker: those beyond are shed at once.
  std::size_t queue_length = 512;
};

}  // namespace fingerpost::http
