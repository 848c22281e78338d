#include "importers/feed/detail/feed_page.hpp"

#include <algorithm>
#include <cstring>

#include "base/json_stream.hpp"
#include "base/text.hpp"

namespace fingerpost::importers {
namespace {

/// Most items taken of one answer: a server that ignores paging may send its whole list.
constexpr std::size_t kMaxItems = 500'000;

std::optional<std::int64_t> number_of(const Json& envelope, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const Json& value = envelope[name];
    if (const auto number = value.if_integer()) return number;
    if (const auto number = value.if_number()) return static_cast<std::int64_t>(*number);
    if (const auto number = parse_integer(value.string())) return *number;
  }
  return std::nullopt;
}

std::optional<bool> flag_of(const Json& envelope, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const Json& value = envelope[name];
    if (const auto flag = value.if_bool()) return flag;
    if (equals_ignoring_case(value.string(), "true")) return true;
    if (equals_ignoring_case(value.string(), "false")) return false;
  }
  return std::nullopt;
}

void read_envelope(const Json& envelope, FeedPage& page) {
  page.total_items = number_of(envelope, {"total_items", "totalElements", "totalItems", "total", "count"});
  page.total_pages = number_of(envelope, {"total_pages", "totalPages"});
  page.number = number_of(envelope, {"page_number", "number", "page"});
  page.size = number_of(envelope, {"size"});
  page.first = flag_of(envelope, {"first_page", "first"});
  page.last = flag_of(envelope, {"last_page", "last"});
}

FeedItem item_of(JsonItem cut) {
  FeedItem item;
  if (!is_valid_utf8(cut.text)) cut.text = utf8_from_windows_1252(cut.text);
  if (cut.fault.empty())
    if (auto parsed = parse_json(cut.text)) {
      item.id = feed_id(*parsed);
      item.text = parsed->dump();
      item.json = std::move(*parsed);
      return item;
    }
  std::replace_if(
      cut.text.begin(), cut.text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  item.text = std::move(cut.text);
  return item;
}

JsonStream::Source source_of(std::string_view body) {
  return [rest = body](char* into, std::size_t size) mutable {
    const std::size_t taken = std::min(size, rest.size());
    std::memcpy(into, rest.data(), taken);
    rest.remove_prefix(taken);
    return taken;
  };
}

const std::vector<std::string>& usual_arrays() {
  static const std::vector<std::string> kNames{"contents", "content", "items", "data", "results"};
  return kNames;
}

}  // namespace

std::string feed_id(const Json& object) {
  const Json& id = object["id"];
  if (const auto number = id.if_integer()) return std::to_string(*number);
  return std::string(trim(id.string()));
}

bool is_full(const Json& object) {
  return std::any_of(object.members().begin(), object.members().end(), [](const Json::Member& member) {
    return !member.value.elements().empty() && member.value.elements().front().is_object() && member.key != "metadata";
  });
}

std::optional<FeedPage> read_feed_page(std::string_view body, std::string_view list_name) {
  const std::string_view begin = trim(body.starts_with("\xef\xbb\xbf") ? body.substr(3) : body);
  if (begin.empty() || (begin.front() != '{' && begin.front() != '[')) return std::nullopt;
  std::vector<std::string> names = usual_arrays();
  names.emplace_back(list_name);
  FeedPage page;
  JsonStream stream(source_of(body), std::move(names));
  JsonItem cut;
  const bool is_array = begin.front() == '[';
  bool found = is_array;
  while (page.items.size() < kMaxItems && stream.next(cut)) {
    if (!is_array && cut.key.empty()) {  // a top-level object whose list is not where we look
      const auto whole = parse_json(cut.text);
      if (!whole || (*whole)["data"].is_null()) continue;
      return read_feed_page((*whole)["data"].dump(), list_name);
    }
    found = true;
    page.array = cut.key;
    page.items.push_back(item_of(std::move(cut)));
    cut = {};
  }
  page.whole = !stream.broke_off() && page.items.size() < kMaxItems;
  if (is_array) return page;
  const auto envelope = parse_json(stream.envelope());
  if (envelope && envelope->is_object()) {
    read_envelope(*envelope, page);
    for (const std::string& name : usual_arrays())
      if (!found && (*envelope)[name].is_array()) {
        found = true;
        page.array = name;
      }
  }
  return found || page.total_items ? std::optional(std::move(page)) : std::nullopt;
}

std::optional<Json> read_feed_object(std::string_view body) {
  auto parsed = is_valid_utf8(body) ? parse_json(body) : parse_json(utf8_from_windows_1252(body));
  if (!parsed) return std::nullopt;
  Json json = std::move(*parsed);
  for (int unwrapped = 0; unwrapped < 2; ++unwrapped) {
    if (json.is_array() && json.elements().size() == 1) json = Json(json.elements().front());
    if (!json.is_object() || json.find("name") != nullptr || json.find("id") != nullptr) break;
    for (const std::string_view wrapper : {"data", "contents", "content", "result", "results", "items"})
      if (const Json* inner = json.find(wrapper); inner != nullptr && (inner->is_object() || inner->is_array())) {
        json = Json(*inner);
        break;
      }
  }
  if (json.is_array() && json.elements().size() == 1) json = Json(json.elements().front());
  return json.is_object() ? std::optional(std::move(json)) : std::nullopt;
}

}  // namespace fingerpost::importers
