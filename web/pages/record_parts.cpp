#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "http/percent.hpp"
#include "model/reading.hpp"
#include "web/pages/record.hpp"
#include "web/pages/results.hpp"
#include "web/wording.hpp"

namespace fingerpost::web {
namespace {

constexpr std::size_t kMostParagraphs = 40, kMostPhones = 8;

std::string website_text(std::string_view url) {
  std::string_view text = url;
  if (const std::size_t scheme = text.find("://"); scheme != std::string_view::npos) text.remove_prefix(scheme + 3);
  if (text.ends_with('/')) text.remove_suffix(1);
  return shorten(text, 60);
}

/// One '@', nothing that could end the address early.
bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && text.find('@', at + 1) == std::string_view::npos &&
         text.find_first_of(" \t\n<>\"?&#%,;:\\") == std::string_view::npos &&
         text.find('.', at) != std::string_view::npos;
}

void add_access(Venue& venue, const RecordContext& context, const model::Location& location) {
  const Messages& messages = context.page.messages;
  for (const auto& [code, value] : model::access_of(location)) {
    const model::TaxonomyTerm* term = context.snapshot.terms().by_code(model::taxonomy_name::access, code);
    if (value == model::Tri::unknown) continue;
    venue.access.push_back({term != nullptr ? term_name(messages, *term) : code,
                            messages[value == model::Tri::yes ? "answer.yes" : "answer.no"]});
  }
  for (const model::Accessibility& accessibility : location.accessibility)
    for (const std::string* text : {&accessibility.description, &accessibility.details})
      if (!trim(*text).empty() && venue.access.empty()) venue.access_notes.push_back(plain_text_from_html(*text));
}

}  // namespace

std::vector<std::string> paragraphs_of(const std::string& text) {
  std::vector<std::string> paragraphs;
  const std::string plain = plain_text_from_html(text);
  for (const std::string_view line : split(plain, '\n'))
    if (!trim(line).empty() && paragraphs.size() < kMostParagraphs) paragraphs.emplace_back(trim(line));
  return paragraphs;
}

Contacts contacts_of(const std::vector<model::Phone>& phones, const std::string& email, const std::string& website) {
  Contacts contacts;
  for (const model::Phone& phone : phones) {
    PhoneLine line{std::string(trim(phone.number)), tel_of(phone.number), plain_text_from_html(phone.description)};
    if (line.number.empty() || contacts.phones.size() == kMostPhones) continue;
    contacts.phones.push_back(std::move(line));
  }
  if (const std::string_view address = trim(email); is_email(address)) contacts.email = address;
  contacts.website = safe_url(website);
  contacts.website_text = website_text(contacts.website);
  return contacts;
}

Venue venue_of(const RecordContext& context, const model::Location& location) {
  const Messages& messages = context.page.messages;
  Venue venue;
  if (model::is_confidential(location)) {
    venue.is_withheld = true;
    venue.name = messages["venue.withheld"];
    return venue;
  }
  venue.name = location.name;
  const bool is_building = model::is_building(location);
  venue.href = context.page.base + (is_building ? "/buildings/" : "/stops/") + to_string(location.id);
  venue.address = model::address_line(location);
  if (venue.name.empty()) venue.name = venue.address;
  if (venue.address.starts_with(venue.name)) {
    venue.address.erase(0, venue.name.size());
    venue.address.erase(0, std::min(venue.address.find_first_not_of(", "), venue.address.size()));
  }
  venue.directions = plain_text_from_html(location.transportation);
  if (const auto point = model::point_of(location))
    venue.map_href = fmt::format("geo:{:.5f},{:.5f}", point->latitude, point->longitude);
  add_access(venue, context, location);
  return venue;
}

Provenance provenance_of(const RecordContext& context, const model::Record& record) {
  const Messages& messages = context.page.messages;
  Provenance provenance;
  if (const auto day = model::verified_on(record)) provenance.verified = date(messages, *day);
  if (const auto day = model::edited_on(record)) provenance.edited = date(messages, *day);
  if (const auto* service = std::get_if<model::Service>(&record))
    if (const std::size_t at = service->assurer_email.find('@'); at != std::string::npos)
      provenance.verified_by = service->assurer_email.substr(at + 1);
  const auto stored = context.records.stored(model::kind_of(record), model::id_of(record));
  if (!stored) return provenance;
  provenance.source = stored->source;
  for (const store::Source& source : context.records.view().sources())
    if (source.name == stored->source) provenance.licence = source.licence;
  return provenance;
}

Actions actions_of(const RecordContext& context, char kind, const Uuid& id, const std::string& name,
                   const std::string& text) {
  const ShortlistItem item{kind, id};
  const Shortlist kept = read_shortlist(context.page.request.headers);
  Actions actions;
  actions.item = to_text(item);
  actions.is_kept = std::ranges::find(kept, item) != kept.end();
  const std::string_view record_kind = kind == 'o' ? "organization" : kind == 'b' ? "building" : "service";
  actions.here = context.page.record_href(record_kind, to_string(id));
  actions.report_href = context.page.base + "/report?about=" + actions.item;
  if (!text.empty()) actions.sms_href = "sms:?&body=" + http::percent_encode(shorten(name + "\n" + text, 480));
  return actions;
}

}  // namespace fingerpost::web
