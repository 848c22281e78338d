#include <algorithm>
#include <gtest/gtest.h>
#include <map>

#include "tests/support/captured_import.hpp"
#include "tests/support/temp_folder.hpp"

/// Files as others publish them, where they are at hand: what they hold must come out, whatever their dirt.
namespace fingerpost::importers {
namespace {

using test::import_into_memory;
using test::shared_data;

#define NEED_SHARED_DATA() \
  if (shared_data().empty()) GTEST_SKIP() << "no real data here"

std::string map_file(const std::string& name) {
  return std::string(FINGERPOST_SOURCE_DIR) + "/tests/component/importers/maps/" + name;
}

struct Counts {
  std::size_t organizations, services, locations;
  bool operator==(const Counts&) const = default;
  friend std::ostream& operator<<(std::ostream& out, const Counts& c) {
    return out << c.organizations << " organizations, " << c.services << " services, " << c.locations << " locations";
  }
};

Counts counts_of(const test::CapturedImport& import) {
  return {import.all<model::Organization>().size(), import.all<model::Service>().size(),
          import.all<model::Location>().size()};
}

TEST(RealTables, HsdsPackages) {
  NEED_SHARED_DATA();
  const auto feeds = shared_data() / "feeds";
  EXPECT_EQ(counts_of(import_into_memory(feeds / "hsds-1.1-sample/simple")), (Counts{10, 13, 10}));
  EXPECT_EQ(counts_of(import_into_memory(feeds / "hsds-1.1-sample/all_resources")), (Counts{10, 13, 10}));
  EXPECT_EQ(counts_of(import_into_memory(feeds / "hsds-transformer/ilao/output")), (Counts{33, 429, 520}));
  EXPECT_EQ(counts_of(import_into_memory(feeds / "dfe-families-taxonomy")), (Counts{12, 5, 7}));
}

TEST(RealTables, OhanaServicesStandAtTheirLocationsAndOrganizations) {
  NEED_SHARED_DATA();
  const auto import = import_into_memory(shared_data() / "feeds/ohana-sanmateo-sample");
  EXPECT_EQ(counts_of(import), (Counts{8, 23, 22}));
  EXPECT_EQ(import.all<model::TaxonomyTerm>().size(), 290u);
  for (const auto& service : import.all<model::Service>()) {
    EXPECT_FALSE(service.organization_id.is_nil()) << service.name;
    EXPECT_EQ(service.service_at_locations.size(), 1u) << service.name;
  }
}

TEST(RealTables, TheStandardsOwnExamples) {
  NEED_SHARED_DATA();
  for (const char* version : {"hsds-3.0", "hsds-3.1"}) {
    const auto import = import_into_memory(shared_data() / "standards" / version / "examples/csv");
    EXPECT_EQ(counts_of(import), (Counts{1, 1, 1})) << version;
    const auto service = import.all<model::Service>().front();
    EXPECT_FALSE(service.phones.empty() && service.contacts.empty()) << version;
    EXPECT_FALSE(service.service_at_locations.at(0).schedules.empty()) << version;
  }
}

/// The same directory in its owner's columns (by a map) and as HSDS tables (made by somebody else's converter).
TEST(RealTables, OwnColumnsByAMapAgreeWithTheConvertedTables) {
  NEED_SHARED_DATA();
  const auto folder = shared_data() / "feeds/hsds-transformer/ilao";
  const auto tables =
      import_into_memory(folder / "output", {.format = "hsds-csv", .map = "", .source = "legal aid", .licence = ""});
  const auto mapped = import_into_memory(
      folder / "input",
      {.format = "directory-csv", .map = map_file("legal_aid.json"), .source = "legal aid", .licence = ""});
  ASSERT_TRUE(mapped.report) << to_text(mapped.report.error());
  EXPECT_EQ(counts_of(mapped), (Counts{33, 429, 520}));
  std::map<Uuid, std::string> names;
  for (const auto& kept : tables.records) names[model::id_of(kept.record)] = model::name_of(kept.record);
  std::size_t same = 0;
  for (const auto& kept : mapped.records) {
    const auto found = names.find(model::id_of(kept.record));
    ASSERT_NE(found, names.end()) << model::name_of(kept.record);
    same += found->second == model::name_of(kept.record);
  }
  EXPECT_EQ(same, mapped.records.size());
  std::size_t delivered = 0;
  for (const auto& service : mapped.all<model::Service>()) delivered += !service.service_at_locations.empty();
  EXPECT_GT(delivered, 400u);
}

TEST(RealDirectories, MapsThatShip) {
  NEED_SHARED_DATA();
  struct Case {
    const char *path, *map;
    Counts counts;
  };
  for (const Case& c : {Case{"realdata/directories/harrow_localsupport_2012.csv", "", {644, 0, 589}},
                        Case{"feeds/outpost/services--with-sample-data.csv", "", {2, 2, 3}},
                        Case{"feeds/outpost/fixtures/services_valid.csv", "", {2, 2, 3}},
                        Case{"feeds/trafford/charities_operating_in_trafford.csv", "", {736, 0, 706}},
                        Case{"feeds/trafford/gm_food_banks.csv", "", {116, 171, 170}},
                        Case{"feeds/uk-foodbanks/foodbanks.json", "", {210, 306, 306}},
                        Case{"realdata/buildings/warm_spaces_2022.csv.gz", "", {0, 217, 217}},
                        Case{"realdata/charities/casc_registered_clubs_2023-10-13.csv.gz", "", {515, 0, 0}},
                        Case{"realdata/buildings/nhs_ods_epraccur_2022.csv.gz", "nhs-ods", {1224, 1224, 1089}}}) {
    const auto import = import_into_memory(
        shared_data() / c.path,
        {.format = c.map[0] == '\0' ? "" : "directory-csv", .map = c.map, .source = "", .licence = ""});
    ASSERT_TRUE(import.report) << c.path << "\n" << to_text(import.report.error());
    EXPECT_EQ(import.report->format, "directory-csv") << c.path;
    EXPECT_EQ(counts_of(import), c.counts) << c.path;
    EXPECT_TRUE(import.report->complete);
  }
}

TEST(RealDirectories, TheHounslowTemplateIsReadFromItsWorkbook) {
  NEED_SHARED_DATA();
  for (const auto& entry : std::filesystem::directory_iterator(shared_data() / "realdata/directories")) {
    if (entry.path().extension() != ".xlsx") continue;
    const auto import = import_into_memory(entry.path());
    ASSERT_EQ(counts_of(import), (Counts{0, 1, 0}));
    const auto service = import.all<model::Service>().front();
    EXPECT_EQ(to_string(service.id), "b2c3845a-1652-4049-be0e-7d133c531160");
    EXPECT_EQ(to_string(service.organization_id), "00c05ada-1fa3-48a8-aa47-df15b5d07114");
  }
}

TEST(RealDirectories, OfficersHomesAreNotTaken) {
  NEED_SHARED_DATA();
  const auto import = import_into_memory(shared_data() / "realdata/charities/casc_registered_clubs_2023-10-13.csv.gz");
  for (const auto& kept : import.records) EXPECT_TRUE(std::holds_alternative<model::Organization>(kept.record));
}

TEST(RealDirectories, MostOpeningHoursInWordsBecomeSchedules) {
  NEED_SHARED_DATA();
  const auto import = import_into_memory(shared_data() / "realdata/buildings/warm_spaces_2022.csv.gz");
  EXPECT_LT(import.said("hours-kept-as-text"), 60u);
  for (const auto& service : import.all<model::Service>()) EXPECT_FALSE(service.schedules.empty());
}

TEST(RealDirectories, TablesWithoutAShippedMap) {
  NEED_SHARED_DATA();
  const auto feeds = shared_data() / "feeds";
  const auto florida =
      import_into_memory(feeds / "hsds-transformer/florida_data",
                         {.format = "directory-csv", .map = map_file("civil_help.json"), .source = "", .licence = ""});
  EXPECT_EQ(counts_of(florida), (Counts{20, 135, 378}));
  const auto linksf =
      import_into_memory(feeds / "linksf/linksf.json",
                         {.format = "directory-csv", .map = map_file("facilities.json"), .source = "", .licence = ""});
  ASSERT_TRUE(linksf.report);
  EXPECT_EQ(linksf.all<model::Service>().size(), 96u);
  EXPECT_EQ(linksf.all<model::Location>().size(), 76u) << "some facilities stand twice in the export";
  const auto libraries = import_into_memory(
      feeds / "uk-libraries/services.json",
      {.format = "directory-csv", .map = map_file("library_services.json"), .source = "", .licence = ""});
  EXPECT_EQ(counts_of(libraries), (Counts{208, 0, 0}));
}

TEST(RealRegister, CharitiesFromJsonAndTextAgree) {
  NEED_SHARED_DATA();
  const auto folder = shared_data() / "realdata/charities/publicextract_layout_derived";
  const ImportOptions options{.format = "", .map = "", .source = "register", .licence = ""};
  const auto json = import_into_memory(folder / "publicextract.charity.json.zip", options);
  const auto text = import_into_memory(folder / "publicextract.charity.txt.zip", options);
  ASSERT_TRUE(json.report && text.report);
  EXPECT_EQ(json.report->format, "charity-register");
  const auto from_json = json.all<model::Organization>(), from_text = text.all<model::Organization>();
  ASSERT_EQ(from_json.size(), from_text.size());
  EXPECT_EQ(json.report->rows, 2607u);
  for (std::size_t i = 0; i < from_json.size(); ++i) ASSERT_EQ(from_json[i], from_text[i]) << from_json[i].name;
}

TEST(RealRegister, ClassificationsBecomeTermsOfTheCharities) {
  NEED_SHARED_DATA();
  const auto import = import_into_memory(shared_data() / "realdata/charities/publicextract_layout_derived/harrow_2012");
  std::size_t stated = 0;
  for (const auto& charity : import.all<model::Organization>()) stated += charity.attributes.size();
  EXPECT_GT(stated, 3'000u);
  EXPECT_EQ(import.all<model::Taxonomy>().size(), 1u);
  EXPECT_EQ(import.all<model::TaxonomyTerm>().size(), 36u);
}

TEST(RealFeeds, JsonOfTheStandardsAndTheirValidators) {
  NEED_SHARED_DATA();
  const auto standards = shared_data() / "standards";
  for (const char* folder : {"oruk-3.0/examples", "oruk-validator/mocks-2026-03/V3.0-UK-Test",
                             "oruk-validator/mocks-2026-03/V3.0-UK-Warn"}) {
    const auto import = import_into_memory(standards / folder);
    ASSERT_TRUE(import.report) << folder;
    EXPECT_EQ(import.report->format, "hsds-json") << folder;
    EXPECT_EQ(counts_of(import), (Counts{1, 1, 1})) << folder;
    EXPECT_EQ(import.report->refused, 0u) << folder;
  }
  const auto fail = import_into_memory(standards / "oruk-validator/mocks-2026-03/V3.0-UK-Fail");
  EXPECT_EQ(fail.report->refused, 2u) << "two of its services have no name";
}

TEST(RealFeeds, NestedObjectsOfAMockServer) {
  NEED_SHARED_DATA();
  const auto import = import_into_memory(shared_data() / "feeds/mock-hsds-api");
  EXPECT_EQ(counts_of(import), (Counts{1, 1, 1}));
  const auto service = import.all<model::Service>().front();
  EXPECT_FALSE(service.phones.empty());
  EXPECT_EQ(service.service_at_locations.size(), 1u);
}

TEST(RealFeeds, AServiceAsOutpostsApiGivesIt) {
  NEED_SHARED_DATA();
  const auto import = import_into_memory(shared_data() / "feeds/scout-bucks/service.json");
  ASSERT_EQ(import.all<model::Service>().size(), 1u);
  const auto service = import.all<model::Service>().front();
  EXPECT_EQ(service.minimum_age, 5);
  EXPECT_EQ(service.service_at_locations.size(), 1u);
  EXPECT_EQ(import.all<model::Location>().front().latitude, 51.811001);
}

TEST(RealTaxonomies, TreesAndTables) {
  NEED_SHARED_DATA();
  const auto terms = [](const std::filesystem::path& path) {
    const auto import = import_into_memory(shared_data() / path);
    EXPECT_TRUE(import.report) << path;
    EXPECT_EQ(import.report ? import.report->format : std::string(), "taxonomy") << path;
    std::size_t children = 0;
    for (const auto& term : import.all<model::TaxonomyTerm>()) children += !term.parent_id.is_nil();
    return std::pair(import.all<model::TaxonomyTerm>().size(), children);
  };
  EXPECT_EQ(terms("standards/taxonomies/open_eligibility_ohana.csv").first, 290u);
  EXPECT_GT(terms("standards/taxonomies/ukcat.csv").second, 200u);
  EXPECT_EQ(terms("standards/taxonomies/icnptso.csv").first, 127u);
  EXPECT_EQ(terms("feeds/dfe-families-taxonomy/Taxonomies.csv").first, 49u);
  EXPECT_GT(terms("feeds/scout-bucks/bfis_taxonomies.json").second, 90u);
}

}  // namespace
}  // namespace fingerpost::importers
