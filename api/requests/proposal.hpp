#pragma once

#include <span>
#include <string_view>

#include "base/json.hpp"
#include "base/result.hpp"
#include "store/proposals.hpp"

namespace fingerpost::api {

inline constexpr std::size_t kMaxProposalDetails = 2'000, kMaxProposalContact = 200;

/// What can be wrong, by code.
std::span<const std::string_view> proposal_reasons();

/// Reads `{"kind", "id", "reason", "details", "contact"}`: kind (`service`, `organization`, `location`) and id together
/// or not at all; details or a reason that speaks for itself. Every fault at once, with JSON pointers.
[[nodiscard]] Result<store::NewProposal> read_proposal(const Json& body);

}  // namespace fingerpost::api
