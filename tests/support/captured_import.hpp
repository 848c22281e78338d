#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "importers/importer.hpp"
#include "model/record_json.hpp"

namespace fingerpost::test {

/// An import run into memory: what it accepted, refused and said, in order.
struct CapturedImport : model::Sink {
  struct Kept {
    model::Record record;
    model::RawRow raw;
  };
  struct Refused {
    model::Finding finding;
    model::RawRow raw;
  };
  std::vector<Kept> records;
  std::vector<Refused> refused;
  std::vector<model::Finding> findings;
  Result<importers::ImportReport> report = fail(ProblemCode::nothing_usable, "", "", "not run");

  void accept(const model::Validated<model::Record>& record, const model::RawRow& raw) override {
    records.push_back({*record, raw});
  }
  void refuse(const model::Finding& finding, const model::RawRow& raw) override { refused.push_back({finding, raw}); }

  /// All records of one kind, in order.
  template <typename Part>
  std::vector<Part> all() const {
    std::vector<Part> found;
    for (const Kept& kept : records)
      if (const auto* part = std::get_if<Part>(&kept.record)) found.push_back(*part);
    return found;
  }

  std::size_t said(std::string_view code) const {
    std::size_t count = 0;
    for (const auto& finding : findings) count += finding.code == code;
    return count;
  }
};

/// Runs an import of `path` with a fixed clock. Formats that fill the gazetteer are not for this.
inline CapturedImport import_into_memory(const std::filesystem::path& path, importers::ImportOptions options = {}) {
  CapturedImport captured;
  const auto files = importers::open_inputs(path);
  if (!files) {
    captured.report = fail(files.error());
    return captured;
  }
  const FixedClock clock(*parse_rfc3339("2026-11-21T09:00:00Z"));
  const importers::ImportTargets targets{
      captured,
      []() -> geo::GazetteerBuilder& { throw std::logic_error("no gazetteer in this test"); },
      clock,
      [&](const model::Finding& finding, const model::RawRow&) { captured.findings.push_back(finding); },
      {}};
  captured.report = importers::run_import(*files, options, targets);
  return captured;
}

}  // namespace fingerpost::test
