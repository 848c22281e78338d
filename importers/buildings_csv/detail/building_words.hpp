#pragma once

#include <string>
#include <string_view>

#include "model/records.hpp"

namespace fingerpost::importers {

/// "Canolfan Cymuned/Community Centre" in parts: both empty when the text is not one name in two languages. Which half
/// is Welsh is told by its words; without any the first half is (signs in Wales put Welsh first).
struct BilingualName {
  std::string english, welsh;
};
BilingualName bilingual_name(std::string_view text);

/// Puts right what tables leave out and one-line addresses leave behind: the country and the address's type; a building
/// without a name takes the address's first line as its name; a county in the place of the town moves to
/// state_province, and the line before it becomes the town.
void settle_address(model::Location& location);

}  // namespace fingerpost::importers
