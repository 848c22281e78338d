#include "web/pages/plain.hpp"

#include "web/detail/respond.hpp"
#include "web/endpoints/pages.hpp"

namespace fingerpost::web {
namespace {

http::HttpResponse words_page(const PageContext& context, const char* name, bool is_indexed) {
  WordsPage page;
  page.shell = shell_of(context, context.messages[std::string(name) + ".title"]);
  page.shell.is_indexed = is_indexed;
  page.exit_name = origin_of(context.site.settings.exit_url);
  return respond(context, name, page, Keep::open);
}

}  // namespace

http::HttpResponse about(const PageContext& context) {
  return respond(context, "about", about_page(context, *context.site.engine.snapshot()), Keep::open);
}

http::HttpResponse safety(const PageContext& context) { return words_page(context, "safety", true); }

http::HttpResponse accessibility(const PageContext& context) { return words_page(context, "accessibility", true); }

http::HttpResponse offline(const PageContext& context) { return words_page(context, "offline", false); }

http::HttpResponse error_page(const PageContext& context, const http::HttpResponse& problem) {
  const auto document = parse_json(problem.body);
  const Messages& messages = context.messages;
  ErrorPage page;
  page.status = std::to_string(problem.status);
  page.is_missing = problem.status == 404;
  page.is_busy = problem.status == 503;
  page.heading = messages[page.is_missing ? "error.missing" : page.is_busy ? "error.busy" : "error.other"];
  if (document && problem.status >= 400 && problem.status < 500) page.detail = (*document)["detail"].string();
  if (problem.status >= 500) page.request_id = context.request.request_id;
  page.shell = shell_of(context, page.heading);
  http::HttpResponse response = respond(context, "error", page, Keep::nothing, problem.status);
  for (const std::string_view name : {"Retry-After", "Allow"})
    if (const auto value = problem.headers.first(name)) response.headers.set(name, std::string(*value));
  return response;
}

}  // namespace fingerpost::web
