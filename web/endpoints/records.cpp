#include "model/reading.hpp"
#include "web/detail/respond.hpp"
#include "web/endpoints/pages.hpp"
#include "web/pages/record.hpp"

namespace fingerpost::web {
namespace {

http::HttpResponse no_such(const PageContext& context) {
  return http::HttpResponse::problem(
      problem(ProblemCode::not_found, "id", context.request.path_parameters["id"], context.messages["error.no_record"]),
      context.request.request_id);
}

/// Reads the record of the path's id and lets `make` answer with it; not found when there is none (any more).
template <typename T, typename Make>
http::HttpResponse with_record(const PageContext& context, model::RecordKind kind, Make make) {
  const auto id = parse_uuid(context.request.path_parameters["id"]);
  if (!id) return no_such(context);
  const auto snapshot = context.site.engine.snapshot();
  directory::RecordReader records = snapshot->records();
  const T* record = records.template get<T>(kind, *id);
  if (record == nullptr) return no_such(context);
  RecordContext record_context{context, *snapshot, records, context.site.engine.clock.now()};
  return make(record_context, *record);
}

http::HttpResponse location_at(const PageContext& context, bool as_stop) {
  return with_record<model::Location>(
      context, model::RecordKind::location, [&](RecordContext& records, const model::Location& location) {
        // A confidential place has no page: not even that it is one is told by its id.
        if (model::is_confidential(location)) return no_such(context);
        if (model::is_building(location) == as_stop)
          return http::HttpResponse::redirect(
              context.base + (as_stop ? "/buildings/" : "/stops/") + to_string(location.id), 301);
        return respond(context, "location", location_page(records, location), Keep::visited);
      });
}

/// A closed service has no page of its own any more, but what it was called and what there is instead is said.
bool is_closed(const model::Service& service) { return !model::is_searchable(service); }

}  // namespace

http::HttpResponse service(const PageContext& context) {
  return with_record<model::Service>(context, model::RecordKind::service,
                                     [&](RecordContext& records, const model::Service& service) {
                                       ServicePage page = service_page(records, service);
                                       if (is_closed(service)) page.notice = context.messages["service.closed"];
                                       const Keep keep = page.is_sensitive ? Keep::nothing : Keep::visited;
                                       return respond(context, "service", page, keep);
                                     });
}

http::HttpResponse service_text(const PageContext& context) {
  return with_record<model::Service>(
      context, model::RecordKind::service, [&](RecordContext& records, const model::Service& service) {
        http::HttpResponse response = http::HttpResponse::plain(as_text(context, service_page(records, service)));
        response.headers.set("Cache-Control", "private, no-cache");
        return response;
      });
}

http::HttpResponse service_calendar(const PageContext& context) {
  return with_record<model::Service>(
      context, model::RecordKind::service, [&](RecordContext& records, const model::Service& service) {
        http::HttpResponse response =
            http::HttpResponse::of("text/calendar; charset=utf-8", as_calendar(records, service));
        response.headers.set("Cache-Control", "private, no-cache");
        response.headers.set("Content-Disposition", "attachment; filename=\"" + to_string(service.id) + ".ics\"");
        return response;
      });
}

http::HttpResponse organization(const PageContext& context) {
  return with_record<model::Organization>(
      context, model::RecordKind::organization, [&](RecordContext& records, const model::Organization& organization) {
        return respond(context, "organization", organization_page(records, organization), Keep::visited);
      });
}

http::HttpResponse building(const PageContext& context) { return location_at(context, false); }

http::HttpResponse stop(const PageContext& context) { return location_at(context, true); }

}  // namespace fingerpost::web
