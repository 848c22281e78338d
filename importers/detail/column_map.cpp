#include "importers/detail/column_map.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <map>

#include "base/file.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "importers/detail/csv_reader.hpp"

namespace fingerpost::importers {
namespace {

/// Reads a map member by member and gathers what is wrong.
class MapReader {
 public:
  MapReader(const Json& json, std::string_view name) : json_(json) { map_.name = name; }

  Result<ColumnMap> read() {
    if (!json_.is_object()) fault("", "", "A column map is a JSON object.");
    for (const auto& member : json_.members()) read_member(member.key, member.value);
    if (map_.bindings.empty() && problems_.empty()) fault("/columns", "", "A column map needs \"columns\".");
    if (!problems_.empty()) return fail(std::move(problems_));
    return std::move(map_);
  }

 private:
  void fault(const std::string& at, std::string_view value, std::string detail) {
    append(problems_,
           problem(ProblemCode::unknown_value, at, value, fmt::format("Column map {}: {}", map_.name, detail)));
  }

  void read_member(const std::string& key, const Json& value) {
    if (key == "name")
      map_.name = value.string();
    else if (key == "description")
      map_.description = value.string();
    else if (key == "format")
      map_.format = value.string();
    else if (key == "kind")
      read_kind(value);
    else if (key == "header")
      map_.table.header = value.if_bool().value_or(true);
    else if (key == "header_row")
      map_.table.header_row =
          static_cast<std::size_t>(std::clamp<std::int64_t>(value.if_integer().value_or(1), 1, 1000));
    else if (key == "sheet")
      map_.table.sheet = value.string();
    else if (key == "each")
      map_.table.each = value.string();
    else if (key == "continues")
      map_.continues = value.string();
    else if (key == "taxonomy")
      map_.taxonomy = value.string();
    else if (key == "detect")
      map_.detect = texts(value);
    else if (key == "empty")
      map_.empty = folded(value);
    else if (key == "columns")
      read_columns(value);
    else if (key == "defaults")
      read_defaults(value);
    else if (key == "only" || key == "skip")
      read_rules(key, value);
    else
      fault("/" + key, key, "there is no such member; see docs/reference/formats.md.");
  }

  void read_kind(const Json& value) {
    const std::string_view kind = value.string();
    if (kind == "organization")
      map_.kind = Entity::organization;
    else if (kind == "service")
      map_.kind = Entity::service;
    else if (kind == "location" || kind == "building")
      map_.kind = Entity::location;
    else
      return fault("/kind", kind, "kind is organization, service or building.");
    if (kind == "building")
      map_.defaults.emplace_back(*parse_target("location.term.fingerpost-kinds.building", Entity::location), "yes");
  }

  static std::vector<std::string> texts(const Json& value) {
    std::vector<std::string> all;
    if (const auto* one = value.if_string()) all.push_back(*one);
    for (const Json& element : value.elements()) all.emplace_back(element.string());
    return all;
  }

  static std::vector<std::string> folded(const Json& value) {
    std::vector<std::string> all = texts(value);
    for (std::string& text : all) text = fold(trim(text));
    return all;
  }

  /// "kind" may stand behind "columns" in the file.
  Entity main_entity() const {
    const std::string_view kind = json_["kind"].string();
    return kind == "organization"              ? Entity::organization
           : kind == "service" || kind.empty() ? Entity::service
                                               : Entity::location;
  }

  std::vector<Target> targets(const Json& value, const std::string& at) {
    std::vector<Target> all;
    for (const std::string& text : texts(value)) {
      if (auto target = parse_target(text, main_entity()))
        all.push_back(std::move(*target));
      else
        fault(at, text, fmt::format("there is no target \"{}\".", text));
    }
    return all;
  }

