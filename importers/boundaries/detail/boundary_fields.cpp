#include "importers/boundaries/detail/boundary_fields.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "importers/detail/area_codes.hpp"
#include "importers/detail/csv_reader.hpp"

namespace fingerpost::importers {

namespace {

enum class Role { other, code, name, name_cy };

/// A field's name taken apart: "WD22NMW" is what `wd22` is called in Welsh.
struct FieldName {
  Role role = Role::other;
  std::string stem;
};

struct Ending {
  std::string_view text;
  Role role;
};
/// Longest first. `_cod` and `_nam` are what ten characters leave of `ward22_code` and `ward22_name`.
constexpr std::array<Ending, 12> kEndings = {{{"namewelsh", Role::name_cy},
                                              {"namecy", Role::name_cy},
                                              {"code", Role::code},
                                              {"name", Role::name},
                                              {"nmw", Role::name_cy},
                                              {"cod", Role::code},
                                              {"nam", Role::name},
                                              {"cd", Role::code},
                                              {"nm", Role::name},
                                              {"gsscode", Role::code},
                                              {"gss", Role::code},
                                              {"title", Role::name}}};

FieldName take_apart(const std::string& field) {
  const std::string key = column_key(field);
  for (const Ending& ending : kEndings)
    if (key.ends_with(ending.text)) return {ending.role, key.substr(0, key.size() - ending.text.size())};
  // Ten characters may leave only the first letter: DISTRICT_C.
  if (field.size() == 10 && ascii_lower(field).ends_with("_c")) return {Role::code, key.substr(0, key.size() - 1)};
  return {Role::other, key};
}

std::optional<std::size_t> find(const std::vector<FieldName>& names, Role role, const std::string& stem) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i].role == role && names[i].stem == stem) return i;
  return std::nullopt;
}

/// The field with the area's own code: of the layer's kind when one is, else the first (those of the areas around it
/// follow).
std::optional<std::size_t> own_code(const std::vector<FieldName>& names, std::string_view layer_kind) {
  std::optional<std::size_t> first;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].role != Role::code) continue;
    if (!layer_kind.empty() && area_kind_of_name(names[i].stem) == layer_kind) return i;
    if (!first) first = i;
  }
  return first;
}

std::optional<std::size_t> own_name(const std::vector<FieldName>& names, std::span<const std::string> fields,
                                    std::optional<std::size_t> code) {
  if (code)
    if (const auto beside = find(names, Role::name, names[*code].stem)) return beside;
  if (const auto bare = find(names, Role::name, "")) return bare;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i].role == Role::name) return i;
  if (code) return std::nullopt;
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (!area_kind_of_name(fields[i]).empty()) return i;
  return std::nullopt;
}

/// "Abberley CP" → "abberley-cp".
std::string slug(std::string_view text) {
  std::string made;
  for (const char c : fold(text)) {
    const bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (keep)
      made += c;
    else if (!made.empty() && made.back() != '-')
      made += '-';
  }
  while (!made.empty() && made.back() == '-') made.pop_back();
  return made;
}

std::string value(std::span<const std::string> values, std::optional<std::size_t> field) {
  return field && *field < values.size() ? collapse_spaces(values[*field]) : std::string();
}

}  // namespace

BoundaryFields boundary_fields(const VectorLayer& layer, std::string_view file_name) {
  BoundaryFields found;
  found.layer_kind = area_kind_of_name(layer.name);
  if (found.layer_kind.empty()) found.layer_kind = area_kind_of_name(file_name);
  std::vector<FieldName> names;
  for (const std::string& field : layer.fields) names.push_back(take_apart(field));
  for (std::size_t i = 0; i < layer.fields.size(); ++i)
    if (column_key(layer.fields[i]) == "kind") found.kind = i;

  found.code = own_code(names, found.layer_kind);
  found.name = own_name(names, layer.fields, found.code);
  if (found.code) found.name_cy = find(names, Role::name_cy, names[*found.code].stem);
  if (!found.name_cy) found.name_cy = find(names, Role::name_cy, "");
  if (found.layer_kind.empty() && found.code) found.layer_kind = area_kind_of_name(layer.fields[*found.code]);
  if (found.layer_kind.empty() && found.name) found.layer_kind = area_kind_of_name(layer.fields[*found.name]);
  return found;
}

BoundaryName boundary_name(const BoundaryFields& fields, std::span<const std::string> values) {
  BoundaryName made;
  made.name = value(values, fields.name);
  made.name_cy = value(values, fields.name_cy);
  made.kind = value(values, fields.kind);
  made.code = value(values, fields.code);
  if (!is_area_code(made.code) && made.kind.empty()) {
    const auto standard = std::ranges::find_if(values, [](const std::string& v) { return is_area_code(trim(v)); });
    if (!fields.code && standard != values.end()) made.code = trim(*standard);
  }
  const bool own_words = !made.kind.empty() && !made.code.empty();
  if (made.kind.empty()) made.kind = area_kind_of_code(made.code);
  if (made.kind.empty()) made.kind = fields.layer_kind.empty() ? "area" : fields.layer_kind;
  if (made.code.empty() && made.name.empty()) {
    made.fault = "The row names no area: it has neither code nor name.";
    return made;
  }
  if (made.name.empty()) made.name = made.code;
  if (!is_area_code(made.code) && !own_words)
    made.code = made.kind + "-" + slug(made.code.empty() ? made.name : made.code);
  return made;
}

int boundary_likelihood(std::span<const std::string> fields, std::string_view layer_name) {
  const VectorLayer layer{std::string(layer_name), {fields.begin(), fields.end()}, {}, false};
  const BoundaryFields found = boundary_fields(layer, layer_name);
  // Lists of polling stations come with their districts; the stations are what is looked for.
  const bool beside_others = found.layer_kind == "polling_district";
  if (found.code && found.name && (!found.layer_kind.empty() || found.kind) && !beside_others) return 90;
  if (!found.layer_kind.empty() && (found.code || found.name)) return 60;
  return 0;
}

}  // namespace fingerpost::importers
