#pragma once

#include <string>
#include <string_view>

namespace fingerpost::exchange {

/// A rule in words: `title` says what is wrong with `field`, `remedy` what to do.
struct RuleWords {
  std::string title, remedy;
};

/// Of a breach of a standard's table. `choices` are the values a choice allows.
RuleWords words_of(std::string_view rule, const std::string& field, const std::string& choices);

}  // namespace fingerpost::exchange
