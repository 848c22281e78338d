#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "geo/grid.hpp"
#include "geo/place.hpp"
#include "geo/polygon.hpp"

namespace fingerpost::geo {

/// A postcode unit as a source gives it. No position at all is allowed (it then only carries its status).
struct PostcodeRow {
  std::string postcode;  ///< any spacing; must be a full unit
  std::optional<Point> point;
  PlaceStatus status = PlaceStatus::unknown;
  std::string terminated_on;   ///< "202505" → "2025-05"; empty when live
  std::vector<AreaRef> areas;  ///< codes the row gives, names may be empty
};

/// A named settlement or feature, an outcode or a postcode sector with a centre.
struct PlaceRow {
  std::string name, name_cy;
  std::string kind;  ///< `town`, `village`, `hamlet`, `suburb`, `city`, `outcode`, `sector`, …
  std::string source_id;
  Point point;
  std::vector<AreaRef> areas;  ///< district, county, country by name or code, to tell namesakes apart
  int weight = 0;              ///< larger settles ambiguity
};

struct AreaRow {
  std::string kind, code, name, name_cy;
  MultiPolygon polygon;
};

/// How many rows were taken and what was wrong with others.
struct GazetteerCounts {
  std::size_t added = 0, unchanged = 0, refused = 0;
};

/// Builds the next set of gazetteer files: add rows of one source (replacing what that source gave before), then
/// publish. External: rows are spilled and sorted in bounded memory (≤ 64 MB), so GB fits a small machine. Newer
/// postcode sources win over older (by vintage, then order of import). Same rows in, same bytes out.
class GazetteerBuilder {
 public:
  /// `vintage` orders postcode sources: "2025-05" from the file or its name, else the day of import.
  GazetteerBuilder(std::filesystem::path folder, std::string source, std::string vintage);
  ~GazetteerBuilder();

  /// A Problem when the row cannot be used (not a postcode, no name, position outside the British Isles).
  [[nodiscard]] Result<void> add(const PostcodeRow& row);
  [[nodiscard]] Result<void> add(const PlaceRow& row);
  [[nodiscard]] Result<void> add(const AreaRow& row);

  /// Writes beside, fsyncs, renames. Until then readers see the old set; a kill leaves it whole. Names the new files.
  struct Published {
    std::vector<std::string> files;
    GazetteerCounts counts;
    bool changed = false;
  };
  Published publish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fingerpost::geo
