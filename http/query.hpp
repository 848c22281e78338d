#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fingerpost::http {

/// More `name=value` pairs than this in one query or form: the rest is dropped and `truncated()` says so.
inline constexpr std::size_t kMaxParameters = 256;

/// What was wrong with the bytes of a value. The value itself is then repaired, so it is always valid UTF-8.
enum class ValueFault : std::uint8_t { none, bad_escape, not_utf8, control_character };

/// One decoded `name=value`.
struct Parameter {
  std::string name;
  std::string value;
  ValueFault fault = ValueFault::none;
};

/// The parameters of a query or an urlencoded form, decoded, in the order they came, repeated names kept.
class Parameters {
 public:
  Parameters() = default;
  /// For tests: {{"q", "food"}, {"page", "2"}}.
  Parameters(std::initializer_list<Parameter> all) : all_(all) {}

  void add(Parameter parameter);

  /// The first value of that name; nullopt when absent.
  std::optional<std::string_view> first(std::string_view name) const;
  /// Every value of that name, in order.
  std::vector<std::string_view> all(std::string_view name) const;

  auto begin() const { return all_.begin(); }
  auto end() const { return all_.end(); }
  std::size_t size() const { return all_.size(); }
  bool empty() const { return all_.empty(); }
  /// True when there were more than kMaxParameters.
  bool truncated() const { return truncated_; }

 private:
  std::vector<Parameter> all_;
  bool truncated_ = false;
};

/// Decodes `a=1&b=x%20y&c` (application/x-www-form-urlencoded: '+' is a space, empty pieces are skipped). Total: any
/// bytes give an answer; what was wrong is in each Parameter's fault.
Parameters parse_query(std::string_view text);

}  // namespace fingerpost::http
