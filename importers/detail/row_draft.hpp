#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "importers/detail/column_map.hpp"
#include "importers/importer.hpp"
#include "model/records.hpp"

namespace fingerpost::importers {

/// One entity as far as the rows have said: its HSDS properties, and what has to be understood first.
struct EntityDraft {
  Json json = Json::object();
  std::string source_id;
  std::vector<model::Attribute> attributes;
  std::vector<std::string> categories;
  std::vector<std::string> hours;  ///< texts, each with its weekday in front where the column gives it

  bool empty() const {
    return json.members().empty() && source_id.empty() && attributes.empty() && categories.empty() && hours.empty();
  }
  /// The text at a property of the object itself.
  std::string text(std::string_view property) const;
};

struct LocationDraft : EntityDraft {
  std::optional<double> latitude, longitude, easting, northing;
  std::string uprn;
  bool is_placed() const;  ///< anything by which it can be found: name, address, position, id
};

/// What the rows of one record say, gathered value by value and then turned into records.
class RowDraft {
 public:
  explicit RowDraft(const ColumnMap& map) : map_(&map) {}

  /// A row begins: its `[]` columns fill new elements, its location columns a new location.
  void begin_row();
  /// Puts one cell where its binding says.
  void put(const Binding& binding, std::string_view cell);
  /// What the map sets where the rows said nothing. Once, before turning into records.
  void put_defaults();

  EntityDraft organization, service;
  EntityDraft at_location;  ///< properties of the service_at_location(s)
  std::vector<LocationDraft> locations;
  std::string charity_number, verified_on;
  std::vector<std::string> unusable;  ///< "what: value" of cells that could not be understood

 private:
  void put_value(const Binding& binding, const Target& target, const std::string& value, std::size_t position);
  void put_special(const Target& target, const std::string& value);
  void put_property(EntityDraft& draft, const Target& target, const std::string& value, std::size_t position,
                    std::string_view join);
  void put_contact(const Target& target, const std::string& value);
  void put_service(const Target& target, const std::string& value);
  void put_place(const Target& target, const std::string& value);
  void put_registered(const Target& target, const std::string& value);
  EntityDraft& entity(const Target& target);
  LocationDraft& location();
  void put_default(const Target& target, const std::string& value);
  bool has_said(const Target& target) const;
  void cannot_use(std::string_view what, std::string_view value);

  const ColumnMap* map_;
  std::map<std::string, std::size_t> elements_;  ///< of this row: "service/phones[0]" → index
  std::optional<std::size_t> location_;          ///< of this row
};

/// The number in front of which "£" stands, or the only one there is: "£2.50 a session" → 2.5; 0 for "free".
std::optional<double> amount_in(std::string_view text);
struct AgeRange {
  std::optional<double> minimum, maximum;
};
/// "5-11", "5 to 11 years", "18+", "over 55", "under 25", "all ages"; nullopt when it is not plain.
std::optional<AgeRange> age_range_of(std::string_view text);

/// "The Hall, High Street, Clun, SY7 8JB" in parts: the postcode when the text ends with one, the last piece before it
/// as city when there are at least two, the first as address_1, those between as address_2.
struct AddressParts {
  std::string address_1, address_2, city, postal_code;
};
AddressParts split_address(std::string_view line);

}  // namespace fingerpost::importers
