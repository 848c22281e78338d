#include "exchange/detail/rule_table.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/text.hpp"

namespace fingerpost::exchange {
namespace {

constexpr std::size_t kMaxShownValue = 80;

struct TypeName {
  std::string_view name;
  RuleType type;
  std::string_view fault;  ///< when a value is not of it
};
constexpr std::array kTypes{
    TypeName{"text", RuleType::text, "not-text"},
    TypeName{"number", RuleType::number, "not-number"},
    TypeName{"uuid", RuleType::uuid, "not-uuid"},
    TypeName{"uri", RuleType::uri, "not-uri"},
    TypeName{"email", RuleType::email, "not-email"},
    TypeName{"date", RuleType::date, "not-date"},
    TypeName{"date-time", RuleType::date_time, "not-date-time"},
    TypeName{"byday", RuleType::byday, "not-byday"},
    TypeName{"absent", RuleType::absent, "must-be-absent"},
    TypeName{"choice", RuleType::choice, "not-one-of"},
    TypeName{"object", RuleType::object, "not-object"},
    TypeName{"list", RuleType::list, "not-list"},
};

std::string_view fault_name(RuleType type) { return kTypes[static_cast<std::size_t>(type)].fault; }

FieldRule rule_from(std::string_view word) {
  const std::size_t equals = word.find('=');
  assert(equals != std::string_view::npos && "a table of data/standards names a property without a type");
  FieldRule rule;
  std::string_view name = word.substr(0, equals), type = word.substr(equals + 1);
  rule.is_required = name.ends_with('!');
  if (rule.is_required) name.remove_suffix(1);
  rule.name = name;
  const auto inner = [&](std::size_t at_end) { return std::string(type.substr(1, type.size() - 1 - at_end)); };
  if (type.front() == '@') {
    rule.type = RuleType::choice;
    rule.target = inner(0);
  } else if (type.front() == '{' || type.front() == '[') {
    rule.type = type.front() == '{' ? RuleType::object : RuleType::list;
    rule.target = inner(1);
  } else {
    const auto found = std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeName& t) { return t.name == type; });
    assert(found != kTypes.end() && "a table of data/standards names a type that there is not");
    rule.type = found->type;
  }
  return rule;
}

bool is_alnum(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool is_of(RuleType type, std::string_view text) {
  switch (type) {
    case RuleType::uuid:
      return parse_uuid(text).has_value();
    case RuleType::uri:
      return is_absolute_uri(text);
    case RuleType::email:
      return is_plausible_email(text);
    case RuleType::date:
      return parse_day(text).has_value();
    case RuleType::date_time:
      return is_date_time(text);
    case RuleType::byday:
      return is_byday(text);
    default:
      return true;
  }
}

}  // namespace

bool is_absolute_uri(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon + 1 == text.size()) return false;
  const std::string_view scheme = text.substr(0, colon);
  const auto is_scheme = [](char c) { return is_alnum(c) || c == '+' || c == '-' || c == '.'; };
  if ((scheme.front() >= '0' && scheme.front() <= '9') || !std::all_of(scheme.begin(), scheme.end(), is_scheme))
    return false;
  if ((scheme == "http" || scheme == "https") && (!text.substr(colon).starts_with("://") || text.size() < colon + 4))
    return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    if (c <= ' ' || c == 0x7f || std::string_view("\"<>\\^`{|}").find(text[i]) != std::string_view::npos) return false;
    const auto is_hex = [&](std::size_t at) {
      return at < text.size() && std::string_view("0123456789abcdefABCDEF").find(text[at]) != std::string_view::npos;
    };
    if (c == '%' && (!is_hex(i + 1) || !is_hex(i + 2))) return false;
  }
  return true;
}

bool is_plausible_email(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
  const auto is_unfit = [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == ',' || c == ';' || c == '<' || c == '>';
  };
  return std::none_of(text.begin(), text.end(), is_unfit);
}

