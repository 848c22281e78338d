#include "http/response.hpp"

#include <algorithm>
#include <cassert>

namespace fingerpost::http {
namespace {

void write_fault(JsonWriter& writer, const Problem& fault) {
  writer.begin_object();
  if (!fault.field.empty()) writer.member("field", fault.field);
  if (!fault.value.empty()) writer.member("value", fault.value);
  writer.member("code", kind_of(fault.code).slug).member("detail", fault.detail);
  if (!fault.suggestions.empty()) {
    writer.key("suggestions").begin_array();
    for (const std::string& suggestion : fault.suggestions) writer.value(suggestion);
    writer.end_array();
  }
  writer.end_object();
}

}  // namespace

HttpResponse HttpResponse::of(std::string_view content_type, std::string text, int status) {
  HttpResponse response;
  response.status = status;
  response.headers.add("Content-Type", std::string(content_type));
  response.body = std::move(text);
  return response;
}

HttpResponse HttpResponse::json(std::string text, int status) { return of(kJsonType, std::move(text), status); }

HttpResponse HttpResponse::json(const Json& value, int status) { return of(kJsonType, value.dump(), status); }

HttpResponse HttpResponse::plain(std::string text, int status) { return of(kTextType, std::move(text), status); }

HttpResponse HttpResponse::html(std::string text, int status) { return of(kHtmlType, std::move(text), status); }

HttpResponse HttpResponse::stream(std::string_view content_type, Producer producer) {
  HttpResponse response = of(content_type, {});
  response.producer = std::move(producer);
  return response;
}

HttpResponse HttpResponse::of_file(std::string_view content_type, FileBody file) {
  HttpResponse response = of(content_type, {});
  response.file = std::move(file);
  return response;
}

HttpResponse HttpResponse::no_content() {
  HttpResponse response;
  response.status = 204;
  return response;
}

HttpResponse HttpResponse::not_modified(std::string etag) {
  HttpResponse response;
  response.status = 304;
  response.headers.add("ETag", std::move(etag));
  return response;
}

HttpResponse HttpResponse::redirect(std::string location, int status) {
  HttpResponse response;
  response.status = status;
  response.headers.add("Location", std::move(location));
  return response;
}

int status_of(const Problems& problems) {
  assert(!problems.empty());
  const auto status = [](const Problem& fault) { return kind_of(fault.code).http_status; };
  const int first = status(problems.front());
  const auto is_400 = [&](const Problem& fault) { return status(fault) == 400; };
  return std::any_of(problems.begin(), problems.end(), is_400) ? 400 : first;
}

HttpResponse HttpResponse::problem(const Problems& problems, std::string_view request_id) {
  const int status = status_of(problems);
  const auto is_gravest = [&](const Problem& fault) { return kind_of(fault.code).http_status == status; };
  const Problem& gravest = *std::find_if(problems.begin(), problems.end(), is_gravest);
  const ProblemKind& kind = kind_of(gravest.code);
  std::string text;
  JsonWriter writer(text);
  writer.begin_object();
  writer.member("type", "/problems/" + std::string(kind.slug)).member("title", kind.title).member("status", status);
  writer.member("detail", gravest.detail);
  if (!request_id.empty())
    writer.member("instance", "urn:fingerpost:request:" + std::string(request_id)).member("request_id", request_id);
  writer.key("problems").begin_array();
  for (const Problem& fault : problems) write_fault(writer, fault);
  writer.end_array().end_object();
  return of(kProblemType, std::move(text), status);
}

}  // namespace fingerpost::http
