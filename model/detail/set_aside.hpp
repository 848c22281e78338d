#pragma once

#include <string_view>

#include "base/json.hpp"

namespace fingerpost::model::detail {

/// Keeps `value` as `extra.unusable.<name>`: what a property cannot hold is not lost. A second value for the same name
/// makes it an array; the same value twice is kept once.
void set_aside(Json& extra, std::string_view name, const Json& value);

}  // namespace fingerpost::model::detail
