#pragma once

#include <functional>
#include <optional>

#include "base/json.hpp"
#include "model/records.hpp"

namespace fingerpost::model {

/// Finds the record that an id names, or nullptr: how nesting gets its parts without knowing the store.
using Lookup = std::function<const Record*(RecordKind kind, const Uuid& id)>;

/// What is published of a record, as HSDS 3.1 and ORUK 3.0 have it: absent properties are left out, never null or "";
/// times are HH:MM:SS; whole numbers have no decimal point. A part that lacks what its schema requires is left out (a
/// telephone without a number, a metadata entry without its former value), except addresses: a partial one is under
/// `partial_addresses`. Required properties that have a plain stand-in get it: `description` from the name, `country`
/// GB, `state_province` from the region. `extra` travels along without what was set aside. Records are expected to have
/// passed validate. `lookup` is called once for the organization and once for each location.

/// The full nested service: organization, service_at_locations with their locations, attributes with their terms.
/// Locations that `lookup` does not give are left out.
Json full_service(const Service& service, const Lookup& lookup);
/// The list item: one-to-one properties and `organization` only, no arrays.
Json service_list_item(const Service& service, const Lookup& lookup);
/// With `locations` nested.
Json full_organization(const Organization& organization, const Lookup& lookup);
Json organization_list_item(const Organization& organization);
/// With `location` nested in full and `service` as a list item.
Json full_service_at_location(const Service& service, const ServiceAtLocation& at, const Lookup& lookup);
/// With `location` and `service` as list items.
Json service_at_location_list_item(const Service& service, const ServiceAtLocation& at, const Lookup& lookup);
Json full_location(const Location& location);
Json location_list_item(const Location& location);
Json full_taxonomy(const Taxonomy& taxonomy);
/// With `taxonomy_detail` when the taxonomy is known.
Json full_taxonomy_term(const TaxonomyTerm& term, const Lookup& lookup);

}  // namespace fingerpost::model
