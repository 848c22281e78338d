#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

#include "geo/gazetteer.hpp"
#include "geo/gazetteer_builder.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost::geo::test {

/// A square area by its corners: south, west, north, east.
inline MultiPolygon square(double s, double w, double n, double e) { return {{{{s, w}, {s, e}, {n, e}, {n, w}}, {}}}; }

/// A small invented county, "Marchshire", drawn as a degree square with two districts, two wards and a hole:
///
///   53.0 +-----------+-----------+
///        |  Northmoor district   |   wards Upper Clee (west), Mill Cross (east) in the south
///   52.5 +-----------+-----------+
///        | Upper     | Mill      |
///        | Clee      | Cross     |   Southmoor district
///   52.0 +-----------+-----------+
///       -3.0       -2.5        -2.0
class GazetteerTest : public testing::Test {
 protected:
  GazetteerBuilder builder(const std::string& source, const std::string& vintage = "2025-05") {
    return {folder_.path(), source, vintage};
  }
  std::shared_ptr<const Gazetteer> open() const { return Gazetteer::open(folder_.path()); }

  static PostcodeRow unit(const std::string& postcode, double latitude, double longitude,
                          PlaceStatus status = PlaceStatus::live) {
    return {postcode, Point{latitude, longitude}, status, "", {}};
  }
  template <typename Row>
  static void add(GazetteerBuilder& builder, const std::vector<Row>& rows) {
    for (const Row& row : rows) {
      const auto added = builder.add(row);
      EXPECT_TRUE(added) << (added ? "" : to_text(added.error()));
    }
  }
  template <typename Row>
  GazetteerBuilder::Published publish(const std::string& source, const std::vector<Row>& rows,
                                      const std::string& vintage = "2025-05") {
    GazetteerBuilder b = builder(source, vintage);
    add(b, rows);
    return b.publish();
  }

  void publish_boundaries() {
    publish<AreaRow>("districts", {{"district", "D1", "Northmoor", "", square(52.5, -3, 53, -2)},
                                   {"district", "D2", "Southmoor", "", square(52, -3, 52.5, -2)}});
    publish<AreaRow>("counties",
                     {{"county", "C1", "Marchshire, County of", "Swydd y Gororau", square(52, -3, 53, -2)}});
    publish<AreaRow>("wards", {{"ward", "W1", "Upper Clee", "", square(52, -3, 52.5, -2.5)},
                               {"ward", "W2", "Mill Cross", "", square(52, -2.5, 52.5, -2)}});
  }

  static PlaceRow place(const std::string& name, const std::string& kind, double latitude, double longitude,
                        int weight = 0) {
    return {
        name, "",    kind, name + kind + std::to_string(latitude) + std::to_string(longitude), {latitude, longitude},
        {},   weight};
  }

  fingerpost::test::TempFolder folder_;
};

inline std::vector<std::string> codes(const std::vector<AreaRef>& areas) {
  std::vector<std::string> all;
  for (const AreaRef& area : areas) all.push_back(area.code);
  return all;
}

}  // namespace fingerpost::geo::test
