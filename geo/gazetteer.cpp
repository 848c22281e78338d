#include "geo/gazetteer.hpp"

#include "base/failure.hpp"
#include "geo/detail/atlas.hpp"
#include "geo/detail/resolver.hpp"

namespace fingerpost::geo {

struct Gazetteer::State {
  explicit State(const std::filesystem::path& folder) : atlas(folder) {}
  detail::Atlas atlas;
};

Gazetteer::Gazetteer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Gazetteer::~Gazetteer() = default;

std::shared_ptr<const Gazetteer> Gazetteer::open(const std::filesystem::path& folder) {
  // Between reading the manifest and opening its files a publisher may replace both: then the next try finds the new
  // set.
  constexpr int kTries = 5;
  for (int attempt = 1;; ++attempt) {
    const auto sequence = detail::Manifest::read(folder).sequence;
    try {
      return std::shared_ptr<const Gazetteer>(new Gazetteer(std::make_unique<State>(folder)));
    } catch (const Failure&) {
      if (attempt == kTries || detail::Manifest::read(folder).sequence == sequence) throw;
    }
  }
}

Result<Place> Gazetteer::resolve(std::string_view text) const { return detail::Resolver(state_->atlas).resolve(text); }

std::optional<Place> Gazetteer::find(std::string_view text) const { return detail::Resolver(state_->atlas).find(text); }

Result<Place> Gazetteer::resolve(std::string_view text, const Point& near) const {
  return detail::Resolver(state_->atlas, near).resolve(text);
}

Result<Place> Gazetteer::by_code(std::string_view code) const { return detail::Resolver(state_->atlas).by_code(code); }

std::optional<PostcodePosition> Gazetteer::postcode(std::string_view text) const {
  const auto key = detail::parse_unit(text);
  if (!key) return std::nullopt;
  const auto facts = state_->atlas.unit(*key, false);
  if (!facts || !facts->point) return std::nullopt;
  return PostcodePosition{*facts->point, facts->status};
}

std::vector<PlaceChoice> Gazetteer::complete(std::string_view prefix, std::size_t limit) const {
  return detail::Resolver(state_->atlas).complete(prefix, limit);
}

std::vector<AreaRef> Gazetteer::areas_at(const Point& point) const { return state_->atlas.areas_of(point, {}); }

std::shared_ptr<const AreaShape> Gazetteer::area_shape(std::string_view code) const {
  const detail::AreaEntry* area = state_->atlas.area(code);
  return area != nullptr && area->row->has_shape() ? state_->atlas.shape(*area) : nullptr;
}

MultiPolygon Gazetteer::area_polygon(std::string_view code) const {
  const detail::AreaEntry* area = state_->atlas.area(code);
  return area != nullptr ? area->set->polygon(*area->row) : MultiPolygon{};
}

std::vector<Gazetteer::Content> Gazetteer::content() const {
  std::vector<Content> all;
  for (const detail::Source& source : state_->atlas.sources())
    for (const detail::SourceEntry::File& file : source.entry.files)
      all.push_back({source.entry.source, file.kind, file.rows, source.entry.vintage});
  return all;
}

std::vector<std::string> Gazetteer::verify() const {
  std::vector<std::string> faults;
  const auto check = [&](const auto& set) {
    if (!set) return;
    try {
      for (std::string& fault : set->verify()) faults.push_back(std::move(fault));
    } catch (const Failure& failure) {
      faults.emplace_back(failure.what());
    }
  };
  for (const detail::Source& source : state_->atlas.sources()) {
    check(source.postcodes);
    check(source.places);
    check(source.areas);
  }
  return faults;
}

}  // namespace fingerpost::geo
