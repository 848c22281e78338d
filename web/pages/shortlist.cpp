#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "http/percent.hpp"
#include "model/reading.hpp"
#include "web/pages/plain.hpp"
#include "web/wording.hpp"

namespace fingerpost::web {
namespace {

constexpr std::size_t kMostSmsBytes = 900;

void fill_service(ShortlistLine& line, RecordContext& context, const model::Service& service) {
  line.name = service.name;
  if (const auto* organization =
          context.records.get<model::Organization>(model::RecordKind::organization, service.organization_id))
    line.organization = organization->name;
  for (const PhoneLine& phone : contacts_of(service.phones, "", "").phones) line.phones.push_back(phone.number);
  const std::vector<model::Schedule>* schedules = &service.schedules;
  const bool is_hidden = model::is_confidential(service);
  for (const model::ServiceAtLocation& at : service.service_at_locations) {
    const auto* location = context.records.get<model::Location>(model::RecordKind::location, at.location_id);
    if (location == nullptr) continue;
    schedules = &schedules_at(service, at, location);
    if (!is_hidden && !model::is_confidential(*location)) line.where = model::address_line(*location);
    break;
  }
  if (const auto hours = hours_of(context.page, *schedules, context.snapshot.holidays(), context.now))
    line.opening = hours->now;
}

ShortlistLine line_of(RecordContext& context, const ShortlistItem& item) {
  ShortlistLine line;
  line.item = to_text(item);
  const std::string id = to_string(item.id);
  if (item.kind == 's') {
    const auto* service = context.records.get<model::Service>(model::RecordKind::service, item.id);
    line.is_gone = service == nullptr || !model::is_searchable(*service);
    if (!line.is_gone) fill_service(line, context, *service);
    line.href = context.page.service_href(id);
  } else if (item.kind == 'o') {
    const auto* organization = context.records.get<model::Organization>(model::RecordKind::organization, item.id);
    line.is_gone = organization == nullptr;
    if (organization != nullptr) {
      line.name = organization->name;
      line.kind = context.page.messages["kind.organization"];
      for (const PhoneLine& phone : contacts_of(organization->phones, "", "").phones)
        line.phones.push_back(phone.number);
    }
    line.href = context.page.record_href("organization", id);
  } else {
    const auto* location = context.records.get<model::Location>(model::RecordKind::location, item.id);
    line.is_gone = location == nullptr || model::is_confidential(*location);
    if (!line.is_gone) {
      line.name = location->name;
      line.kind = context.page.messages["kind.building"];
      line.where = model::address_line(*location);
    }
    line.href = context.page.record_href("building", id);
  }
  if (line.is_gone) line.name = context.page.messages["shortlist.gone"];
  return line;
}

/// The list as a text message or letter: names, numbers, and the link to it.
std::string as_message(const ShortlistPage& page, const std::string& link) {
  std::string text;
  for (const ShortlistLine& line : page.lines) {
    std::string part = line.name;
    if (!line.phones.empty()) part += " " + line.phones.front();
    if (text.size() + part.size() > kMostSmsBytes) break;
    text += part + "\n";
  }
  return text + link;
}

}  // namespace

ShortlistPage shortlist_page(const PageContext& context, const Shortlist& list, const directory::Snapshot& snapshot,
                             Instant now) {
  const Messages& messages = context.messages;
  directory::RecordReader records = snapshot.records();
  RecordContext record_context{context, snapshot, records, now};
  ShortlistPage page;
  page.shell = shell_of(context, messages["shortlist.title"]);
  for (const ShortlistItem& item : list) {
    ShortlistLine line = line_of(record_context, item);
    line.number = std::to_string(page.lines.size() + 1);
    line.note_name = "note-" + line.item;
    line.is_first = page.lines.empty();
    page.lines.push_back(std::move(line));
  }
  if (!page.lines.empty()) page.lines.back().is_last = true;
  page.items = to_text(list);
  page.is_full = list.size() >= kMaxShortlist;
  page.printed_on = date(messages, local_day(now));
  if (list.empty()) return page;
  page.share_href = context.site.engine.public_url() + context.base + "/shortlist?items=" + page.items;
  const std::string message = http::percent_encode(as_message(page, page.share_href));
  page.sms_href = "sms:?&body=" + message;
  page.mail_href = "mailto:?subject=" + http::percent_encode(messages["shortlist.title"]) + "&body=" + message;
  return page;
}

}  // namespace fingerpost::web
