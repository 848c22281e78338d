#pragma once

#include <string_view>

namespace fingerpost::api {

/// api/openapi.json as built into the program.
std::string_view openapi_text();

}  // namespace fingerpost::api
