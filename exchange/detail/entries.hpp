#pragma once

#include <functional>
#include <optional>
#include <string>

#include "directory/snapshot.hpp"
#include "geo/point.hpp"
#include "search/document.hpp"

namespace fingerpost::exchange {

/// One line of a flat export: a delivery point of a service or role, a building, or an organization.
struct Entry {
  Uuid id;
  search::Kind kind = search::Kind::service;
  std::string name, organization, description, status, location, address, postal_code, phone, email, url, verified_on;
  std::optional<geo::Point> point;  ///< absent for what is withheld
};

/// Every live record of a kind in order of id. Memory stays bounded.
void for_each_stored(directory::RecordReader& records, model::RecordKind kind,
                     const std::function<void(const store::StoredRecord&, const model::Record&)>& visit);
/// The same, the records alone.
void for_each_live(directory::RecordReader& records, model::RecordKind kind,
                   const std::function<void(const model::Record&)>& visit);

/// Every public entry: organizations, buildings, then services by delivery point, each in order of id.
void for_each_entry(directory::RecordReader& records, const geo::Gazetteer& gazetteer, std::optional<search::Kind> kind,
                    const std::function<void(const Entry&)>& visit);

}  // namespace fingerpost::exchange
