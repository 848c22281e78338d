#pragma once

#include <functional>
#include <optional>

#include "base/json.hpp"
#include "model/records.hpp"

namespace fingerpost::model {

/// Finds the record that an id names, or nullptr: how nesting gets its parts without knowing the store.
using Lookup = std::function<const Record*(RecordKind kind, const Uuid& id)>;

/// The full nested HSDS 3.1 / ORUK 3.0 service: organization, service_at_locations with their locations, attributes
/// with their terms. Locations that `lookup` does not give are left out.
Json full_service(const Service& service, const Lookup& lookup);
/// The list item: one-to-one properties and `organization` only.
Json service_list_item(const Service& service, const Lookup& lookup);
Json full_organization(const Organization& organization, const Lookup& lookup);
Json full_service_at_location(const Service& service, const ServiceAtLocation& at, const Lookup& lookup);

}  // namespace fingerpost::model
