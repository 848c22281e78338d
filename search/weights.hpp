#pragma once

#include <cstddef>

namespace fingerpost::search {

/// Every number that ranking depends on, each with its reason: the one place to change one. A score is the sum of eight
/// parts, each between 0 and its bound; no part reads an owner, a funder, a size or a contract.
namespace weight {

// Bounds of the parts.
inline constexpr double kText = 10;       ///< What was asked for comes first: every word at full strength earns this.
inline constexpr double kTogether = 3.3;  ///< Long questions: words said side by side mean more side by side.
inline constexpr double kRelated = 8;  ///< Long questions: what good answers have in common, less than what was asked.
inline constexpr double kNeed = 16;    ///< A known need behind the words, as surely as the lexicon knows it.
inline constexpr double kNeedOfRole = 0.1;  ///< Of kNeed: who asks for help is not asking to give it.
inline constexpr double kPlace = 5;         ///< Next door beats far away, but not a service for something else.
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
inline constexpr double kSaturation = 0.65;  ///< k1: how soon saying a word again stops helping; soon, in short texts.
inline constexpr double kLengthPull = 0.65;  ///< b: how much long texts are held back; below 0.75, long being fuller.
inline constexpr double kPresence = 0.06;    ///< Being there at all, however long the text (BM25+, Lv & Zhai, 2011).

// What a word of the question counts; one said twice counts twice.
inline constexpr double kStory = 0.4;   ///< In a sentence beside the one that asks ("?"): circumstances, not the wish.
inline constexpr double kFiller = 0.6;  ///< "need", "want", "able": said of anything.

inline constexpr double kUnknownWord = 0.5;  ///< In no document: the share of the rarest word's weight it keeps.

// The second look at the best results of a long question (search/detail/second_look.hpp).
inline constexpr std::size_t kLongQuestion = 4;  ///< Telling words; fewer leave nothing for a second look to find.
inline constexpr std::size_t kReadAgain = 60;    ///< Results; 200 cost three times as much and found no more.
inline constexpr std::size_t kNearWords = 2;     ///< Words that stand so near are together; half as much at 2 as at 1.
inline constexpr std::size_t kLearnFrom = 11;    ///< Answers to learn words from; more add noise, as measured.
inline constexpr std::size_t kLookUp = 200;      ///< Candidate words whose rarity is looked up: bounds the cost.
inline constexpr std::size_t kLearnWords = 90;   ///< Words learnt; more change nothing.
inline constexpr double kTrustFall = 0.4;  ///< An answer this much below the best (text, together) is trusted 1/e.

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
