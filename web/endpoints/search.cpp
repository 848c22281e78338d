#include "api/requests/enquiry.hpp"
#include "web/detail/respond.hpp"
#include "web/endpoints/pages.hpp"
#include "web/pages/plain.hpp"
#include "web/pages/results.hpp"

namespace fingerpost::web {

http::HttpResponse home(const PageContext& context) {
  const auto snapshot = context.site.engine.snapshot();
  return respond(context, "home", home_page(context, *snapshot, context.site.engine.clock.now()), Keep::open);
}

http::HttpResponse search_page(const PageContext& context) {
  const Instant now = context.site.engine.clock.now();
  http::ParameterReader reader(context.request.query);
  signposting::Enquiry enquiry = api::read_enquiry(reader, now);
  const auto refuse = [&](const Problems& problems) {
    return respond(context, "results", faulty_page(context, problems), Keep::nothing, http::status_of(problems));
  };
  if (!reader.ok()) return refuse(reader.problems());
  enquiry.lang = code_of(context.messages.lang());
  enquiry.facets = page_facets();
  const auto snapshot = context.site.engine.snapshot();
  const auto answer = signposting::answer(enquiry, *snapshot, now);
  if (!answer) return refuse(answer.error());
  const ResultsPage page = results_page(context, enquiry, *answer, *snapshot, now);
  return respond(context, "results", page, page.is_crisis ? Keep::nothing : Keep::results);
}

http::HttpResponse place(const PageContext& context) {
  const auto snapshot = context.site.engine.snapshot();
  const std::string_view code = context.request.path_parameters["code"];
  auto found = snapshot->gazetteer().by_code(code);
  if (!found) found = snapshot->gazetteer().resolve(code);
  if (!found) return http::HttpResponse::problem(found.error(), context.request.request_id);
  return respond(context, "place", place_page(context, *found, *snapshot, context.site.engine.clock.now()),
                 Keep::visited);
}

}  // namespace fingerpost::web
