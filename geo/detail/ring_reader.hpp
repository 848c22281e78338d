#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "geo/point.hpp"

namespace fingerpost::geo::detail {

/// Before each ring of an encoded polygon. Behind its points stands one Span for each kSpanEdges edges.
struct RingHeader {
  std::uint32_t polygon, points, encoding, is_hole;
};
/// The latitudes that a run of edges covers: whole runs are passed over without looking at their points.
struct Span {
  double south, north;
};
inline constexpr std::size_t kSpanEdges = 32;
struct StepPoint {
  std::int32_t latitude, longitude;
};
inline constexpr std::uint32_t kDoubles = 0, kSteps = 1;
inline constexpr double kStepsPerDegree = 1e7;

/// Walks the rings of an encoded polygon where it lies. Stops at anything that does not fit in the bytes.
class RingReader {
 public:
  explicit RingReader(std::string_view bytes) : rest_(bytes) {}

  /// The next ring; false at the end.
  bool next() {
    if (rest_.size() < sizeof header_) return false;
    std::memcpy(&header_, rest_.data(), sizeof header_);
    const std::size_t each = header_.encoding == kSteps ? sizeof(StepPoint) : sizeof(Point);
    points_ = rest_.data() + sizeof header_;
    rest_.remove_prefix(sizeof header_);
    if (header_.points > rest_.size() / each) return false;
    rest_.remove_prefix(header_.points * each);
    if (spans() > rest_.size() / sizeof(Span)) return false;
    spans_ = rest_.data();
    rest_.remove_prefix(spans() * sizeof(Span));
    return true;
  }

  std::size_t spans() const { return (header_.points + kSpanEdges - 1) / kSpanEdges; }
  /// Whether edges [i * kSpanEdges, (i + 1) * kSpanEdges) may have anything to say of this latitude.
  bool span_covers(std::size_t i, double latitude) const {
    Span span;
    std::memcpy(&span, spans_ + i * sizeof span, sizeof span);
    return latitude >= span.south && latitude <= span.north;
  }

  std::size_t size() const { return header_.points; }
  bool is_hole() const { return header_.is_hole != 0; }

  Point point(std::size_t i) const {
    if (header_.encoding == kSteps) {
      StepPoint p;
      std::memcpy(&p, points_ + i * sizeof p, sizeof p);
      return {p.latitude / kStepsPerDegree, p.longitude / kStepsPerDegree};
    }
    Point p;
    std::memcpy(&p, points_ + i * sizeof p, sizeof p);
    return p;
  }

 private:
  std::string_view rest_;
  const char* points_ = nullptr;
  const char* spans_ = nullptr;
  RingHeader header_{};
};

/// Equal to contains_by_brute_force of the decoded polygon.
bool contains_encoded(std::string_view bytes, const Point& point);

}  // namespace fingerpost::geo::detail
