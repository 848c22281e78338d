#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "exchange/feed_check.hpp"
#include "importers/feed.hpp"

namespace fingerpost::cli {

/// Filters by round trip: a service must be found by its own values, and not by values that are nobody's.
class FilterProbe {
 public:
  /// All outlive the probe.
  FilterProbe(const importers::FeedAddress& address, importers::Fetcher& fetcher, exchange::FeedCheck& check)
      : address_(address), fetcher_(fetcher), check_(check) {}

  /// Every filter for which the service has a value.
  void judge(const Json& service) const;
  /// Filters that change nothing: nobody's value gives as many services as no filter at all.
  void judge_ignored(const Json& service, std::uint64_t services) const;

 private:
  void expect_found(const std::string& name, const std::string& parameters, const std::string& id) const;
  void expect_none(const std::string& name, const std::string& parameters, std::uint64_t services) const;
  std::optional<Json> ask(const std::string& name, const std::string& parameters) const;

  const importers::FeedAddress& address_;
  importers::Fetcher& fetcher_;
  exchange::FeedCheck& check_;
};

}  // namespace fingerpost::cli
