#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "http/query.hpp"
#include "http/response.hpp"

namespace fingerpost::http {

/// One allowed spelling and what it means.
template <typename T>
using Choices = std::span<const std::pair<std::string_view, T>>;

/// Reads each parameter on one line, typed and bounded, collecting every fault instead of stopping at the first:
///
///     ParameterReader reader(request.query);
///     query.page = reader.integer("page", 1, 1, 10000);
///     query.free = reader.flag("free");
///     if (!reader.ok()) return fail(reader.problems());
///     ...
///     reader.mark_ignored(response);
///
/// A single-valued name given twice is a fault; so is a value that is not valid UTF-8. An empty value ("page=") counts
/// as absent, because that is what an unfilled form field sends. Reads nothing from the environment; O(parameters) a
/// read. Keeps a reference to the Parameters.
class ParameterReader {
 public:
  explicit ParameterReader(const Parameters& parameters);

  /// The trimmed text; nullopt when absent or faulty. Longer than `max_bytes` is a fault.
  std::optional<std::string> text(std::string_view name, std::size_t max_bytes);
  /// Like text, but absence is a fault.
  std::string required_text(std::string_view name, std::size_t max_bytes);

  std::optional<std::int64_t> integer(std::string_view name, std::int64_t minimum, std::int64_t maximum);
  /// `fallback` when absent or faulty.
  std::int64_t integer(std::string_view name, std::int64_t fallback, std::int64_t minimum, std::int64_t maximum);
  std::optional<double> number(std::string_view name, double minimum, double maximum);

  /// true/false, 1/0, yes/no, on/off (what browsers send for a checkbox); nullopt when absent or faulty.
  std::optional<bool> flag(std::string_view name);

  /// One of the table's values. An unknown one is a fault that names those known.
  template <typename T>
  std::optional<T> choice(std::string_view name, Choices<T> known) {
    const auto value = text(name, kMaxChoiceBytes);
    if (!value) return std::nullopt;
    for (const auto& [spelling, meaning] : known)
      if (spelling == *value) return meaning;
    reject_unknown(name, *value, spellings(known));
    return std::nullopt;
  }

  /// A comma list of the table's values; the name may also be repeated. Duplicates are dropped, order is kept.
  template <typename T>
  std::vector<T> choices(std::string_view name, Choices<T> known) {
    std::vector<T> chosen;
    for (const std::string& value : list(name, known.size() * 2, kMaxChoiceBytes)) {
      bool found = false;
      for (const auto& [spelling, meaning] : known) {
        if (spelling != value) continue;
        found = true;
        bool twice = false;
        for (const T& other : chosen) twice = twice || other == meaning;
        if (!twice) chosen.push_back(meaning);
      }
      if (!found) reject_unknown(name, value, spellings(known));
    }
    return chosen;
  }

  /// A comma list of free texts, each trimmed and at most `max_bytes`, empty ones dropped; the name may also be
  /// repeated. More than `max_items` is a fault.
  std::vector<std::string> list(std::string_view name, std::size_t max_items, std::size_t max_bytes);

  /// A value with a grammar of its own: `parse` takes the text and gives a Result<T>; its problems become this
  /// reader's, with this parameter's name as their field.
  template <typename Parse>
  auto parsed(std::string_view name, std::size_t max_bytes, Parse parse)
      -> std::optional<typename decltype(parse(std::string_view{}))::value_type> {
    const auto value = text(name, max_bytes);
    if (!value) return std::nullopt;
    auto result = parse(std::string_view(*value));
    if (result) return std::move(*result);
    take(name, *value, std::move(result.error()));
    return std::nullopt;
  }

  /// A fault found by the caller, for rules that span parameters.
  void reject(ProblemCode code, std::string_view name, std::string_view value, std::string detail,
              std::vector<std::string> suggestions = {});

  bool ok() const { return problems_.empty(); }
  const Problems& problems() const { return problems_; }

  /// Names that were given and never read, each once, in order.
  std::vector<std::string> ignored() const;
  /// Names them in the answer's Fingerpost-Ignored header (percent-encoded, at most kMaxIgnoredNames); none, no header.
  void mark_ignored(HttpResponse& response) const;

  static constexpr std::size_t kMaxChoiceBytes = 64;
  static constexpr std::size_t kMaxIgnoredNames = 16;
  static constexpr std::size_t kMaxIgnoredNameBytes = 48;

 private:
  template <typename T>
  static std::vector<std::string> spellings(Choices<T> known) {
    std::vector<std::string> all;
    for (const auto& entry : known) all.emplace_back(entry.first);
    return all;
  }

  const Parameter* single(std::string_view name);
  bool sound(const Parameter& parameter);
  void reject_unknown(std::string_view name, std::string_view value, std::vector<std::string> known);
  void take(std::string_view name, std::string_view value, Problems problems);

  const Parameters& parameters_;
  std::vector<std::string> read_;
  Problems problems_;
};

}  // namespace fingerpost::http
