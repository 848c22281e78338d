#pragma once

#include <span>
#include <string_view>

#include "base/embedded.hpp"

namespace fingerpost::web {

/// What the build put into the program: templates and messages as written, and dist/, icons/ (what browsers fetch).
std::span<const EmbeddedFile> page_files();
std::span<const EmbeddedFile> asset_files();

/// The text of one of page_files(). Failure when the build did not put it in.
std::string_view embedded_text(std::string_view name);

}  // namespace fingerpost::web
