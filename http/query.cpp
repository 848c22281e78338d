#include "http/query.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "http/percent.hpp"

namespace fingerpost::http {
namespace {

/// Line breaks and tabs may come from a form's text area; other control characters come from no keyboard.
bool has_control_character(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f) return true;
  }
  return false;
}

std::string without_control_characters(std::string text) {
  for (char& c : text)
    if (has_control_character({&c, 1})) c = ' ';
  return text;
}

struct Decoded {
  std::string text;
  ValueFault fault = ValueFault::none;
};

Decoded decode(std::string_view raw) {
  auto text = percent_decode(raw, Plus::space);
  if (!text) return {without_control_characters(repair_utf8(raw)), ValueFault::bad_escape};
  if (!is_valid_utf8(*text)) return {without_control_characters(repair_utf8(*text)), ValueFault::not_utf8};
  if (has_control_character(*text))
    return {without_control_characters(std::move(*text)), ValueFault::control_character};
  return {std::move(*text), ValueFault::none};
}

}  // namespace

void Parameters::add(Parameter parameter) {
  if (all_.size() < kMaxParameters)
    all_.push_back(std::move(parameter));
  else
    truncated_ = true;
}

std::optional<std::string_view> Parameters::first(std::string_view name) const {
  for (const Parameter& parameter : all_)
    if (parameter.name == name) return parameter.value;
  return std::nullopt;
}

std::vector<std::string_view> Parameters::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const Parameter& parameter : all_)
    if (parameter.name == name) values.push_back(parameter.value);
  return values;
}

Parameters parse_query(std::string_view text) {
  Parameters parameters;
  while (!text.empty() && !parameters.truncated()) {
    const std::string_view piece = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(piece.size() + 1, text.size()));
    if (piece.empty()) continue;
    const std::size_t equals = piece.find('=');
    const std::string_view value = equals == std::string_view::npos ? std::string_view{} : piece.substr(equals + 1);
    Decoded name = decode(piece.substr(0, equals));
    Decoded decoded = decode(value);
    parameters.add({std::move(name.text), std::move(decoded.text), decoded.fault});
  }
  return parameters;
}

}  // namespace fingerpost::http
