#pragma once

#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/text.hpp"
#include "model/detail/describe.hpp"
#include "model/detail/set_aside.hpp"

namespace fingerpost::model::detail {

/// What reading needs beside the JSON.
struct ReadContext {
  /// Gives the id for a source's own id of a table; empty: ids that are not UUIDs are set aside.
  std::function<Uuid(std::string_view table, std::string_view source_id)> derive_id;
  /// When ids are derived: the records and parts around the one being read, outermost first. HSDS repeats their ids
  /// inside (`service_id` of a phone of the service); the nesting says the same, so those are dropped.
  std::vector<std::pair<std::string_view, Uuid>> around;
};

/// The text of a scalar; nullopt for null, arrays and objects.
std::optional<std::string> scalar_text(const Json& json);
/// The table that the foreign key `name` points into: "organization" for `organization_id`; empty when unknown.
std::string_view table_of_key(std::string_view name);
/// The UUID, given or derived; nil (and nothing changed) when it cannot be told.
Uuid read_id(const Json& json, std::string_view table, const ReadContext& context);

template <typename Part>
Part read_part(const Json& json, ReadContext& context);

/// Reads one JSON object into one part, property by property, in one pass when the order is describe's own.
template <typename Part>
class PartReader {
 public:
  PartReader(const Json& json, Part& part, ReadContext& context)
      : members_(json.members()), used_(members_.size(), false), part_(part), context_(context) {}

  void read() {
    describe(part_, *this);
    for (std::size_t i = 0; i < members_.size(); ++i)
      if (!used_[i]) keep(members_[i]);
    if (opened_) context_.around.pop_back();
  }

  template <typename Member>
  void operator()(std::string_view name, Member& member, Rule = Rule::none) {
    const Json* json = find(name);
    if (json == nullptr || json->is_null()) return;
    current_ = name;
    if constexpr (std::same_as<Member, Uuid>)
      read_uuid(name, member, *json);
    else if (!assign(member, *json))
      set_aside(part_.extra, name, *json);
  }

 private:
  const Json* find(std::string_view name) {
    for (std::size_t i = 0; i < members_.size(); ++i) {
      const std::size_t at = (next_ + i) % members_.size();
      if (members_[at].key != name) continue;
      used_[at] = true;
      next_ = at + 1;
      return &members_[at].value;
    }
    return nullptr;
  }

  void read_uuid(std::string_view name, Uuid& id, const Json& json) {
    if (json.is_string() && trim(json.string()).empty()) return;
    const std::string_view table = name == "id" ? table_name<Part>() : table_of_key(name);
    id = read_id(json, table, context_);
    if (id.is_nil())
      set_aside(part_.extra, name, json);
    else if (name == "id")
      open_part(id, json);
  }

  /// From here on the part's parts are inside it.
  void open_part(const Uuid& id, const Json& json) {
    if (!context_.derive_id) return;
    context_.around.emplace_back(table_name<Part>(), id);
    opened_ = true;
    if (const auto text = scalar_text(json); text && !parse_uuid(*text)) part_.extra.set("source_id", *text);
  }

  bool assign(std::string& member, const Json& json) {
    if (const std::string* text = json.if_string()) {
      member = *text;
      return true;
    }
    if (const Json::Array* items = json.if_array()) return join(member, *items);
    const auto text = scalar_text(json);
    if (text) member = *text;
    return text.has_value();
  }

  /// ["MO","TU"] where HSDS has "MO,TU".
  bool join(std::string& member, const Json::Array& items) {
    std::string joined;
    for (const Json& item : items) {
      const auto text = scalar_text(item);
      if (!text) return false;
      if (!joined.empty()) joined += ',';
      joined += *text;
    }
    member = std::move(joined);
    return true;
  }

  static bool assign(std::optional<double>& member, const Json& json) {
    member = json.if_string() != nullptr ? parse_number(trim(json.string())) : json.if_number();
    return member.has_value() || (json.is_string() && trim(json.string()).empty());
  }

  static bool assign(std::optional<std::int64_t>& member, const Json& json) {
    std::optional<double> number;
    if (!assign(number, json)) return false;
    if (!number) return true;
    if (*number != std::floor(*number) || std::abs(*number) > 9e15) return false;
    member = static_cast<std::int64_t>(*number);
    return true;
  }

  /// Elements that are no id stay where they cannot be lost.
  bool assign(std::vector<Uuid>& member, const Json& json) {
    if (!json.is_array()) return false;
    for (const Json& element : json.elements()) {
      const Uuid id = read_id(element, "location", context_);
      if (id.is_nil())
        set_aside(part_.extra, "location_ids", element);
      else
        member.push_back(id);
    }
    return true;
  }

  template <typename Inner>
  requires std::is_class_v<Inner>
  bool assign(std::vector<Inner>& member, const Json& json) {
    if (json.is_object()) {
      member.push_back(read_part<Inner>(json, context_));
      return true;
    }
    if (!json.is_array()) return false;
    Json strange;
    for (const Json& element : json.elements()) {
      if (element.is_object())
        member.push_back(read_part<Inner>(element, context_));
      else if (!element.is_null())
        strange.push(element);
    }
    if (strange.is_null()) return true;
    set_aside(part_.extra, current_, strange);
    return true;
  }

  template <typename Inner>
  requires std::is_class_v<Inner>
  bool assign(Inner& member, const Json& json) {
    if (!json.is_object()) return false;
    member = read_part<Inner>(json, context_);
    return true;
  }

  /// A property the struct does not name.
  void keep(const Json::Member& member) {
    if (member.key == "unusable") {
      if (!member.value.is_object()) return set_aside(part_.extra, "unusable", member.value);
      for (const Json::Member& unusable : member.value.members()) set_aside(part_.extra, unusable.key, unusable.value);
      return;
    }
    if (!context_.derive_id || is_record<Part>) {
      part_.extra.set(member.key, member.value);
      return;
    }
    keep_back_reference(member);
  }

  void keep_back_reference(const Json::Member& member) {
    const std::string_view table = table_of_key(member.key);
    const Uuid id = table.empty() ? Uuid{} : read_id(member.value, table, context_);
    for (const auto& [around_table, around_id] : context_.around)
      if (around_table == table && around_id == id) return;
    part_.extra.set(member.key, id.is_nil() ? member.value : Json(to_string(id)));
  }

  const Json::Object& members_;
  std::vector<bool> used_;
  std::size_t next_ = 0;
  std::string_view current_;
  bool opened_ = false;
  Part& part_;
  ReadContext& context_;
};

template <typename Part>
Part read_part(const Json& json, ReadContext& context) {
  Part part;
  PartReader<Part>(json, part, context).read();
  return part;
}

}  // namespace fingerpost::model::detail
