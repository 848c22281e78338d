#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "geo/place.hpp"
#include "geo/polygon.hpp"

namespace fingerpost::geo {

/// Where a postcode is, without the rest of a Place.
struct PostcodePosition {
  Point point;
  PlaceStatus status = PlaceStatus::unknown;
};

/// Everything known about places, read-only, from the immutable files of one `places/` folder. Opening maps the files
/// and builds nothing that grows with GB's postcodes (well under a second, tens of megabytes). Safe from several
/// threads; shared_ptr it and swap when a newer generation is published.
class Gazetteer {
 public:
  /// Opens the newest complete set in `folder`; an empty or missing folder is an empty gazetteer, not an error.
  /// Failure when a file is damaged (each carries a checksum of its header and tables).
  static std::shared_ptr<const Gazetteer> open(const std::filesystem::path& folder);

  ~Gazetteer();

  /// Resolves what a person typed: postcode (any spacing or case, O for 0 and I for 1 where only a digit or letter can
  /// stand), sector, outcode, grid reference, "lat,lon", area code, place or area name ("St Martin's" = "St Martins";
  /// "Newport, Shropshire" narrows by district, county or country; Welsh names too).
  /// - A unit that the data lacks falls back to its sector, then its outcode, and says so in `fell_back_from`.
  /// - A name of several places gives the most likely (settlement size, then nearest to `near` when given), with the
  ///   others in `alternatives`.
  /// - Anything else is `unknown_place` with up to five near spellings as suggestions. Never "everywhere".
  [[nodiscard]] Result<Place> resolve(std::string_view text) const;
  /// The same; of namesakes of one size the nearest to `near` is meant.
  [[nodiscard]] Result<Place> resolve(std::string_view text, const Point& near) const;

  /// What `resolve` answers, without looking for near spellings when there is nothing: some microseconds.
  std::optional<Place> find(std::string_view text) const;

  /// The place with exactly this stable code. `unknown_place` otherwise.
  [[nodiscard]] Result<Place> by_code(std::string_view code) const;

  /// The position of a full postcode, nullopt when it is not one, not known, or known without a position: no repairs,
  /// no falling back, no areas. For placing many records; about 1 µs.
  std::optional<PostcodePosition> postcode(std::string_view text) const;

  /// Up to `limit` completions of a prefix (places, areas, outcodes, postcodes from 3 characters on), best first.
  std::vector<PlaceChoice> complete(std::string_view prefix, std::size_t limit) const;

  /// The areas whose polygons hold the point, from small to large.
  std::vector<AreaRef> areas_at(const Point& point) const;

  /// The prepared shape of an area, nullptr when no polygon of that code is loaded.
  std::shared_ptr<const AreaShape> area_shape(std::string_view code) const;
  /// The polygon itself (read from the file: milliseconds), empty when none.
  MultiPolygon area_polygon(std::string_view code) const;

  /// What is loaded, for `check`, `/readyz` and the about page.
  struct Content {
    std::string source, kind;  ///< kind: `postcodes`, `places`, `boundaries`
    std::size_t rows;
    std::string vintage;
  };
  std::vector<Content> content() const;

  /// Empty when every file's checksum and every cross-reference holds; else sentences.
  std::vector<std::string> verify() const;

 private:
  struct State;
  explicit Gazetteer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace fingerpost::geo
