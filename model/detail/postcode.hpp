#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fingerpost::model::detail {

/// A full UK postcode as "SY7 8JB" when `text` has the shape of one, whatever its case and spacing; nullopt otherwise.
/// Shape only: whether it exists is the gazetteer's business.
std::optional<std::string> uk_postcode(std::string_view text);

/// "SY7" of "SY7 8JB"; empty when it is no UK postcode.
std::string outcode_of(std::string_view postcode);

}  // namespace fingerpost::model::detail
