#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "importers/detail/csv_reader.hpp"

namespace fingerpost::importers {

/// The things that other tables' rows belong to, nearest first: a phone of a contact of a service is the contact's.
/// Rows climb from left to right, a phone into its contact, that into its service_at_location, that into its service.
enum class Hub : std::uint8_t { phone, contact, service_at_location, service, location, organization };
inline constexpr std::size_t kHubs = 6;

/// `phone_id` for Hub::phone.
std::string_view key_column(Hub hub);
/// "phone", "phones", "service_at_locations", …: the hub a table's name means.
std::optional<Hub> hub_named(std::string_view table);

/// What rows of a table are.
struct CsvTable {
  enum class Role : std::uint8_t {
    hub,        ///< rows others belong to
    part,       ///< rows that belong to one hub
    linked,     ///< rows that name the table and id they belong to (attributes, metadata)
    term_link,  ///< rows that tie a service to a term (1.1)
    terms,
    taxonomies,
    units,
    ignored,  ///< known, and nothing for us
  };
  std::string_view name;  ///< as column_key makes it of the file's name
  Role role;
  Hub hub;                    ///< of Role::hub
  std::string_view property;  ///< under which a row stands in what it belongs to
};

/// Tables by number, as rows carry them.
const CsvTable& csv_table(std::uint8_t number);
std::uint8_t number_of(const CsvTable& table);

/// The table of that file name ("physical_addresses.csv", "ServiceTaxonomies.csv"); nullptr when it is none of HSDS's.
const CsvTable* csv_table(std::string_view stem);

/// One row as an HSDS object: columns under HSDS's names (1.1 to 3.x, Ohana's and the DfE's spellings), empty ones left
/// out.
class RowReader {
 public:
  RowReader(const CsvTable& table, const CsvReader& reader);
  Json read(const CsvRow& row) const;

 private:
  const CsvTable& table_;
  std::vector<std::string> names_;  ///< by column; empty: not read
};

/// Where a row belongs: the hub with the nearest key that is filled ("contact_id" before "service_id"). After a
/// `missed` one that does not exist, the next nearest.
struct Parent {
  Hub hub;
  std::string id;
};
std::optional<Parent> parent_of(const CsvTable& table, const Json& row, std::optional<Hub> missed = {});
/// The property under which `table`'s rows stand in `hub`.
std::string property_in(const CsvTable& table, Hub hub);

}  // namespace fingerpost::importers
