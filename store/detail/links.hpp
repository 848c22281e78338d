#pragma once

#include <cstdint>
#include <vector>

#include "model/reading.hpp"
#include "model/records.hpp"
#include "store/detail/connection.hpp"

namespace fingerpost::store {

/// Row number of a record in its store.
using RecordRow = std::int64_t;

/// What a service hangs on: its organization, or a location where it is delivered. Stored by number.
enum class LinkRole : std::uint8_t { organization = 0, location = 1 };

/// What a record says about others: kept beside it, so that it is found from their side.
struct Links {
  std::vector<model::Identity> identities;     ///< registered numbers, sorted, each once
  std::vector<Uuid> organizations, locations;  ///< of a service, sorted, each once
};

Links links_of(const model::Record& record);

/// Makes the links of a record as of `seq` those given: what is no longer said ends there, what is new begins there.
/// An empty `links` ends all (withdrawal). Within a write transaction.
void write_links(Connection& connection, model::RecordKind kind, RecordRow record, const Links& links, Seq seq);

/// Removes, from history too, every identity of a record: the UPRN of a refuge tells where it is.
void forget_identities(Connection& connection, RecordRow record);

/// ReadView::linked, services_of and services_at as of `seq`.
std::vector<Uuid> linked_records(Connection& connection, model::RecordKind kind, const Uuid& id, Seq seq);
std::vector<Uuid> linked_services(Connection& connection, LinkRole role, const Uuid& target, Seq seq);

}  // namespace fingerpost::store
