#pragma once

#include <cmath>
#include <concepts>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "model/detail/describe.hpp"

namespace fingerpost::model::detail {

template <typename Part>
Json write_part(const Part& part);

/// A number without a decimal point when it is whole: clients read ages into integers.
inline Json write_number(double value) {
  const bool whole = value == std::floor(value) && std::abs(value) < 9e15;
  return whole ? Json(static_cast<std::int64_t>(value)) : Json(value);
}

/// HSDS has extensions as numbers; "0123" would lose its zero and stays text.
inline Json write_extension(const std::string& text) {
  const bool number = !text.empty() && text.size() <= 15 && text.front() != '0' &&
                      text.find_first_not_of("0123456789") == std::string::npos;
  return number ? Json(static_cast<std::int64_t>(std::stoll(text))) : Json(text);
}

/// A visitor that writes one part in its stored shape: absent properties are left out.
class PartWriter {
 public:
  template <typename Member>
  void operator()(std::string_view name, const Member& member, Rule rule = Rule::none) {
    Json json = write(member, rule);
    if (!json.is_null()) out_.append_member(std::string(name), std::move(json));
  }

  Json take() { return std::move(out_); }

 private:
  static Json write(const Uuid& id, Rule) { return id.is_nil() ? Json() : Json(to_string(id)); }

  static Json write(const std::string& text, Rule rule) {
    if (text.empty()) return {};
    return rule == Rule::extension ? write_extension(text) : Json(text);
  }

  static Json write(const std::optional<double>& number, Rule) { return number ? write_number(*number) : Json(); }
  static Json write(const std::optional<std::int64_t>& number, Rule) { return number ? Json(*number) : Json(); }

  template <typename Element>
  static Json write(const std::vector<Element>& elements, Rule rule) {
    if (elements.empty()) return {};
    Json::Array array;
    array.reserve(elements.size());
    for (const Element& element : elements) {
      if constexpr (std::same_as<Element, Uuid>)
        array.push_back(write(element, rule));
      else
        array.push_back(write_part(element));
    }
    return array;
  }

  template <typename Part>
  requires std::is_class_v<Part>
  static Json write(const Part& part, Rule) {
    Json json = write_part(part);
    return json.members().empty() ? Json() : json;
  }

  Json out_ = Json::object();
};

template <typename Part>
Json write_part(const Part& part) {
  PartWriter writer;
  describe(part, writer);
  Json json = writer.take();
  for (const Json::Member& member : part.extra.members())
    if (json.find(member.key) == nullptr) json.append_member(member.key, member.value);
  return json;
}

}  // namespace fingerpost::model::detail
