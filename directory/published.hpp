#pragma once

#include <optional>
#include <string>

#include "base/clock.hpp"
#include "model/assemble.hpp"
#include "store/store.hpp"

namespace fingerpost::directory {

class RecordReader;

/// A service as it is published, and when it last changed as feeds see it.
struct PublishedService {
  model::Service service;
  Instant modified;
};

/// A withdrawn service keeps its last content with status `defunct`. `modified` is the service's own last_modified
/// while its first version stands, else no earlier than our own change, and the withdrawal of a withdrawn one: asking
/// for what was modified after T brings everything that a reader at T had otherwise. The service's `last_modified`
/// agrees with it, where the record gives one or was withdrawn.
PublishedService published_service(const store::StoredRecord& stored);

/// Finds records in whatever state: what a withdrawn service was given by, and where. Valid while the reader lives.
model::Lookup lookup_in_any_state(const RecordReader& reader);

/// The record that stands in place of a withdrawn one: the one its source named (`successor_id`), a live service of the
/// same organization with the same name; a live organization or location with one of its registered numbers. nullopt:
/// none is known. The names of an organization's services are read once a reader.
std::optional<Uuid> successor_of(const store::StoredRecord& withdrawn, RecordReader& reader);

/// "none", or the id: what stands under `successor` of a withdrawn record.
std::string successor_text(const std::optional<Uuid>& successor);

}  // namespace fingerpost::directory
