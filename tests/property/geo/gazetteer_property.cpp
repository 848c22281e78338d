#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "geo/detail/area_set.hpp"
#include "geo/detail/name_key.hpp"
#include "geo/detail/ring_reader.hpp"
#include "tests/component/geo/gazetteer_fixture.hpp"

namespace fingerpost::geo::test {
namespace {

/// The table of the definition: insert, delete, change, swap two neighbours.
int slow_distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<int>> d(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = static_cast<int>(i + j);
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

RC_GTEST_PROP(SpellingDistance, EqualsTheTable, ()) {
  const auto word = rc::gen::container<std::string>(rc::gen::elementOf(std::string("abcd")));
  std::string a = *word, b = *word;
  a.resize(std::min<std::size_t>(a.size(), detail::kMaxNameKey));
  const int edits = slow_distance(a, b);
  RC_ASSERT(detail::SpellingDistance(a).to(b) == edits);
  const auto bits = std::popcount(detail::letters_of(a) ^ detail::letters_of(b));
  RC_ASSERT(bits <= 2 * edits);  // the sieve loses nothing
}

double between(double low, double high) { return low + (high - low) * *rc::gen::inRange(0, 1'000'001) / 1e6; }

RC_GTEST_PROP(EncodedPolygon, KeepsEveryBitAndContainsTheSame, ()) {
  MultiPolygon area;
  const bool on_steps = *rc::gen::arbitrary<bool>();
  const auto ring = [&] {
    Ring points;
    for (int i = *rc::gen::inRange(3, 20); i > 0; --i) {
      Point p{between(50, 54), between(-4, 0)};
      if (on_steps) p = {std::round(p.latitude * 1e4) / 1e4, std::round(p.longitude * 1e4) / 1e4};
      points.push_back(p);
    }
    return points;
  };
  for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
    area.push_back({ring(), {}});
    if (*rc::gen::arbitrary<bool>()) area.back().holes.push_back(ring());
  }
  const std::string bytes = detail::encode_polygon(area);
  const MultiPolygon back = detail::decode_polygon(bytes);
  RC_ASSERT(back.size() == area.size());
  for (std::size_t i = 0; i < area.size(); ++i) {
    RC_ASSERT(back[i].outer == area[i].outer);
    RC_ASSERT(back[i].holes == area[i].holes);
  }
  for (int i = 0; i < 40; ++i) {
    const Point p = i % 5 == 0 ? area.front().outer.front() : Point{between(50, 54), between(-4, 0)};
    RC_ASSERT(detail::contains_encoded(bytes, p) == contains_by_brute_force(area, p));
  }
  // Any bytes are read without harm.
  std::string broken =
      bytes.substr(0, static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(bytes.size()) + 1)));
  if (!broken.empty())
    broken[static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(broken.size())))] = '\x7f';
  detail::decode_polygon(broken);
}

/// A folder with a few of everything, made once.
const Gazetteer& a_gazetteer() {
  static const auto gazetteer = [] {
    const fingerpost::test::TempFolder folder;
    GazetteerBuilder b(folder.path(), "all", "2025-05");
    (void)b.add(PostcodeRow{"SY1 1AA", Point{52.71, -2.75}, PlaceStatus::live, "", {{"ward", "W1", "Abbey"}}});
    (void)b.add(PlaceRow{"St Martin's", "", "village", "1", {52.92, -3.01}, {{"district", "D1", "Shropshire"}}, 0});
    (void)b.add(AreaRow{"district", "D1", "Shropshire", "", square(52, -3.3, 53, -2.2)});
    b.publish();
    return Gazetteer::open(folder.path());
  }();
  return *gazetteer;
}

