#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/text.hpp"
#include "importers/detail/csv_rows.hpp"
#include "importers/detail/each_file.hpp"
#include "importers/detail/formats.hpp"
#include "importers/detail/recognition.hpp"
#include "importers/detail/term_json.hpp"
#include "importers/hsds_csv/detail/assembly.hpp"
#include "importers/taxonomy/detail/term_table.hpp"

/// HSDS as tables, 1.1 to 3.x (folder or zip, with or without datapackage), and their kin: Ohana's and the DfE's.
namespace fingerpost::importers {
namespace {

using Role = CsvTable::Role;

constexpr std::size_t kMaxPackageBytes = 8u << 20;

/// Tables by their file names, as far as their columns bear the name out.
int recognise(std::span<const InputFile> files) {
  int hubs = 0, parts = 0;
  for (const InputFile* file : files_with(files, {"csv", "tsv", "txt"})) {
    const CsvTable* table = csv_table(file->stem());
    if (table == nullptr || hubs + parts >= 8) continue;
    const TableHead head = table_head(*file);
    if (table->role == Role::hub)
      hubs += head.has("id") &&
              head.has_any({"name", "service_id", "organization_id", "organisation_id", "location_id", "number"});
    else
      parts += head.has_any({"id", "service_id", "location_id", "organization_id"});
  }
  if (hubs == 0) return 0;
  return hubs + parts > 1 ? 92 : 60;
}

/// What datapackage.json calls the files: table name by path, for packages whose files have names of their own.
std::vector<std::pair<std::string, std::string>> resources_of(std::span<const InputFile> files,
                                                              ImportContext& context) {
  std::vector<std::pair<std::string, std::string>> resources;
  for (const InputFile& file : files) {
    if (file.extension() != "json" || file.stem() != "datapackage") continue;
    const auto text = read_whole(file, kMaxPackageBytes);
    const auto package = text ? parse_json(*text) : Result<Json>(fail(text.error()));
    if (!package) {
      context.note({model::Severity::warning, "file-not-used", file.name, 0, "", "", package.error().front().detail});
      continue;
    }
    for (const Json& resource : (*package)["resources"].elements())
      resources.emplace_back(resource["path"].string(), resource["name"].string());
  }
  return resources;
}

/// Reads the tables and hands their rows to the assembly.
class Tables {
 public:
  Tables(std::span<const InputFile> files, ImportContext& context)
      : files_(files), context_(context), assembly_(files, context), resources_(resources_of(files, context)) {}

  bool read() {
    bool any = false;
    for (const bool first : {true, false})  // terms and units before the rows that refer to them
      for (std::size_t i = 0; i < files_.size(); ++i) {
        const CsvTable* table = table_of(files_[i]);
        if (table == nullptr || is_lookup(*table) != first) continue;
        any = any || table->role == Role::hub;
        each_file(files_.subspan(i, 1), context_, [&](const InputFile& file) { read_file(file, i, *table); });
      }
    assembly_.finish();
    return any;
  }

 private:
  const CsvTable* table_of(const InputFile& file) const {
    if (!has_extension(file, {"csv", "tsv", "txt"})) return nullptr;
    if (const CsvTable* named = csv_table(file.stem())) return named;
    for (const auto& [path, name] : resources_)
      if (!path.empty() && file.name.ends_with(path)) return csv_table(name);
    return nullptr;
  }

  static bool is_lookup(const CsvTable& table) {
    return table.role == Role::terms || table.role == Role::taxonomies || table.role == Role::units;
  }

  void read_file(const InputFile& file, std::size_t number, const CsvTable& table) {
    if (table.role == Role::terms) return read_terms(file);
    if (table.role == Role::ignored) return note_ignored(file);
    CsvReader reader(file);
    if (table.role == Role::taxonomies && (reader.column("ParentId") || reader.column("taxonomy")))
      return read_terms(file);
    const RowReader rows(table, reader);
    each_row(file, reader, context_, [&](const CsvRow& row) { use(file, number, table, row, rows.read(row)); });
  }

  void note_ignored(const InputFile& file) {
    context_.note({model::Severity::note, "file-not-used", file.name, 0, "", "",
                   "The table describes the others and is not needed."});
    (void)file.open();
  }

