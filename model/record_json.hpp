#pragma once

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

/// A full nested HSDS service, organization or service_at_location taken apart into records that refer by id.
/// Missing ids of parts are derived (UUIDv5 of the parent's id, the property's name and the position).
struct Disassembled {
  std::vector<Record> records;  ///< organizations, locations, taxonomies and terms first, then services
  Problems problems;            ///< of parts that were left out; the rest is usable
};
[[nodiscard]] Result<Disassembled> disassemble_service(const Json& full_service);
[[nodiscard]] Result<Disassembled> disassemble_organization(const Json& full_organization);
[[nodiscard]] Result<Disassembled> disassemble_service_at_location(const Json& full);

}  // namespace fingerpost::model
