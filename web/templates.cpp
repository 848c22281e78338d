#include "web/detail/templates.hpp"

#include "base/failure.hpp"
#include "base/text.hpp"
#include "web/detail/embedded.hpp"

namespace fingerpost::web {
namespace {

constexpr int kDeepest = 4;
constexpr std::size_t kUsualPage = 48 * 1024;
/// Stands for a space of a template until the page is whole: the library makes a step of its own of every space.
constexpr char kSpace = '\x1f';
constexpr std::string_view kFolder = "templates/", kSuffix = ".mustache";

[[noreturn]] void refuse(std::string_view name, const std::string& why) {
  throw Failure("compiling the template " + std::string(name), why);
}

std::string source_of(std::string_view name) {
  return std::string(embedded_text(std::string(kFolder) + std::string(name) + std::string(kSuffix)));
}

/// `text` with every `open…close` replaced by what `make` gives for what stands between.
template <typename Make>
std::string replace_tags(std::string_view text, std::string_view open, std::string_view close, Make make) {
  std::string out;
  for (std::size_t at = 0;;) {
    const std::size_t begin = text.find(open, at);
    if (begin == std::string_view::npos) return out.append(text.substr(at));
    const std::size_t end = text.find(close, begin);
    if (end == std::string_view::npos) throw Failure("compiling a template", "a tag is not closed");
    out.append(text.substr(at, begin - at));
    out += make(text.substr(begin + open.size(), end - begin - open.size()));
    at = end + close.size();
  }
}

std::string with_includes(std::string_view name, int depth) {
  if (depth > kDeepest) refuse(name, "templates include each other");
  return replace_tags(source_of(name), "{{>", "}}",
                      [&](std::string_view included) { return with_includes(included, depth + 1); });
}

/// White space folded to one kSpace, outside tags; within them as it is.
std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool is_tag = false;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!is_space || is_tag)
      out += c;
    else if (!out.ends_with(kSpace))
      out += kSpace;
    if (out.ends_with("{{") || out.ends_with("}}")) is_tag = c == '{';
  }
  return out;
}

kainjow::mustache::mustache compile(std::string_view name, const Messages& messages) {
  const std::string whole = with_includes(name, 0);
  if (whole.find("{{{") != std::string::npos || whole.find("{{&") != std::string::npos)
    refuse(name, "it writes something unescaped");
  const std::string text =
      replace_tags(whole, "[[", "]]", [&](std::string_view key) { return escape_html(messages[key]); });
  kainjow::mustache::mustache compiled(folded(text));
  if (!compiled.is_valid()) refuse(name, compiled.error_message());
  compiled.set_custom_escape([](const std::string& plain) { return escape_html(plain); });
  return compiled;
}

}  // namespace

const Templates& Templates::in(Lang lang) {
  // Each when its first page is asked for: a few milliseconds then, and a server of programs alone never needs them.
  if (lang == Lang::cy) {
    static const Templates welsh(Lang::cy);
    return welsh;
  }
  static const Templates english(Lang::en);
  return english;
}

Templates::Templates(Lang lang) {
  const Messages& messages = Messages::in(lang);
  for (const EmbeddedFile& file : page_files()) {
    if (!file.name.starts_with(kFolder) || !file.name.ends_with(kSuffix)) continue;
    const std::string name(file.name.substr(kFolder.size(), file.name.size() - kFolder.size() - kSuffix.size()));
    if (!name.starts_with("_")) compiled_.emplace(name, compile(name, messages));
  }
}

std::string Templates::render_view(std::string_view name, PageView& view) const {
  const auto found = compiled_.find(name);
  if (found == compiled_.end()) refuse(name, "there is no such template");
  std::string page;
  page.reserve(kUsualPage);
  struct {
    std::string& page;
    auto& operator<<(const std::string& part) {
      page += part;
      return *this;
    }
  } written{page};
  found->second.render(view, written);
  for (std::size_t at = page.find(kSpace); at != std::string::npos; at = page.find(kSpace, at + 1)) page[at] = ' ';
  return page;
}

}  // namespace fingerpost::web
