#include "http/parameters.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.hpp"
#include "http/percent.hpp"

namespace fingerpost::http {
namespace {

std::string sentence_of(ValueFault fault, std::string_view name) {
  switch (fault) {
    case ValueFault::bad_escape:
      return fmt::format("{} holds a '%' that two hexadecimal digits do not follow; write a plain '%' as %25.", name);
    case ValueFault::not_utf8:
      return fmt::format("{} is not valid UTF-8.", name);
    case ValueFault::control_character:
      return fmt::format("{} holds a control character.", name);
    case ValueFault::none:
      break;
  }
  return {};
}

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, ", ")); }

}  // namespace

ParameterReader::ParameterReader(const Parameters& parameters) : parameters_(parameters) {
  if (parameters.truncated())
    reject(ProblemCode::out_of_range, "", "", fmt::format("At most {} parameters are read.", kMaxParameters));
}

void ParameterReader::reject(ProblemCode code, std::string_view name, std::string_view value, std::string detail,
                             std::vector<std::string> suggestions) {
  append(problems_, problem(code, name, value, std::move(detail), std::move(suggestions)));
}

bool ParameterReader::sound(const Parameter& parameter) {
  if (parameter.fault == ValueFault::none) return true;
  const auto code =
      parameter.fault == ValueFault::bad_escape ? ProblemCode::malformed_parameter : ProblemCode::invalid_text;
  reject(code, parameter.name, parameter.value, sentence_of(parameter.fault, parameter.name));
  return false;
}

const Parameter* ParameterReader::single(std::string_view name) {
  read_.emplace_back(name);
  const Parameter* found = nullptr;
  for (const Parameter& parameter : parameters_) {
    if (parameter.name != name) continue;
    if (found != nullptr) {
      reject(ProblemCode::malformed_parameter, name, parameter.value, fmt::format("{} may be given only once.", name));
      return nullptr;
    }
    found = &parameter;
  }
  if (found == nullptr || !sound(*found) || trim(found->value).empty()) return nullptr;
  return found;
}

std::optional<std::string> ParameterReader::text(std::string_view name, std::size_t max_bytes) {
  const Parameter* parameter = single(name);
  if (parameter == nullptr) return std::nullopt;
  const std::string_view value = trim(parameter->value);
  if (value.size() <= max_bytes) return std::string(value);
  reject(ProblemCode::out_of_range, name, value,
         fmt::format("{} is {} bytes long; at most {} are read.", name, value.size(), max_bytes));
  return std::nullopt;
}

std::string ParameterReader::required_text(std::string_view name, std::size_t max_bytes) {
  const std::size_t before = problems_.size();
  auto value = text(name, max_bytes);
  if (!value && problems_.size() == before)
    reject(ProblemCode::missing_parameter, name, "", fmt::format("{} is needed.", name));
  return value.value_or(std::string());
}

std::optional<std::int64_t> ParameterReader::integer(std::string_view name, std::int64_t minimum,
                                                     std::int64_t maximum) {
  const Parameter* parameter = single(name);
  if (parameter == nullptr) return std::nullopt;
  const auto value = parse_integer(trim(parameter->value));
  if (!value)
    reject(ProblemCode::malformed_parameter, name, parameter->value, fmt::format("{} must be a whole number.", name));
  else if (*value < minimum || *value > maximum)
    reject(ProblemCode::out_of_range, name, parameter->value,
           fmt::format("{} must be between {} and {}.", name, minimum, maximum));
  else
    return *value;
  return std::nullopt;
}

std::int64_t ParameterReader::integer(std::string_view name, std::int64_t fallback, std::int64_t minimum,
                                      std::int64_t maximum) {
  return integer(name, minimum, maximum).value_or(fallback);
}

std::optional<double> ParameterReader::number(std::string_view name, double minimum, double maximum) {
  const Parameter* parameter = single(name);
  if (parameter == nullptr) return std::nullopt;
  const auto value = parse_number(trim(parameter->value));
  if (!value)
    reject(ProblemCode::malformed_parameter, name, parameter->value, fmt::format("{} must be a number.", name));
  else if (*value < minimum || *value > maximum)
    reject(ProblemCode::out_of_range, name, parameter->value,
           fmt::format("{} must be between {} and {}.", name, minimum, maximum));
  else
    return *value;
  return std::nullopt;
}

std::optional<bool> ParameterReader::flag(std::string_view name) {
  const Parameter* parameter = single(name);
  if (parameter == nullptr) return std::nullopt;
  const std::string value = ascii_lower(trim(parameter->value));
  if (value == "true" || value == "1" || value == "yes" || value == "on") return true;
  if (value == "false" || value == "0" || value == "no" || value == "off") return false;
  reject(ProblemCode::malformed_parameter, name, parameter->value, fmt::format("{} must be true or false.", name),
         {"true", "false"});
  return std::nullopt;
}

std::vector<std::string> ParameterReader::list(std::string_view name, std::size_t max_items, std::size_t max_bytes) {
  read_.emplace_back(name);
  std::vector<std::string> items;
  for (const Parameter& parameter : parameters_) {
    if (parameter.name != name || !sound(parameter)) continue;
    for (const std::string_view item : split_list(parameter.value)) {
      if (item.size() > max_bytes) {
        reject(ProblemCode::out_of_range, name, item,
               fmt::format("An element of {} is {} bytes long; at most {} are read.", name, item.size(), max_bytes));
      } else if (items.size() == max_items) {
        reject(ProblemCode::out_of_range, name, "", fmt::format("{} takes at most {} elements.", name, max_items));
        return items;
      } else {
        items.emplace_back(item);
      }
    }
  }
  return items;
}

void ParameterReader::reject_unknown(std::string_view name, std::string_view value, std::vector<std::string> known) {
  std::string detail = fmt::format("{} must be one of {}.", name, joined(known));
  reject(ProblemCode::unknown_value, name, value, std::move(detail), std::move(known));
}

void ParameterReader::take(std::string_view name, std::string_view value, Problems problems) {
  for (Problem& fault : problems) {
    fault.field = name;
    if (fault.value.empty()) fault.value = shorten(value, kMaxProblemValue);
  }
  append(problems_, std::move(problems));
}

std::vector<std::string> ParameterReader::ignored() const {
  std::vector<std::string> names;
  for (const Parameter& parameter : parameters_) {
    const auto is_this = [&](const std::string& name) { return name == parameter.name; };
    if (std::none_of(read_.begin(), read_.end(), is_this) && std::none_of(names.begin(), names.end(), is_this))
      names.push_back(parameter.name);
  }
  return names;
}

void ParameterReader::mark_ignored(HttpResponse& response) const {
  std::vector<std::string> names = ignored();
  if (names.empty()) return;
  if (names.size() > kMaxIgnoredNames) names.resize(kMaxIgnoredNames);
  for (std::string& name : names) name = percent_encode(std::string_view(name).substr(0, kMaxIgnoredNameBytes));
  response.headers.set("Fingerpost-Ignored", joined(names));
}

}  // namespace fingerpost::http
