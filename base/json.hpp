#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"

namespace fingerpost {

/// Bounds of what is parsed. Exceeding one is a Problem, never a crash.
struct JsonLimits {
  std::size_t bytes = 64u << 20;
  std::size_t depth = 64;
};

/// A JSON value that keeps what it was given: member order, integers as integers, doubles to the last bit.
/// Value semantics; a copy is deep. Missing members read as null through operator[], so walking never throws.
class Json {
 public:
  struct Member;
  using Array = std::vector<Json>;
  using Object = std::vector<Member>;

  Json();
  Json(std::nullptr_t);
  Json(bool value);
  Json(int value);
  Json(unsigned value);
  Json(std::int64_t value);
  Json(std::uint64_t value);
  Json(double value);
  Json(const char* value);
  Json(std::string_view value);
  Json(std::string value);
  Json(Array value);
  Json(Object value);

  static Json array();
  static Json object();

  bool is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }
  bool is_bool() const { return std::holds_alternative<bool>(value_); }
  bool is_integer() const { return std::holds_alternative<std::int64_t>(value_); }
  bool is_number() const { return is_integer() || std::holds_alternative<double>(value_); }
  bool is_string() const { return std::holds_alternative<std::string>(value_); }
  bool is_array() const { return std::holds_alternative<Array>(value_); }
  bool is_object() const { return std::holds_alternative<Object>(value_); }

  /// The value when it has that type, else nullptr / nullopt.
  const std::string* if_string() const { return std::get_if<std::string>(&value_); }
  const Array* if_array() const { return std::get_if<Array>(&value_); }
  const Object* if_object() const { return std::get_if<Object>(&value_); }
  std::optional<bool> if_bool() const;
  std::optional<std::int64_t> if_integer() const;
  std::optional<double> if_number() const;

  /// Empty when it is not of that type.
  std::string_view string() const;
  const Array& elements() const;
  const Object& members() const;

  /// Member `key`, or a null that lives for ever.
  const Json& operator[](std::string_view key) const;
  const Json* find(std::string_view key) const;
  Json* find(std::string_view key);

  /// Makes this an object when it is null, and sets or replaces member `key`.
  Json& set(std::string key, Json value);
  /// Appends a member known to be new: O(1), for parsers that have checked.
  void append_member(std::string key, Json value);
  /// Makes this an array when it is null, and appends.
  Json& push(Json value);
  /// Removes member `key` and returns it (null when absent).
  Json take(std::string_view key);

  /// Compact JSON. NaN and infinity become null; malformed UTF-8 becomes U+FFFD: the output is always valid JSON.
  std::string dump() const;
  /// Indented by two spaces, for files people read.
  std::string dump_pretty() const;
  void append_to(std::string& out) const;

  bool operator==(const Json&) const = default;

 private:
  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> value_;
};

struct Json::Member {
  std::string key;
  Json value;
  bool operator==(const Member&) const = default;
};

// Behind Member, because making or destroying the variant needs its size (clang insists, g++ does not).
inline Json::Json() = default;
inline Json::Json(std::nullptr_t) {}
inline Json::Json(bool value) : value_(value) {}
inline Json::Json(int value) : value_(std::int64_t{value}) {}
inline Json::Json(unsigned value) : value_(std::int64_t{value}) {}
inline Json::Json(std::int64_t value) : value_(value) {}
inline Json::Json(double value) : value_(value) {}
inline Json::Json(const char* value) : value_(std::string(value)) {}
inline Json::Json(std::string_view value) : value_(std::string(value)) {}
inline Json::Json(std::string value) : value_(std::move(value)) {}
inline Json::Json(Array value) : value_(std::move(value)) {}
inline Json::Json(Object value) : value_(std::move(value)) {}
inline Json Json::array() { return Json(Array{}); }
inline Json Json::object() { return Json(Object{}); }

/// Parses one JSON text (UTF-8, BOM allowed). Iterative; duplicate keys, trailing text, lone surrogates, numbers beyond
/// a double and anything over the limits are Problems whose field is the JSON pointer reached and whose detail has the
/// byte offset.
[[nodiscard]] Result<Json> parse_json(std::string_view text, const JsonLimits& limits = {});

/// Appends `text` as a JSON string with its quotes, repaired to valid UTF-8; for writers that join fragments.
void append_json_string(std::string& out, std::string_view text);
/// Appends the shortest decimal that reads back as `value`; null for NaN and infinity.
void append_json_number(std::string& out, double value);

/// Writes JSON text straight into a string, without building values: for answers on the hot path.
/// The caller nests correctly; commas are the writer's business.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(bool flag);
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(std::uint64_t number);
  JsonWriter& value(int number) { return value(std::int64_t{number}); }
  JsonWriter& value(unsigned number) { return value(std::int64_t{number}); }
  JsonWriter& value(double number);
  JsonWriter& value(const Json& json);
  JsonWriter& null();
  /// Ready JSON, inserted as it is.
  JsonWriter& raw(std::string_view json);

  template <typename T>
  JsonWriter& member(std::string_view name, const T& v) {
    key(name);
    return value(v);
  }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();

  std::string& out_;
  bool comma_ = false;
};

}  // namespace fingerpost
