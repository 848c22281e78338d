#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fingerpost::http {

/// Header fields in the order they came, repeated ones kept. Names compare without case. Lookups are linear: a message
/// has at most Limits::header_count fields.
class Headers {
 public:
  struct Field {
    std::string name;
    std::string value;
  };

  Headers() = default;
  Headers(std::initializer_list<Field> fields) : fields_(fields) {}

  /// Appends, also when the name is there already.
  void add(std::string name, std::string value) { fields_.push_back({std::move(name), std::move(value)}); }
  /// Replaces every field of that name by this one.
  void set(std::string_view name, std::string value);
  /// Sets it only when the name is absent.
  void set_default(std::string_view name, std::string_view value);
  void remove(std::string_view name);

  /// The first value of that name; nullopt when absent.
  std::optional<std::string_view> first(std::string_view name) const;
  /// Every value of that name, in order.
  std::vector<std::string_view> all(std::string_view name) const;
  bool has(std::string_view name) const { return first(name).has_value(); }

  /// True when one of the comma-separated elements of all fields of that name equals `token` (without case).
  bool has_token(std::string_view name, std::string_view token) const;

  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }
  std::size_t size() const { return fields_.size(); }
  bool empty() const { return fields_.empty(); }

 private:
  std::vector<Field> fields_;
};

}  // namespace fingerpost::http
