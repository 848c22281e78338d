#pragma once

#include <fstream>
#include <string>

#include "model/finding.hpp"
#include "model/sink.hpp"

namespace fingerpost::cli {

/// Writes every finding as it comes: {"findings":[{"source",…,"raw"},…]}. Nothing when no path is given.
class FindingReport {
 public:
  explicit FindingReport(const std::string& path);
  void add(const std::string& source, const model::Finding& finding, const model::RawRow& raw);
  /// Closes the JSON. Failure when the file could not be written.
  void finish();

 private:
  std::string path_;
  std::ofstream file_;
  bool first_ = true;
};

}  // namespace fingerpost::cli
