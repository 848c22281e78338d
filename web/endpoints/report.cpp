#include "api/requests/proposal.hpp"
#include "base/json.hpp"
#include "model/reading.hpp"
#include "web/detail/respond.hpp"
#include "web/endpoints/pages.hpp"
#include "web/pages/plain.hpp"

namespace fingerpost::web {
namespace {

/// What the report is about, as the form and the address name it.
void add_subject(ReportPage& page, const PageContext& context, std::string_view about) {
  const auto item = parse_shortlist_item(about);
  if (!item) return;
  const auto snapshot = context.site.engine.snapshot();
  directory::RecordReader records = snapshot->records();
  const model::RecordKind kind = item->kind == 's'   ? model::RecordKind::service
                                 : item->kind == 'o' ? model::RecordKind::organization
                                                     : model::RecordKind::location;
  const model::Record* record = records.record(kind, item->id);
  if (record == nullptr) return;
  const auto* location = std::get_if<model::Location>(record);
  if (location != nullptr && model::is_confidential(*location)) return;
  page.about = about;
  page.about_name = model::name_of(*record);
  page.about_href = context.record_href(item->kind == 's'   ? "service"
                                        : item->kind == 'o' ? "organization"
                                                            : "building",
                                        to_string(item->id));
}

ReportPage form_page(const PageContext& context, const http::Parameters& fields) {
  const Messages& messages = context.messages;
  ReportPage page;
  add_subject(page, context, fields.first("about").value_or(""));
  page.shell = shell_of(context, messages["report.title"]);
  const std::string_view chosen = fields.first("reason").value_or("");
  for (const std::string_view reason : api::proposal_reasons())
    page.reasons.push_back(
        {std::string(reason), messages["report.reason." + std::string(reason)], "", "", reason == chosen});
  page.details = fields.first("details").value_or("");
  page.contact = fields.first("contact").value_or("");
  return page;
}

Json body_of(const http::Parameters& form) {
  Json body = Json::object();
  for (const char* name : {"reason", "details", "contact"})
    if (const auto value = form.first(name)) body.set(name, *value);
  if (const auto item = parse_shortlist_item(form.first("about").value_or(""))) {
    body.set("kind", item->kind == 's' ? "service" : item->kind == 'o' ? "organization" : "location");
    body.set("id", to_string(item->id));
  }
  return body;
}

void add_faults(ReportPage& page, const Messages& messages, const Problems& problems) {
  for (const Problem& problem : problems) {
    const std::string field = problem.field.starts_with('/') ? problem.field.substr(1) : problem.field;
    const std::string* text = messages.find("fault.report." + field);
    const std::string shown = text != nullptr ? *text : problem.detail;
    page.faults.push_back({"#" + (field.empty() ? std::string("details") : field), shown, {}});
    if (field == "reason") page.reason_fault = shown;
    if (field == "details") page.details_fault = shown;
    if (field == "contact") page.contact_fault = shown;
  }
}

}  // namespace

http::HttpResponse report(const PageContext& context) {
  return respond(context, "report", form_page(context, context.request.query), Keep::nothing);
}

http::HttpResponse send_report(const PageContext& context) {
  const http::Parameters form = http::parse_query(context.request.body);
  ReportPage page = form_page(context, form);
  // A field that people do not see: what fills it is a program.
  const bool is_program = !form.first("website").value_or("").empty();
  const auto proposal = api::read_proposal(body_of(form));
  if (!proposal) {
    add_faults(page, context.messages, proposal.error());
    page.shell.title = context.messages["error.prefix"] + page.shell.title;
    return respond(context, "report", page, Keep::nothing, http::status_of(proposal.error()));
  }
  if (!is_program) {
    const auto kept = context.site.engine.proposals.keep(*proposal, context.request.peer);
    if (!kept) {
      add_faults(page, context.messages, kept.error());
      return respond(context, "report", page, Keep::nothing, http::status_of(kept.error()));
    }
    page.number = to_string(kept->number).substr(0, 8);
  }
  page.is_sent = true;
  page.shell = shell_of(context, context.messages["report.sent"]);
  return respond(context, "report", page, Keep::nothing);
}

}  // namespace fingerpost::web
