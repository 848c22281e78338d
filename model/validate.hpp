#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "model/records.hpp"

namespace fingerpost::model {

template <typename T>
class Validated;

/// What validate put right or set aside, for the import report: same order as the fields.
struct Note {
  std::string field;   ///< JSON pointer
  std::string value;   ///< as it was, shortened
  std::string code;    ///< kebab-case, stable: `bad-email`, `url-scheme-added`, …
  std::string detail;  ///< one sentence
};

/// Puts right what is plain (trims, HTML to text where HSDS wants text, `10:00Z` → 10:00, "Thursday" → TH, "www.x" →
/// "http://www.x"), then checks HSDS 3.1's and the UK profile's rules: required fields, enumerations, formats (uri,
/// email, date, time), ranges (coordinates, ages), lengths. Every fault at once, with JSON pointers. What cannot be put
/// right but is optional is moved to `extra.unusable` of its part and told by notes, so a bad e-mail address does not
/// cost a person a service; only what makes the record unusable is a Problem. Parts without an id get one. Validating
/// what validate gave changes nothing. What the rules decide where HSDS is silent is in model/README.md.
[[nodiscard]] Result<Validated<Record>> validate(Record record);
/// The same, with the notes.
[[nodiscard]] std::pair<Result<Validated<Record>>, std::vector<Note>> validate_with_notes(Record record);

/// A record that model::validate has accepted. The sink takes nothing else, and nothing else can make one.
template <typename T>
class Validated {
 public:
  const T& operator*() const { return value_; }
  const T* operator->() const { return &value_; }

 private:
  friend std::pair<Result<Validated<Record>>, std::vector<Note>> validate_with_notes(Record record);
  explicit Validated(T value) : value_(std::move(value)) {}
  T value_;
};

/// Longest accepted texts in bytes. A longer name, or any text beyond kMaxText, refuses the record; another one-line
/// property beyond kMaxName is set aside.
inline constexpr std::size_t kMaxName = 1'000;
inline constexpr std::size_t kMaxText = 200'000;
/// Longest text kept to the byte: the polygon of a service area, a former value in metadata.
inline constexpr std::size_t kMaxExtent = 4'000'000;
/// Most parts of one kind in a record (schedules, locations, attributes, …).
inline constexpr std::size_t kMaxParts = 5'000;
/// Most bytes of properties beyond HSDS in one part.
inline constexpr std::size_t kMaxExtra = 1'000'000;

}  // namespace fingerpost::model
