#include "store/proposals.hpp"

#include <mutex>

#include "base/failure.hpp"
#include "base/json.hpp"
#include "store/detail/connection.hpp"

namespace fingerpost::store {
namespace {

constexpr std::chrono::milliseconds kBusyWait{5'000};
constexpr const char* kOpen = "SELECT count(*) FROM proposal WHERE settled_at IS NULL";
constexpr const char* kAdd =
    "INSERT INTO proposal (id, kind, record, reason, made_at, sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
constexpr const char* kList =
    "SELECT id, kind, record, reason, made_at, settled_at, sealed FROM proposal"
    " WHERE settled_at IS NULL OR ?2 ORDER BY made_at, id LIMIT ?1";
constexpr const char* kSettle = "UPDATE proposal SET settled_at = ?2 WHERE id = ?1 AND settled_at IS NULL";

class SqliteProposals final : public Proposals {
 public:
  SqliteProposals(const std::filesystem::path& file, const SealingKey& key, const Clock& clock)
      : key_(key), clock_(clock), connection_(file, Access::write, kBusyWait) {}

  std::optional<Proposal> add(const NewProposal& proposal) override {
    const std::lock_guard lock(guard_);
    return guarded("keeping a proposal", [&]() -> std::optional<Proposal> {
      WriteTransaction transaction(connection_);
      {
        Query open(connection_, kOpen);
        open.next();
        if (static_cast<std::size_t>(open.integer(0)) >= kMaxOpenProposals) return std::nullopt;
      }
      const Proposal kept{proposal, random_uuid(), clock_.now(), std::nullopt};
      std::optional<Uuid> record;
      if (kept.kind) record = kept.id;
      Query(connection_, kAdd, kept.number, kept.kind, record, kept.reason, kept.made_at, sealed(kept)).run();
      transaction.commit();
      return kept;
    });
  }

  std::vector<Proposal> list(std::size_t limit, bool with_settled) const override {
    const std::lock_guard lock(guard_);
    return guarded("reading proposals", [&] {
      Query query(connection_, kList, std::min(limit, kMaxProposalsRead), with_settled ? 1 : 0);
      std::vector<Proposal> all;
      while (query.next()) {
        Proposal proposal;
        proposal.number = query.id(0);
        if (!query.null(1)) proposal.kind = query.kind(1);
        if (!query.null(2)) proposal.id = query.id(2);
        proposal.reason = query.text(3);
        proposal.made_at = query.instant(4);
        if (!query.null(5)) proposal.settled_at = query.instant(5);
        unseal(proposal, query.text(6));
        all.push_back(std::move(proposal));
      }
      return all;
    });
  }

  bool settle(const Uuid& number) override {
    const std::lock_guard lock(guard_);
    return guarded("settling a proposal", [&] {
      WriteTransaction transaction(connection_);
      Query query(connection_, kSettle, number, clock_.now());
      query.run();
      const bool is_settled = query.changed() > 0;
      transaction.commit();
      return is_settled;
    });
  }

 private:
  std::string sealed(const Proposal& proposal) const {
    Json typed = Json::object();
    typed.set("details", proposal.details).set("contact", proposal.contact);
    return key_.seal(typed.dump(), to_string(proposal.number));
  }

  void unseal(Proposal& proposal, const std::string& text) const {
    const auto plain = key_.unseal(text, to_string(proposal.number));
    if (!plain)
      throw Failure("opening a proposal", "it is sealed with another key. Put the folder keys/ of this store back");
    const Json typed = parse_json(*plain).value_or(Json::object());
    proposal.details = typed["details"].string();
    proposal.contact = typed["contact"].string();
  }

  const SealingKey key_;
  const Clock& clock_;
  mutable std::mutex guard_;
  mutable Connection connection_;
};

}  // namespace

std::unique_ptr<Proposals> open_proposals(const std::filesystem::path& file, const SealingKey& key,
                                          const Clock& clock) {
  return guarded("opening the proposals", [&] { return std::make_unique<SqliteProposals>(file, key, clock); });
}

}  // namespace fingerpost::store