  void use(const InputFile& file, std::size_t number, const CsvTable& table, const CsvRow& row, Json json) {
    switch (table.role) {
      case Role::taxonomies:
        return emit_taxonomy(file, row, json);
      case Role::units:
        units_.emplace(std::string(json["id"].string()), std::move(json));
        return;
      case Role::hub:
        if (table.hub == Hub::service) link_terms(json);
        break;
      default:
        break;
    }
    if (table.property == "capacities") take_unit(json);
    if (table.role == Role::linked) embed_term(json);
    if (table.role == Role::term_link) json = term_link(json);
    if (assembly_.add(table, number, row, json)) return;
    context_.refuse({model::Severity::error, "missing-parent", file.name, row.line, "", "",
                     "The row names nothing that it belongs to."},
                    raw_row(file, row.line, row.raw));
  }

  void emit_taxonomy(const InputFile& file, const CsvRow& row, const Json& json) {
    const auto raw = raw_row(file, row.line, row.raw, std::string(json["id"].string()));
    auto records = taxonomy_records(json, context_);
    if (!records)
      return context_.refuse(
          {model::Severity::error, "invalid-record", file.name, row.line, "id", "", records.error().front().detail},
          raw);
    for (model::Record& record : *records) context_.emit(std::move(record), raw);
  }

  void read_terms(const InputFile& file) {
    TermTable table(file, context_);
    for (const TermRow& row : table.rows()) {
      Json term = table.json_of(row);
      const model::Taxonomy taxonomy = table.taxonomy_of(row);
      auto records = term_records(term, taxonomy, context_);
      if (!records) continue;
      context_.emit(taxonomy, row.raw);
      const auto& record = std::get<model::TaxonomyTerm>(records->back());
      Json embedded;
      embedded.set("id", row.key).set("name", record.name).set("code", record.code).set("taxonomy", record.taxonomy);
      embedded.set("taxonomy_id", to_string(record.taxonomy_id));
      terms_.emplace(row.key, std::move(embedded));
      for (model::Record& made : *records) context_.emit(std::move(made), row.raw);
    }
  }

  Json term_of(const std::string& id) const {
    const auto found = terms_.find(id);
    return found != terms_.end() ? found->second : Json::object().set("id", id);
  }

  void embed_term(Json& attribute) const {
    const std::string id(attribute["taxonomy_term_id"].string());
    if (!id.empty()) attribute.set("taxonomy_term", term_of(id));
  }

  /// {service_id, taxonomy_id} of 1.1 and the DfE's (ServiceId, TaxonomyId).
  Json term_link(const Json& row) const {
    Json link = Json::object();
    if (row.find("id") != nullptr) link.set("id", row["id"]);
    link.set("service_id", row["service_id"]);
    if (const std::string id(row["taxonomy_id"].string()); !id.empty()) link.set("taxonomy", term_of(id));
    return link;
  }

  /// "101-01, 102" in the service's own row.
  void link_terms(Json& service) const {
    const Json ids = service.take("taxonomy_ids");
    for (const auto id : split_list(ids.string(), ',')) {
      if (service.find("service_taxonomys") == nullptr) service.set("service_taxonomys", Json::array());
      service.find("service_taxonomys")->push(Json::object().set("taxonomy", term_of(std::string(id))));
    }
  }

  void take_unit(Json& capacity) const {
    const auto found = units_.find(std::string(capacity["unit_id"].string()));
    if (found == units_.end()) return;
    capacity.take("unit_id");
    capacity.set("unit", found->second);
  }

  std::span<const InputFile> files_;
  ImportContext& context_;
  Assembly assembly_;
  std::vector<std::pair<std::string, std::string>> resources_;
  std::map<std::string, Json> terms_, units_;
};

Result<void> read(std::span<const InputFile> files, ImportContext& context) {
  if (Tables(files, context).read()) return {};
  return fail(ProblemCode::unrecognised_format, "path", "",
              "There is no table of HSDS here: organizations.csv, services.csv, locations.csv and their companions.");
}

}  // namespace

extern const Format kHsdsCsv = {"hsds-csv", "HSDS as tables, 1.1 to 3.x: a folder or zip of CSV files", false,
                                recognise, read};

}  // namespace fingerpost::importers
