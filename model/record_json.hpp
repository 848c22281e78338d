#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "model/records.hpp"

namespace fingerpost::model {

/// JSON of one record in its stored shape: HSDS property names, references by id, absent properties left out,
/// `extra` merged back in. record_from_json(kind, to_json(r)) equals r for every record: nothing is lost.
Json to_json(const Record& record);

/// Reads the stored shape, or an HSDS object of that kind without nested records. Tolerant in type where the field's
/// meaning is plain (a number as text, "12.0" as an age, `null` as absent); everything it cannot place goes to `extra`.
/// Problems (all at once) have JSON pointers.
[[nodiscard]] Result<Record> record_from_json(RecordKind kind, const Json& json);

/// The id of a source's record or part that has no UUID of its own: UUIDv5 of "source\ntable\nid" in kImportNamespace.
/// `table` is HSDS's: `service`, `organization`, `location`, `taxonomy_term`, `phone`, …
Uuid source_id(std::string_view source, std::string_view table, std::string_view id);

struct DisassembleOptions {
  std::string source;  ///< decides, with the source's own id, every id that is not a UUID already
};

/// A full nested HSDS service, organization, location or service_at_location taken apart into records that refer by id.
/// The older ORUK 1 shape (`eligibilitys`, `regular_schedules`, `physical_addresses`, `service_taxonomys`, …) is
/// understood too, mixtures included. An id that is no UUID becomes `source_id`, and is kept as `extra.source_id`; a
/// missing id of a part is derived (UUIDv5 of the parent's id, the property's name and the position); an organization
/// without id is known by its name. Terms nested in attributes become TaxonomyTerm records (and Taxonomy records where
/// the taxonomy has an id) beside the embedded TermRef. Ids that only repeat the nesting (`service_id` of the service's
/// phone) are dropped.
struct Disassembled {
  std::vector<Record> records;  ///< organizations, locations, taxonomies and terms first, then services
  Problems problems;            ///< of parts that were left out; the rest is usable
};
[[nodiscard]] Result<Disassembled> disassemble_service(const Json& full_service,
                                                       const DisassembleOptions& options = {});
[[nodiscard]] Result<Disassembled> disassemble_organization(const Json& full_organization,
                                                            const DisassembleOptions& options = {});
[[nodiscard]] Result<Disassembled> disassemble_location(const Json& full_location,
                                                        const DisassembleOptions& options = {});
/// `full` has its `service` nested: the service comes out with this one delivery point.
[[nodiscard]] Result<Disassembled> disassemble_service_at_location(const Json& full,
                                                                   const DisassembleOptions& options = {});

}  // namespace fingerpost::model
