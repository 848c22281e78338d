#include "store/detail/links.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <unordered_map>
#include <utility>

namespace fingerpost::store {
namespace {

using model::Identity;
using model::RecordKind;

constexpr const char* kOpenIdentities =
    "SELECT scheme, value FROM identity WHERE kind = ?1 AND id = ?2 AND until IS NULL ORDER BY scheme, value";
constexpr const char* kBeginIdentity =
    "INSERT INTO identity (kind, scheme, value, id, since) VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT DO UPDATE SET until = NULL";
constexpr const char* kEndIdentity =
    "UPDATE identity SET until = ?5 WHERE kind = ?1 AND scheme = ?2 AND value = ?3 AND id = ?4 AND until IS NULL";
constexpr const char* kAllIdentities = "SELECT scheme, value FROM identity WHERE kind = ?1 AND id = ?2";
constexpr const char* kForgetIdentity =
    "DELETE FROM identity WHERE kind = ?1 AND scheme = ?2 AND value = ?3 AND id = ?4";

constexpr const char* kOpenTargets =
    "SELECT target FROM service_link WHERE role = ?1 AND service = ?2 AND until IS NULL ORDER BY target";
constexpr const char* kBeginLink =
    "INSERT INTO service_link (role, target, service, since) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT DO UPDATE SET until = NULL";
constexpr const char* kEndLink =
    "UPDATE service_link SET until = ?4 WHERE role = ?1 AND target = ?2 AND service = ?3 AND until IS NULL";
constexpr const char* kLinkedServices =
    "SELECT DISTINCT service FROM service_link WHERE role = ?1 AND target = ?2 AND since <= ?3"
    " AND (until IS NULL OR until > ?3) ORDER BY service";

constexpr const char* kIdentitiesAt =
    "SELECT scheme, value FROM identity WHERE kind = ?1 AND id = ?2 AND since <= ?3"
    " AND (until IS NULL OR until > ?3) ORDER BY scheme, value";
constexpr const char* kSharersAt =
    "SELECT i.id, r.first_seq FROM identity i JOIN record r ON r.kind = i.kind AND r.id = i.id"
    " WHERE i.kind = ?1 AND i.scheme = ?2 AND i.value = ?3 AND i.since <= ?4 AND (i.until IS NULL OR i.until > ?4)"
    " ORDER BY r.first_seq LIMIT ?5";
constexpr const char* kLiveAt =
    "SELECT c.state, r.first_seq FROM change c JOIN record r USING (kind, id) WHERE c.kind = ?1 AND c.id = ?2"
    " AND c.seq <= ?3 ORDER BY c.seq DESC LIMIT 1";

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

void write_identities(Connection& connection, RecordKind kind, const Uuid& id, const std::vector<Identity>& now,
                      Seq seq) {
  Query query(connection, kOpenIdentities, kind, id);
  const std::vector<Identity> before = identities_from(query);
  for (const Identity& gone : only_in(before, now))
    Query(connection, kEndIdentity, kind, gone.scheme, gone.value, id, seq).run();
  for (const Identity& fresh : only_in(now, before))
    Query(connection, kBeginIdentity, kind, fresh.scheme, fresh.value, id, seq).run();
}

void write_targets(Connection& connection, LinkRole role, const Uuid& service, const std::vector<Uuid>& now, Seq seq) {
  Query query(connection, kOpenTargets, role, service);
  const std::vector<Uuid> before = ids_from(query);
  for (const Uuid& gone : only_in(before, now)) Query(connection, kEndLink, role, gone, service, seq).run();
  for (const Uuid& fresh : only_in(now, before)) Query(connection, kBeginLink, role, fresh, service, seq).run();
}

/// The records that share one identity; none when so many do that it says nothing.
std::vector<std::pair<Uuid, Seq>> sharers(Connection& connection, RecordKind kind, const Identity& identity, Seq seq) {
  Query query(connection, kSharersAt, kind, identity.scheme, identity.value, seq, kMaxSharers + 1);
  std::vector<std::pair<Uuid, Seq>> found;
  while (query.next()) found.emplace_back(query.id(0), query.seq(1));
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

void write_links(Connection& connection, RecordKind kind, const Uuid& id, const Links& links, Seq seq) {
  write_identities(connection, kind, id, links.identities, seq);
  if (kind != RecordKind::service) return;
  write_targets(connection, LinkRole::organization, id, links.organizations, seq);
  write_targets(connection, LinkRole::location, id, links.locations, seq);
}

void forget_identities(Connection& connection, RecordKind kind, const Uuid& id, const std::vector<Identity>& keep) {
  Query query(connection, kAllIdentities, kind, id);
  std::vector<Identity> known = identities_from(query);
  sort_once(known);
  for (const Identity& gone : only_in(known, keep))
    Query(connection, kForgetIdentity, kind, gone.scheme, gone.value, id).run();
}

std::vector<Uuid> linked_records(Connection& connection, RecordKind kind, const Uuid& id, Seq seq) {
  std::unordered_map<Uuid, Seq> first_seq;
  {
    Query query(connection, kLiveAt, kind, id, seq);
    if (!query.next() || query.integer(0) != static_cast<std::int64_t>(RecordState::live)) return {};
    first_seq.emplace(id, query.seq(1));
  }
  std::deque<Uuid> to_visit{id};
  for (; !to_visit.empty() && first_seq.size() < kMaxLinked; to_visit.pop_front()) {
    Query query(connection, kIdentitiesAt, kind, to_visit.front(), seq);
    for (const Identity& identity : identities_from(query))
      for (const auto& [other, first] : sharers(connection, kind, identity, seq))
        if (first_seq.size() < kMaxLinked && first_seq.emplace(other, first).second) to_visit.push_back(other);
  }
  std::vector<std::pair<Seq, Uuid>> ordered;
  for (const auto& [other, first] : first_seq) ordered.emplace_back(first, other);
  std::sort(ordered.begin(), ordered.end());
  std::vector<Uuid> ids;
  for (const auto& [first, other] : ordered) ids.push_back(other);
  return ids;
}

std::vector<Uuid> linked_services(Connection& connection, LinkRole role, const Uuid& target, Seq seq) {
  Query query(connection, kLinkedServices, role, target, seq);
  return ids_from(query);
}

}  // namespace fingerpost::store
