#include "api/endpoints/docs.hpp"

#include <array>

#include "api/docs.hpp"
#include "base/problem.hpp"

namespace fingerpost::api {
namespace {

/// Nothing but our own files; the viewer places its parts by style attributes and draws arrows from data: addresses.
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src "
    "'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// The viewer's files change only with the program; a day spares most readers the megabyte.
constexpr const char* kKeepFor = "public, max-age=86400";

struct Type {
  std::string_view ending, type;
};
constexpr std::array kTypes{Type{".html", "text/html; charset=utf-8"}, Type{".js", "text/javascript; charset=utf-8"},
                            Type{".css", "text/css; charset=utf-8"}, Type{".png", "image/png"}};

std::string_view type_of(std::string_view name) {
  for (const Type& type : kTypes)
    if (name.ends_with(type.ending)) return type.type;
  return http::kTextType;
}

const EmbeddedFile* find(std::string_view name) {
  for (const auto files : {docs_pages(), docs_viewer()})
    for (const EmbeddedFile& file : files)
      if (file.name == name) return &file;
  return nullptr;
}

http::HttpResponse serve(const EmbeddedFile& file) {
  http::HttpResponse response = http::HttpResponse::of(type_of(file.name), std::string(file.bytes));
  response.headers.add("Content-Security-Policy", kPolicy);
  response.headers.add("X-Frame-Options", "DENY");
  return response;
}

}  // namespace

http::HttpResponse DocsPage::operator()(const http::HttpRequest&) const { return serve(*find("index.html")); }

http::HttpResponse DocsFile::operator()(const http::HttpRequest& request) const {
  const std::string_view name = request.path_parameters["file"];
  const EmbeddedFile* file = find(name);
  if (file == nullptr)
    return http::HttpResponse::problem(
        problem(ProblemCode::not_found, "file", name, "The page at /api/docs has no such file."), request.request_id);
  http::HttpResponse response = serve(*file);
  response.headers.add("Cache-Control", kKeepFor);
  return response;
}

}  // namespace fingerpost::api
