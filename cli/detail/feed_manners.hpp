#pragma once

#include <string>

#include "importers/fetch.hpp"

namespace fingerpost::cli {

/// Manners and bounds of reading a live feed that a caller may set; the rest are importers' own.
struct FeedManners {
  double rate = 5;                 ///< requests per second
  std::size_t max_pages = 20'000;  ///< of one list
  long long patience = 30;         ///< seconds without a byte
  std::string authorities = {};    ///< the setting `feed_authorities`

  importers::FetchLimits limits() const {
    importers::FetchLimits limits;
    limits.rate = rate;
    limits.patience = std::chrono::seconds(patience);
    limits.authorities = authorities;
    return limits;
  }
};

}  // namespace fingerpost::cli
