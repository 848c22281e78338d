#include "api/endpoints/hsds.hpp"

#include <algorithm>

#include "api/requests/enquiry.hpp"
#include "base/json.hpp"
#include "model/assemble.hpp"

namespace fingerpost::api {
namespace {

/// The profile that every validator generation recognises; see docs/reference/open-referral.md.
constexpr std::string_view kVersion = "HSDS-UK-3.0";
constexpr std::string_view kProfile = "https://openreferraluk.org/specifications/3.0/openapi.json";
constexpr int kDefaultPerPage = 50, kMaxPerPage = 1'000;

http::HttpResponse no_such(const http::HttpRequest& request, std::string_view id) {
  return http::HttpResponse::problem(
      problem(ProblemCode::not_found, "id", id, "There is no service with this id; ids come from /hsds/services."),
      request.request_id);
}

}  // namespace

http::HttpResponse HsdsRoot::operator()(const http::HttpRequest&) const {
  std::string text;
  JsonWriter(text)
      .begin_object()
      .member("version", kVersion)
      .member("profile", kProfile)
      .member("openapi_url", engine.public_url() + "/hsds/openapi.json")
      .end_object();
  return http::HttpResponse::json(std::move(text));
}

http::HttpResponse HsdsServices::operator()(const http::HttpRequest& request) const {
  http::ParameterReader reader(request.query);
  const Page page = read_page(reader, kDefaultPerPage, kMaxPerPage);
  if (!reader.ok()) return http::HttpResponse::problem(reader.problems(), request.request_id);
  const auto snapshot = engine.snapshot();
  const std::vector<Uuid>& ids = snapshot->services();
  const auto per_page = static_cast<std::size_t>(page.per_page);
  const std::size_t pages = std::max<std::size_t>(1, (ids.size() + per_page - 1) / per_page);
  const std::size_t begin = std::min(ids.size(), static_cast<std::size_t>(page.page - 1) * per_page);
  const std::size_t end = std::min(ids.size(), begin + per_page);
  directory::RecordReader records = snapshot->records();
  const model::Lookup lookup = records.lookup();
  std::string contents = "[";
  for (std::size_t i = begin; i < end; ++i) {
    const auto* service = records.get<model::Service>(model::RecordKind::service, ids[i]);
    if (service == nullptr) continue;
    if (contents.size() > 1) contents += ',';
    model::service_list_item(*service, lookup).append_to(contents);
  }
  contents += ']';
  std::string text;
  JsonWriter json(text);
  json.begin_object().member("total_items", std::uint64_t{ids.size()}).member("total_pages", std::uint64_t{pages});
  json.member("page_number", page.page).member("size", std::uint64_t{end - begin});
  json.member("first_page", page.page == 1).member("last_page", static_cast<std::size_t>(page.page) >= pages);
  json.member("empty", begin == end).key("contents").raw(contents).end_object();
  http::HttpResponse response = http::HttpResponse::json(std::move(text));
  reader.mark_ignored(response);
  return response;
}

http::HttpResponse HsdsService::operator()(const http::HttpRequest& request) const {
  const std::string_view text = request.path_parameters["id"];
  const auto id = parse_uuid(text);
  if (!id) return no_such(request, text);
  const auto snapshot = engine.snapshot();
  directory::RecordReader records = snapshot->records();
  const auto* service = records.get<model::Service>(model::RecordKind::service, *id);
  if (service == nullptr) return no_such(request, text);
  return http::HttpResponse::json(model::full_service(*service, records.lookup()));
}

}  // namespace fingerpost::api
