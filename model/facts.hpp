#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "model/reading.hpp"

namespace fingerpost::model {

/// One condition on a building fact: equal to a value ("yes", "domestic"), or a number within bounds, or a date not
/// before / not after.
struct FactQuery {
  std::string code;
  std::string equals;  ///< folded; empty when bounds are given
  std::optional<double> min, max;
  std::string since, until;  ///< YYYY-MM-DD
};

/// Whether the stated facts meet the condition: unknown when the fact is absent, blank, "unknown", or of another type
/// than the condition asks for.
Tri meets(const std::vector<Fact>& facts, const FactQuery& query);

/// All of them: no when one is no, else unknown when one is unknown, else yes.
Tri meets_all(const std::vector<Fact>& facts, const std::vector<FactQuery>& queries);

/// Reads `{"kitchen":"yes","capacity_seated":{"min":60},"verified_on":{"min":"2026-01-01"}}`. Problems have JSON
/// pointers below `pointer`.
[[nodiscard]] Result<std::vector<FactQuery>> read_fact_queries(const Json& json, std::string_view pointer);

}  // namespace fingerpost::model
