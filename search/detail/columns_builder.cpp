#include "search/detail/columns_builder.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace fingerpost::search::detail {
namespace {

/// Days since 1970 in 16 bits: what is before counts as unknown, what is after 2149 as 2149.
std::uint16_t day_number(const std::optional<Day>& day) {
  if (!day || !day->ok()) return 0;
  const auto days = std::chrono::sys_days(*day).time_since_epoch().count();
  return static_cast<std::uint16_t>(std::clamp<long>(days, 0, 65'535));
}

std::vector<std::uint32_t> numbers_of(const std::vector<std::string>& texts, Interner& interner) {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(texts.size());
  for (const std::string& text : texts) numbers.push_back(interner(text));
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

/// One list of each distinct value, for add_lists.
template <typename Value, typename Member>
std::vector<std::vector<std::uint32_t>> rows(const std::vector<const Value*>& values, Member member) {
  std::vector<std::vector<std::uint32_t>> lists;
  lists.reserve(values.size());
  for (const Value* value : values) lists.push_back(std::invoke(member, *value));
  return lists;
}

}  // namespace

std::uint32_t ColumnsBuilder::add(const Entry& entry, EntryPlace place) {
  const Document& d = entry.document;
  const bool has_point = d.point.has_value();
  latitude_.push_back(has_point ? d.point->latitude : std::nan(""));
  longitude_.push_back(has_point ? d.point->longitude : std::nan(""));
  what_.push_back(whats_(what_of(d)));
  fits_.push_back(fitses_(fits_of(d)));
  const Numbers areas = numbers_of(d.area_codes, area_);
  covers_.push_back(covers_sets_(areas));
  lies_in_.push_back(lies_in_sets_(numbers_of(d.areas_in, area_)));
  verified_.push_back(day_number(d.verified_on));
  edited_.push_back(day_number(d.edited_on));
  length_.push_back(static_cast<std::uint16_t>(std::min(entry.length, kMaxLength)));
  completeness_.push_back(d.completeness);
  presence_.push_back(static_cast<std::uint8_t>((d.here & 31) | (d.everywhere ? kEverywhereBit : 0) |
                                                (d.extents.empty() ? 0 : kHasExtents)));
  basis_.push_back(static_cast<std::uint8_t>(d.basis));
  keys_.push_back(d.key);
  entry_at_.push_back(place.at);
  entry_bytes_.push_back(place.bytes);
  add_area_docs(d, areas);
  if (order_ == Order::morton && is_geographic(d)) geographic_end_ = size();
  return add_record(d.record_id);
}

std::uint32_t ColumnsBuilder::add_record(const Uuid& id) {
  const auto [at, is_new] = record_numbers_.emplace(id, static_cast<std::uint32_t>(record_ids_.size()));
  if (is_new) record_ids_.push_back(id);
  record_.push_back(at->second);
  return at->second;
}

void ColumnsBuilder::add_area_docs(const Document& document, const Numbers& areas) {
  const Doc doc = size() - 1;
  docs_covering_.resize(area_.strings().size());
  if (order_ == Order::morton && is_geographic(document))
    for (const std::uint32_t area : areas) docs_covering_[area].push_back(doc);
  for (const geo::MultiPolygon& extent : document.extents) {
    extent_docs_.push_back(doc);
    ByteWriter(extents_).text(encoded_area(extent));
  }
}

ColumnsBuilder::What ColumnsBuilder::what_of(const Document& d) {
  return {d.kind, d.signatory, numbers_of(d.categories, category_), numbers_of(d.themes, theme_)};
}

ColumnsBuilder::Fits ColumnsBuilder::fits_of(const Document& d) {
  Fits fits{};
  for (std::size_t hour = 0; hour < d.open_hours.size(); ++hour)
    if (d.open_hours[hour]) fits.open_hours[hour / 64] |= std::uint64_t{1} << (hour % 64);
  fits.minimum_age = d.minimum_age ? *d.minimum_age : std::int16_t{-1};
  fits.maximum_age = d.maximum_age ? *d.maximum_age : std::int16_t{-1};
  fits.free = d.free;
  fits.ages_known = d.ages_known;
  fits.hours_known = d.hours_known;
  fits.more = packed_tris(d.for_women, d.for_men, d.has_room);
  fits.wait_days = static_cast<std::int16_t>(d.wait_days ? std::min<int>(*d.wait_days, 32'767) : -1);
  for (const auto& [code, stated] : d.access)
    fits.access.push_back(4 * access_(code) + static_cast<std::uint32_t>(stated));
  std::sort(fits.access.begin(), fits.access.end());
  fits.languages = numbers_of(d.languages, language_);
  fits.referral = numbers_of(d.referral, referral_);
  return fits;
}

std::vector<ColumnsBuilder::Numbers> ColumnsBuilder::record_docs() const {
  std::vector<Numbers> docs(record_ids_.size());
  for (Doc doc = 0; doc < size(); ++doc) docs[record_[doc]].push_back(doc);
  return docs;
}

void ColumnsBuilder::add_whats(ImageWriter& image, const std::vector<Numbers>& record_docs) const {
  std::vector<Numbers> with_category(category_.strings().size()), docs(whats_.values().size()), mixed(docs.size());
  Numbers plain_records(docs.size()), plain_docs(docs.size());
  for (std::uint32_t row = 0; row < docs.size(); ++row)
    for (const std::uint32_t category : whats_.values()[row]->categories) with_category[category].push_back(row);
  for (Doc doc = 0; doc < size(); ++doc) docs[what_[doc]].push_back(doc);
  for (const Numbers& of_record : record_docs) {
    const std::uint32_t row = what_[of_record.front()];
    const bool plain = std::all_of(of_record.begin(), of_record.end(),
                                   [&](Doc doc) { return doc < geographic_end_ && what_[doc] == row; });
    if (plain) {
      ++plain_records[row];
      plain_docs[row] += static_cast<std::uint32_t>(of_record.size());
    } else {
      for (const Doc doc : of_record) mixed[what_[doc]].push_back(doc);
    }
  }
  add_lists(image, with_category);
  add_lists(image, docs);
  add_lists(image, mixed);
  image.add(plain_records);
  image.add(plain_docs);
}

void ColumnsBuilder::add_records(ImageWriter& image, const std::vector<Numbers>& docs) const {
  Numbers record = record_;
  for (std::uint32_t& each : record)
    if (docs[each].size() > 1) each |= kSeveral;
  Numbers by_id(record_ids_.size());
  std::iota(by_id.begin(), by_id.end(), 0u);
  std::stable_sort(by_id.begin(), by_id.end(), [&](auto a, auto b) { return record_ids_[a] < record_ids_[b]; });
  image.add(record);
  image.add(what_);
  image.add(fits_);
  image.add(covers_);
  image.add(lies_in_);
  image.add(verified_);
  image.add(edited_);
  image.add(length_);
  image.add(completeness_);
  image.add(presence_);
  image.add(basis_);
  image.add(keys_);
  image.add(entry_at_);
  image.add(entry_bytes_);
  image.add(record_ids_);
  image.add(by_id);
  add_lists(image, docs);
}

void ColumnsBuilder::add_tables(ImageWriter& image) const {
  std::vector<WhatHead> what_heads;
  for (const What* what : whats_.values()) what_heads.push_back({what->kind, what->signatory});
  image.add(what_heads);
  add_lists(image, rows(whats_.values(), &What::categories));
  add_lists(image, rows(whats_.values(), &What::themes));
  std::vector<FitsHead> fits_heads;
  for (const Fits* fits : fitses_.values()) {
    const auto& hours = fits->open_hours;
    fits_heads.push_back({{hours[0], hours[1], hours[2]},
                          fits->minimum_age,
                          fits->maximum_age,
                          fits->free,
                          fits->ages_known,
                          fits->hours_known,
                          fits->more,
                          fits->wait_days,
                          {}});
  }
  image.add(fits_heads);
  add_lists(image, rows(fitses_.values(), &Fits::access));
  add_lists(image, rows(fitses_.values(), &Fits::languages));
  add_lists(image, rows(fitses_.values(), &Fits::referral));
  add_lists(image, rows(covers_sets_.values(), std::identity{}));
  add_lists(image, rows(lies_in_sets_.values(), std::identity{}));
  for (const Interner* names : {&category_, &theme_, &access_, &language_, &referral_, &area_})
    add_strings(image, names->strings());
}

std::string ColumnsBuilder::image() const {
  ImageWriter image(column::kImageKind);
  image.add(std::vector<Doc>{geographic_end_});
  image.add(latitude_);
  image.add(longitude_);
  const auto docs = record_docs();
  add_records(image, docs);
  add_tables(image);
  add_whats(image, docs);
  auto covering = docs_covering_;
  covering.resize(area_.strings().size());
  add_lists(image, covering);
  image.add(extent_docs_);
  image.add(extents_);
  return image.finish();
}

}  // namespace fingerpost::search::detail
