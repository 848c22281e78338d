#include "geo/detail/place_set.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <tuple>
#include <unordered_set>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "geo/detail/kinds.hpp"
#include "geo/detail/name_key.hpp"
#include "geo/detail/postcode_key.hpp"
#include "geo/detail/postcode_set.hpp"

namespace fingerpost::geo::detail {
namespace {

constexpr Tag kPlaces = tag("PLAC"), kByCode = tag("CODE");
constexpr std::size_t kMaxPlaceName = 200;

std::string rounded(const Point& point) {
  return std::to_string(std::lround(point.latitude * 1000)) + "," + std::to_string(std::lround(point.longitude * 1000));
}

/// "clun-7k2mp9": the name for people, then 30 bits of the source's own id (or of name, kind and place), so that the
/// same place keeps its address when the source is imported again.
std::string code_of(const PlaceRow& row) {
  const std::string identity =
      row.source_id.empty() ? row.name + "\n" + row.kind + "\n" + rounded(row.point) : row.source_id;
  const Digest digest = blake2b(identity);
  std::string code = slug_of(row.name) + "-";
  for (std::size_t i = 0; i < 6; ++i) code += "0123456789abcdefghjkmnpqrstvwxyz"[digest[i] & 31];
  return code;
}

std::uint64_t fingerprint_of(const PlaceRow& row) {
  std::string text = row.name + '\0' + row.name_cy + '\0' + row.kind + '\0' + row.source_id + '\0' +
                     std::to_string(row.weight) + '\0' + std::to_string(row.point.latitude) + '\0' +
                     std::to_string(row.point.longitude);
  for (const AreaRef& area : row.areas) text += '\0' + area.kind + '\0' + area.code + '\0' + area.name;
  const Digest digest = blake2b(text);
  std::uint64_t value = 0;
  std::memcpy(&value, digest.data(), sizeof value);
  return value;
}

/// An outcode or sector is found by its own code, not by a name; nullopt when the name is not one.
std::optional<PostcodeKey> postcode_part(const PlaceRow& row) {
  for (const PostcodeKey& key : read_postcode(row.name))
    if (!key.is_unit() && (key.sector >= 0) == (row.kind == kSectorKind)) return key;
  return std::nullopt;
}

bool is_postcode_part(std::string_view kind) { return kind == kOutcodeKind || kind == kSectorKind; }

}  // namespace

PlaceSet::PlaceSet(const std::filesystem::path& path)
    : file_(path, kPlaceFile),
      areas_(file_),
      names_(file_),
      places_(file_.rows<NamedPlaceRow>(kPlaces)),
      by_code_(file_.rows<std::uint32_t>(kByCode)) {}

const NamedPlaceRow* PlaceSet::find(std::string_view code) const {
  const auto found =
      std::lower_bound(by_code_.begin(), by_code_.end(), code,
                       [&](std::uint32_t number, std::string_view c) { return file_.text(place(number).code) < c; });
  if (found == by_code_.end() || file_.text(place(*found).code) != code) return nullptr;
  return &place(*found);
}

std::vector<std::uint64_t> PlaceSet::fingerprints() const {
  std::vector<std::uint64_t> all;
  for (const NamedPlaceRow& row : places_) all.push_back(row.fingerprint);
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<std::string> PlaceSet::verify() const {
  std::vector<std::string> faults = file_.verify();
  if (!faults.empty()) return faults;
  for (const NamedPlaceRow& row : places_) areas_.set(row.area_set);
  const bool is_sound =
      by_code_.size() == places_.size() && std::all_of(names_.all().begin(), names_.all().end(),
                                                       [&](const NameRow& row) { return row.entry < places_.size(); });
  if (!is_sound)
    faults.push_back(file_.path().filename().string() + ": a name points nowhere; import the source again");
  return faults;
}

Result<void> PlaceWriter::add(const PlaceRow& row) {
  Problems faults;
  const std::string name = collapse_spaces(row.name);
  if (name_key(name).empty() || name.size() > kMaxPlaceName)
    append(faults, problem(ProblemCode::invalid_record, "name", row.name, "a place needs a name of at most 200 bytes"));
  if (!kBritishIsles.contains(row.point))
    append(faults, problem(ProblemCode::invalid_record, "position", to_string(row.point),
                           "the position is outside the British Isles"));
  const auto part = is_postcode_part(row.kind) ? postcode_part(row) : std::nullopt;
  if (is_postcode_part(row.kind) && !part)
    append(faults,
           problem(ProblemCode::invalid_record, "name", row.name, "this is not an outcode or sector of a postcode"));
  if (places_.size() == kMaxNamedPlaces)
    append(faults, problem(ProblemCode::too_large, "name", row.name, "a source may have a million named places"));
  if (!faults.empty()) return fail(std::move(faults));
  const auto set = areas_.add(row.areas);
  if (!set) return fail(ProblemCode::too_large, "areas", row.name, "too many different areas in one source");
  places_.push_back({part ? part->name() : name, collapse_spaces(row.name_cy), row.kind,
                     part ? part->code() : code_of(row), row.point, row.weight, *set, fingerprint_of(row)});
  return {};
}

void PlaceWriter::sort() {
  const auto key = [](const Named& p) {
    return std::tuple(name_rank(p.kind), -std::int64_t{p.weight}, std::string_view(p.name), std::string_view(p.code),
                      p.fingerprint);
  };
  std::sort(places_.begin(), places_.end(), [&](const Named& a, const Named& b) { return key(a) < key(b); });
  // The same row twice is one; two rows that would share an address get a number behind it.
  std::unordered_set<std::string> codes;
  std::unordered_set<std::uint64_t> seen;
  std::vector<Named> kept;
  for (Named& place : places_) {
    if (!seen.insert(place.fingerprint).second) continue;
    const std::string code = place.code;
    if (is_postcode_part(place.kind) && codes.contains(code)) continue;
    for (int n = 2; !codes.insert(place.code).second; ++n) place.code = code + "-" + std::to_string(n);
    kept.push_back(std::move(place));
  }
  places_ = std::move(kept);
}

std::string PlaceWriter::write(const std::filesystem::path& path) {
  sort();
  areas_.number();
  TableWriter file(path, kPlaceFile);
  file.begin(kPlaces);
  NameTableBuilder names;
  for (std::uint32_t i = 0; i < places_.size(); ++i) {
    const Named& p = places_[i];
    file.write(NamedPlaceRow{file.text(p.name), file.text(p.name_cy), file.text(p.kind), file.text(p.code),
                             p.point.latitude, p.point.longitude, p.weight, areas_.final_set(p.area_set),
                             p.fingerprint});
    if (is_postcode_part(p.kind)) continue;
    names.add(p.name, i);
    names.add(p.name_cy, i);
  }
  std::vector<std::uint32_t> by_code(places_.size());
  std::iota(by_code.begin(), by_code.end(), 0);
  std::sort(by_code.begin(), by_code.end(),
            [&](std::uint32_t a, std::uint32_t b) { return places_[a].code < places_[b].code; });
  file.begin(kByCode);
  file.write_all(by_code);
  areas_.write(file);
  names.write(file);
  return file.finish();
}

}  // namespace fingerpost::geo::detail
