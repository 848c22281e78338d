#pragma once

#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <string>
#include <vector>

#include "base/failure.hpp"
#include "importers/importer.hpp"
#include "model/reading.hpp"
#include "model/sink.hpp"

namespace fingerpost::importers::test_run {

/// A sink that keeps what it is given.
class Collected final : public model::Sink {
 public:
  void accept(const model::Validated<model::Record>& record, const model::RawRow& raw) override {
    records.push_back(*record);
    raws.push_back(raw);
  }
  void refuse(const model::Finding& finding, const model::RawRow& raw) override { refused.emplace_back(finding, raw); }

  template <typename Kind>
  std::vector<Kind> all() const {
    std::vector<Kind> found;
    for (const model::Record& record : records)
      if (const auto* one = std::get_if<Kind>(&record)) found.push_back(*one);
    return found;
  }

  std::vector<model::Record> records;
  std::vector<model::RawRow> raws;
  std::vector<std::pair<model::Finding, model::RawRow>> refused;
};

struct Run {
  Collected sink;
  ImportReport report;
  std::vector<model::Finding> findings;
  Problems problems;

  std::uint64_t count(std::string_view code) const {
    for (const auto& row : report.findings_by_code)
      if (row.code == code) return row.count;
    return 0;
  }
  const model::Location* location(std::string_view name) const {
    for (const model::Record& record : sink.records)
      if (const auto* place = std::get_if<model::Location>(&record); place && place->name == name) return place;
    return nullptr;
  }
};

/// Imports what lies at `path` into memory. Formats that fill the gazetteer need `builder`.
inline Run import(const std::filesystem::path& path, ImportOptions options = {},
                  geo::GazetteerBuilder* builder = nullptr) {
  Run run;
  const auto files = open_inputs(path);
  if (!files) {
    run.problems = files.error();
    return run;
  }
  const FixedClock clock(*parse_rfc3339("2026-11-21T09:30:00Z"));
  const ImportTargets targets{
      .sink = run.sink,
      .places = [&]() -> geo::GazetteerBuilder& {
        if (builder == nullptr) throw Failure("importing", "the test has no gazetteer");
        return *builder;
      },
      .clock = clock,
      .on_finding = [&](const model::Finding& f, const model::RawRow&) { run.findings.push_back(f); },
      .on_progress = {}};
  auto report = run_import(*files, options, targets);
  if (report)
    run.report = std::move(*report);
  else
    run.problems = report.error();
  return run;
}

inline std::string fact(const model::Location& location, std::string_view code) {
  for (const model::Fact& f : model::facts_of(location))
    if (f.code == code) return f.value;
  return {};
}

}  // namespace fingerpost::importers::test_run
