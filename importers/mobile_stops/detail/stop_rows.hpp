#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importers/detail/csv_reader.hpp"
#include "model/records.hpp"

namespace fingerpost::importers {

/// A stop of a mobile library (or another service on wheels) as its timetable lists it.
struct StopRow {
  std::string organisation, mobile, route, community, stop, address, postcode, day, type, arrival, departure, frequency,
      start, end, exceptions, timetable;
  std::optional<double> latitude, longitude;
};

/// Which column holds what; names as councils publish them, the older (`geox`, `geoy`) and newer (`Longitude`) ones.
class StopColumns {
 public:
  /// nullopt when it is no timetable of stops.
  static std::optional<StopColumns> of(const std::vector<std::string>& header);
  StopRow read(const CsvRow& row) const;

 private:
  std::vector<std::pair<std::string StopRow::*, std::size_t>> texts_;
  std::optional<std::size_t> latitude_, longitude_;
};

/// When the vehicle stands there, as an HSDS schedule: the rule, the days it is valid, arrival and departure. What
/// cannot be understood is kept in words, each with a note (`code`, field, value, sentence).
struct StopNote {
  std::string code, field, value, detail;
};
model::Schedule stop_schedule(const StopRow& row, std::vector<StopNote>& notes);

/// The stop as a place, without id: "Village Hall, Hadnall".
model::Location stop_location(const StopRow& row);

}  // namespace fingerpost::importers
