#include <algorithm>
#include <map>

#include "model/reading.hpp"
#include "web/pages/plain.hpp"
#include "web/wording.hpp"

namespace fingerpost::web {

AboutPage about_page(const PageContext& context, const directory::Snapshot& snapshot) {
  const Messages& messages = context.messages;
  AboutPage page;
  page.shell = shell_of(context, messages["about.title"]);
  page.shell.is_indexed = true;
  directory::RecordReader records = snapshot.records();
  page.services = std::to_string(snapshot.services().size());
  page.organizations = std::to_string(records.view().count(model::RecordKind::organization));
  page.buildings = std::to_string(snapshot.buildings().size());
  for (const store::Source& source : records.view().sources()) {
    SourceLine line{source.name, source.licence, source.attribution, ""};
    if (source.imported_at) line.imported = date(messages, local_day(*source.imported_at));
    page.sources.push_back(std::move(line));
  }
  for (const geo::Gazetteer::Content& content : snapshot.gazetteer().content())
    page.places.push_back({content.source, "", std::to_string(content.rows), content.vintage});
  return page;
}

}  // namespace fingerpost::web
