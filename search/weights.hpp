#pragma once

namespace fingerpost::search {

/// Every number that ranking depends on, each with its reason: the one place to change one. A score is the sum of six
/// parts, each between 0 and its bound; no part reads an owner, a funder, a size or a contract.
namespace weight {

// Bounds of the parts.
inline constexpr double kText = 10;      ///< What was asked for comes first: every word at full strength earns this.
inline constexpr double kNeed = 4;       ///< A known need behind the words, as surely as the lexicon knows it.
inline constexpr double kPlace = 5;      ///< Next door beats far away, but not a service for something else.
inline constexpr double kFit = 2;        ///< Each stated condition known to be met; among "not known", who meets more.
inline constexpr double kFreshness = 1;  ///< A listing checked lately is likelier to be open than one of years ago.
inline constexpr double kCompleteness = 0.5;  ///< A fuller listing spares a telephone call; too little to buy a place.

// Weights of the fields: how many times a word of it counts in BM25.
inline constexpr unsigned kName = 5;           ///< Names are short and chosen to say what it is.
inline constexpr unsigned kAlternateName = 4;  ///< As the name, but often an abbreviation or a former one.
inline constexpr unsigned kNeedTerms = 3;      ///< Category names: chosen by a person from a list of needs.
inline constexpr unsigned kOrganization = 2;   ///< Who runs it is often how it is remembered.
inline constexpr unsigned kSummary = 1;      ///< The opening sentence counts twice, being part of the description too.
inline constexpr unsigned kDescription = 1;  ///< The measure of the others.

// BM25 (Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009).
inline constexpr double kSaturation = 1.2;  ///< k1: how soon saying a word again stops helping.
inline constexpr double kLengthPull =
    0.6;  ///< b: how much long texts are held back; below 0.75, long ones being fuller.

// Place: kPlace at the door, halved for each half-distance.
inline constexpr double kHalfDistance = 5'000;         ///< Metres, when no radius was asked: a bus ride.
inline constexpr double kHalfShareOfRadius = 1.0 / 3;  ///< Of the radius asked for: its rim keeps an eighth.
inline constexpr double kCoversShare = 0.5;  ///< Comes to you, though it has no door near: as at the half-distance.
inline constexpr double kEverywhereShare = 0.25;  ///< Online or nationwide: useful anywhere, specific to nowhere.

// Freshness: halved for each half-life since the day.
inline constexpr double kVerifiedHalfLife = 365;  ///< Days: half of what is checked changes within a year or so.
inline constexpr double kEditedShare = 0.5;       ///< An edit shows life, but nobody vouched for the whole.

}  // namespace weight
}  // namespace fingerpost::search
