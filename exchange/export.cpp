#include "exchange/export.hpp"

#include "base/json.hpp"
#include "exchange/csv_writer.hpp"
#include "exchange/detail/entries.hpp"
#include "model/assemble.hpp"
#include "model/reading.hpp"
#include "model/record_json.hpp"

namespace fingerpost::exchange {
namespace {

using directory::RecordReader;
using model::RecordKind;

bool wants(std::optional<search::Kind> kind, search::Kind one) { return !kind || *kind == one; }

Json sources_json(RecordReader& records) {
  Json sources = Json::array();
  for (const store::Source& source : records.view().sources()) {
    Json json = Json::object();
    json.set("name", source.name);
    if (!source.licence.empty()) json.set("license", source.licence);
    if (!source.attribution.empty()) json.set("attribution", source.attribution);
    sources.push(std::move(json));
  }
  return sources;
}

/// One JSON array of `kind`'s records, an element a line.
void write_array(RecordReader& records, RecordKind kind, const std::function<Json(const model::Record&)>& shape,
                 const Output& output) {
  output("[");
  bool first = true;
  for_each_live(records, kind, [&](const model::Record& record) {
    const Json json = shape(record);
    if (json.is_null()) return;
    output(first ? "\n" : ",\n");
    output(json.dump());
    first = false;
  });
  output("\n]");
}

void export_hsds_json(const directory::Snapshot& snapshot, std::optional<search::Kind> kind, const Output& output) {
  RecordReader records = snapshot.records();
  const model::Lookup lookup = records.lookup();
  output("{\"sources\":" + sources_json(records).dump());
  if (wants(kind, search::Kind::service) || wants(kind, search::Kind::role)) {
    output(",\n\"contents\":");
    write_array(
        records, RecordKind::service,
        [&](const model::Record& record) {
          const auto& service = std::get<model::Service>(record);
          const auto as = model::is_role(service) ? search::Kind::role : search::Kind::service;
          return wants(kind, as) ? model::full_service(service, lookup) : Json();
        },
        output);
  }
  if (wants(kind, search::Kind::organization)) {
    output(",\n\"organizations\":");
    write_array(
        records, RecordKind::organization,
        [&](const model::Record& record) {
          return model::full_organization(std::get<model::Organization>(record), lookup);
        },
        output);
  }
  if (wants(kind, search::Kind::building)) {
    output(",\n\"locations\":");
    write_array(
        records, RecordKind::location,
        [&](const model::Record& record) {
          return is_public_building(std::get<model::Location>(record)) ? model::to_json(record) : Json();
        },
        output);
  }
  if (!kind) {
    output(",\n\"taxonomy_terms\":");
    write_array(
        records, RecordKind::taxonomy_term, [](const model::Record& record) { return model::to_json(record); }, output);
  }
  output("}\n");
}

void export_csv(const directory::Snapshot& snapshot, std::optional<search::Kind> kind, const Output& output) {
  RecordReader records = snapshot.records();
  std::string text;
  CsvWriter csv(text);
  csv.row({"id", "kind", "name", "organization", "description", "status", "location", "address", "postal_code",
           "latitude", "longitude", "phone", "email", "url", "verified_on"});
  for_each_entry(records, snapshot.gazetteer(), kind, [&](const Entry& entry) {
    const std::string latitude = entry.point ? Json(entry.point->latitude).dump() : "";
    const std::string longitude = entry.point ? Json(entry.point->longitude).dump() : "";
    csv.row({to_string(entry.id), search::to_string(entry.kind), entry.name, entry.organization, entry.description,
             entry.status, entry.location, entry.address, entry.postal_code, latitude, longitude, entry.phone,
             entry.email, entry.url, entry.verified_on});
    output(text);
    text.clear();
  });
  output(text);
}

void export_geojson(const directory::Snapshot& snapshot, std::optional<search::Kind> kind, const Output& output) {
  RecordReader records = snapshot.records();
  output("{\"type\":\"FeatureCollection\",\"sources\":" + sources_json(records).dump() + ",\"features\":[");
  bool first = true;
  for_each_entry(records, snapshot.gazetteer(), kind, [&](const Entry& entry) {
    if (!entry.point) return;
    std::string text = first ? "\n" : ",\n";
    first = false;
    JsonWriter json(text);
    json.begin_object().member("type", "Feature").member("id", to_string(entry.id));
    json.key("geometry").begin_object().member("type", "Point").key("coordinates").begin_array();
    json.value(entry.point->longitude).value(entry.point->latitude).end_array().end_object();
    json.key("properties").begin_object().member("kind", search::to_string(entry.kind));
    for (const auto& [name, value] :
         std::initializer_list<std::pair<const char*, const std::string&>>{{"name", entry.name},
                                                                           {"organization", entry.organization},
                                                                           {"description", entry.description},
                                                                           {"status", entry.status},
                                                                           {"location", entry.location},
                                                                           {"address", entry.address},
                                                                           {"postal_code", entry.postal_code},
                                                                           {"phone", entry.phone},
                                                                           {"email", entry.email},
                                                                           {"url", entry.url},
                                                                           {"verified_on", entry.verified_on}})
      if (!value.empty()) json.member(name, std::string_view(value));
    json.end_object().end_object();
    output(text);
  });
  output("\n]}\n");
}

}  // namespace

std::optional<ExportFormat> parse_export_format(std::string_view name) {
  if (name == "hsds-json") return ExportFormat::hsds_json;
  if (name == "csv") return ExportFormat::csv;
  if (name == "geojson") return ExportFormat::geojson;
  return std::nullopt;
}

std::string_view media_type(ExportFormat format) {
  switch (format) {
    case ExportFormat::hsds_json:
      return "application/json";
    case ExportFormat::csv:
      return "text/csv; charset=utf-8";
    case ExportFormat::geojson:
      return "application/geo+json";
  }
  return "application/octet-stream";
}

void export_public(const directory::Snapshot& snapshot, ExportFormat format, std::optional<search::Kind> kind,
                   const Output& output) {
  switch (format) {
    case ExportFormat::hsds_json:
      return export_hsds_json(snapshot, kind, output);
    case ExportFormat::csv:
      return export_csv(snapshot, kind, output);
    case ExportFormat::geojson:
      return export_geojson(snapshot, kind, output);
  }
}

}  // namespace fingerpost::exchange
