#include "model/finding.hpp"

namespace fingerpost::model {

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "error";
}

Json to_json(const Finding& finding) {
  Json json = Json::object();
  json.append_member("severity", to_string(finding.severity));
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) json.append_member(name, value);
  };
  add("code", finding.code);
  add("file", finding.file);
  if (finding.line != 0) json.append_member("line", finding.line);
  add("field", finding.field);
  add("value", finding.value);
  add("detail", finding.detail);
  return json;
}

}  // namespace fingerpost::model
