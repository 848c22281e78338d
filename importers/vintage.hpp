#pragma once

#include <span>
#include <string>

#include "base/clock.hpp"
#include "importers/input.hpp"

namespace fingerpost::importers {

/// How new a set of postcode or place files is, as GazetteerBuilder orders it: "2024-08" from their names
/// (ONSPD_AUG_2024, nspl_2025_05), the product's own Doc/metadata.txt, or the year in the header's names (lad25cd →
/// "2025"); else the day of import. Files without any date in them look newest: the person who imports them today knows
/// best.
std::string vintage_of(std::span<const InputFile> files, Instant now);

}  // namespace fingerpost::importers
