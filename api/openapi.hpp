#pragma once

#include <string_view>

namespace fingerpost::api {

/// api/openapi.json as built into the program.
std::string_view openapi_text();
/// api/hsds_openapi.json: the open feeds alone.
std::string_view hsds_openapi_text();

}  // namespace fingerpost::api
