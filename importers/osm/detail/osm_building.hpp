#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "importers/osm/detail/osm_reader.hpp"
#include "model/records.hpp"

namespace fingerpost::importers {

/// What a tagged object is, when it is a building that a community uses.
struct OsmKind {
  std::string_view building_type;  ///< a value of the fact `building_type`
  std::string_view label;          ///< what to call one that has no name
};

/// Village halls, community centres, town halls, libraries, schools, places of worship, social facilities, food banks,
/// sports and scout halls, and shelters with a name. nullopt for others, and for what is disused or gone.
std::optional<OsmKind> osm_kind(const OsmTags& tags);

/// The building as a location without ids: name, position, address, contact, hours, access, facts. Facts carry source
/// "OpenStreetMap" and the day of the last survey when it is tagged.
model::Location osm_building(const OsmObject& object, const OsmKind& kind);

/// The charity that `ref:GB:charity` names, as an organization without id; nullopt when there is none.
std::optional<model::Organization> osm_charity(const OsmTags& tags, std::string_view building_name);

}  // namespace fingerpost::importers
