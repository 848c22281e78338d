#pragma once

#include <string_view>

namespace fingerpost::model::detail {

/// Whether words tell of a place whose address protects people. Rules, in the order in which they are tried:
///
/// 1. A *name* or *category* with "refuge(s)", "safe house(s)" or Welsh "lloches" is one, unless the word beside it
/// says
///    otherwise: animals ("wildlife refuge", "refuge for cats"), streets and buildings ("traffic refuge", "refuge
///    point"), companies and houses called so ("Refuge Assurance", "The Refuge Café", "Refuge Temple"), and refuse
///    misspelt ("refuge collection"). "Refugee" is another word.
/// 2. So is one that joins a dwelling ("accommodation", "shelter", "hostel", "supported housing") to violence
/// ("domestic
///    abuse", "fleeing", "trafficking"), unless it is of people who help ("advice", "helpline", "outreach").
/// 3. A *description* is one by the same words only where the text speaks of abuse or of fleeing at all, and where the
///    sentence does not merely point to a refuge ("referral to", "access to", "find", "leaving", "such as").
///
/// When in doubt they say yes: a wrong yes blurs one address until somebody states `confidential: no`.
bool names_refuge(std::string_view name);
bool describes_refuge(std::string_view description, std::string_view name);

/// An address line that says that it will not say: "Confidential address", "Address withheld".
bool withholds_itself(std::string_view address_line);

}  // namespace fingerpost::model::detail
