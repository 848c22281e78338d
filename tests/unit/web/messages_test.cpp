#include "web/messages.hpp"

#include <gtest/gtest.h>
#include <set>

#include "base/failure.hpp"
#include "web/detail/embedded.hpp"
#include "web/detail/templates.hpp"

namespace fingerpost::web {
namespace {

std::string base_key(const std::string& key) { return key.substr(0, key.find('#')); }

TEST(Messages, BothLanguagesSayTheSameThings) {
  for (const auto& [from, to] : {std::pair{Lang::en, Lang::cy}, {Lang::cy, Lang::en}})
    for (const auto& [key, text] : Messages::in(from).all()) {
      const bool is_plural = key.find('#') != std::string::npos;
      EXPECT_NE(Messages::in(to).find(is_plural ? base_key(key) + "#other" : key), nullptr) << key;
    }
}

TEST(Messages, WelshHasEveryPluralForm) {
  const Messages& welsh = Messages::in(Lang::cy);
  for (const auto& [key, text] : welsh.all()) {
    if (!key.ends_with("#other")) continue;
    for (const char* form : {"#zero", "#one", "#two", "#few", "#many"})
      EXPECT_NE(welsh.find(base_key(key) + form), nullptr) << key << form;
  }
}

TEST(Messages, PlaceholdersAreTheSameInBoth) {
  const auto placeholders = [](const std::string& text) {
    std::set<std::string> names;
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1))
      names.insert(text.substr(at, text.find('}', at) - at + 1));
    return names;
  };
  for (const auto& [key, text] : Messages::in(Lang::en).all()) {
    const std::string* welsh = Messages::in(Lang::cy).find(key);
    if (welsh != nullptr && !key.ends_with("#one")) {
      EXPECT_EQ(placeholders(text), placeholders(*welsh)) << key;
    }
  }
}

TEST(Messages, CountsByTheLanguagesOwnRules) {
  EXPECT_EQ(Messages::in(Lang::en).counted("distance.miles", 1), "1 mile");
  EXPECT_EQ(Messages::in(Lang::en).counted("distance.miles", 0), "0 miles");
  EXPECT_EQ(Messages::in(Lang::cy).counted("distance.miles", 2), "2 filltir");
  EXPECT_EQ(Messages::in(Lang::cy).counted("distance.miles", 3), "3 milltir");
  EXPECT_EQ(plural_category(Lang::cy, 6), "many");
  EXPECT_EQ(plural_category(Lang::cy, 7), "other");
}

TEST(Messages, ValuesAreNotReadAsPlaceholders) {
  const Messages messages(Lang::en, R"({"a":"{x} and {y}"})");
  EXPECT_EQ(messages.with("a", {{"x", "{y}"}, {"y", "two"}}), "{y} and two");
}

TEST(Messages, AFileThatIsNoneIsAFailure) { EXPECT_THROW(Messages(Lang::en, "["), Failure); }

TEST(Templates, NoneWritesUnescapedAndAllCompile) {
  for (const EmbeddedFile& file : page_files()) {
    EXPECT_EQ(file.bytes.find("{{{"), std::string_view::npos) << file.name;
    EXPECT_EQ(file.bytes.find("{{&"), std::string_view::npos) << file.name;
    EXPECT_EQ(file.bytes.find(" style="), std::string_view::npos) << file.name;
    EXPECT_EQ(file.bytes.find("<script>"), std::string_view::npos) << file.name;
  }
  EXPECT_NO_THROW(Templates::in(Lang::en));
  EXPECT_NO_THROW(Templates::in(Lang::cy));
}

}  // namespace
}  // namespace fingerpost::web
