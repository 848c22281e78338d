#include "cli/settings.hpp"

#include <cassert>
#include <cstdlib>
#include <fmt/format.h>
#include <sstream>

#define TOML_EXCEPTIONS 0  // a file that cannot be read is a Problem here
#include <toml++/toml.h>

#include "base/text.hpp"
#include "directory/data_folder.hpp"

namespace fingerpost::cli {
namespace {

constexpr std::string_view kPrefix = "FINGERPOST_";

std::vector<Setting> defaults() {
  std::vector<Setting> all;
  for (const std::string_view line : split(defaults_text(), '\n')) {
    if (!line.starts_with(kPrefix)) continue;
    const std::size_t equals = line.find('=');
    all.push_back({ascii_lower(line.substr(kPrefix.size(), equals - kPrefix.size())),
                   std::string(trim(line.substr(equals + 1))), Origin::default_value});
  }
  return all;
}

std::string text_of(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  std::ostringstream out;
  node.visit([&](const auto& value) { out << value; });
  return out.str();
}

}  // namespace

std::string_view to_string(Origin origin) {
  switch (origin) {
    case Origin::default_value:
      return "default";
    case Origin::file:
      return "file";
    case Origin::environment:
      return "environment";
    case Origin::flag:
      return "flag";
  }
  return "default";
}

Setting* Settings::find(std::string_view name) {
  for (Setting& setting : all_)
    if (setting.name == name) return &setting;
  return nullptr;
}

const std::string& Settings::operator[](std::string_view name) const {
  for (const Setting& setting : all_)
    if (setting.name == name) return setting.value;
  assert(!"a setting that data/defaults.env does not name");
  static const std::string kNone;
  return kNone;
}

Result<Settings> Settings::load(const std::map<std::string, std::string>& flags) {
  Settings settings;
  settings.all_ = defaults();
  const auto give = [](Setting& setting, std::string value, Origin origin) {
    setting.value = std::move(value);
    setting.origin = origin;
  };
  for (Setting& setting : settings.all_) {
    const std::string variable = std::string(kPrefix) + ascii_upper(setting.name);
    if (const char* value = std::getenv(variable.c_str())) give(setting, value, Origin::environment);
    if (const auto flag = flags.find(setting.name); flag != flags.end()) give(setting, flag->second, Origin::flag);
  }
  const std::filesystem::path file = directory::DataFolder{settings["data"]}.configuration();
  if (!std::filesystem::exists(file)) return settings;
  const toml::parse_result table = toml::parse_file(file.string());
  if (!table)
    return fail(ProblemCode::usage, file.string(), "",
                fmt::format("{}: {}", file.string(), table.error().description()));
  Problems problems;
  for (const auto& [key, node] : table.table()) {
    Setting* setting = settings.find(key.str());
    if (setting == nullptr || setting->name == "data")
      append(problems, problem(ProblemCode::unknown_value, key.str(), "",
                               fmt::format("{}: \"{}\" is no setting; `fingerpost config show` lists them.",
                                           file.string(), key.str())));
    else if (setting->origin == Origin::default_value)
      give(*setting, text_of(node), Origin::file);
  }
  if (!problems.empty()) return fail(std::move(problems));
  return settings;
}

Result<long long> Settings::integer(std::string_view name, long long minimum, long long maximum) const {
  const std::string& text = (*this)[name];
  const auto value = parse_integer(text);
  if (!value || *value < minimum || *value > maximum)
    return fail(ProblemCode::out_of_range, name, text,
                fmt::format("{} must be a whole number from {} to {}; it is \"{}\".", name, minimum, maximum, text));
  return *value;
}

}  // namespace fingerpost::cli
