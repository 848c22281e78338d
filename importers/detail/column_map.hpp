#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "importers/detail/table.hpp"

/// Column maps: small JSON files that say which column of somebody's table is which property of a record. Their
/// language is described in docs/reference/formats.md.
namespace fingerpost::importers {

/// What a row is chiefly about.
enum class Entity : std::uint8_t { organization, service, location };
std::string_view entity_name(Entity entity);

/// `phones[0]` of a path: a property, and which element of it.
struct Step {
  std::string name;
  bool is_list = false;
  std::string label;  ///< between the brackets: columns of one row with the same label fill the same element
};

/// Where a value goes.
struct Target {
  enum class Kind : std::uint8_t {
    property,      ///< path in the entity's HSDS object
    withhold,      ///< "yes" takes the part at path out again: it is not for the public
    source_id,     ///< the source's own id of the entity
    term,          ///< "yes" states taxonomy/code of the entity
    fact,          ///< a building fact of the location: code, any value
    access,        ///< an access property of the location (else the service): code, yes or no
    category,      ///< a term by name or code, or "taxonomy/code"
    hours_text,    ///< opening hours in words; code: the weekday they are for
    address_line,  ///< a whole address on one line
    postcode,
    latitude,
    longitude,
    position,  ///< "lat,lon", "POINT (lon lat)", "SJ 491 124"
    easting,
    northing,
    charity_number,
    company_number,
    uprn,
    contact,  ///< an e-mail address or a telephone number, whichever it looks like
    language,
    age_range,  ///< "5-11", "18+", "under 25"
    cost,       ///< "Free", "£2.50 a session"
    free,       ///< yes: costs nothing
    verified_on,
    signatory,  ///< the day the organization signed the Accord, or yes
  };
  Kind kind = Kind::property;
  Entity entity = Entity::service;
  bool at_location = false;  ///< path is in the service_at_location
  std::vector<Step> path;
  std::string taxonomy, code;
};

struct Binding {
  std::string column;  ///< as the map names it
  std::vector<Target> targets;
  std::string split;                                        ///< separator of several values, empty: one
  std::string prefix;                                       ///< put before each value
  std::string join = "\n";                                  ///< between values of several columns for one property
  std::vector<std::pair<std::string, std::string>> values;  ///< folded value → what it means; others pass
};

/// Rows that are left out without being faults: those whose `column` is (not) one of `values`.
struct RowRule {
  std::string column;
  std::vector<std::string> values;  ///< folded
  bool keep = false;                ///< true: only rows with one of the values are read
};

struct ColumnMap {
  std::string name, description;
  std::string format;  ///< `directory-csv` or `buildings-csv`
  Entity kind = Entity::service;
  TableOptions table;
  std::vector<std::string> detect;  ///< columns that must all be there for the map to offer itself
  std::vector<Binding> bindings;
  std::vector<std::pair<Target, std::string>> defaults;  ///< set where the row says nothing
  std::vector<std::string> empty;                        ///< folded values that mean "nothing said": "na", "n/a"
  std::vector<RowRule> rules;
  std::string continues;  ///< column that names the id of the record which this row adds to
  std::string taxonomy;   ///< of categories without one; empty: the source's name
};

inline constexpr std::size_t kMaxMapBytes = 1u << 20;

/// Problems (all at once) name the map's member.
[[nodiscard]] Result<ColumnMap> parse_column_map(std::string_view json, std::string_view name);
/// Parses "service.phones[0].number", "facts.kitchen", …; nullopt when there is no such target. `main` is the entity of
/// targets that do not name one.
std::optional<Target> parse_target(std::string_view text, Entity main);

/// A map that ships with the program (data/maps/*.json), by name.
struct ShippedMap {
  std::string_view name, json;
};
std::span<const ShippedMap> shipped_maps();

/// The maps that `asked` names: a shipped one, or a file with one map or {"maps": […]} for tables that belong together.
[[nodiscard]] Result<std::vector<ColumnMap>> load_column_maps(std::string_view asked);

/// Of `maps`, the one whose detect columns all stand in one of the sample's rows, with table.header_row set to that
/// row; the one with the most such columns wins. nullopt when none does.
std::optional<ColumnMap> detect_column_map(const std::vector<std::vector<std::string>>& sample,
                                           std::span<const ColumnMap> maps);
/// The shipped maps of a format, parsed once.
const std::vector<ColumnMap>& shipped_maps_of(std::string_view format);

}  // namespace fingerpost::importers
