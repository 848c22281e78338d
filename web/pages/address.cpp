#include "web/pages/address.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "http/percent.hpp"

namespace fingerpost::web {

Address::Address(std::string path, const http::Parameters& query, const std::vector<std::string_view>& known)
    : path_(std::move(path)) {
  for (const http::Parameter& parameter : query)
    if (std::ranges::find(known, parameter.name) != known.end() && !trim(parameter.value).empty())
      parameters_.emplace_back(parameter.name, trim(parameter.value));
}

Address Address::without(std::string_view name) const {
  Address other = *this;
  std::erase_if(other.parameters_, [&](const auto& p) { return p.first == name || p.first == "page"; });
  return other;
}

Address Address::without(std::string_view name, std::string_view value) const {
  Address other = *this;
  for (auto& [key, text] : other.parameters_) {
    if (key != name) continue;
    std::string kept;
    for (const std::string_view item : split_list(text))
      if (item != value) kept += (kept.empty() ? "" : ",") + std::string(item);
    text = std::move(kept);
  }
  std::erase_if(other.parameters_, [](const auto& p) { return p.second.empty() || p.first == "page"; });
  return other;
}

Address Address::with(std::string_view name, std::string_view value) const {
  Address other = without(name);
  other.parameters_.emplace_back(name, value);
  return other;
}

Address Address::adding(std::string_view name, std::string_view value) const {
  if (has(name, value)) return *this;
  const std::string_view before = first(name);
  return with(name, before.empty() ? std::string(value) : std::string(before) + "," + std::string(value));
}

bool Address::has(std::string_view name, std::string_view value) const {
  return std::ranges::any_of(parameters_, [&](const auto& p) {
    const auto items = split_list(p.second);
    return p.first == name && std::ranges::find(items, value) != items.end();
  });
}

std::string_view Address::first(std::string_view name) const {
  for (const auto& [key, value] : parameters_)
    if (key == name) return value;
  return {};
}

std::string Address::href() const {
  std::string text = path_;
  char separator = '?';
  for (const auto& [name, value] : parameters_) {
    text += separator + http::percent_encode(name) + '=' + http::percent_encode(value);
    separator = '&';
  }
  return text;
}

}  // namespace fingerpost::web
