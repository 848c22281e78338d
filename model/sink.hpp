#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/finding.hpp"
#include "model/validate.hpp"

namespace fingerpost::model {

/// Where a record came from: `where.file` and line, and the bytes as they stood there.
struct RawRow {
  std::string source_id;  ///< the source's own id of the row; empty when it has none
  std::string file;
  std::uint64_t line = 0;
  std::string text;
};

/// What importers emit to. Implemented by store (one transaction per batch) and by the dry run. Failure on I/O.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void accept(const Validated<Record>& record, const RawRow& raw) = 0;
  /// A row that gave no record: kept with its finding, never dropped.
  virtual void refuse(const Finding& finding, const RawRow& raw) = 0;
};

}  // namespace fingerpost::model
