#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/seal.hpp"
#include "model/records.hpp"

namespace fingerpost::store {

/// What somebody says is wrong with a record, or with the directory when no record is named.
struct NewProposal {
  std::optional<model::RecordKind> kind;
  Uuid id;              ///< of the record; nil without one
  std::string reason;   ///< a code: `phone`, `hours`, …
  std::string details;  ///< as typed: may hold anything, personal things too
  std::string contact;  ///< how to answer, if they gave it
};

/// A proposal as kept. It changes nothing by itself: a steward reads it.
struct Proposal : NewProposal {
  Uuid number;  ///< its own id
  Instant made_at{};
  std::optional<Instant> settled_at;
};

/// Open proposals that are kept; beyond them new ones are refused, so that nobody fills the disk.
inline constexpr std::size_t kMaxOpenProposals = 10'000;
inline constexpr std::size_t kMaxProposalsRead = 1'000;

/// The proposals of one store, in its file beside the records. What people typed lies there sealed. Safe from several
/// threads; several processes may use one file. Failure when the environment fails or the sealing key is another one.
class Proposals {
 public:
  virtual ~Proposals() = default;
  /// On return it is on disk. nullopt when kMaxOpenProposals are open.
  virtual std::optional<Proposal> add(const NewProposal& proposal) = 0;
  /// Oldest first, at most `limit` and kMaxProposalsRead; settled ones only when asked for.
  virtual std::vector<Proposal> list(std::size_t limit, bool with_settled) const = 0;
  /// False when there is no open one of that number.
  virtual bool settle(const Uuid& number) = 0;
};

/// Of a store that open_sqlite has opened (and so migrated) before. `clock` outlives it.
std::unique_ptr<Proposals> open_proposals(const std::filesystem::path& file, const SealingKey& key, const Clock& clock);

}  // namespace fingerpost::store
