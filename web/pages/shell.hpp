#pragma once

#include <string>
#include <vector>

#include "http/request.hpp"
#include "web/site.hpp"

/// The page model: what each page shows, as plain values ready to be shown. Tests read these; templates print them.
namespace fingerpost::web {

/// A link as shown.
struct Link {
  std::string text, href;

  template <typename V>
  void fields(V& visit) const {
    visit("text", text);
    visit("href", href);
  }
};

/// What stands round every page.
struct Shell {
  std::string lang;        ///< `en`, `cy`
  std::string base;        ///< "" or "/cy": what addresses of this language begin with
  std::string other_lang;  ///< the language of `other_href`
  std::string other_href;  ///< this page in the other language
  std::string title;       ///< without the site's name
  std::string site_name;
  std::string style, script, icon;
  std::string exit_url;
  std::string shortlist_count;  ///< "3", empty for none
  bool is_indexed = false;      ///< whether search engines may list it
  bool has_map_script = false;
  std::string map_style, map_script;

  template <typename V>
  void fields(V& visit) const {
    visit("lang", lang);
    visit("base", base);
    visit("other_lang", other_lang);
    visit("other_href", other_href);
    visit("title", title);
    visit("site_name", site_name);
    visit("style", style);
    visit("script", script);
    visit("icon", icon);
    visit("exit_url", exit_url);
    visit("shortlist_count", shortlist_count);
    visit("is_indexed", is_indexed);
    visit("has_map_script", has_map_script);
    visit("map_style", map_style);
    visit("map_script", map_script);
  }
};

/// What a page is made with: the language, the request, the site.
struct PageContext {
  const Site& site;
  const Messages& messages;
  const http::HttpRequest& request;
  std::string base;  ///< "" or "/cy"

  PageContext(const Site& site_, Lang lang, const http::HttpRequest& request_)
      : site(site_), messages(Messages::in(lang)), request(request_), base(lang == Lang::cy ? "/cy" : "") {}

  std::string service_href(std::string_view id) const { return base + "/services/" + std::string(id); }
  /// The page of a record by its kind's name: services and roles, organizations, buildings.
  std::string record_href(std::string_view kind, std::string_view id) const;
};

/// The shell for a page with this title; the language switch leads to the same address and query.
Shell shell_of(const PageContext& context, std::string title);

}  // namespace fingerpost::web
