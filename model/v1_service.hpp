#pragma once

#include "base/json.hpp"

namespace fingerpost::model {

/// A published service (full_service or service_list_item) in the older ORUK 1.0 shape: ages under `eligibilitys`,
/// opening hours under `regular_schedules` and `holiday_schedules`, terms under `service_taxonomys` and
/// `link_taxonomies`, `physical_addresses`, `accessibility_for_disabilities`, `fundings`. What 1.0 has no name for
/// keeps its HSDS 3 name, so that nothing is lost to a reader who knows it. disassemble_service reads it back.
Json v1_service(Json service);

}  // namespace fingerpost::model
