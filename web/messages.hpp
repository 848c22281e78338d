#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace fingerpost::web {

enum class Lang : std::uint8_t { en, cy };

/// `en`, `cy`: the `lang` of HTML and the prefix of Welsh addresses.
std::string_view code_of(Lang lang);

/// Everything that pages say in one language, from messages/<lang>.json: key → text, or key → texts by plural category
/// (CLDR's; Welsh has zero, one, two, few, many, other). `{name}` stands for an argument. Immutable; any thread.
class Messages {
 public:
  using Arguments = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  /// The messages built into the program. Both files have the same keys (a test says so).
  static const Messages& in(Lang lang);
  /// Failure when `json` is not a messages file.
  Messages(Lang lang, std::string_view json);

  Lang lang() const { return lang_; }
  /// The text of a key. A key that is not there is a bug; its own name is shown then.
  const std::string& operator[](std::string_view key) const;
  std::string with(std::string_view key, Arguments arguments) const;
  /// The form for `count`, with {n} as that number and other arguments filled in.
  std::string counted(std::string_view key, std::uint64_t count, Arguments arguments = {}) const;
  /// nullptr when there is no such key: for texts chosen by a code that data may widen.
  const std::string* find(std::string_view key) const;

  const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }

 private:
  Lang lang_;
  std::map<std::string, std::string, std::less<>> texts_;  ///< plural forms under `key#category`
};

/// CLDR's plural category of a whole number.
std::string_view plural_category(Lang lang, std::uint64_t count);

}  // namespace fingerpost::web
