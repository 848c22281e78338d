#pragma once

#include <stdexcept>
#include <string>

namespace fingerpost {

/// The environment let us down: disk full, database gone, index corrupt. Thrown at a seam with what we were doing;
/// caught in exactly two places, `http` (500 or 503 with a request id) and `cli` (exit 1). Never shown as "no results".
class Failure : public std::runtime_error {
 public:
  enum class Kind { internal, unavailable };

  /// `doing` is a phrase ("opening the store directory.db"), `why` the environment's own words.
  Failure(const std::string& doing, const std::string& why, Kind kind = Kind::internal)
      : std::runtime_error(doing + ": " + why), kind_(kind) {}

  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

/// A Failure that says what errno says now.
[[noreturn]] void fail_with_errno(const std::string& doing);

}  // namespace fingerpost
