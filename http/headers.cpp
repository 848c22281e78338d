#include "http/headers.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace fingerpost::http {

void Headers::set(std::string_view name, std::string value) {
  remove(name);
  add(std::string(name), std::move(value));
}

void Headers::set_default(std::string_view name, std::string_view value) {
  if (!has(name)) add(std::string(name), std::string(value));
}

void Headers::remove(std::string_view name) {
  std::erase_if(fields_, [&](const Field& field) { return equals_ignoring_case(field.name, name); });
}

std::optional<std::string_view> Headers::first(std::string_view name) const {
  for (const Field& field : fields_)
    if (equals_ignoring_case(field.name, name)) return field.value;
  return std::nullopt;
}

std::vector<std::string_view> Headers::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const Field& field : fields_)
    if (equals_ignoring_case(field.name, name)) values.push_back(field.value);
  return values;
}

bool Headers::has_token(std::string_view name, std::string_view token) const {
  for (const Field& field : fields_) {
    if (!equals_ignoring_case(field.name, name)) continue;
    for (const std::string_view element : split_list(field.value))
      if (equals_ignoring_case(element, token)) return true;
  }
  return false;
}

}  // namespace fingerpost::http
