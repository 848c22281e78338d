#include <algorithm>
#include <cctype>

#include "base/text.hpp"
#include "importers/detail/row_draft.hpp"

/// Short texts that people write for numbers and addresses. Whatever is not plain is left alone.
namespace fingerpost::importers {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// Every number in the text, in order.
std::vector<double> numbers_in(std::string_view text) {
  std::vector<double> numbers;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() &&
           (is_digit(text[end]) || (text[end] == '.' && end + 1 < text.size() && is_digit(text[end + 1]))))
      ++end;
    if (const auto number = parse_number(text.substr(at, end - at))) numbers.push_back(*number);
    at = end;
  }
  return numbers;
}

/// "8JB" and the like.
bool is_incode(std::string_view word) {
  return word.size() == 3 && is_digit(word[0]) && is_letter(word[1]) && is_letter(word[2]);
}

bool is_outcode(std::string_view word) {
  if (word.size() < 2 || word.size() > 4 || !is_letter(word[0])) return false;
  const std::size_t digits = is_letter(word[1]) ? 2 : 1;
  return word.size() > digits && is_digit(word[digits]) && word.size() <= digits + 2;
}

/// Cuts a postcode from the end of `text`.
std::string take_postcode(std::string_view& text) {
  const std::string_view line = trim(text);
  if (line.size() < 5 || !is_incode(line.substr(line.size() - 3))) return {};
  std::string_view front = trim(line.substr(0, line.size() - 3));
  std::size_t begin = front.size();
  while (begin > 0 && (is_letter(front[begin - 1]) || is_digit(front[begin - 1]))) --begin;
  const std::string_view outcode = front.substr(begin);
  if (!is_outcode(outcode)) return {};
  text = front.substr(0, begin);
  return ascii_upper(std::string(outcode) + " " + std::string(line.substr(line.size() - 3)));
}

}  // namespace

std::optional<double> amount_in(std::string_view text) {
  const std::string words = fold(trim(text));
  if (words == "free" || words == "free of charge" || words == "no charge" || words == "no cost" || words == "nil" ||
      words == "none" || words == "am ddim")
    return 0;
  if (const auto pound = text.find("£"); pound != std::string_view::npos) {
    const auto numbers = numbers_in(text.substr(pound));
    const bool once = text.find("£", pound + 1) == std::string_view::npos;
    return once && !numbers.empty() ? std::optional(numbers.front()) : std::nullopt;
  }
  return parse_number(trim(text));
}

std::optional<AgeRange> age_range_of(std::string_view text) {
  const std::string words = fold(trim(text));
  if (words == "all" || words == "all ages" || words == "any age" || words == "any") return AgeRange{};
  const auto numbers = numbers_in(words);
  for (const double number : numbers)
    if (number > 125) return std::nullopt;
  const auto has = [&](std::string_view word) { return words.find(word) != std::string::npos; };
  if (has("month") || has("week")) return std::nullopt;
  if (numbers.size() == 2 && numbers[0] <= numbers[1] && (has("-") || has("to") || has("and")))
    return AgeRange{numbers[0], numbers[1]};
  if (numbers.size() != 1) return std::nullopt;
  if (has("under") || has("up to") || has("below"))
    return AgeRange{std::nullopt, has("under") || has("below") ? numbers[0] - 1 : numbers[0]};
  if (has("+") || has("over") || has("above") || has("from") || has("plus")) return AgeRange{numbers[0], std::nullopt};
  return std::nullopt;
}

AddressParts split_address(std::string_view line) {
  AddressParts parts;
  std::string flat(line);
  std::replace(flat.begin(), flat.end(), '\n', ',');
  std::string_view rest = flat;
  for (std::string_view country : {"United Kingdom", "UK", "England", "Wales"}) {
    while (!rest.empty() && (rest.back() == ',' || rest.back() == ' ' || rest.back() == '.' || rest.back() == '\r'))
      rest.remove_suffix(1);
    if (rest.size() > country.size() && equals_ignoring_case(rest.substr(rest.size() - country.size()), country) &&
        !is_letter(rest[rest.size() - country.size() - 1]))
      rest.remove_suffix(country.size());
  }
  while (!rest.empty() && (rest.back() == ',' || rest.back() == ' ' || rest.back() == '.' || rest.back() == '\r'))
    rest.remove_suffix(1);
  parts.postal_code = take_postcode(rest);
  const auto pieces = split_list(rest, ',');
  if (pieces.empty()) return parts;
  parts.address_1 = collapse_spaces(pieces.front());
  if (pieces.size() > 1) parts.city = collapse_spaces(pieces.back());
  for (std::size_t i = 1; i + 1 < pieces.size(); ++i)
    parts.address_2 += (i > 1 ? ", " : "") + collapse_spaces(pieces[i]);
  return parts;
}

}  // namespace fingerpost::importers
