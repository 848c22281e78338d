#include "web/messages.hpp"

#include <cassert>

#include "base/failure.hpp"
#include "base/json.hpp"
#include "web/detail/embedded.hpp"

namespace fingerpost::web {

std::string_view code_of(Lang lang) { return lang == Lang::cy ? "cy" : "en"; }

std::string_view plural_category(Lang lang, std::uint64_t count) {
  if (count == 1) return "one";
  if (lang == Lang::en) return "other";
  switch (count) {
    case 0:
      return "zero";
    case 2:
      return "two";
    case 3:
      return "few";
    case 6:
      return "many";
    default:
      return "other";
  }
}

const Messages& Messages::in(Lang lang) {
  static const Messages kEnglish(Lang::en, embedded_text("messages/en.json"));
  static const Messages kWelsh(Lang::cy, embedded_text("messages/cy.json"));
  return lang == Lang::cy ? kWelsh : kEnglish;
}

Messages::Messages(Lang lang, std::string_view json) : lang_(lang) {
  const auto parsed = parse_json(json);
  if (!parsed) throw Failure("reading the messages", to_text(parsed.error()));
  for (const Json::Member& member : parsed->members()) {
    if (member.value.is_string()) texts_.emplace(member.key, member.value.string());
    for (const Json::Member& form : member.value.members())
      texts_.emplace(member.key + "#" + form.key, form.value.string());
  }
}

const std::string* Messages::find(std::string_view key) const {
  const auto found = texts_.find(key);
  return found == texts_.end() ? nullptr : &found->second;
}

const std::string& Messages::operator[](std::string_view key) const {
  if (const std::string* text = find(key)) return *text;
  assert(!"a message that messages/*.json does not have");
  static thread_local std::string missing;
  missing = key;
  return missing;
}

namespace {

/// Replaces each {name} in one pass, so that a value with braces in it stays as it is.
std::string filled_in(std::string_view text, std::string_view number, Messages::Arguments arguments) {
  std::string filled;
  filled.reserve(text.size() + 32);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text[at] == '{' ? text.find('}', at) : std::string_view::npos;
    if (end == std::string_view::npos) {
      filled += text[at++];
      continue;
    }
    const std::string_view name = text.substr(at + 1, end - at - 1);
    if (name == "n") filled += number;
    for (const auto& [key, value] : arguments)
      if (key == name) filled += value;
    at = end + 1;
  }
  return filled;
}

}  // namespace

std::string Messages::with(std::string_view key, Arguments arguments) const {
  return filled_in((*this)[key], {}, arguments);
}

std::string Messages::counted(std::string_view key, std::uint64_t count, Arguments arguments) const {
  const std::string form = std::string(key) + "#" + std::string(plural_category(lang_, count));
  const std::string* text = find(form);
  if (text == nullptr) text = &(*this)[std::string(key) + "#other"];
  const std::string number = std::to_string(count);
  return filled_in(*text, number, arguments);
}

}  // namespace fingerpost::web
