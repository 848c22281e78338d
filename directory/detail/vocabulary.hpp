#pragma once

#include <memory>

#include "lexicon/lexicon.hpp"
#include "lexicon/speller.hpp"
#include "search/index.hpp"

namespace fingerpost::directory {

/// Corrects to what is said in the lexicon and to what stands in the index. About a microsecond a term.
std::shared_ptr<const lexicon::Speller> speller_of(const search::Index& index, const lexicon::Lexicon& lexicon);

}  // namespace fingerpost::directory
