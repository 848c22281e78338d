#include "api/proposal_desk.hpp"

#include <cstring>

#include "base/hash.hpp"
#include "base/random.hpp"

namespace fingerpost::api {
namespace {

constexpr std::chrono::hours kSpan{1};

std::string new_secret() {
  Digest bytes{};
  fill_random(bytes);
  return to_hex(bytes);
}

Problems too_many(const char* detail) { return problem(ProblemCode::too_many_requests, "", "", detail); }

}  // namespace

ProposalDesk::ProposalDesk(store::Proposals& proposals, const Clock& clock)
    : proposals_(proposals), clock_(clock), secret_(new_secret()) {}

bool ProposalDesk::may_propose(std::string_view peer) {
  const Digest digest = blake2b(secret_ + std::string(peer));
  std::uint64_t address = 0;
  std::memcpy(&address, digest.data(), sizeof address);
  const Instant now = clock_.now();
  const std::lock_guard lock(guard_);
  while (!recent_.empty() && now - recent_.front().first >= kSpan) {
    if (--counts_[recent_.front().second] == 0) counts_.erase(recent_.front().second);
    recent_.pop_front();
  }
  if (recent_.size() >= kPerHour) return false;
  const auto counted = counts_.find(address);
  if (counted != counts_.end() && counted->second >= kPerAddress) return false;
  recent_.emplace_back(now, address);
  ++counts_[address];
  return true;
}

Result<store::Proposal> ProposalDesk::keep(const store::NewProposal& proposal, std::string_view peer) {
  if (!may_propose(peer))
    return fail(too_many("Many reports came in the last hour. Please try again later, or telephone the organization."));
  auto kept = proposals_.add(proposal);
  if (!kept) return fail(too_many("Too many reports wait to be read. Please try again another day."));
  return *std::move(kept);
}

}  // namespace fingerpost::api
