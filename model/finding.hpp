#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace fingerpost::model {

enum class Severity : std::uint8_t { note, warning, error };

std::string_view to_string(Severity severity);

/// Something an import has to say about a row. A bad row is data, not an error.
struct Finding {
  Severity severity = Severity::note;
  std::string code;        ///< kebab-case, stable: `missing-name`, `bad-postcode`, `hours-kept-as-text`, …
  std::string file;        ///< as named by the caller; inside an archive "outer.zip!inner.csv"
  std::uint64_t line = 0;  ///< 1-based line or record number, 0 when it concerns the file
  std::string field, value;
  std::string detail;  ///< one sentence with the remedy
};

/// {"severity","code","file","line","field","value","detail"}, empty ones left out.
Json to_json(const Finding& finding);

}  // namespace fingerpost::model
