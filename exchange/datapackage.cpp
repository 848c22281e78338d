#include <fstream>
#include <map>
#include <set>
#include <unordered_map>

#include "base/failure.hpp"
#include "base/file.hpp"
#include "exchange/archive.hpp"
#include "exchange/csv_writer.hpp"
#include "exchange/detail/entries.hpp"
#include "exchange/detail/map_formats.hpp"
#include "exchange/detail/table_columns.hpp"
#include "exchange/public_record.hpp"
#include "model/reading.hpp"

namespace fingerpost::exchange {
namespace {

using directory::RecordReader;
using model::RecordKind;

/// The tables' files, open at once; rows go to them as records come.
class TableFiles {
 public:
  explicit TableFiles(std::filesystem::path folder) : folder_(std::move(folder)) {
    for (const Table& table : tables()) {
      files_.emplace_back(folder_ / table.file, std::ios::binary);
      std::vector<std::string_view> names;
      for (const Column& column : table.columns) names.push_back(column.name);
      write_row(files_.size() - 1, names);
    }
  }

  /// The columns of `object`; what stands under `keys` (a parent's id) where it does not say them itself.
  void row(const Table& table, const Json& object, const Json& keys) {
    std::vector<std::string> cells;
    for (const Column& column : table.columns) {
      const Json* value = object.find(column.name);
      if (value == nullptr) value = keys.find(column.name);
      cells.push_back(value == nullptr ? "" : value->is_string() ? std::string(value->string()) : value->dump());
    }
    const std::vector<std::string_view> views(cells.begin(), cells.end());
    write_row(table_number(table.name), views);
  }

  std::vector<ArchiveEntry> close() {
    std::vector<ArchiveEntry> entries;
    for (std::size_t at = 0; at < files_.size(); ++at) {
      files_[at].close();
      if (!files_[at]) fail_with_errno("writing " + std::string(tables()[at].file));
      entries.push_back({std::string(tables()[at].file), folder_ / tables()[at].file});
    }
    return entries;
  }

 private:
  void write_row(std::size_t at, std::span<const std::string_view> cells) {
    std::string text;
    CsvWriter(text).row(cells);
    if (!files_[at].write(text.data(), static_cast<std::streamsize>(text.size())))
      fail_with_errno("writing " + std::string(tables()[at].file));
  }

  std::filesystem::path folder_;
  std::vector<std::ofstream> files_;
};

/// Takes nested records apart into rows that refer by id.
class Flattener {
 public:
  explicit Flattener(TableFiles& files) : files_(files) {}

  void record(std::string_view table, const Json& object, const Json& keys = Json::object()) {
    add(tables()[table_number(table)], object, keys);
  }
  /// Terms that attributes name and the directory has no record of: their rows come last.
  void remaining_terms() {
    for (const auto& [id, term] : terms_)
      if (!known_terms_.contains(id)) files_.row(tables()[table_number("taxonomy_term")], term, Json::object());
  }
  void know_term(std::string id) { known_terms_.insert(std::move(id)); }
  /// An organization's places, where the place does not say whose it is.
  std::unordered_map<Uuid, Uuid> owners;

 private:
  void add(const Table& table, const Json& object, const Json& keys) {
    if (table.name == "attribute") return add_attribute(table, object, keys);
    Json row_keys = keys;
    if (table.name == "service_capacity") add_unit(object, row_keys);
    files_.row(table, object, row_keys);
    for (const Json::Member& member : object.members()) {
      const Table* inner = member.value.is_array() ? table_of_property(member.key) : nullptr;
      if (inner == nullptr) continue;
      const Json inner_keys = keys_below(table, object);
      for (const Json& part : member.value.elements())
        if (part.is_object()) add(*inner, part, inner_keys);
    }
  }

  static Json keys_below(const Table& table, const Json& object) {
    Json keys = Json::object();
    keys.set(std::string(table.name) + "_id", object["id"]);
    keys.set("link_id", object["id"]).set("link_entity", table.name);
    keys.set("resource_id", object["id"]).set("resource_type", table.name);
    return keys;
  }

  void add_attribute(const Table& table, const Json& attribute, const Json& keys) {
    Json row_keys = keys;
    if (const Json& term = attribute["taxonomy_term"]; term.is_object()) {
      row_keys.set("taxonomy_term_id", term["id"]);
      terms_.try_emplace(std::string(term["id"].string()), term);
    }
    files_.row(table, attribute, row_keys);
    for (const Json& entry : attribute["metadata"].elements()) record("metadata", entry, keys_below(table, attribute));
  }

