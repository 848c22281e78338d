#pragma once

#include <utility>
#include <vector>

#include "base/result.hpp"
#include "model/records.hpp"

namespace fingerpost::model {

/// A record that model::validate has accepted. The sink takes nothing else, and nothing else can make one.
template <typename T>
class Validated {
 public:
  const T& operator*() const { return value_; }
  const T* operator->() const { return &value_; }

 private:
  friend Result<Validated<Record>> validate(Record record);
  explicit Validated(T value) : value_(std::move(value)) {}
  T value_;
};

/// Puts right what is plain (trims, HTML to text where HSDS wants text, `10:00Z` → 10:00, "Thursday" → TH, "www.x" →
/// "http://www.x", upper-case ids), then checks HSDS 3.1's and the UK profile's rules: required fields, enumerations,
/// formats (uuid, uri, email, date, time), ranges (coordinates, ages, open hours), lengths. Every fault at once, with
/// JSON pointers. What cannot be put right but is optional is moved to `extra.unusable` and told by findings, so a bad
/// e-mail address does not cost a person a service; only what makes the record unusable is a Problem.
[[nodiscard]] Result<Validated<Record>> validate(Record record);

/// What validate put right or set aside, as a note for the import report: same order as the fields.
struct Note {
  std::string field, value, code, detail;
};
[[nodiscard]] std::pair<Result<Validated<Record>>, std::vector<Note>> validate_with_notes(Record record);

/// Longest accepted texts in bytes; longer ones are refused with the field named.
inline constexpr std::size_t kMaxName = 1'000;
inline constexpr std::size_t kMaxText = 200'000;
/// Most parts of one kind in a record (schedules, locations, attributes, …).
inline constexpr std::size_t kMaxParts = 5'000;

}  // namespace fingerpost::model
