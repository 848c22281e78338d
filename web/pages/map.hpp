#pragma once

#include <optional>
#include <string>
#include <vector>

#include "directory/snapshot.hpp"
#include "geo/point.hpp"
#include "web/pages/shell.hpp"

namespace fingerpost::web {

/// A numbered point on a map; `href` leads to its result in the list.
struct MapPoint {
  std::string x, y, number, name, href;
  std::string latitude, longitude;  ///< for tiles

  template <typename V>
  void fields(V& visit) const {
    visit("x", x);
    visit("y", y);
    visit("number", number);
    visit("name", name);
    visit("href", href);
    visit("latitude", latitude);
    visit("longitude", longitude);
  }
};

struct MapOutline {
  std::string path, name;

  template <typename V>
  void fields(V& visit) const {
    visit("path", path);
    visit("name", name);
  }
};

/// A map that needs neither script nor tiles: outlines of imported boundaries, points, a scale. With a tile address
/// the script puts tiles behind the same points.
struct PointMap {
  std::string width, height;
  std::vector<MapOutline> outlines;
  std::vector<MapPoint> points;
  std::string here_x, here_y, here_name;
  std::string scale_width, scale_text;
  std::string tiles, attribution;

  template <typename V>
  void fields(V& visit) const {
    visit("width", width);
    visit("height", height);
    visit("outlines", outlines);
    visit("points", points);
    visit("here_x", here_x);
    visit("here_y", here_y);
    visit("here_name", here_name);
    visit("scale_width", scale_width);
    visit("scale_text", scale_text);
    visit("tiles", tiles);
    visit("attribution", attribution);
  }
};

struct MapSubject {
  geo::Point point;
  std::string number, name, href;
};

inline constexpr std::size_t kMaxMapPoints = 100;
/// Corners of all outlines of one map; shapes are simplified to fit.
inline constexpr std::size_t kMaxOutlineCorners = 600;

/// The map of up to kMaxMapPoints subjects round `here` (when there is one); nullopt when there is nothing to show.
std::optional<PointMap> point_map(const PageContext& context, const directory::Snapshot& snapshot,
                                  const std::vector<MapSubject>& subjects, std::optional<geo::Point> here,
                                  const std::string& here_name);

/// Adds the script that puts tiles behind a map's points, where a tile address is set.
void use_tiles(Shell& shell, const PageContext& context);

}  // namespace fingerpost::web
