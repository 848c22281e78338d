#pragma once

#include <string_view>

namespace fingerpost::importers {

/// True for a nine-character GSS code ("E06000051") of a real area: not one that says "none" (E99999999, W99999999) and
/// not an unparished area (E43).
bool is_area_code(std::string_view text);

/// What kind of area a GSS code names by its first three characters (Register of Geographic Codes, ONS): `ward`,
/// `parish`, `district`, `county`, `lsoa`, `msoa`, `icb`, `region`, `country`, `police`, `lrf`, `fire`, `constituency`,
/// …; empty when unknown.
std::string_view area_kind_of_code(std::string_view code);

/// What kind of area a column, layer or file name speaks of, years and endings ignored: `WD22CD`, `ward22_code`,
/// `lad24nm`, `Parishes_2024` → `ward`, `ward`, `district`, `parish`; empty when none. "Polling districts" are
/// `polling_district`.
std::string_view area_kind_of_name(std::string_view name);

}  // namespace fingerpost::importers
