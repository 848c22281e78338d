#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace fingerpost::http {

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 §5.6.7).
std::string http_date(Instant instant);

/// That form read; nullopt for anything else, the two obsolete forms included (such a condition is then not honoured).
std::optional<Instant> parse_http_date(std::string_view text);

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
