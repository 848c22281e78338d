#include <algorithm>
#include <chrono>
#include <tuple>

#include "search/detail/bytes.hpp"
#include "search/detail/columns.hpp"
#include "search/detail/entry.hpp"

namespace fingerpost::search::detail {
namespace {

void write_texts(ByteWriter& out, const std::vector<std::string>& texts) {
  out.number(texts.size());
  for (const std::string& text : texts) out.text(text);
}

std::vector<std::string> read_texts(ByteReader& in) {
  std::vector<std::string> texts(in.count());
  for (std::string& text : texts) text = in.text();
  return texts;
}

void write_ring(ByteWriter& out, const geo::Ring& ring) {
  out.number(ring.size());
  for (const geo::Point& point : ring) out.plain(point);
}

geo::Ring read_ring(ByteReader& in) {
  geo::Ring ring(in.count(sizeof(geo::Point)));
  for (geo::Point& point : ring) point = in.plain<geo::Point>();
  return ring;
}

void write_area(ByteWriter& out, const geo::MultiPolygon& area) {
  out.number(area.size());
  for (const geo::Polygon& polygon : area) {
    write_ring(out, polygon.outer);
    out.number(polygon.holes.size());
    for (const geo::Ring& hole : polygon.holes) write_ring(out, hole);
  }
}

geo::MultiPolygon read_area(ByteReader& in) {
  geo::MultiPolygon area(in.count());
  for (geo::Polygon& polygon : area) {
    polygon.outer = read_ring(in);
    polygon.holes.resize(in.count());
    for (geo::Ring& hole : polygon.holes) hole = read_ring(in);
  }
  return area;
}

// What fits in fixed places, in one block.
struct Fixed {
  Uuid key, record_id;
  double latitude, longitude;
  std::int32_t verified, edited;          // days since 1970-01-01
  std::int16_t minimum_age, maximum_age;  // -1: none
  Kind kind;
  PositionBasis basis;
  std::uint8_t here, completeness;
  model::Tri free;
  std::uint8_t flags;
  std::uint8_t more;  // packed_tris: women, men, room
  std::uint8_t unused;
  std::int32_t wait_days;  // -1: unknown
  std::uint32_t unused_too;
};
enum Flag : std::uint8_t {
  kPoint = 1,
  kEverywhere = 2,
  kSignatory = 4,
  kAges = 8,
  kHours = 16,
  kVerified = 32,
  kEdited = 64
};

std::uint8_t flags_of(const Document& d) {
  return static_cast<std::uint8_t>((d.point ? kPoint : 0) | (d.everywhere ? kEverywhere : 0) |
                                   (d.signatory ? kSignatory : 0) | (d.ages_known ? kAges : 0) |
                                   (d.hours_known ? kHours : 0) | (d.verified_on ? kVerified : 0) |
                                   (d.edited_on ? kEdited : 0));
}

std::int32_t days(const std::optional<Day>& day) {
  return day ? static_cast<std::int32_t>(std::chrono::sys_days(*day).time_since_epoch().count()) : 0;
}

Day day_of(std::int32_t days) { return Day(std::chrono::sys_days(std::chrono::days(days))); }

Fixed fixed_of(const Document& d) {
  Fixed f{};
  f.key = d.key;
  f.record_id = d.record_id;
  if (d.point) std::tie(f.latitude, f.longitude) = std::tie(d.point->latitude, d.point->longitude);
  f.verified = days(d.verified_on);
  f.edited = days(d.edited_on);
  f.minimum_age = d.minimum_age ? *d.minimum_age : std::int16_t{-1};
  f.maximum_age = d.maximum_age ? *d.maximum_age : std::int16_t{-1};
  f.kind = d.kind;
  f.basis = d.basis;
  f.here = d.here;
  f.completeness = d.completeness;
  f.free = d.free;
  f.flags = flags_of(d);
  f.more = packed_tris(d.for_women, d.for_men, d.has_room);
  f.wait_days = d.wait_days ? *d.wait_days : -1;
  return f;
}

Document document_from(const Fixed& f) {
  Document d;
  if (static_cast<std::size_t>(f.kind) >= kKinds || f.basis > PositionBasis::coarse_cell || f.free > model::Tri::yes)
    damaged("a document's kind is unknown");
  d.key = f.key;
  d.record_id = f.record_id;
  d.kind = f.kind;
  d.basis = f.basis;
  d.here = f.here;
  d.completeness = f.completeness;
  d.free = f.free;
  d.for_women = std::min(tri_at(f.more, 0), model::Tri::yes);
  d.for_men = std::min(tri_at(f.more, 1), model::Tri::yes);
  d.has_room = std::min(tri_at(f.more, 2), model::Tri::yes);
  if (f.wait_days >= 0) d.wait_days = static_cast<std::uint16_t>(f.wait_days);
  if (f.flags & kPoint) d.point = geo::Point{f.latitude, f.longitude};
  d.everywhere = f.flags & kEverywhere;
  d.signatory = f.flags & kSignatory;
  d.ages_known = f.flags & kAges;
  d.hours_known = f.flags & kHours;
  if (f.flags & kVerified) d.verified_on = day_of(f.verified);
  if (f.flags & kEdited) d.edited_on = day_of(f.edited);
  if (f.minimum_age >= 0) d.minimum_age = static_cast<std::uint8_t>(f.minimum_age);
  if (f.maximum_age >= 0) d.maximum_age = static_cast<std::uint8_t>(f.maximum_age);
  return d;
}

constexpr std::size_t kHourBytes = 21;  // 168 bits

void write_hours(ByteWriter& out, const std::bitset<168>& hours) {
  for (std::size_t byte = 0; byte < kHourBytes; ++byte) {
    unsigned bits = 0;
    for (unsigned bit = 0; bit < 8; ++bit) bits |= static_cast<unsigned>(hours[byte * 8 + bit]) << bit;
    out.plain(static_cast<std::uint8_t>(bits));
  }
}

std::bitset<168> read_hours(ByteReader& in) {
  std::bitset<168> hours;
  for (std::size_t byte = 0; byte < kHourBytes; ++byte) {
    const auto bits = in.plain<std::uint8_t>();
    for (unsigned bit = 0; bit < 8; ++bit) hours[byte * 8 + bit] = (bits >> bit) & 1;
  }
  return hours;
}

std::vector<TermCount> read_terms(ByteReader& in) {
  std::vector<TermCount> terms(in.count(2));
  for (TermCount& term : terms) {
    term.term = in.text();
    term.count = static_cast<std::uint32_t>(in.number());
  }
  return terms;
}

void read_order(ByteReader& in, std::size_t terms, std::vector<std::uint32_t>& order) {
  order.resize(in.count());
  for (std::uint32_t& word : order) {
    word = static_cast<std::uint32_t>(in.number());
    if (word > terms) damaged("a word is none of the document's terms");
  }
}

}  // namespace

std::string encoded(const Entry& entry) {
  const Document& d = entry.document;
  std::string bytes;
  bytes.reserve(d.stored.size() + entry.terms.size() * 12 + 256);
  ByteWriter out(bytes);
  out.plain(static_cast<std::uint32_t>(d.stored.size()));
  bytes += d.stored;
  out.number(entry.terms.size());
  for (const TermCount& term : entry.terms) {
    out.text(term.term);
    out.number(term.count);
  }
  out.number(entry.length);
  out.number(entry.order.size());
  for (const std::uint32_t word : entry.order) out.number(word);
  out.plain(fixed_of(d));
  out.text(d.name);
  out.text(d.alternate_name);
  for (const auto* set : {&d.area_codes, &d.categories, &d.themes, &d.languages, &d.referral, &d.areas_in})
    write_texts(out, *set);
  out.number(d.access.size());
  for (const auto& [code, stated] : d.access) {
    out.text(code);
    out.plain(stated);
  }
  write_hours(out, d.open_hours);
  out.number(d.extents.size());
  for (const geo::MultiPolygon& extent : d.extents) write_area(out, extent);
  return bytes;
}

Entry decoded_entry(std::string_view bytes) {
  ByteReader in(bytes);
  const std::string_view stored = in.take(in.plain<std::uint32_t>());
  Entry entry;
  entry.terms = read_terms(in);
  entry.length = static_cast<std::uint32_t>(std::min<std::uint64_t>(in.number(), kMaxLength));
  read_order(in, entry.terms.size(), entry.order);
  Document& d = entry.document = document_from(in.plain<Fixed>());
  d.stored = stored;
  d.name = in.text();
  d.alternate_name = in.text();
  for (auto* set : {&d.area_codes, &d.categories, &d.themes, &d.languages, &d.referral, &d.areas_in})
    *set = read_texts(in);
  d.access.resize(in.count(2));
  for (auto& [code, stated] : d.access) {
    code = in.text();
    stated = std::min(in.plain<model::Tri>(), model::Tri::yes);
  }
  d.open_hours = read_hours(in);
  d.extents.resize(in.count());
  for (geo::MultiPolygon& extent : d.extents) extent = read_area(in);
  if (!in.at_end()) damaged("an entry is longer than it should be");
  return entry;
}

std::vector<TermCount> decoded_terms(std::string_view bytes) {
  ByteReader in(bytes);
  in.take(in.plain<std::uint32_t>());
  return read_terms(in);
}

std::uint64_t head_of(std::string_view term) {
  std::uint64_t head = 0;
  const std::size_t bytes = std::min<std::size_t>(term.size(), sizeof head);
  for (std::size_t i = 0; i < bytes; ++i) head = head << 8 | static_cast<unsigned char>(term[i]);
  return bytes == 0 ? 0 : head << 8 * (sizeof head - bytes);
}

void EntryWords::read(std::string_view bytes) {
  ByteReader in(bytes);
  in.take(in.plain<std::uint32_t>());
  terms.resize(in.count(2));
  for (auto& [term, count, head] : terms) {
    term = in.text();
    count = static_cast<std::uint32_t>(in.number());
    head = head_of(term);
  }
  length = static_cast<std::uint32_t>(std::min<std::uint64_t>(in.number(), kMaxLength));
  read_order(in, terms.size(), order);
}

std::string encoded_area(const geo::MultiPolygon& area) {
  std::string bytes;
  ByteWriter out(bytes);
  write_area(out, area);
  return bytes;
}

geo::MultiPolygon decoded_area(std::string_view bytes) {
  ByteReader in(bytes);
  return read_area(in);
}

}  // namespace fingerpost::search::detail
