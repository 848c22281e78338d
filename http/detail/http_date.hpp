#pragma once

#include <string>

#include "base/clock.hpp"

namespace fingerpost::http {

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 §5.6.7).
std::string http_date(Instant instant);

/// The same for now, made anew once a second. One per worker.
class DateLine {
 public:
  explicit DateLine(const Clock& clock) : clock_(clock) {}
  const std::string& now();

 private:
  const Clock& clock_;
  std::chrono::sys_seconds second_{};
  std::string text_;
};

}  // namespace fingerpost::http
