#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "base/text.hpp"
#include "importers/detail/csv_rows.hpp"
#include "importers/detail/each_file.hpp"
#include "importers/detail/formats.hpp"
#include "importers/detail/recognition.hpp"
#include "importers/detail/text_decoding.hpp"
#include "importers/mobile_stops/detail/stop_rows.hpp"
#include "model/reading.hpp"

/// Timetables of mobile libraries: a service for each route, whose places are its stops, each with the times it is
/// there.
namespace fingerpost::importers {
namespace {

/// Stops kept at once: they belong to routes, and routes are mixed in the files.
constexpr std::size_t kMaxStops = 100'000;

int recognise(std::span<const InputFile> files) {
  return best_score(files, {"csv", "txt", "tsv"}, [](const InputFile& file) {
    const CsvReader reader(stream_of(head_of(file)));
    return StopColumns::of(reader.header()) ? 95 : 0;
  });
}

/// "Sabrina, route 2"; "Friday Week 1" where the vehicle is only called "Mobile".
std::string title_of(const StopRow& row) {
  const bool plain = row.mobile.empty() || equals_ignoring_case(row.mobile, "mobile");
  const bool number = !row.route.empty() && row.route.find_first_not_of("0123456789") == std::string::npos;
  const std::string route = number ? "route " + row.route : row.route;
  if (plain) return route;
  return route.empty() ? row.mobile : row.mobile + ", " + route;
}

/// One route's service as it grows stop by stop, and the first row that named it.
struct Route {
  model::Service service;
  model::RawRow raw;
  std::set<std::string> communities;
};

class Timetable {
 public:
  explicit Timetable(ImportContext& context) : context_(context) {}

  void read(const InputFile& file) {
    CsvReader reader(file);
    const auto columns = StopColumns::of(reader.header());
    if (!columns)
      return context_.note({model::Severity::note, "file-not-used", file.name, 0, "", "",
                            "The file has no columns for a stop, its times and its days: it was left out."});
    each_row(file, reader, context_,
             [&](const CsvRow& row) { take(columns->read(row), raw_row(file, row.line, row.raw)); });
  }

  void emit() {
    for (auto& [key, route] : routes_) {
      const std::vector<std::string> named(route.communities.begin(), route.communities.end());
      route.service.description = fmt::format("A library on wheels. It stops in {}.", fmt::join(named, ", "));
      context_.emit(std::move(route.service), route.raw);
    }
  }

 private:
  void take(const StopRow& row, model::RawRow raw) {
    raw.source_id = fmt::format("{}/{}/{}/{}", row.mobile, row.route, row.community, row.stop);
    if (row.stop.empty() && row.community.empty())
      return refuse("missing-name", "stop", "The row names neither a stop nor a community.", raw);
    if ((!row.latitude || !row.longitude) && row.postcode.empty())
      return refuse("missing-position", "geox", "The stop has neither a position nor a postcode.", raw);
    if (++stops_ > kMaxStops)
      return refuse("too-many-stops", "", "More stops than one import holds: cut the file.", raw);

    Route& route = route_of(row, raw);
    model::ServiceAtLocation& at = stop_of(route.service, emit_place(row, raw));
    std::vector<StopNote> notes;
    at.schedules.push_back(stop_schedule(row, notes));
    if (!row.type.empty() && !equals_ignoring_case(row.type, "public")) at.description = "Stop for: " + row.type;
    if (!row.community.empty()) route.communities.insert(row.community);
    for (StopNote& note : notes)
      context_.note({model::Severity::warning, std::move(note.code), raw.file, raw.line, std::move(note.field),
                     std::move(note.value), std::move(note.detail)});
  }

  /// The stop's place; the same stop on two routes is one place.
  Uuid emit_place(const StopRow& row, const model::RawRow& raw) {
    model::Location location = stop_location(row);
    const std::string id = fmt::format("stop/{}/{}/{}", row.organisation, row.community, row.stop);
    location.id = context_.id_for(model::RecordKind::location, id);
    const Uuid made = location.id;
    context_.emit(std::move(location), {id, raw.file, raw.line, raw.text});
    return made;
  }

  Route& route_of(const StopRow& row, const model::RawRow& raw) {
    const std::string key = fmt::format("route/{}/{}/{}", row.organisation, row.mobile, row.route);
    const auto [at, is_new] = routes_.try_emplace(key);
    if (!is_new) return at->second;
    Route& route = at->second;
    route.raw = {key, raw.file, raw.line, raw.text};
    model::Service& service = route.service;
    service.id = context_.id_for(model::RecordKind::service, key);
    service.organization_id = emit_organization(row, raw);
    const std::string title = title_of(row);
    service.name = (row.organisation.empty() ? "Mobile library" : row.organisation + " mobile library") +
                   (title.empty() ? "" : ": " + title);
    service.status = "active";
    service.url = row.timetable;
    service.attributes.push_back(model::own_attribute(model::taxonomy_name::needs, "libraries"));
    return route;
  }

  Uuid emit_organization(const StopRow& row, const model::RawRow& raw) {
    const std::string id = "organisation/" + row.organisation;
    model::Organization organization;
    organization.id = context_.id_for(model::RecordKind::organization, id);
    organization.name = row.organisation.empty() ? "Mobile library service" : row.organisation + " library service";
    organization.description = "Runs the mobile library.";
    const Uuid made = organization.id;
    context_.emit(std::move(organization), {id, raw.file, raw.line, raw.text});
    return made;
  }

  /// The route's visit to a place; a second call on the same round adds to its times.
  static model::ServiceAtLocation& stop_of(model::Service& service, const Uuid& location) {
    const auto known =
        std::ranges::find(service.service_at_locations, location, &model::ServiceAtLocation::location_id);
    if (known != service.service_at_locations.end()) return *known;
    model::ServiceAtLocation& at = service.service_at_locations.emplace_back();
    at.id = uuid_v5(service.id, to_string(location));
    at.location_id = location;
    at.attributes.push_back(model::own_attribute(model::taxonomy_name::here, "visits"));
    return at;
  }

  void refuse(std::string code, std::string field, std::string detail, const model::RawRow& raw) {
    context_.refuse({model::Severity::error, std::move(code), {}, 0, std::move(field), "", std::move(detail)}, raw);
  }

  ImportContext& context_;
  std::map<std::string, Route> routes_;
  std::size_t stops_ = 0;
};

Result<void> read(std::span<const InputFile> files, ImportContext& context) {
  Timetable timetable(context);
  each_file(files_with(files, {"csv", "txt", "tsv"}), context, [&](const InputFile& file) { timetable.read(file); });
  timetable.emit();
  return {};
}

}  // namespace

extern const Format kMobileStops = {"mobile-stops", "timetables of mobile libraries: a stop and its times in each row",
                                    false, recognise, read};

}  // namespace fingerpost::importers
