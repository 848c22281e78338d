#pragma once

#include <string_view>

namespace fingerpost::search::detail {

/// A folded word that says nothing about what is wanted ("the", "near", Welsh "yn"). Such words are indexed from names
/// only, and asked for only when a query has nothing else.
bool is_stop_word(std::string_view folded);

}  // namespace fingerpost::search::detail
