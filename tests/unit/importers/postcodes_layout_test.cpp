#include <gtest/gtest.h>

#include "base/text.hpp"
#include "geo/grid.hpp"
#include "importers/postcodes/detail/postcode_layout.hpp"

namespace fingerpost::importers {
namespace {

using Fields = std::vector<std::string>;

Fields fields_of(std::string_view line) {
  Fields fields;
  for (const std::string_view field : split(line, ',')) fields.emplace_back(field);
  return fields;
}

const geo::AreaRef* area(const geo::PostcodeRow& row, std::string_view kind) {
  for (const geo::AreaRef& ref : row.areas)
    if (ref.kind == kind) return &ref;
  return nullptr;
}

std::string code(const geo::PostcodeRow& row, std::string_view kind) {
  const auto* found = area(row, kind);
  return found ? found->code : "";
}

TEST(PostcodeLayout, FindsTheSameThingsUnderTheHeadersOfEveryVintage) {
  const Fields headers[] = {
      fields_of("pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,parish,oseast1m,osnrth1m,osgrdind,ctry,rgn,lsoa01,"
                "lsoa11,msoa11,ccg,lat,long,pfa"),
      fields_of("pcd,pcd2,pcds,dointr,doterm,cty,laua,ward,park,oseast1m,osnrth1m,osgrdind,ctry,gor,oa11,lsoa11,msoa11,"
                "ccg,lat,long,pfa"),
      fields_of("pcd7,pcd8,pcds,dointr,doterm,cty25cd,lad25cd,wd25cd,parncp25cd,east1m,north1m,gridind,ctry25cd,"
                "rgn25cd,lsoa01cd,lsoa21cd,msoa21cd,icb23cd,lat,long,pfa23cd"),
  };
  const Fields row = fields_of(
      "ZZ1 1AA,ZZ1  1AA,ZZ1 "
      "1AA,199001,,E10000028,E07000194,E05010655,E04008909,400000,0300000,1,E92000001,E12000005,E01000001,E01029527,"
      "E02006153,E54000010,52.5980,-2.0013,E23000015");
  for (const Fields& header : headers) {
    const auto layout = postcode_layout_of_header(header);
    ASSERT_TRUE(layout) << header[0];
    EXPECT_EQ(layout->name, "ONSPD or NSPL");
    const geo::PostcodeRow read = postcode_row(*layout, row);
    EXPECT_EQ(read.postcode, "ZZ1 1AA");
    EXPECT_EQ(read.point, (geo::Point{52.5980, -2.0013}));
    EXPECT_EQ(code(read, "county"), "E10000028");
    EXPECT_EQ(code(read, "district"), "E07000194");
    EXPECT_EQ(code(read, "ward"), "E05010655");
    EXPECT_EQ(code(read, "lsoa"), "E01029527") << "the newest census, not 2001";
    EXPECT_EQ(code(read, "msoa"), "E02006153");
    EXPECT_EQ(code(read, "region"), "E12000005");
    EXPECT_EQ(code(read, "country"), "E92000001");
    EXPECT_EQ(code(read, "police"), "E23000015");
  }
}

TEST(PostcodeLayout, TellsLiveFromTerminated) {
  const auto layout = postcode_layout_of_header(fields_of("pcds,doterm,lat,long"));
  ASSERT_TRUE(layout);
  const auto live = postcode_row(*layout, fields_of("ZZ1 1AA,,52,-2"));
  EXPECT_EQ(live.status, geo::PlaceStatus::live);
  EXPECT_EQ(live.terminated_on, "");
  const auto gone = postcode_row(*layout, fields_of("ZZ1 1AB,199606,52,-2"));
  EXPECT_EQ(gone.status, geo::PlaceStatus::terminated);
  EXPECT_EQ(gone.terminated_on, "1996-06");
}

TEST(PostcodeLayout, APlainListSaysNothingOfStatus) {
  const auto layout = postcode_layout_of_header(fields_of("Postcode,lat,long"));
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->name, "postcode with position");
  EXPECT_EQ(postcode_row(*layout, fields_of("ZZ11AA,52.1,-2.5")).status, geo::PlaceStatus::unknown);
}

TEST(PostcodeLayout, KeepsARowWithoutAPositionWithoutInventingOne) {
  const auto layout = postcode_layout_of_header(fields_of("pcds,oseast1m,osnrth1m,osgrdind,lat,long"));
  ASSERT_TRUE(layout);
  EXPECT_FALSE(postcode_row(*layout, fields_of("ZZ1 1AA,,,9,99.999999,0.000000")).point) << "as ONS writes it";
  EXPECT_FALSE(postcode_row(*layout, fields_of("ZZ1 1AA,,,,,")).point);
  EXPECT_FALSE(postcode_row(*layout, fields_of("ZZ1 1AA,0,0,,0,0")).point) << "not the Gulf of Guinea";
  EXPECT_FALSE(postcode_row(*layout, fields_of("ZZ1 1AA,400000,300000,9,,")).point) << "quality 9 says there is none";
  EXPECT_FALSE(postcode_row(*layout, fields_of("ZZ1 1AA")).point) << "a short row";
}

TEST(PostcodeLayout, FallsBackToTheGridAndKnowsTheIrishOne) {
  const auto layout = postcode_layout_of_header(fields_of("pcds,oseast1m,osnrth1m,osgrdind,lat,long"));
  ASSERT_TRUE(layout);
  const auto british = postcode_row(*layout, fields_of("ZZ1 1AA,349490,0313096,1,,")).point;
  ASSERT_TRUE(british);
  EXPECT_EQ(*british, geo::from_british_grid({349490, 313096}));
  const auto irish = postcode_row(*layout, fields_of("bt1 1AA,333829,0374394,1,,")).point;
  ASSERT_TRUE(irish);
  EXPECT_EQ(*irish, geo::from_irish_grid({333829, 374394}));
  EXPECT_GT(geo::distance(*irish, geo::from_british_grid({333829, 374394})), 50'000);
}

TEST(PostcodeLayout, DropsCodesThatStandForNone) {
  const auto layout = postcode_layout_of_header(fields_of("pcds,lat,long,oslaua,osward,parish,oscty"));
  ASSERT_TRUE(layout);
  const auto row = postcode_row(*layout, fields_of("ZZ1 1AA,52,-2,E06000051,W99999999,E43000290,E99999999"));
  ASSERT_EQ(row.areas.size(), 1u) << "no ward, an unparished area and no county are no areas";
  EXPECT_EQ(row.areas[0].kind, "district");
}

TEST(PostcodeLayout, RecognisesCodePointOpenWhichHasNoHeader) {
  const auto layout =
      postcode_layout_of_row(fields_of("ZZ1 1AA,10,349490,313096,E92000001,E19000001,E18000005,,E06000051,E05008180"));
  ASSERT_TRUE(layout);
  const auto row =
      postcode_row(*layout, fields_of("ZZ1 1AA,10,349490,313096,E92000001,E19000001,E18000005,,E06000051,E05008180"));
  EXPECT_EQ(row.status, geo::PlaceStatus::live) << "Code-Point Open lists live postcodes only";
  EXPECT_EQ(code(row, "ward"), "E05008180");
  EXPECT_EQ(code(row, "district"), "E06000051");
  EXPECT_EQ(area(row, "county"), nullptr);
  EXPECT_FALSE(postcode_row(*layout, fields_of("ZZ1 1AB,90,0,0,S92000003,,,,,")).point);
  EXPECT_FALSE(
      postcode_layout_of_row(fields_of("Postcode,Positional_quality_indicator,Eastings,Northings,C,R,H,A,D,W")));
  EXPECT_FALSE(postcode_layout_of_row(fields_of("ZZ1 1AA,5,349490,313096,,,,,,"))) << "no such quality";
}

TEST(PostcodeLayout, NeedsAPostcodeAndAPosition) {
  EXPECT_FALSE(postcode_layout_of_header(fields_of("pcds,status")));
  EXPECT_FALSE(postcode_layout_of_header(fields_of("name,lat,long")));
  EXPECT_FALSE(postcode_layout_of_header({}));
}

TEST(PostcodeLayout, DoesNotMistakeADirectoryForAListOfPostcodes) {
  EXPECT_TRUE(is_nothing_but_postcodes(fields_of("Postcode,lat,long")));
  EXPECT_TRUE(is_nothing_but_postcodes(fields_of("id,postcode,latitude,longitude,lad24cd")));
  EXPECT_FALSE(is_nothing_but_postcodes(fields_of("Address,Postcode,Opening hours,lat,long")));
}

TEST(PostcodeLayout, ReadsTheYearFromANewHeader) {
  EXPECT_EQ(year_in_header(fields_of("pcds,lad25cd,wd24cd,lsoa21cd")), 2025);
  EXPECT_EQ(year_in_header(fields_of("pcds,oslaua,lsoa21,oa11")), std::nullopt) << "census years say nothing";
}

}  // namespace
}  // namespace fingerpost::importers
