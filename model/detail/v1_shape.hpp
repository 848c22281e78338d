#pragma once

#include "base/json.hpp"

namespace fingerpost::model::detail {

/// A service, organization or location of the older UK profile (ORUK 1, `eligibilitys`, `regular_schedules`,
/// `physical_addresses`, …) or of Outpost's feeds (`min_age`, `locations`, `organisation`) in HSDS 3 shape. Touches
/// only names that HSDS 3 does not have, so a v3 object comes out as it went in and mixtures come out right. What has
/// no place in v3 (reviews, payment_accepted, deliverable_type) stays under its own name.
Json v3_service(Json service);
Json v3_organization(Json organization);
Json v3_location(Json location);
Json v3_service_at_location(Json at);

}  // namespace fingerpost::model::detail
