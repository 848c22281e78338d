#include "web/pages/shell.hpp"

#include "http/percent.hpp"
#include "web/shortlist.hpp"

namespace fingerpost::web {
namespace {

/// The request's path and query again, encoded by us, with or without /cy in front.
std::string in_other_language(const PageContext& context) {
  std::string path;
  std::string_view rest = context.request.path;
  const bool is_welsh = context.messages.lang() == Lang::cy;
  if (is_welsh && rest.starts_with("/cy")) rest.remove_prefix(3);
  for (std::size_t at = 0; at < rest.size();) {
    const std::size_t end = std::min(rest.find('/', at + 1), rest.size());
    path += '/' + http::percent_encode(rest.substr(at + 1, end - at - 1));
    at = end;
  }
  if (!is_welsh) path = "/cy" + (path == "/" ? std::string() : path);
  if (path.empty()) path = "/";
  char separator = '?';
  if (context.request.method == http::Method::get || context.request.method == http::Method::head)
    for (const http::Parameter& parameter : context.request.query) {
      path += separator + http::percent_encode(parameter.name) + '=' + http::percent_encode(parameter.value);
      separator = '&';
    }
  return path;
}

}  // namespace

std::string origin_of(std::string_view address) {
  if (!address.starts_with("https://") && !address.starts_with("http://")) return {};
  const std::size_t end = address.find('/', address.find("//") + 2);
  return std::string(address.substr(0, end));
}

std::string PageContext::record_href(std::string_view kind, std::string_view id) const {
  const std::string_view folder = kind == "organization" ? "/organizations/"
                                  : kind == "building"   ? "/buildings/"
                                                         : "/services/";
  return base + std::string(folder) + std::string(id);
}

Shell shell_of(const PageContext& context, std::string title) {
  const Assets& assets = context.site.assets;
  const bool is_welsh = context.messages.lang() == Lang::cy;
  Shell shell;
  shell.lang = code_of(context.messages.lang());
  shell.base = context.base;
  shell.other_lang = is_welsh ? "en" : "cy";
  shell.other_href = in_other_language(context);
  shell.title = std::move(title);
  shell.site_name = context.site.settings.name;
  shell.style = assets["pages.css"].address;
  shell.script = assets["pages.js"].address;
  shell.icon = assets["icon.svg"].address;
  shell.exit_url = context.site.settings.exit_url;
  const std::size_t kept = read_shortlist(context.request.headers).size();
  if (kept > 0) shell.shortlist_count = std::to_string(kept);
  return shell;
}

}  // namespace fingerpost::web
