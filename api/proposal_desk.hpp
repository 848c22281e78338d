#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "store/proposals.hpp"

namespace fingerpost::api {

/// Takes proposals in, a few from each address and a bounded number in all: anybody may propose, and nobody may flood.
/// Addresses are counted in memory by a keyed hash that dies with the process; they are kept with no proposal. Safe
/// from several threads.
class ProposalDesk {
 public:
  ProposalDesk(store::Proposals& proposals, const Clock& clock);

  /// Problem (429) when this address, or everybody together, has proposed too much in the last hour, or too many are
  /// open.
  [[nodiscard]] Result<store::Proposal> keep(const store::NewProposal& proposal, std::string_view peer);

  static constexpr std::size_t kPerAddress = 6, kPerHour = 300;

 private:
  bool may_propose(std::string_view peer);

  store::Proposals& proposals_;
  const Clock& clock_;
  const std::string secret_;
  std::mutex guard_;
  std::deque<std::pair<Instant, std::uint64_t>> recent_;  ///< when and which address, oldest first
  std::unordered_map<std::uint64_t, std::size_t> counts_;
};

}  // namespace fingerpost::api
