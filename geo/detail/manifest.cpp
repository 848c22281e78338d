#include "geo/detail/manifest.hpp"

#include <algorithm>
#include <tuple>

#include "base/failure.hpp"
#include "base/file.hpp"
#include "base/json.hpp"

namespace fingerpost::geo::detail {
namespace {

constexpr int kManifestFormat = 1;

[[noreturn]] void fail_damaged(const std::string& why) { throw Failure("reading the gazetteer's manifest.json", why); }

/// Only digits count, so that 202505, 2025-05 and 2025-05-01 compare as months and days do; words are older than all.
std::string vintage_key(const std::string& vintage) {
  std::string digits;
  for (const char c : vintage) {
    if (c >= '0' && c <= '9')
      digits += c;
    else if (c != '-')
      return {};
  }
  return digits;
}

SourceEntry entry_from(const Json& json) {
  SourceEntry entry{std::string(json["source"].string()),
                    std::string(json["vintage"].string()),
                    static_cast<std::uint64_t>(json["sequence"].if_integer().value_or(0)),
                    {}};
  for (const Json& file : json["files"].elements()) {
    const std::string_view name = file["file"].string();
    if (name.empty() || name.find('/') != std::string_view::npos) fail_damaged("a file has no proper name");
    entry.files.push_back({std::string(file["kind"].string()), std::string(name),
                           static_cast<std::size_t>(file["rows"].if_integer().value_or(0))});
  }
  return entry;
}

Json to_json(const SourceEntry& entry) {
  Json files = Json::array();
  for (const SourceEntry::File& file : entry.files) {
    Json json;
    json.set("kind", file.kind);
    json.set("file", file.name);
    json.set("rows", std::uint64_t{file.rows});
    files.push(std::move(json));
  }
  Json json;
  json.set("source", entry.source);
  json.set("vintage", entry.vintage);
  json.set("sequence", entry.sequence);
  json.set("files", std::move(files));
  return json;
}

}  // namespace

Manifest Manifest::read(const std::filesystem::path& folder) {
  const auto text = read_file_if_present(folder / kManifestName);
  if (!text) return {};
  const auto json = parse_json(*text);
  if (!json) fail_damaged(to_text(json.error()));
  if ((*json)["format"].if_integer() != kManifestFormat)
    fail_damaged("it has another format; import the sources again");
  Manifest manifest;
  manifest.sequence = static_cast<std::uint64_t>((*json)["sequence"].if_integer().value_or(0));
  if ((*json)["sources"].elements().size() > kMaxSources) fail_damaged("it names too many sources");
  for (const Json& source : (*json)["sources"].elements()) manifest.sources.push_back(entry_from(source));
  return manifest;
}

void Manifest::write(const std::filesystem::path& folder) const {
  Json all = Json::array();
  for (const SourceEntry& entry : sources) all.push(to_json(entry));
  Json json;
  json.set("format", kManifestFormat);
  json.set("sequence", sequence);
  json.set("sources", std::move(all));
  write_file_atomically(folder / kManifestName, json.dump_pretty() + "\n");
}

const SourceEntry* Manifest::find(std::string_view source) const {
  const auto found =
      std::find_if(sources.begin(), sources.end(), [&](const SourceEntry& entry) { return entry.source == source; });
  return found == sources.end() ? nullptr : &*found;
}

void Manifest::replace(SourceEntry entry) {
  std::erase_if(sources, [&](const SourceEntry& old) { return old.source == entry.source; });
  if (!entry.files.empty()) sources.push_back(std::move(entry));
  std::sort(sources.begin(), sources.end(), [](const SourceEntry& a, const SourceEntry& b) {
    return std::tuple(vintage_key(a.vintage), a.sequence, a.source) >
           std::tuple(vintage_key(b.vintage), b.sequence, b.source);
  });
}

bool Manifest::names(std::string_view file) const {
  return std::any_of(sources.begin(), sources.end(), [&](const SourceEntry& entry) {
    return std::any_of(entry.files.begin(), entry.files.end(),
                       [&](const SourceEntry::File& f) { return f.name == file; });
  });
}

}  // namespace fingerpost::geo::detail
