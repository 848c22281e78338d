#include <algorithm>
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "geo/grid.hpp"
#include "importers/places/detail/merged_places.hpp"
#include "importers/places/detail/place_layout.hpp"

namespace fingerpost::importers {
namespace {

using Fields = std::vector<std::string>;

Fields fields_of(std::string_view line, char separator = ',') {
  Fields fields;
  for (const std::string_view field : split(line, separator)) fields.emplace_back(field);
  return fields;
}

/// An Open Names row with what a test cares about.
Fields open_name(const std::string& name, const std::string& language, const std::string& other,
                 const std::string& other_language, const std::string& type = "populatedPlace",
                 const std::string& local_type = "Village") {
  Fields fields(34);
  fields[0] = "osgb4000000000000001";
  fields[2] = name;
  fields[3] = language;
  fields[4] = other;
  fields[5] = other_language;
  fields[6] = type;
  fields[7] = local_type;
  fields[8] = "330000";
  fields[9] = "310000.500";
  fields[12] = "329000";
  fields[13] = "309000";
  fields[14] = "331000";
  fields[15] = "311000";
  fields[16] = "SY21";
  fields[24] = "Powys - Powys";
  fields[26] = "http://data.ordnancesurvey.co.uk/ontology/admingeo/UnitaryAuthority";
  fields[27] = "Wales";
  fields[29] = "Wales";
  return fields;
}

TEST(PlaceLayout, ReadsOpenNamesWithAndWithoutAHeader) {
  const Fields row = open_name("Trefin", "", "", "");
  const auto layout = place_layout(row);
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->format, PlaceFormat::open_names);
  EXPECT_FALSE(layout->has_header);
  Fields header(34, "X");
  header[7] = "LOCAL_TYPE";
  ASSERT_TRUE(place_layout(header));
  EXPECT_TRUE(place_layout(header)->has_header);

  const PlaceReading read = read_place(*layout, row);
  EXPECT_EQ(read.row.name, "Trefin");
  EXPECT_EQ(read.row.kind, "village");
  EXPECT_EQ(read.row.point, geo::from_british_grid({330000, 310000.5}));
  EXPECT_EQ(read.row.source_id, "osgb4000000000000001");
  const std::vector<geo::AreaRef> areas = {
      {"outcode", "SY21", ""}, {"district", "", "Powys"}, {"region", "", "Wales"}, {"country", "", "Wales"}};
  EXPECT_EQ(read.row.areas, areas);
}

TEST(PlaceLayout, PutsTheEnglishNameFirstAndKeepsTheWelshOne) {
  const auto layout = *place_layout(open_name("", "", "", ""));
  const auto welsh_first = read_place(layout, open_name("Y Trallwng", "cym", "Welshpool", "eng")).row;
  EXPECT_EQ(welsh_first.name, "Welshpool");
  EXPECT_EQ(welsh_first.name_cy, "Y Trallwng");
  const auto english_first = read_place(layout, open_name("Newtown", "eng", "Y Drenewydd", "cym")).row;
  EXPECT_EQ(english_first.name, "Newtown");
  EXPECT_EQ(english_first.name_cy, "Y Drenewydd");
  const auto only_welsh = read_place(layout, open_name("Llanfyllin", "cym", "", "")).row;
  EXPECT_EQ(only_welsh.name, "Llanfyllin");
  EXPECT_EQ(only_welsh.name_cy, "");
  const auto gaelic = read_place(layout, open_name("Oban", "eng", "An t-Òban", "gla")).row;
  EXPECT_EQ(gaelic.name_cy, "") << "Gaelic is not Welsh";
}

TEST(PlaceLayout, TakesSettlementsOnlyAndRanksThemBySize) {
  const auto layout = *place_layout(open_name("", "", "", ""));
  EXPECT_TRUE(read_place(layout, open_name("A49", "", "", "", "transportNetwork", "Numbered Road")).skipped);
  EXPECT_TRUE(read_place(layout, open_name("SY1 1AA", "", "", "", "other", "Postcode")).skipped);
  const auto weight = [&](const char* kind) {
    return read_place(layout, open_name("N", "", "", "", "populatedPlace", kind)).row.weight;
  };
  EXPECT_GT(weight("City"), weight("Town"));
  EXPECT_GT(weight("Town"), weight("Village"));
  EXPECT_GT(weight("Village"), weight("Hamlet"));
  EXPECT_GT(weight("Hamlet"), weight("Other Settlement"));
  Fields larger = open_name("N", "", "", "");
  larger[14] = "339000";
  EXPECT_GT(read_place(layout, larger).row.weight, weight("Village"));
}

TEST(PlaceLayout, SaysWhatIsWrongWithAPosition) {
  Fields row = open_name("Trefin", "", "", "");
  const auto layout = *place_layout(row);
  row[9] = "here";
  EXPECT_NE(read_place(layout, row).fault, "");
}

TEST(PlaceLayout, ReadsGeoNamesPostalCodes) {
  const Fields row =
      fields_of("GB\tSY7\tClun\tEngland\tENG\tShropshire\t\tShropshire\tE06000051\t52.4219\t-3.0296\t4", '\t');
  const auto layout = place_layout(row);
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->format, PlaceFormat::geonames);
  const auto read = read_place(*layout, row).row;
  EXPECT_EQ(read.name, "Clun");
  EXPECT_EQ(read.point, (geo::Point{52.4219, -3.0296}));
  EXPECT_EQ(read.areas[0].code, "SY7");
  EXPECT_EQ(read.areas[1].code, "E06000051");
}

