#include <algorithm>
#include <fmt/format.h>

#include "base/json.hpp"
#include "base/text.hpp"
#include "importers/detail/csv_rows.hpp"
#include "importers/detail/each_file.hpp"
#include "importers/detail/formats.hpp"
#include "importers/detail/spool.hpp"
#include "importers/osm/detail/osm_building.hpp"
#include "importers/osm/detail/osm_reader.hpp"

/// Community buildings from OpenStreetMap extracts, PBF or XML. The data are under the ODbL, whose share-alike must not
/// spread to others': everything read here stays in a source of its own.
namespace fingerpost::importers {
namespace {

bool has_osm_name(const InputFile& file) {
  const std::string name = ascii_lower(file.name);
  return name.ends_with(".osm.bz2") || file.extension() == "pbf" || file.extension() == "osm";
}

int score_of(const InputFile& file) {
  if (ascii_lower(file.name).ends_with(".osm.bz2")) return 95;
  if (file.extension() == "xml") return head_of(file, 4096).find("<osm ") != std::string::npos ? 95 : 0;
  if (!has_osm_name(file)) return 0;
  const std::string head = head_of(file, 4096);
  return head.find("OSMHeader") != std::string::npos || head.find("<osm") != std::string::npos ? 95 : 60;
}

int recognise(std::span<const InputFile> files) {
  int best = 0;
  for (const InputFile& file : files) best = std::max(best, score_of(file));
  return best;
}

class OsmFile {
 public:
  OsmFile(const InputFile& file, ImportContext& context) : file_(file), context_(context) {}

  void take(OsmObject object) {
    const auto kind = osm_kind(object.tags);
    if (!kind) return;
    context_.row_read();
    const model::RawRow raw = raw_of(object);
    if (!object.at && tag(object.tags, "addr:postcode").empty())
      return context_.refuse({model::Severity::error,
                              "missing-position",
                              {},
                              0,
                              "",
                              object.id,
                              "None of the nodes it is made of is in the file: cut the extract with complete ways."},
                             raw);
    if (object.incomplete)
      note("incomplete-geometry", object.id, "Parts of its outline are not in the file; its position is rough.");
    if (tag(object.tags, "name").empty()) note("missing-name", object.id, "It has no name and is called by its kind.");
    model::Location location = osm_building(object, *kind);
    location.id = context_.id_for(model::RecordKind::location, object.id);
    if (auto charity = osm_charity(object.tags, location.name)) {
      const std::string id = "charity/" + charity->organization_identifiers.front().identifier;
      charity->id = context_.id_for(model::RecordKind::organization, id);
      location.organization_id = charity->id;
      context_.emit(std::move(*charity), {id, raw.file, raw.line, raw.text});
    }
    if (context_.emit(std::move(location), raw) == Emitted::repeated)
      note("repeated-id", object.id, "The object came before, from another file; the first stands.");
  }

 private:
  void note(std::string_view code, const std::string& id, std::string_view detail) {
    context_.note({model::Severity::note, std::string(code), file_.name, 0, "", id, std::string(detail)});
  }

  model::RawRow raw_of(const OsmObject& object) const {
    Json tags = Json::object();
    for (const auto& [key, value] : object.tags) tags.set(key, value);
    Json whole = Json::object();
    whole.set("id", object.id).set("tags", std::move(tags));
    return raw_row(file_, 0, whole.dump(), object.id);
  }

  const InputFile& file_;
  ImportContext& context_;
};

Result<void> read(std::span<const InputFile> files, ImportContext& context) {
  Problems problems;
  std::size_t readable = 0;
  std::vector<const InputFile*> extracts;
  for (const InputFile& file : files)
    if (score_of(file) > 0) extracts.push_back(&file);
  each_file(extracts, context, [&](const InputFile& file) {
    Spool spool;
    const bool compressed_on_disk = file.member.empty();  // libosmium decompresses by itself
    OsmFile osm(file, context);
    const auto read = read_osm(
        compressed_on_disk ? path_on_disk(file) : spool.path_of(file), file.name,
        [](const OsmTags& tags) { return osm_kind(tags).has_value(); },
        [&](OsmObject object) { osm.take(std::move(object)); });
    if (read)
      ++readable;
    else
      append(problems, read.error());
  });
  if (readable == 0 && !problems.empty()) return fail(std::move(problems));
  for (const Problem& problem : problems)
    context.note({model::Severity::error, "unreadable-file", problem.value, 0, "", "", problem.detail});
  return {};
}

}  // namespace

extern const Format kOsm = {"osm",
                            "community buildings from OpenStreetMap extracts (PBF, XML)",
                            false,
                            recognise,
                            read,
                            "ODbL-1.0",
                            "© OpenStreetMap contributors"};

}  // namespace fingerpost::importers