bool is_byday(std::string_view text) {
  constexpr std::array kDays{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
  for (std::string_view day : split(text, ',')) {
    if (day.starts_with('+') || day.starts_with('-')) day.remove_prefix(1);
    if (!day.empty() && day.front() >= '0' && day.front() <= '9') day.remove_prefix(1);
    if (std::find(kDays.begin(), kDays.end(), day) == kDays.end()) return false;
  }
  return true;
}

bool is_date_time(std::string_view text) { return text.size() > 10 && parse_rfc3339(text).has_value(); }

RuleTable::RuleTable(std::string_view text) {
  std::string line;
  const auto finish = [&] {
    if (line.starts_with('@')) {
      const std::size_t colon = line.find(':');
      for (const std::string_view value : split_list(std::string_view(line).substr(colon + 1), '|'))
        choices_[line.substr(1, colon - 1)].emplace_back(value);
    } else if (!line.empty() && line.front() != '#') {
      add_shape(line);
    }
    line.clear();
  };
  for (const std::string_view part : split(text, '\n')) {
    if (!part.starts_with(' ')) finish();
    line += part;
  }
  finish();
}

void RuleTable::add_shape(std::string_view line) {
  const std::size_t colon = line.find(':');
  auto& rules = shapes_[std::string(line.substr(0, colon))];
  for (const std::string_view word : split_list(line.substr(colon + 1), ' ')) rules.push_back(rule_from(word));
}

std::string RuleTable::choices(const std::string& name) const {
  const auto found = choices_.find(name);
  return found == choices_.end() ? std::string() : fmt::format("{}", fmt::join(found->second, ", "));
}

const FieldRule* RuleTable::find(const std::string& shape, std::string_view field) const {
  const auto found = shapes_.find(shape);
  if (found == shapes_.end()) return nullptr;
  const auto rule =
      std::find_if(found->second.begin(), found->second.end(), [&](const FieldRule& r) { return r.name == field; });
  return rule == found->second.end() ? nullptr : &*rule;
}

struct RuleTable::Judging {
  const std::function<void(const Breach&)>& tell;
};

/// Empty when the value is as the rule says.
std::string_view RuleTable::fault_of(const FieldRule& rule, const Json& value) const {
  const std::string_view fault = fault_name(rule.type);
  switch (rule.type) {
    case RuleType::absent:
      return fault;
    case RuleType::number:
      return value.is_number() ? std::string_view() : fault;
    case RuleType::object:
      return value.is_object() ? std::string_view() : fault;
    case RuleType::list:
      return value.is_array() ? std::string_view() : fault;
    case RuleType::choice: {
      const auto& values = choices_.at(rule.target);
      const bool is_known =
          value.is_string() && std::find(values.begin(), values.end(), value.string()) != values.end();
      return is_known ? std::string_view() : fault;
    }
    default:
      if (!value.is_string()) return "not-text";
      return is_of(rule.type, value.string()) ? std::string_view() : fault;
  }
}

void RuleTable::judge_field(const std::string& shape, const FieldRule& rule, const Json& value,
                            const std::string& pointer, Judging& judging) const {
  const std::string_view fault = fault_of(rule, value);
  if (!fault.empty()) {
    const bool is_null = value.is_null() && rule.type != RuleType::absent;
    judging.tell({pointer, shape + '.' + rule.name, is_null ? "null" : fault,
                  shorten(value.is_string() ? std::string(value.string()) : value.dump(), kMaxShownValue)});
    return;
  }
  if (rule.type == RuleType::object) return judge_object(rule.target, value, pointer, judging);
  if (rule.type != RuleType::list) return;
  for (std::size_t i = 0; i < value.elements().size(); ++i) {
    const std::string below = fmt::format("{}/{}", pointer, i);
    if (value.elements()[i].is_object())
      judge_object(rule.target, value.elements()[i], below, judging);
    else
      judging.tell({below, shape + '.' + rule.name, "not-object", shorten(value.elements()[i].dump(), kMaxShownValue)});
  }
}

/// Depth is bounded by what parse_json lets through.
void RuleTable::judge_object(const std::string& shape, const Json& value, std::string pointer, Judging& judging) const {
  // "service_item" is a service to whoever reads the report.
  const std::string shown =
      shape.substr(0, std::min(shape.find("_item"), std::min(shape.find("_of_place"), shape.find("_whole"))));
  for (const FieldRule& rule : shapes_.at(shape)) {
    const Json* found = value.find(rule.name);
    if (found != nullptr)
      judge_field(shown, rule, *found, pointer + '/' + rule.name, judging);
    else if (rule.is_required)
      judging.tell({pointer + '/' + rule.name, shown + '.' + rule.name, "missing", {}});
  }
}

void RuleTable::judge(const std::string& shape, const Json& value,
                      const std::function<void(const Breach&)>& tell) const {
  Judging judging{tell};
  if (!value.is_object()) {
    tell({"", shape, "not-object", shorten(value.dump(), kMaxShownValue)});
    return;
  }
  judge_object(shape, value, "", judging);
}

}  // namespace fingerpost::exchange
