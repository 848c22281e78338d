#include "store/detail/links.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <set>
#include <utility>

namespace fingerpost::store {
namespace {

using model::Identity;
using model::RecordKind;

constexpr const char* kOpenIdentities =
    "SELECT scheme, value FROM identity WHERE record = ?1 AND until IS NULL ORDER BY scheme, value";
constexpr const char* kBeginIdentity =
    "INSERT INTO identity (record, scheme, value, since) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT DO UPDATE SET until = NULL";
constexpr const char* kEndIdentity =
    "UPDATE identity SET until = ?4 WHERE record = ?1 AND scheme = ?2 AND value = ?3 AND until IS NULL";
constexpr const char* kForgetIdentities = "DELETE FROM identity WHERE record = ?1";

constexpr const char* kOpenTargets =
    "SELECT target FROM service_link WHERE service = ?2 AND role = ?1 AND until IS NULL ORDER BY target";
constexpr const char* kBeginLink =
    "INSERT INTO service_link (role, target, service, since) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT DO UPDATE SET until = NULL";
constexpr const char* kEndLink =
    "UPDATE service_link SET until = ?4 WHERE role = ?1 AND target = ?2 AND service = ?3 AND until IS NULL";
constexpr const char* kLinkedServices =
    "SELECT DISTINCT r.id FROM service_link l JOIN record r ON r.record = l.service WHERE l.role = ?1 AND l.target = ?2"
    " AND l.since <= ?3 AND (l.until IS NULL OR l.until > ?3) ORDER BY r.id";

constexpr const char* kLiveAt =
    "SELECT c.state, r.first_seq, r.record FROM record r JOIN change c USING (record) WHERE r.kind = ?1 AND r.id = ?2"
    " AND c.seq <= ?3 ORDER BY c.seq DESC LIMIT 1";
constexpr const char* kIdentitiesAt =
    "SELECT scheme, value FROM identity WHERE record = ?1 AND since <= ?2 AND (until IS NULL OR until > ?2)"
    " ORDER BY scheme, value";
constexpr const char* kSharersAt =
    "SELECT r.record, r.first_seq, r.id FROM identity i JOIN record r USING (record)"
    " WHERE i.scheme = ?2 AND i.value = ?3 AND r.kind = ?1 AND i.since <= ?4 AND (i.until IS NULL OR i.until > ?4)"
    " ORDER BY r.first_seq LIMIT ?5";

template <typename T>
void sort_once(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

template <typename T>
std::vector<T> only_in(const std::vector<T>& a, const std::vector<T>& b) {
  std::vector<T> rest;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rest));
  return rest;
}

std::vector<Identity> identities_from(Query& query) {
  std::vector<Identity> identities;
  while (query.next()) identities.push_back({query.text(0), query.text(1)});
  return identities;
}

std::vector<Uuid> ids_from(Query& query) {
  std::vector<Uuid> ids;
  while (query.next()) ids.push_back(query.id(0));
  return ids;
}

void write_identities(Connection& connection, RecordRow record, const std::vector<Identity>& now, Seq seq) {
  Query query(connection, kOpenIdentities, record);
  const std::vector<Identity> before = identities_from(query);
  for (const Identity& gone : only_in(before, now))
    Query(connection, kEndIdentity, record, gone.scheme, gone.value, seq).run();
  for (const Identity& fresh : only_in(now, before))
    Query(connection, kBeginIdentity, record, fresh.scheme, fresh.value, seq).run();
}

void write_targets(Connection& connection, LinkRole role, RecordRow service, const std::vector<Uuid>& now, Seq seq) {
  Query query(connection, kOpenTargets, role, service);
  const std::vector<Uuid> before = ids_from(query);
  for (const Uuid& gone : only_in(before, now)) Query(connection, kEndLink, role, gone, service, seq).run();
  for (const Uuid& fresh : only_in(now, before)) Query(connection, kBeginLink, role, fresh, service, seq).run();
}

/// A record among linked ones; ordered by when it was first accepted.
struct Member {
  Seq first_seq = 0;
  RecordRow record = 0;
  Uuid id;
  auto operator<=>(const Member&) const = default;
};

/// The records that share one identity; none when so many do that it says nothing.
std::vector<Member> sharers(Connection& connection, RecordKind kind, const Identity& identity, Seq seq) {
  Query query(connection, kSharersAt, kind, identity.scheme, identity.value, seq, kMaxSharers + 1);
  std::vector<Member> found;
  while (query.next()) found.push_back({query.seq(1), query.integer(0), query.id(2)});
  if (found.size() > kMaxSharers) found.clear();
  return found;
}

}  // namespace

Links links_of(const model::Record& record) {
  Links links;
  links.identities = model::identities_of(record);
  sort_once(links.identities);
  if (const auto* service = std::get_if<model::Service>(&record)) {
    if (!service->organization_id.is_nil()) links.organizations.push_back(service->organization_id);
    for (const model::ServiceAtLocation& at : service->service_at_locations)
      if (!at.location_id.is_nil()) links.locations.push_back(at.location_id);
    sort_once(links.locations);
  }
  return links;
}

void write_links(Connection& connection, RecordKind kind, RecordRow record, const Links& links, Seq seq) {
  write_identities(connection, record, links.identities, seq);
  if (kind != RecordKind::service) return;
  write_targets(connection, LinkRole::organization, record, links.organizations, seq);
  write_targets(connection, LinkRole::location, record, links.locations, seq);
}

void forget_identities(Connection& connection, RecordRow record) { Query(connection, kForgetIdentities, record).run(); }

std::vector<Uuid> linked_records(Connection& connection, RecordKind kind, const Uuid& id, Seq seq) {
  std::set<Member> members;
  std::deque<RecordRow> to_visit;
  {
    Query query(connection, kLiveAt, kind, id, seq);
    if (!query.next() || query.integer(0) != static_cast<std::int64_t>(RecordState::live)) return {};
    to_visit.push_back(query.integer(2));
    members.insert({query.seq(1), query.integer(2), id});
  }
  for (; !to_visit.empty(); to_visit.pop_front()) {
    Query query(connection, kIdentitiesAt, to_visit.front(), seq);
    for (const Identity& identity : identities_from(query))
      for (const Member& other : sharers(connection, kind, identity, seq))
        if (members.size() < kMaxLinked && members.insert(other).second) to_visit.push_back(other.record);
  }
  std::vector<Uuid> ids;
  for (const Member& member : members) ids.push_back(member.id);
  return ids;
}

std::vector<Uuid> linked_services(Connection& connection, LinkRole role, const Uuid& target, Seq seq) {
  Query query(connection, kLinkedServices, role, target, seq);
  return ids_from(query);
}

}  // namespace fingerpost::store
