#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/json.hpp"

namespace fingerpost::importers {

/// What an object of an HSDS or ORUK feed is.
enum class HsdsKind : std::uint8_t {
  details,  ///< the API's own description at its base URL
  taxonomy,
  taxonomy_term,
  organization,
  location,
  service,
  service_at_location,
};

/// By the properties that only one kind has (v1 and v3), else by the name of the file or folder it stands in; nullopt
/// when neither tells.
std::optional<HsdsKind> hsds_kind(const Json& object, std::string_view file_name);

/// True when the object has properties that only HSDS feeds use: enough to recognise one without a telling name.
bool is_hsds_object(const Json& object);

/// Which objects to take first, so that the fullest form of a record is the first: smaller first.
int reading_rank(HsdsKind kind, const Json& object);

}  // namespace fingerpost::importers