  void read_columns(const Json& columns) {
    for (const auto& [column, value] : columns.members()) {
      const std::string at = "/columns/" + column;
      Binding binding;
      binding.column = column;
      if (!value.is_object()) {
        binding.targets = targets(value, at);
      } else {
        binding.targets = targets(value["to"], at + "/to");
        binding.split = value["split"].string();
        binding.prefix = value["prefix"].string();
        if (const Json* join = value.find("join")) binding.join = join->string();
        for (const auto& [from, to] : value["values"].members())
          binding.values.emplace_back(fold(trim(from)), to.string());
      }
      if (binding.targets.empty() && problems_.empty())
        fault(at, "", "the column goes nowhere; give it a target or leave it out.");
      map_.bindings.push_back(std::move(binding));
    }
  }

  void read_defaults(const Json& defaults) {
    for (const auto& [target, value] : defaults.members())
      for (Target& parsed : targets(Json(target), "/defaults/" + target))
        map_.defaults.emplace_back(std::move(parsed), value.string());
  }

  void read_rules(const std::string& key, const Json& rules) {
    for (const auto& [column, values] : rules.members()) map_.rules.push_back({column, folded(values), key == "only"});
  }

  const Json& json_;
  ColumnMap map_;
  Problems problems_;
};

bool has_columns(const std::vector<std::string>& row, const std::vector<std::string>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& name) {
    return std::any_of(row.begin(), row.end(),
                       [&](const std::string& cell) { return column_key(cell) == column_key(name); });
  });
}

}  // namespace

std::string_view entity_name(Entity entity) {
  switch (entity) {
    case Entity::organization:
      return "organization";
    case Entity::service:
      return "service";
    case Entity::location:
      break;
  }
  return "location";
}

Result<ColumnMap> parse_column_map(std::string_view json, std::string_view name) {
  const auto parsed = parse_json(json, {.bytes = kMaxMapBytes, .depth = 8});
  if (!parsed) return fail(parsed.error());
  return MapReader(*parsed, name).read();
}

Result<std::vector<ColumnMap>> load_column_maps(std::string_view asked) {
  std::optional<std::string> text;
  for (const ShippedMap& map : shipped_maps())
    if (map.name == asked) text = map.json;
  const std::filesystem::path path{std::string(asked)};
  if (!text) text = read_file_if_present(path);
  if (!text) {
    std::vector<std::string> names;
    for (const ShippedMap& map : shipped_maps()) names.emplace_back(map.name);
    return fail(ProblemCode::not_found, "map", asked,
                fmt::format("There is no file \"{}\" and no shipped column map of that name; there are {}.", asked,
                            fmt::join(names, ", ")),
                names);
  }
  const auto parsed = parse_json(*text, {.bytes = kMaxMapBytes, .depth = 8});
  if (!parsed) return fail(parsed.error());
  std::vector<ColumnMap> maps;
  const Json::Array one = {*parsed};
  for (const Json& json : (*parsed)["maps"].is_array() ? (*parsed)["maps"].elements() : one) {
    auto map = MapReader(json, path.stem().string()).read();
    if (!map) return fail(map.error());
    maps.push_back(std::move(*map));
  }
  return maps;
}

std::optional<ColumnMap> detect_column_map(const std::vector<std::vector<std::string>>& sample,
                                           std::span<const ColumnMap> maps) {
  std::optional<ColumnMap> best;
  for (const ColumnMap& map : maps) {
    if (map.detect.empty() || (best && best->detect.size() >= map.detect.size())) continue;
    for (std::size_t row = 0; row < sample.size(); ++row) {
      if (!has_columns(sample[row], map.detect)) continue;
      best = map;
      best->table.header_row = row + 1;
      break;
    }
  }
  return best;
}

const std::vector<ColumnMap>& shipped_maps_of(std::string_view format) {
  static const std::map<std::string, std::vector<ColumnMap>, std::less<>> kMaps = [] {
    std::map<std::string, std::vector<ColumnMap>, std::less<>> maps;
    for (const ShippedMap& shipped : shipped_maps())
      if (auto map = parse_column_map(shipped.json, shipped.name)) maps[map->format].push_back(std::move(*map));
    return maps;
  }();
  static const std::vector<ColumnMap> kNone;
  const auto found = kMaps.find(format);
  return found == kMaps.end() ? kNone : found->second;
}

}  // namespace fingerpost::importers
