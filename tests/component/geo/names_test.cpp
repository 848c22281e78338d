#include "tests/component/geo/gazetteer_fixture.hpp"

namespace fingerpost::geo::test {
namespace {

using NamesTest = GazetteerTest;
using Codes = std::vector<std::string>;

std::vector<std::string> names(const std::vector<PlaceChoice>& choices) {
  std::vector<std::string> all;
  for (const PlaceChoice& choice : choices) all.push_back(choice.name);
  return all;
}

TEST_F(NamesTest, SpellingsOfOneName) {
  PlaceRow welsh = place("Welshpool", "town", 52.66, -3.147);
  welsh.name_cy = "Y Trallwng";
  publish<PlaceRow>("names",
                    {place("St Martin's", "village", 52.92, -3.01), place("Church Stretton", "town", 52.54, -2.81),
                     place("Stoke-on-Trent", "city", 53.0, -2.18), place("Ruyton-XI-Towns", "village", 52.79, -2.9),
                     place("Tŷ Croes", "hamlet", 53.2, -4.4), welsh});
  const auto gazetteer = open();
  for (const auto& [typed, name] : {std::pair{"St Martin's", "St Martin's"},
                                    {"St Martins", "St Martin's"},
                                    {"saint martins", "St Martin's"},
                                    {"ST. MARTIN’S", "St Martin's"},
                                    {"church  stretton", "Church Stretton"},
                                    {"ChurchStretton", "Church Stretton"},
                                    {"stoke on trent", "Stoke-on-Trent"},
                                    {"Ruyton XI Towns", "Ruyton-XI-Towns"},
                                    {"ty croes", "Tŷ Croes"},
                                    {"y trallwng", "Welshpool"},
                                    {"Welshpool", "Welshpool"}}) {
    const auto found = gazetteer->resolve(typed);
    ASSERT_TRUE(found) << typed;
    EXPECT_EQ(found->name, name);
    EXPECT_EQ(found->precision, Precision::place);
    EXPECT_EQ(gazetteer->by_code(found->code)->name, name);
    EXPECT_EQ(gazetteer->resolve(found->code)->name, name);
  }
}

TEST_F(NamesTest, AmbiguityIsSaidAndSettledBySize) {
  publish_boundaries();
  PlaceRow wales = place("Newport", "city", 51.58, -2.99);
  wales.areas = {{"country", "", "Wales"}};
  publish<PlaceRow>("names", {place("Newport", "village", 52.77, -2.2), place("Newport", "town", 52.2, -2.7),
                              place("Newport", "hamlet", 52.1, -2.2), wales, place("Wem", "town", 52.86, -2.72)});
  const auto gazetteer = open();
  const auto newport = gazetteer->resolve("newport");
  ASSERT_TRUE(newport);
  EXPECT_EQ(newport->kind, "city");
  EXPECT_EQ(newport->alternatives.size(), 3u);
  EXPECT_EQ(newport->alternatives[0].kind, "town");
  EXPECT_EQ(newport->alternatives[0].area, "Southmoor");
  EXPECT_EQ(newport->alternatives[2].kind, "hamlet");
  for (const auto& [typed, latitude] : {std::pair{"Newport, Southmoor", 52.2},
                                        {"Newport Southmoor", 52.2},
                                        {"Newport (Southmoor)", 52.2},
                                        {"newport, wales", 51.58},
                                        {"Newport, Northmoor", 52.77},
                                        {"Newport, Marchshire", 52.2},
                                        {"Newport Marchshire", 52.2},
                                        {"Newport, Mill Cross", 52.1},
                                        {"Newport, Mill Cross, Marchshire", 52.1},
                                        {"Newport near Mill Cross", 52.1},
                                        {"Newport, swydd y gororau", 52.2},
                                        {"Newport, March", 52.2}}) {
    const auto found = gazetteer->resolve(typed);
    ASSERT_TRUE(found) << typed << ": " << to_text(found.error());
    EXPECT_EQ(found->centre.latitude, latitude) << typed;
  }
  EXPECT_EQ(gazetteer->resolve("Newport, Marchshire")->alternatives.size(), 2u);
  // A qualifier that does not fit is never dropped in silence.
  const auto narnia = gazetteer->resolve("Newport, Narnia");
  ASSERT_FALSE(narnia);
  EXPECT_EQ(narnia.error().front().code, ProblemCode::unknown_place);
  EXPECT_THAT(narnia.error().front().suggestions, testing::Contains("Newport, Southmoor"));
  EXPECT_FALSE(gazetteer->resolve("Narnia, Marchshire"));
  EXPECT_FALSE(gazetteer->resolve("Newport Wem"));
  EXPECT_FALSE(gazetteer->resolve("Newport Hall"));
}

TEST_F(NamesTest, NearANearbyPlaceOrPostcode) {
  publish<PostcodeRow>("onspd", {unit("SY4 5AA", 52.85, -2.72)});
  publish<PlaceRow>("names", {place("Aston", "hamlet", 52.84, -2.70), place("Aston", "hamlet", 52.45, -2.0),
                              place("Aston", "village", 51.7, -1.5), place("Wem", "town", 52.856, -2.725)});
  const auto gazetteer = open();
  EXPECT_EQ(gazetteer->resolve("Aston")->kind, "village");
  EXPECT_EQ(gazetteer->resolve("Aston, Wem")->centre.latitude, 52.84);
  EXPECT_EQ(gazetteer->resolve("Aston nr Wem")->centre.latitude, 52.84);
  EXPECT_EQ(gazetteer->resolve("Aston near Wem")->centre.latitude, 52.84);
  EXPECT_EQ(gazetteer->resolve("Aston SY4")->centre.latitude, 52.84);
  EXPECT_EQ(gazetteer->resolve("Aston, SY4 5")->centre.latitude, 52.84);
  EXPECT_EQ(gazetteer->resolve("Aston", Point{52.4, -2.0})->kind, "village") << "size first";
}

TEST_F(NamesTest, NearSettlesNamesakesOfOneSize) {
  publish<PlaceRow>("names", {place("Norton", "village", 52.1, -2.1), place("Norton", "village", 52.9, -2.9)});
  EXPECT_EQ(open()->resolve("Norton", Point{52.8, -2.8})->centre.latitude, 52.9);
  EXPECT_EQ(open()->resolve("Norton", Point{52.2, -2.2})->centre.latitude, 52.1);
}

TEST_F(NamesTest, SettlementBeforeAreaOfTheSameName) {
  publish<PlaceRow>("names", {place("Upper Clee", "hamlet", 52.3, -2.8)});
  publish_boundaries();
  const auto gazetteer = open();
  const auto settlement = gazetteer->resolve("upper clee");
  EXPECT_EQ(settlement->precision, Precision::place);
  ASSERT_EQ(settlement->alternatives.size(), 1u);
  EXPECT_EQ(settlement->alternatives[0].code, "W1");
  EXPECT_EQ(codes(settlement->areas), (Codes{"W1", "D2", "C1"}));
  const auto ward = gazetteer->resolve("W1");
  EXPECT_EQ(ward->precision, Precision::area);
  EXPECT_TRUE(ward->has_shape);
  EXPECT_EQ(codes(ward->areas), (Codes{"D2", "C1"}));
  EXPECT_EQ(ward->centre, (Point{52.25, -2.75}));
  EXPECT_EQ(gazetteer->resolve("Marchshire")->code, "C1") << "County of Marchshire";
  EXPECT_EQ(gazetteer->resolve("mill cross")->code, "W2");
  EXPECT_TRUE(gazetteer->area_shape("W1")->contains({52.1, -2.9}));
  EXPECT_EQ(gazetteer->area_shape("W9"), nullptr);
  EXPECT_EQ(gazetteer->area_polygon("W1").size(), 1u);
}

TEST_F(NamesTest, TheSameSettlementFromTwoSourcesIsOne) {
  publish<PlaceRow>("a", {place("Clun", "village", 52.421, -3.029)}, "2024");
  publish<PlaceRow>("b", {place("Clun", "village", 52.422, -3.031), place("Clun", "hamlet", 53.9, -1.2)}, "2025");
  const auto clun = open()->resolve("Clun");
  EXPECT_EQ(clun->alternatives.size(), 1u);
}

TEST_F(NamesTest, UnknownPlacesSuggestNearSpellings) {
  publish<PlaceRow>("names",
                    {place("Shrewsbury", "town", 52.707, -2.754), place("Ludlow", "town", 52.367, -2.718),
                     place("Bishop's Castle", "town", 52.49, -2.99), place("Shawbury", "village", 52.785, -2.655)});
  publish<PostcodeRow>("onspd", {unit("SY1 1AA", 52.71, -2.75), unit("SY10 7AA", 52.87, -3.05)});
  const auto gazetteer = open();
  for (const auto& [typed, meant] : {std::pair{"Shrewsbry", "Shrewsbury"},
                                     {"Shrewbsury", "Shrewsbury"},
                                     {"ludlw", "Ludlow"},
                                     {"bishop castle", "Bishop's Castle"},
                                     {"Shrewsb", "Shrewsbury"},
                                     {"Lydlow, Shropshire", "Ludlow"},
                                     {"SY3 1AA", "SY1"}}) {
    const auto found = gazetteer->resolve(typed);
    ASSERT_FALSE(found) << typed;
    const Problem& problem = found.error().front();
    EXPECT_EQ(problem.code, ProblemCode::unknown_place);
    EXPECT_EQ(problem.field, "near");
    EXPECT_EQ(problem.value, typed);
    ASSERT_FALSE(problem.suggestions.empty()) << typed;
    EXPECT_EQ(problem.suggestions.front(), meant) << typed;
    EXPECT_LE(problem.suggestions.size(), 5u);
    EXPECT_NE(problem.detail.find(meant), std::string::npos);
  }
  EXPECT_TRUE(gazetteer->resolve("qqqqqqqqqqqq").error().front().suggestions.empty());
}

TEST_F(NamesTest, PointsAndGridReferences) {
  publish_boundaries();
  const auto gazetteer = open();
  const auto point = gazetteer->resolve("52.2, -2.7");
  EXPECT_EQ(point->precision, Precision::point);
  EXPECT_EQ(codes(point->areas), (Codes{"W1", "D2", "C1"}));
  EXPECT_EQ(gazetteer->by_code(point->code)->centre, point->centre);
  const auto far = gazetteer->resolve("48.8566,2.3522");
  ASSERT_TRUE(far);
  EXPECT_TRUE(far->areas.empty());
  const auto grid = gazetteer->resolve("SO 5131 7462");
  ASSERT_TRUE(grid);
  EXPECT_EQ(grid->kind, "grid_reference");
  EXPECT_EQ(grid->code, "SO51317462");
  EXPECT_LT(distance(grid->centre, {52.3676, -2.7165}), 20);
  EXPECT_EQ(gazetteer->by_code("SO51317462")->name, "SO 5131 7462");
  EXPECT_EQ(codes(grid->areas), (Codes{"W1", "D2", "C1"}));
}

TEST_F(NamesTest, Completion) {
  publish_boundaries();
  publish<PlaceRow>("names", {place("Shrewsbury", "town", 52.707, -2.754), place("Shrewley", "village", 52.3, -1.6),
                              place("Mill Green", "hamlet", 52.9, -2.4)});
  publish<PostcodeRow>("onspd", {unit("SY1 1AA", 52.71, -2.75), unit("SY1 1AB", 52.71, -2.75),
                                 unit("SY1 1AC", 52.71, -2.75, PlaceStatus::terminated), unit("SY1 2AA", 52.71, -2.75),
                                 unit("SY10 7AA", 52.87, -3.05)});
  const auto gazetteer = open();
  EXPECT_EQ(names(gazetteer->complete("shre", 5)), (Codes{"Shrewsbury", "Shrewley"}));
  EXPECT_EQ(names(gazetteer->complete("shre", 1)), (Codes{"Shrewsbury"}));
  EXPECT_EQ(names(gazetteer->complete("mill", 5)), (Codes{"Mill Green", "Mill Cross"}));
  EXPECT_EQ(names(gazetteer->complete("sy1", 9)), (Codes{"SY1", "SY10", "SY1 1AA", "SY1 1AB", "SY1 2AA"}));
  EXPECT_EQ(names(gazetteer->complete("sy1 1", 9)), (Codes{"SY1 1AA", "SY1 1AB"}));
  EXPECT_EQ(names(gazetteer->complete("SY11A", 9)), (Codes{"SY1 1AA", "SY1 1AB"}));
  EXPECT_EQ(names(gazetteer->complete("sy", 9)), (Codes{"SY1", "SY10"}));
  EXPECT_TRUE(gazetteer->complete("", 9).empty());
  EXPECT_TRUE(gazetteer->complete("shre", 0).empty());
  EXPECT_TRUE(gazetteer->complete(std::string(5000, 's'), 9).empty());
}

}  // namespace
}  // namespace fingerpost::geo::test
