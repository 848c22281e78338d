#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "geo/detail/name_key.hpp"
#include "geo/detail/resolver.hpp"

namespace fingerpost::geo::detail {
namespace {

constexpr std::array<std::string_view, 4> kLinkWords{"near", "nr", "in", "by"};

/// "Newport (Shropshire)" and "Newport, Shropshire": the pieces between commas and brackets.
std::vector<std::string> pieces_of(std::string_view text) {
  std::string plain(text);
  std::replace_if(
      plain.begin(), plain.end(), [](char c) { return c == '(' || c == ')' || c == ';'; }, ',');
  std::vector<std::string> pieces;
  for (const std::string_view piece : split_list(plain)) pieces.emplace_back(piece);
  return pieces;
}

/// The words from `from` on with spaces between, so that a postcode among them can still be read.
std::string words_from(const std::vector<std::string>& words, std::size_t from) {
  std::string text;
  for (std::size_t i = from; i < words.size(); ++i) text += (text.empty() ? "" : " ") + words[i];
  return text;
}

}  // namespace

std::vector<NameQuery> read_name(std::string_view text) {
  std::vector<NameQuery> queries;
  const auto pieces = pieces_of(text);
  if (pieces.empty()) return queries;
  queries.push_back({name_key(text), {}, Link::written});
  const std::vector<std::string> rest(pieces.begin() + 1, pieces.end());
  if (!rest.empty()) queries.push_back({name_key(pieces.front()), rest, Link::written});
  const auto words = name_words(pieces.front());
  const auto split_at = [&](std::size_t head, std::size_t tail, Link link) {
    NameQuery query{join_words(words, 0, head), {words_from(words, tail)}, link};
    query.qualifiers.insert(query.qualifiers.end(), rest.begin(), rest.end());
    queries.push_back(std::move(query));
  };
  for (std::size_t i = 1; i + 1 < words.size(); ++i)
    if (std::find(kLinkWords.begin(), kLinkWords.end(), words[i]) != kLinkWords.end())
      split_at(i, i + 1, Link::written);
  for (std::size_t i = words.size(); i-- > 1;) split_at(i, i, Link::guessed);
  return queries;
}

}  // namespace fingerpost::geo::detail
