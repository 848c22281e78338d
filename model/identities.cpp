#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "model/reading.hpp"

namespace fingerpost::model {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// The scheme's own name, from org-id prefixes and from what people write; empty for others.
std::string_view known_scheme(std::string_view scheme, std::string_view type) {
  for (const std::string_view given : {scheme, type}) {
    const std::string name = fold(trim(given));
    if (name == "gb-chc" || name == "charity" || name == "charity number" || name == "charity commission" ||
        name == "charity commission for england and wales" || name == "registered charity" || name == "charity no")
      return "GB-CHC";
    if (name == "gb-sc" || name == "oscr") return "GB-SC";
    if (name == "gb-nic") return "GB-NIC";
    if (name == "gb-coh" || name == "company" || name == "company number" || name == "companies house" ||
        name == "company no")
      return "GB-COH";
    if (name == "uprn" || name == "gb-uprn") return "UPRN";
  }
  return {};
}

std::string without_zeros(std::string digits) {
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  return digits;
}

/// Charity Commission: up to seven digits, a subsidiary's "-1" left away from 0.
std::string charity_number(std::string text) {
  if (const std::size_t dash = text.find('-'); dash != std::string::npos && all_digits(text.substr(dash + 1)))
    if (const std::string part = without_zeros(text.substr(dash + 1)); part.empty()) text.resize(dash);
  const std::string main = text.substr(0, text.find('-'));
  const std::string digits = all_digits(main) ? without_zeros(main) : std::string();
  if (digits.size() < 5 || digits.size() > 7) return {};
  return digits + (text.size() > main.size() ? text.substr(main.size()) : "");
}

/// Companies House: eight characters, numbers padded with zeros, two letters of a register in front of six digits.
std::string company_number(const std::string& text) {
  if (all_digits(text) && text.size() <= 8 && text.size() >= 5) {
    const std::string padded = std::string(8 - text.size(), '0') + text;
    return padded == "00000000" ? std::string() : padded;
  }
  const bool register_letters =
      text.size() == 8 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
  return register_letters && all_digits(text.substr(2)) ? text : std::string();
}

std::string normal_form(std::string_view scheme, std::string_view given) {
  std::string text = ascii_upper(given);
  std::erase_if(text, [](char c) { return c == ' ' || c == '.' || c == '/'; });
  const std::string prefix = std::string(scheme) + '-';
  if (text.starts_with(prefix)) text.erase(0, prefix.size());
  if (scheme == "GB-CHC") return charity_number(std::move(text));
  if (scheme == "GB-COH") return company_number(text);
  if (scheme == "GB-SC") return text.size() == 8 && text.starts_with("SC") && all_digits(text.substr(2)) ? text : "";
  if (scheme == "GB-NIC") return all_digits(text) && text.size() == 6 ? text : "";
  const std::string uprn = all_digits(text) ? without_zeros(text) : std::string();
  return uprn.size() <= 12 ? uprn : std::string();
}

void add(std::vector<Identity>& all, std::string_view scheme, std::string_view value) {
  if (scheme.empty()) return;
  Identity identity{std::string(scheme), normal_form(scheme, trim(value))};
  if (!identity.value.empty() && std::ranges::find(all, identity) == all.end()) all.push_back(std::move(identity));
}

}  // namespace

std::vector<Identity> identities_of(const Record& record) {
  std::vector<Identity> all;
  if (const auto* organization = std::get_if<Organization>(&record))
    for (const OrganizationIdentifier& identifier : organization->organization_identifiers)
      add(all, known_scheme(identifier.identifier_scheme, identifier.identifier_type), identifier.identifier);
  if (const auto* location = std::get_if<Location>(&record))
    if (known_scheme(location->external_identifier_type, {}) == "UPRN") add(all, "UPRN", location->external_identifier);
  return all;
}

}  // namespace fingerpost::model
