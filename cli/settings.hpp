#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace fingerpost::cli {

/// Where a setting's value came from, weakest first.
enum class Origin : std::uint8_t { default_value, file, environment, flag };
std::string_view to_string(Origin origin);

/// A setting in force.
struct Setting {
  std::string name;  ///< `listen`: the name of flag and file key; FINGERPOST_LISTEN in the environment
  std::string value;
  Origin origin = Origin::default_value;
};

/// data/defaults.env as built into the program.
std::string_view defaults_text();

/// All settings, from defaults, DATA/fingerpost.toml, environment and flags. The only place that reads the environment.
class Settings {
 public:
  /// `flags` are the settings given on the command line by name. Problems: a key in the file that is no setting, a file
  /// that cannot be read.
  static Result<Settings> load(const std::map<std::string, std::string>& flags);

  const std::string& operator[](std::string_view name) const;
  /// Whole number within bounds; a Problem names setting, value and bounds.
  [[nodiscard]] Result<long long> integer(std::string_view name, long long minimum, long long maximum) const;
  const std::vector<Setting>& all() const { return all_; }

 private:
  Setting* find(std::string_view name);
  std::vector<Setting> all_;
};

}  // namespace fingerpost::cli