  void add_unit(const Json& capacity, Json& keys) {
    const Json& unit = capacity["unit"];
    keys.set("unit_id", unit["id"]);
    if (units_.insert(std::string(unit["id"].string())).second) record("unit", unit);
  }

  TableFiles& files_;
  std::map<std::string, Json> terms_;
  std::set<std::string> known_terms_, units_;
};

Json field_of(const Column& column) {
  Json field = Json::object();
  field.set("name", column.name).set("type", column.type);
  if (column.type == "datetime" || column.type == "date" || column.type == "time") field.set("format", "any");
  Json constraints = Json::object();
  constraints.set("required", column.required);
  if (column.name == "id") constraints.set("unique", true);
  return std::move(field.set("constraints", std::move(constraints)));
}

/// Frictionless's description of the package, with each source's licence and attribution.
std::string package_json(const RecordReader& records, store::Seq seq) {
  Json package = Json::object();
  package.set("name", "fingerpost-directory").set("title", "Services, organizations and places, HSDS 3.1 tabular");
  package.set("profile", "tabular-data-package").set("seq", seq);
  package.set("description",
              "A cell that a spreadsheet would run as a formula has one apostrophe in front: take it off to have the "
              "value.");
  Json sources = Json::array();
  const Json given = sources_json(records);
  for (const Json& source : given.elements()) {
    Json entry = Json::object();
    entry.set("title", source["name"]);
    for (const char* name : {"license", "attribution"})
      if (source.find(name) != nullptr) entry.set(name, source[name]);
    sources.push(std::move(entry));
  }
  if (!sources.elements().empty()) package.set("sources", std::move(sources));
  Json resources = Json::array();
  for (const Table& table : tables()) {
    Json fields = Json::array();
    for (const Column& column : table.columns) fields.push(field_of(column));
    Json schema = Json::object();
    schema.set("fields", std::move(fields)).set("primaryKey", "id");
    Json resource = Json::object();
    resource.set("name", table.name).set("path", table.file).set("profile", "tabular-data-resource");
    resource.set("format", "csv").set("mediatype", "text/csv").set("encoding", "utf-8");
    resources.push(std::move(resource.set("schema", std::move(schema))));
  }
  return package.set("resources", std::move(resources)).dump_pretty() + "\n";
}

void write_records(RecordReader& records, std::optional<search::Kind> kind, Flattener& flat) {
  const auto wants = [&](search::Kind one) { return !kind || *kind == one; };
  const auto each = [&](RecordKind of, const std::function<void(const model::Record&, Json)>& write) {
    for_each_stored(records, of, [&](const store::StoredRecord& stored, const model::Record& record) {
      write(record, public_record(stored, records));
    });
  };
  if (wants(search::Kind::organization))
    each(RecordKind::organization, [&](const model::Record& record, Json json) {
      for (const Uuid& location : std::get<model::Organization>(record).location_ids)
        flat.owners.emplace(location, model::id_of(record));
      json.take("locations");
      flat.record("organization", json);
    });
  if (kind != search::Kind::organization)
    each(RecordKind::location, [&](const model::Record& record, Json json) {
      if (kind == search::Kind::building && !model::is_public_building(std::get<model::Location>(record))) return;
      Json keys = Json::object();
      if (const auto owner = flat.owners.find(model::id_of(record)); owner != flat.owners.end())
        keys.set("organization_id", to_string(owner->second));
      flat.record("location", json, keys);
    });
  if (wants(search::Kind::service) || wants(search::Kind::role))
    each(RecordKind::service, [&](const model::Record& record, const Json& json) {
      const bool role = model::is_role(std::get<model::Service>(record));
      if (wants(role ? search::Kind::role : search::Kind::service)) flat.record("service", json);
    });
  each(RecordKind::taxonomy, [&](const model::Record&, const Json& json) { flat.record("taxonomy", json); });
  each(RecordKind::taxonomy_term, [&](const model::Record& record, const Json& json) {
    flat.know_term(to_string(model::id_of(record)));
    flat.record("taxonomy_term", json);
  });
  flat.remaining_terms();
}

}  // namespace

void write_datapackage(const directory::Snapshot& snapshot, std::optional<search::Kind> kind,
                       const std::filesystem::path& folder, const std::filesystem::path& zip) {
  RecordReader records = snapshot.records();
  TableFiles files(folder);
  Flattener flat(files);
  write_records(records, kind, flat);
  std::vector<ArchiveEntry> entries = files.close();
  write_file_atomically(folder / "datapackage.json", package_json(records, snapshot.seq()));
  entries.insert(entries.begin(), {"datapackage.json", folder / "datapackage.json"});
  write_archive(zip, entries);
}

}  // namespace fingerpost::exchange
