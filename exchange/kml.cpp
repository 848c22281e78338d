#include "base/json.hpp"
#include "exchange/detail/entries.hpp"
#include "exchange/detail/map_formats.hpp"

namespace fingerpost::exchange {
namespace {

/// XML text: what XML cannot hold at all is left out.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
      out += c;
  }
  return out;
}

void element(std::string& out, const char* name, std::string_view text) {
  if (text.empty()) return;
  out.append("<").append(name).append(">").append(escaped(text)).append("</").append(name).append(">");
}

void data(std::string& out, const char* name, std::string_view text) {
  if (text.empty()) return;
  out.append("<Data name=\"").append(name).append("\"><value>").append(escaped(text)).append("</value></Data>");
}

std::string sources_text(const directory::RecordReader& records) {
  std::string text;
  for (const store::Source& source : records.view().sources()) {
    text += source.name;
    if (!source.licence.empty()) text += ": " + source.licence;
    if (!source.attribution.empty()) text += " (" + source.attribution + ")";
    text += "\n";
  }
  return text;
}

std::string placemark(const Entry& entry) {
  std::string out = "<Placemark id=\"e" + to_string(entry.id) + "\">";
  element(out, "name", entry.name);
  element(out, "address", entry.address);
  element(out, "phoneNumber", entry.phone);
  element(out, "description", entry.description);
  out += "<ExtendedData>";
  data(out, "id", to_string(entry.id));
  data(out, "kind", search::to_string(entry.kind));
  data(out, "organization", entry.organization);
  data(out, "status", entry.status);
  data(out, "location", entry.location);
  data(out, "postal_code", entry.postal_code);
  data(out, "email", entry.email);
  data(out, "url", entry.url);
  data(out, "verified_on", entry.verified_on);
  out += "</ExtendedData><Point><coordinates>" + Json(entry.point->longitude).dump() + "," +
         Json(entry.point->latitude).dump() + "</coordinates></Point></Placemark>\n";
  return out;
}

}  // namespace

void export_kml(const directory::Snapshot& snapshot, std::optional<search::Kind> kind, const Output& output) {
  directory::RecordReader records = snapshot.records();
  std::string head =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>";
  element(head, "name", "Fingerpost directory");
  element(head, "description", sources_text(records));
  output(head + "\n");
  for_each_entry(records, snapshot.gazetteer(), kind, [&](const Entry& entry) {
    if (entry.point) output(placemark(entry));
  });
  output("</Document></kml>\n");
}

}  // namespace fingerpost::exchange
