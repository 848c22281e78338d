#include "api/requests/proposal.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.hpp"

namespace fingerpost::api {
namespace {

constexpr std::array<std::string_view, 8> kReasons{"phone", "hours",  "place",  "closed",
                                                   "cost",  "access", "unsafe", "other"};

std::string read_text(const Json& body, const char* name, std::size_t most, Problems& problems) {
  const Json& value = body[name];
  if (value.is_null()) return {};
  const std::string pointer = std::string("/") + name;
  if (!value.is_string()) {
    append(problems, problem(ProblemCode::malformed_parameter, pointer, "", fmt::format("{} must be a text.", name)));
    return {};
  }
  std::string text(trim(value.string()));
  if (text.size() > most)
    append(problems, problem(ProblemCode::too_large, pointer, "",
                             fmt::format("{} may have {} bytes; this has {}.", name, most, text.size())));
  return text;
}

void read_subject(const Json& body, store::NewProposal& proposal, Problems& problems) {
  const std::string kind = read_text(body, "kind", 40, problems), id = read_text(body, "id", 40, problems);
  if (kind.empty() && id.empty()) return;
  proposal.kind = model::parse_record_kind(kind);
  const bool is_open = proposal.kind && *proposal.kind != model::RecordKind::taxonomy &&
                       *proposal.kind != model::RecordKind::taxonomy_term;
  if (!is_open)
    append(problems, problem(ProblemCode::unknown_value, "/kind", kind, "kind is service, organization or location.",
                             {"service", "organization", "location"}));
  const auto uuid = parse_uuid(id);
  if (!uuid)
    append(problems, problem(ProblemCode::malformed_parameter, "/id", id, "id is the id (a UUID) of the record."));
  else
    proposal.id = *uuid;
}

}  // namespace

std::span<const std::string_view> proposal_reasons() { return kReasons; }

Result<store::NewProposal> read_proposal(const Json& body) {
  if (!body.is_object()) return fail(ProblemCode::malformed_parameter, "", "", "The body must be a JSON object.");
  Problems problems;
  store::NewProposal proposal;
  read_subject(body, proposal, problems);
  proposal.reason = read_text(body, "reason", 40, problems);
  if (std::ranges::find(kReasons, proposal.reason) == kReasons.end())
    append(problems, problem(proposal.reason.empty() ? ProblemCode::missing_parameter : ProblemCode::unknown_value,
                             "/reason", proposal.reason, fmt::format("reason is one of {}.", fmt::join(kReasons, ", ")),
                             {kReasons.begin(), kReasons.end()}));
  proposal.details = read_text(body, "details", kMaxProposalDetails, problems);
  if (proposal.details.empty() && proposal.reason != "closed")
    append(problems, problem(ProblemCode::missing_parameter, "/details", "", "Say in details what is wrong."));
  proposal.contact = read_text(body, "contact", kMaxProposalContact, problems);
  if (!problems.empty()) return fail(std::move(problems));
  return proposal;
}

}  // namespace fingerpost::api
