#include <algorithm>

#include "base/text.hpp"
#include "geo/spatial_index.hpp"
#include "model/detail/postcode.hpp"
#include "model/reading.hpp"
#include "model/record_json.hpp"

namespace fingerpost::model {
namespace {

constexpr std::string_view kName = "Confidential location";

/// The outcode of the first address that has one; an address that is only an outcode already stays.
std::string outcode(const Location& location) {
  for (const Address& address : location.addresses) {
    const std::string postcode = ascii_upper(trim(address.postal_code));
    if (std::string out = detail::outcode_of(postcode); !out.empty()) return out;
    if (!detail::outcode_of(postcode + "1AA").empty()) return postcode;
  }
  return {};
}

/// Only the term and a plain yes or no: labels, sources and free text can tell where it is.
Attribute bare(const Attribute& attribute) {
  Attribute kept;
  kept.id = attribute.id;
  kept.taxonomy_term_id = attribute.taxonomy_term_id;
  if (const Tri value = parse_tri(attribute.value); value != Tri::unknown) kept.value = to_string(value);
  kept.taxonomy_term = attribute.taxonomy_term;
  kept.taxonomy_term.extra = Json();
  return kept;
}

}  // namespace

Withheld withhold(const Location& location) {
  Withheld result;
  Location& open = result.open;
  open.id = location.id;
  open.organization_id = location.organization_id;
  open.location_type = location.location_type;
  open.name = kName;
  if (const auto point = point_of(location)) {
    const geo::Point centre = geo::coarse_cell_centre(*point);
    open.latitude = centre.latitude;
    open.longitude = centre.longitude;
  }
  if (std::string out = outcode(location); !out.empty()) {
    Address& address = open.addresses.emplace_back();
    address.id = uuid_v5(location.id, "withheld address");
    address.postal_code = std::move(out);
    address.address_type = "physical";
  }
  for (const Attribute& attribute : location.attributes)
    if (attribute.taxonomy_term.taxonomy.starts_with("fingerpost-")) open.attributes.push_back(bare(attribute));
  open.extra.set("withheld", true);
  result.sealed = to_json(Record(location));
  return result;
}

}  // namespace fingerpost::model
