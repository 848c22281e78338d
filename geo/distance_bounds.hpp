#pragma once

#include "geo/point.hpp"

namespace fingerpost::geo {

/// How far points are from a centre, at least and at most, without a sine: what decides most of them when a circle is
/// searched. Within a degree or so of the centre the bounds are some 5 % apart (a parallel's length changes with its
/// latitude); further away, and towards the poles, they say nothing.
class DistanceBounds {
 public:
  explicit DistanceBounds(const Point& centre);

  struct Bounds {
    Metres least, most;
  };
  /// Holds distance(centre, point) between them.
  Bounds of(const Point& point) const;

 private:
  Point centre_;
  bool is_near_pole_;
  Metres least_east_ = 0, most_east_ = 0;  ///< of a degree of longitude
};

}  // namespace fingerpost::geo
