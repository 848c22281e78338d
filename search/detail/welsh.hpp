#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fingerpost::search::detail {

/// The dictionary form of a Welsh word that we know ("ganolfan", "nghanolfan" and "canolfan" → "canolfan"), nullopt
/// for any other. Only forms that are no English word are known, so English text is never touched. O(1).
std::optional<std::string_view> welsh_root(std::string_view folded);

}  // namespace fingerpost::search::detail
