#pragma once

#include <map>
#include <string>
#include <string_view>

#include "web/detail/page_view.hpp"
#include "web/messages.hpp"

namespace fingerpost::web {

/// templates/*.mustache, compiled once for each language. Besides mustache's own tags a template has `[[key]]` for a
/// message without arguments; `{{>name}}` is put in place when it is compiled, and white space between tags is folded:
/// both cost nothing per page. Unescaped tags do not exist here: a template that has one is refused.
class Templates {
 public:
  /// Failure when a template is malformed, includes another too deeply, or wants to write unescaped.
  static const Templates& in(Lang lang);

  template <typename Page>
  std::string render(std::string_view name, const Page& page) const {
    PageView view(page);
    return render_view(name, view);
  }

 private:
  explicit Templates(Lang lang);
  std::string render_view(std::string_view name, PageView& view) const;

  /// Rendering changes nothing in a template without lambdas and partials, though the library does not call it const.
  mutable std::map<std::string, kainjow::mustache::mustache, std::less<>> compiled_;
};

}  // namespace fingerpost::web
