#include <gtest/gtest.h>

#include "importers/boundaries/detail/boundary_fields.hpp"
#include "importers/detail/area_codes.hpp"

namespace fingerpost::importers {
namespace {

using Fields = std::vector<std::string>;

BoundaryName name_of(const Fields& fields, const Fields& values, std::string_view layer = "layer",
                     std::string_view file = "file") {
  const VectorLayer described{std::string(layer), fields, "", false};
  return boundary_name(boundary_fields(described, file), values);
}

TEST(AreaCodes, KnowsRealCodesAndThoseThatStandForNone) {
  EXPECT_TRUE(is_area_code("E06000051"));
  EXPECT_TRUE(is_area_code("W05001033"));
  EXPECT_FALSE(is_area_code("E99999999"));
  EXPECT_FALSE(is_area_code("E43000290"));
  EXPECT_FALSE(is_area_code("E0600005"));
  EXPECT_FALSE(is_area_code("106000051"));
  EXPECT_FALSE(is_area_code("E06OOOO51"));
}

TEST(AreaCodes, TellsTheKindFromCodeOrName) {
  EXPECT_EQ(area_kind_of_code("E05008136"), "ward");
  EXPECT_EQ(area_kind_of_code("E06000051"), "district");
  EXPECT_EQ(area_kind_of_code("E10000028"), "county");
  EXPECT_EQ(area_kind_of_code("E23000016"), "police");
  EXPECT_EQ(area_kind_of_code("E48000001"), "lrf");
  EXPECT_EQ(area_kind_of_code("Z05008136"), "");
  EXPECT_EQ(area_kind_of_name("WD22CD"), "ward");
  EXPECT_EQ(area_kind_of_name("ward22_code"), "ward");
  EXPECT_EQ(area_kind_of_name("PARNCP25CD"), "parish");
  EXPECT_EQ(area_kind_of_name("shropshire_parishes"), "parish");
  EXPECT_EQ(area_kind_of_name("Polling_Districts"), "polling_district");
  EXPECT_EQ(area_kind_of_name("parking"), "") << "not every word that begins like parish";
  EXPECT_EQ(area_kind_of_name("warden_name"), "");
}

TEST(BoundaryFields, FindsCodeAndNameOfTheLayersOwnAreas) {
  const auto ward = name_of({"ward22_name", "ward22_code", "ltla24_name", "ltla24_code"},
                            {"Abbey", "E05008136", "Shropshire", "E06000051"});
  EXPECT_EQ(ward.code, "E05008136");
  EXPECT_EQ(ward.name, "Abbey");
  EXPECT_EQ(ward.kind, "ward");
  const auto district_first = name_of({"LAD22CD", "LAD22NM", "WD22CD", "WD22NM", "WD22NMW"},
                                      {"W06000023", "Powys", "W05001033", "Presteigne", "Llanandras"}, "wards_2022");
  EXPECT_EQ(district_first.code, "W05001033") << "the layer's name says which";
  EXPECT_EQ(district_first.name_cy, "Llanandras");
}

TEST(BoundaryFields, ReadsNamesThatAShapefileHasCut) {
  const auto ward = name_of({"ward22_nam", "ward22_cod", "ltla24_nam", "ltla24_cod"},
                            {"Abbey", "E05008136", "Shropshire", "E06000051"});
  EXPECT_EQ(ward.code, "E05008136");
  EXPECT_EQ(ward.name, "Abbey");
}

TEST(BoundaryFields, IgnoresOldCodesAndEmptyKmlNames) {
  const auto ward = name_of({"WD13CD", "WD13CDO", "WD13NM"}, {"E05008136", "00GGMA", "Abbey"});
  EXPECT_EQ(ward.code, "E05008136");
  const auto kml =
      name_of({"Name", "Description", "ltla24_name", "ltla24_code"}, {"", "", "Telford and Wrekin", "E06000020"});
  EXPECT_EQ(kml.name, "Telford and Wrekin");
}

TEST(BoundaryFields, MakesACodeOfItsOwnWhereThereIsNone) {
  const auto parish = name_of({"parish", "n_districts"}, {"Abberley  CP", "1"});
  EXPECT_EQ(parish.name, "Abberley CP");
  EXPECT_EQ(parish.kind, "parish");
  EXPECT_EQ(parish.code, "parish-abberley-cp");
  const auto polling = name_of({"OBJECTID", "BOROUGH_WA", "DISTRICT_C", "DISTRICT_1"},
                               {"1", "Admaston", "WAA", "Admaston and Bratton"}, "Polling_Districts");
  EXPECT_EQ(polling.kind, "polling_district");
  EXPECT_EQ(polling.code, "polling_district-waa");
}

TEST(BoundaryFields, KeepsWhatARowSaysOfItsOwnKind) {
  const auto area = name_of({"code", "name", "name_cy", "kind"}, {"clun-valley", "Clun Valley", "", "flood_area"});
  EXPECT_EQ(area.code, "clun-valley");
  EXPECT_EQ(area.kind, "flood_area");
}

TEST(BoundaryFields, FindsAStandardCodeUnderAnyName) {
  const auto area = name_of({"label", "reference"}, {"Somewhere", "E05008136"});
  EXPECT_EQ(area.code, "E05008136");
  EXPECT_EQ(area.kind, "ward");
}

TEST(BoundaryFields, ARowThatNamesNothingIsAtFault) {
  EXPECT_NE(name_of({"code", "name"}, {"", " "}).fault, "");
  EXPECT_NE(name_of({"height"}, {"12"}).fault, "");
}

TEST(BoundaryFields, TellsBoundariesFromOtherOutlines) {
  const auto likelihood = [](const Fields& fields, std::string_view layer) {
    return boundary_likelihood(fields, layer);
  };
  EXPECT_EQ(likelihood({"ward22_name", "ward22_code"}, "w"), 90);
  EXPECT_EQ(likelihood({"parish"}, "w"), 60);
  EXPECT_EQ(likelihood({"height", "use"}, "buildings"), 0);
}

}  // namespace
}  // namespace fingerpost::importers
