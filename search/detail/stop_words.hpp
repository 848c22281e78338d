#pragma once

#include <string_view>

namespace fingerpost::search::detail {

/// A folded word that says nothing about what is wanted ("the", "near", Welsh "yn"). Such words are indexed from names
/// only, and asked for only when a query has nothing else.
bool is_stop_word(std::string_view folded);

/// Whether a word tells a little, but may stand in any question: "need", "want", "just". These are searched for, at a
/// lower weight.
bool is_filler(std::string_view folded);

}  // namespace fingerpost::search::detail
