#include "base/json.hpp"

#include <charconv>
#include <cmath>
#include <limits>

#include "base/text.hpp"

namespace fingerpost {
namespace {

const Json kNull;
const Json::Array kNoElements;
const Json::Object kNoMembers;

void append_integer(std::string& out, auto number) {
  char digits[24];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
  out.append(digits, end);
}

void append_indented(std::string& out, const Json& json, int depth) {
  const auto line = [&](int d) {
    out += '\n';
    out.append(static_cast<std::size_t>(d) * 2, ' ');
  };
  const bool is_array = json.is_array();
  if ((is_array && !json.elements().empty()) || (json.is_object() && !json.members().empty())) {
    out += is_array ? '[' : '{';
    bool first = true;
    const auto separate = [&] {
      if (!first) out += ',';
      first = false;
      line(depth + 1);
    };
    for (const Json& element : json.elements()) {
      separate();
      append_indented(out, element, depth + 1);
    }
    for (const Json::Member& member : json.members()) {
      separate();
      append_json_string(out, member.key);
      out += ": ";
      append_indented(out, member.value, depth + 1);
    }
    line(depth);
    out += is_array ? ']' : '}';
  } else {
    json.append_to(out);
  }
}

}  // namespace

Json::Json(std::uint64_t value) {
  if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    value_ = static_cast<std::int64_t>(value);
  else
    value_ = static_cast<double>(value);
}

std::optional<bool> Json::if_bool() const {
  const bool* value = std::get_if<bool>(&value_);
  return value ? std::optional{*value} : std::nullopt;
}

std::optional<std::int64_t> Json::if_integer() const {
  if (const auto* value = std::get_if<std::int64_t>(&value_)) return *value;
  const auto* number = std::get_if<double>(&value_);
  if (number && std::trunc(*number) == *number && std::abs(*number) < 9e15) return static_cast<std::int64_t>(*number);
  return std::nullopt;
}

std::optional<double> Json::if_number() const {
  if (const auto* value = std::get_if<double>(&value_)) return *value;
  if (const auto* value = std::get_if<std::int64_t>(&value_)) return static_cast<double>(*value);
  return std::nullopt;
}

std::string_view Json::string() const {
  const std::string* text = if_string();
  return text ? std::string_view(*text) : std::string_view();
}

const Json::Array& Json::elements() const {
  const Array* array = if_array();
  return array ? *array : kNoElements;
}

const Json::Object& Json::members() const {
  const Object* object = if_object();
  return object ? *object : kNoMembers;
}

const Json* Json::find(std::string_view key) const {
  for (const Member& member : members())
    if (member.key == key) return &member.value;
  return nullptr;
}

Json* Json::find(std::string_view key) { return const_cast<Json*>(std::as_const(*this).find(key)); }

const Json& Json::operator[](std::string_view key) const {
  const Json* value = find(key);
  return value ? *value : kNull;
}

Json& Json::set(std::string key, Json value) {
  if (is_null()) value_ = Object{};
  if (Json* present = find(key))
    *present = std::move(value);
  else
    std::get<Object>(value_).push_back({std::move(key), std::move(value)});
  return *this;
}

void Json::append_member(std::string key, Json value) {
  std::get<Object>(value_).push_back({std::move(key), std::move(value)});
}

Json& Json::push(Json value) {
  if (is_null()) value_ = Array{};
  std::get<Array>(value_).push_back(std::move(value));
  return *this;
}

Json Json::take(std::string_view key) {
  auto* object = std::get_if<Object>(&value_);
  if (object == nullptr) return {};
  for (auto it = object->begin(); it != object->end(); ++it) {
    if (it->key != key) continue;
    Json taken = std::move(it->value);
    object->erase(it);
    return taken;
  }
  return {};
}

void append_json_number(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  char digits[32];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
  const std::string_view text(digits, static_cast<std::size_t>(end - digits));
  out += text;
  // 12.0 stays a double when it is read again.
  if (text.find_first_of(".e") == std::string_view::npos) out += ".0";
}

void append_json_string(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  if (!is_valid_utf8(text)) return append_json_string(out, repair_utf8(text));
  out += '"';
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, start, i - start);
    start = i + 1;
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += "\\u00";
        out += kHex[c >> 4];
        out += kHex[c & 15];
    }
  }
  out.append(text, start, std::string_view::npos);
  out += '"';
}

void Json::append_to(std::string& out) const {
  if (const auto* number = std::get_if<std::int64_t>(&value_)) {
    append_integer(out, *number);
  } else if (const auto* real = std::get_if<double>(&value_)) {
    append_json_number(out, *real);
  } else if (const std::string* text = if_string()) {
    append_json_string(out, *text);
  } else if (const Array* array = if_array()) {
    out += '[';
    for (std::size_t i = 0; i < array->size(); ++i) {
      if (i != 0) out += ',';
      (*array)[i].append_to(out);
    }
    out += ']';
  } else if (const Object* object = if_object()) {
    out += '{';
    for (std::size_t i = 0; i < object->size(); ++i) {
      if (i != 0) out += ',';
      append_json_string(out, (*object)[i].key);
      out += ':';
      (*object)[i].value.append_to(out);
    }
    out += '}';
  } else if (const auto flag = if_bool()) {
    out += *flag ? "true" : "false";
  } else {
    out += "null";
  }
}

std::string Json::dump() const {
  std::string out;
  append_to(out);
  return out;
}

std::string Json::dump_pretty() const {
  std::string out;
  append_indented(out, *this, 0);
  out += '\n';
  return out;
}

void JsonWriter::separate() {
  if (comma_) out_ += ',';
  comma_ = true;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  out_ += bracket;
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_json_string(out_, name);
  out_ += ':';
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  append_json_string(out_, text);
  return *this;
}

JsonWriter& JsonWriter::value(bool flag) { return raw(flag ? "true" : "false"); }

JsonWriter& JsonWriter::value(std::int64_t number) {
  separate();
  append_integer(out_, number);
  return *this;
}

JsonWriter& JsonWriter::value(std::uint64_t number) {
  separate();
  append_integer(out_, number);
  return *this;
}

JsonWriter& JsonWriter::value(double number) {
  separate();
  append_json_number(out_, number);
  return *this;
}

JsonWriter& JsonWriter::value(const Json& json) {
  separate();
  json.append_to(out_);
  return *this;
}

JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

}  // namespace fingerpost
