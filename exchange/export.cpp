#include "exchange/export.hpp"

#include <array>
#include <fmt/format.h>

#include "base/file.hpp"
#include "base/json.hpp"
#include "exchange/csv_writer.hpp"
#include "exchange/detail/entries.hpp"
#include "exchange/detail/map_formats.hpp"
#include "exchange/detail/send_file.hpp"
#include "exchange/public_record.hpp"
#include "model/reading.hpp"

namespace fingerpost::exchange {
namespace {

using directory::RecordReader;
using model::RecordKind;

struct Named {
  ExportFormat format;
  std::string_view name, type;
};
/// In the order of the enumeration.
constexpr std::array kFormats{Named{ExportFormat::hsds_json, "hsds-json", "application/json"},
                              Named{ExportFormat::hsds_csv, "hsds-csv", "application/zip"},
                              Named{ExportFormat::csv, "csv", "text/csv; charset=utf-8"},
                              Named{ExportFormat::geojson, "geojson", "application/geo+json"},
                              Named{ExportFormat::kml, "kml", "application/vnd.google-earth.kml+xml"},
                              Named{ExportFormat::gpkg, "gpkg", "application/geopackage+sqlite3"}};

bool wants(std::optional<search::Kind> kind, search::Kind one) { return !kind || *kind == one; }

/// One JSON array of what is exported of `kind`, an element a line, each as public_record has it.
void write_array(RecordReader& records, RecordKind kind, const std::function<bool(const model::Record&)>& wanted,
                 const Output& output) {
  output("[");
  bool first = true;
  for_each_stored(records, kind, [&](const store::StoredRecord& stored, const model::Record& record) {
    if (!wanted(record)) return;
    output(first ? "\n" : ",\n");
    output(public_record(stored, records).dump());
    first = false;
  });
  output("\n]");
}

void export_hsds_json(const directory::Snapshot& snapshot, std::optional<search::Kind> kind, const Output& output) {
  RecordReader records = snapshot.records();
  output(fmt::format("{{\"seq\":{},\"sources\":{}", snapshot.seq(), sources_json(records).dump()));
  const auto array = [&](const char* name, RecordKind of, const std::function<bool(const model::Record&)>& wanted) {
    output(fmt::format(",\n\"{}\":", name));
    write_array(records, of, wanted, output);
  };
  const auto any = [](const model::Record&) { return true; };
  if (wants(kind, search::Kind::service) || wants(kind, search::Kind::role))
    array("contents", RecordKind::service, [&](const model::Record& record) {
      const bool role = model::is_role(std::get<model::Service>(record));
      return wants(kind, role ? search::Kind::role : search::Kind::service);
    });
  if (wants(kind, search::Kind::organization)) array("organizations", RecordKind::organization, any);
  if (wants(kind, search::Kind::building))
    array("locations", RecordKind::location,
          [](const model::Record& record) { return model::is_public_building(std::get<model::Location>(record)); });
  if (!kind) array("taxonomies", RecordKind::taxonomy, any);
  if (!kind) array("taxonomy_terms", RecordKind::taxonomy_term, any);
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

Json sources_json(const RecordReader& records) {
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

std::optional<ExportFormat> parse_export_format(std::string_view name) {
  for (const Named& format : kFormats)
    if (format.name == name) return format.format;
  return std::nullopt;
}

std::string_view media_type(ExportFormat format) { return kFormats[static_cast<std::size_t>(format)].type; }

void export_public(const directory::Snapshot& snapshot, ExportFormat format, std::optional<search::Kind> kind,
                   const Output& output) {
  switch (format) {
    case ExportFormat::hsds_json:
      return export_hsds_json(snapshot, kind, output);
    case ExportFormat::csv:
      return export_csv(snapshot, kind, output);
    case ExportFormat::geojson:
      return export_geojson(snapshot, kind, output);
    case ExportFormat::kml:
      return export_kml(snapshot, kind, output);
    case ExportFormat::hsds_csv: {
      const TemporaryFolder scratch;
      write_datapackage(snapshot, kind, scratch.path(), scratch.path() / "package.zip");
      return send_file(scratch.path() / "package.zip", output);
    }
    case ExportFormat::gpkg: {
      const TemporaryFolder scratch;
      write_geopackage(snapshot, kind, scratch.path() / "directory.gpkg");
      return send_file(scratch.path() / "directory.gpkg", output);
    }
  }
}

}  // namespace fingerpost::exchange
