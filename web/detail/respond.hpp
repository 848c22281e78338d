#pragma once

#include "http/response.hpp"
#include "web/detail/templates.hpp"
#include "web/pages/shell.hpp"

namespace fingerpost::web {

/// What the browser may keep of a page.
enum class Keep : std::uint8_t {
  nothing,    ///< no cache, no copy for offline: what was typed, and pages about danger
  results,    ///< the script keeps the last one for offline
  visited,    ///< the script keeps the last few for offline
  shortlist,  ///< the script keeps it for offline
  open,       ///< says nothing about who looked: may be kept by anybody for a while
};

/// A page with the headers of every page: policy, no referrer, no frames, and what may be kept.
http::HttpResponse page_response(const PageContext& context, std::string html, Keep keep, int status = 200);

template <typename Page>
http::HttpResponse respond(const PageContext& context, std::string_view name, const Page& page, Keep keep,
                           int status = 200) {
  return page_response(context, Templates::in(context.messages.lang()).render(name, page), keep, status);
}

/// The content security policy: scripts, styles and requests from here alone, nothing inline, tiles from their origin.
std::string content_security_policy(const SiteSettings& settings);

/// A local page that a form may send people back to, made anew from its decoded parts; empty when `text` is not one of
/// our lists or records.
std::string way_back(std::string_view text);

}  // namespace fingerpost::web
