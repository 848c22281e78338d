#include "cli/detail/finding_report.hpp"

#include "base/failure.hpp"

namespace fingerpost::cli {

FindingReport::FindingReport(const std::string& path) : path_(path) {
  if (path_.empty()) return;
  file_.open(path_, std::ios::binary | std::ios::trunc);
  if (!file_) fail_with_errno("creating the report " + path_);
  file_ << "{\"findings\":[";
}

void FindingReport::add(const std::string& source, const model::Finding& finding, const model::RawRow& raw) {
  if (path_.empty()) return;
  Json json = model::to_json(finding);
  json.set("source", source);
  if (!raw.text.empty()) json.set("raw", raw.text);
  file_ << (first_ ? "\n" : ",\n") << json.dump();
  first_ = false;
}

void FindingReport::finish() {
  if (path_.empty()) return;
  file_ << "\n]}\n";
  file_.close();
  if (!file_) fail_with_errno("writing the report " + path_);
}

}  // namespace fingerpost::cli
