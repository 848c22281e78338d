#pragma once

#include <memory>
#include <string>

#include "geo/gazetteer.hpp"
#include "importers/vintage.hpp"
#include "tests/component/importers/import_run.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost::importers::test_run {

/// Imports into a gazetteer of its own and opens it.
struct GazetteerRun {
  Run run;
  geo::GazetteerBuilder::Published published;
  std::shared_ptr<const geo::Gazetteer> gazetteer;
};

inline GazetteerRun import_places(const std::filesystem::path& path, const test::TempFolder& folder,
                                  ImportOptions options = {}) {
  GazetteerRun made;
  const auto files = open_inputs(path);
  const Instant now = *parse_rfc3339("2026-11-21T09:30:00Z");
  geo::GazetteerBuilder builder(folder / "places", path.filename().string(), files ? vintage_of(*files, now) : "");
  made.run = import(path, std::move(options), &builder);
  made.published = builder.publish();
  made.gazetteer = geo::Gazetteer::open(folder / "places");
  return made;
}

}  // namespace fingerpost::importers::test_run
