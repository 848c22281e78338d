#pragma once

#include <span>

#include "base/embedded.hpp"

namespace fingerpost::api {

/// What /api/docs consists of: our page and its script, and the packaged viewer of api/docs/package.json.
std::span<const EmbeddedFile> docs_pages();
std::span<const EmbeddedFile> docs_viewer();

}  // namespace fingerpost::api