TEST(PlaceLayout, ReadsOurOwnColumnsAndOutcodes) {
  const auto places = place_layout(fields_of("name,name_cy,type,latitude,longitude,district,district_code,outcode"));
  ASSERT_TRUE(places);
  const auto place =
      read_place(*places, fields_of("Oswestry,Croesoswallt,town,52.86,-3.05,Shropshire,E06000051,SY11")).row;
  EXPECT_EQ(place.name, "Oswestry");
  EXPECT_EQ(place.name_cy, "Croesoswallt");
  EXPECT_EQ(place.kind, "town");
  EXPECT_EQ(place.areas.back(), (geo::AreaRef{"district", "E06000051", "Shropshire"}));
  EXPECT_GT(place.weight, 0);

  const auto postal = place_layout(fields_of("kind,code,latitude,longitude,name,radius_m"));
  ASSERT_TRUE(postal);
  const auto outcode = read_place(*postal, fields_of("outcode,CW3,52.99,-2.37,Woore,11900")).row;
  EXPECT_EQ(outcode.name, "CW3");
  EXPECT_EQ(outcode.kind, "outcode");

  const auto list = place_layout(fields_of("postcode,eastings,northings,latitude,longitude,town"));
  ASSERT_TRUE(list);
  EXPECT_EQ(read_place(*list, fields_of("AB10,392900,804900,57.13,-2.11,Aberdeen")).row.kind, "outcode");
}

TEST(PlaceLayout, TakesEastingsWhereThereAreNoDegrees) {
  const auto layout = place_layout(fields_of("ward,district_code,district_name,easting,northing"));
  ASSERT_TRUE(layout);
  const auto row = read_place(*layout, fields_of("Brookside,TBZ,Holmer Lake,370209,306007")).row;
  EXPECT_EQ(row.name, "Holmer Lake");
  EXPECT_EQ(row.point, geo::from_british_grid({370209, 306007}));
  EXPECT_EQ(row.areas, (std::vector<geo::AreaRef>{{"ward", "", "Brookside"}})) << "TBZ is no district's code";
}

TEST(PlaceLayout, DoesNotMistakeADirectoryForAListOfPlaces) {
  EXPECT_TRUE(is_nothing_but_places(fields_of("name,type,latitude,longitude")));
  EXPECT_FALSE(is_nothing_but_places(fields_of("name,type,latitude,longitude,phone")));
  EXPECT_FALSE(place_layout(fields_of("name,phone"))) << "no position";
}

geo::PlaceRow locality(std::string name, std::string county, geo::Point point, std::string outcode) {
  return {std::move(name),
          "",
          "locality",
          "",
          point,
          {{"outcode", std::move(outcode), ""}, {"county", "", std::move(county)}},
          0};
}

TEST(MergedPlaces, MakesOnePlaceOfARowForEachOutcodeAndKeepsNamesakesApart) {
  MergedPlaces merged;
  merged.add(locality("Shrewsbury", "Shropshire", {52.70, -2.75}, "SY1"));
  merged.add(locality("Shrewsbury", "Shropshire", {52.72, -2.75}, "SY2"));
  merged.add(locality("Newport", "Shropshire", {52.77, -2.38}, "TF10"));
  merged.add(locality("Newport", "Gwent", {51.58, -2.99}, "NP19"));
  merged.add(locality("Norton", "Shropshire", {52.70, -2.60}, "SY4"));
  merged.add(locality("Norton", "Shropshire", {52.45, -2.80}, "SY7"));
  std::vector<geo::PlaceRow> rows;
  merged.each([&](const geo::PlaceRow& row) { rows.push_back(row); });
  ASSERT_EQ(rows.size(), 5u);
  const auto shrewsbury = std::ranges::find(rows, "Shrewsbury", &geo::PlaceRow::name);
  EXPECT_NEAR(shrewsbury->point.latitude, 52.71, 1e-9);
  EXPECT_EQ(std::ranges::count(shrewsbury->areas, "outcode", &geo::AreaRef::kind), 2);
}

}  // namespace
}  // namespace fingerpost::importers