void expect_sound(const std::string& text) {
  const auto place = a_gazetteer().resolve(text);
  if (place) {
    RC_ASSERT(is_valid(place->centre));
    RC_ASSERT(!place->name.empty());
    RC_ASSERT(!place->code.empty());
    RC_ASSERT(a_gazetteer().by_code(place->code).has_value());
    RC_ASSERT(is_valid_utf8(to_json(*place).dump()));
  } else {
    const Problem& problem = place.error().front();
    RC_ASSERT(problem.code == ProblemCode::unknown_place);
    RC_ASSERT(problem.field == "near");
    RC_ASSERT(!problem.detail.empty());
    RC_ASSERT(problem.suggestions.size() <= 5u);
    RC_ASSERT(is_valid_utf8(problem.detail));
    RC_ASSERT(problem.detail.size() < 1'000u);
  }
  (void)a_gazetteer().by_code(text);
  RC_ASSERT(a_gazetteer().complete(text, 5).size() <= 5u);
}

RC_GTEST_PROP(Resolve, IsTotalOverBytes, (const std::string& text)) { expect_sound(text); }

RC_GTEST_PROP(Resolve, IsTotalOverAlmostPlaces, ()) {
  static const std::vector<std::string> pieces{
      "SY1", "1AA", " ", ",", "St", "Martin's", "Shropshire", "near", "52.7", "-2.7", "SJ", "491", "124",
      "(",   ")",   "/", "O", "0",  "W1",       "Abbey",      "\xc3", "’",    "&",    "-",  "ŷ",   "nr"};
  std::string text;
  for (int i = *rc::gen::inRange(0, 30); i > 0; --i) text += *rc::gen::elementOf(pieces);
  expect_sound(text);
}

RC_GTEST_PROP(Postcodes, ResolveWithinAMetreOfTheirRow, ()) {
  // A source given in any order, with repeats; the last of a postcode counts. Read back: every one, and no other.
  const fingerpost::test::TempFolder folder;
  std::map<std::string, PostcodeRow> expected;
  GazetteerBuilder b(folder.path(), "any", "2025");
  const auto letter = [] { return static_cast<char>('A' + *rc::gen::inRange(0, 26)); };
  for (int i = *rc::gen::inRange(1, 120); i > 0; --i) {
    PostcodeRow row;
    row.postcode = std::string{letter(), static_cast<char>('1' + *rc::gen::inRange(0, 2)),
                               ' ',      static_cast<char>('0' + *rc::gen::inRange(0, 3)),
                               letter(), 'A'};
    if (*rc::gen::inRange(0, 8) > 0) row.point = Point{between(49, 61.5), between(-10.9, 2.9)};
    row.status = static_cast<PlaceStatus>(*rc::gen::inRange(0, 3));
    if (row.status == PlaceStatus::terminated)
      row.terminated_on = std::to_string(2000 + *rc::gen::inRange(0, 20)) + "-01";
    for (int a = *rc::gen::inRange(0, 3); a > 0; --a)
      row.areas.push_back({"kind" + std::to_string(a), std::string(1, letter()), ""});
    RC_ASSERT(b.add(row).has_value());
    expected[row.postcode] = row;
  }
  b.publish();
  const auto gazetteer = Gazetteer::open(folder.path());
  RC_ASSERT(gazetteer->verify().empty());
  RC_ASSERT(gazetteer->content().front().rows == expected.size());
  for (const auto& [postcode, row] : expected) {
    const auto place = gazetteer->resolve(postcode);
    if (!row.point) {
      const bool says_so = !place || place->fell_back_from == postcode;  // RC_ASSERT would look at both sides
      RC_ASSERT(says_so);
      continue;
    }
    RC_ASSERT(place.has_value());
    RC_ASSERT(place->name == postcode);
    RC_ASSERT(distance(place->centre, *row.point) < 1.0);
    RC_ASSERT(place->status == row.status);
    RC_ASSERT(place->terminated_on.value_or("") == row.terminated_on);
    RC_ASSERT(place->areas.size() == row.areas.size());
  }
}

}  // namespace
}  // namespace fingerpost::geo::test
