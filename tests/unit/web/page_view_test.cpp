#include "web/detail/page_view.hpp"

#include <gtest/gtest.h>

namespace fingerpost::web {
namespace {

struct Leaf {
  std::string name, note;
  std::vector<std::string> lines;

  template <typename V>
  void fields(V& visit) const {
    visit("name", name);
    visit("note", note);
    visit("lines", lines);
  }
};

struct Root {
  std::string name = "root", note = "seen <from> within";
  bool is_open = true;
  Leaf one{"one", "", {}};
  std::optional<Leaf> perhaps;
  std::vector<Leaf> leaves, none;

  template <typename V>
  void fields(V& visit) const {
    visit("name", name);
    visit("note", note);
    visit("title", name);
    visit("is_open", is_open);
    visit("is_shut", !is_open);
    visit("one", one);
    visit("perhaps", perhaps);
    visit("leaves", leaves);
    visit("none", none);
  }
};

std::string shown(const std::string& text, const Root& root) {
  kainjow::mustache::mustache compiled(text);
  EXPECT_TRUE(compiled.is_valid()) << compiled.error_message();
  PageView view(root);
  return compiled.render(view);
}

Root root_with_leaves() {
  Root root;
  root.leaves = {{"a", "", {"x", "y"}}, {"b", "noted", {}}};
  return root;
}

TEST(PageView, TextsAreEscapedAndUnknownNamesAreNothing) {
  EXPECT_EQ(shown("{{name}}:{{note}}:{{nothing}}:{{nam}}:{{names}}", {}), "root:seen &lt;from&gt; within:::");
}

TEST(PageView, FlagsAndTextsOpenSections) {
  EXPECT_EQ(shown("{{#is_open}}1{{/is_open}}{{^is_open}}2{{/is_open}}{{#is_shut}}3{{/is_shut}}{{^is_shut}}4{{/is_shut}}"
                  "{{#name}}5{{name}}{{title}}{{/name}}{{^name}}6{{/name}}",
                  {}),
            "145rootroot");
}

TEST(PageView, AStructIsEnteredOnceAndItsEmptyTextsHideTheOuterOnes) {
  EXPECT_EQ(shown("{{#one}}{{name}}/{{note}}/{{title}}{{/one}}{{^one}}none{{/one}}", {}), "one//root");
  EXPECT_EQ(shown("{{#perhaps}}{{name}}{{/perhaps}}{{^perhaps}}none{{/perhaps}}", {}), "none");
  Root root;
  root.perhaps = Leaf{"there", "", {}};
  EXPECT_EQ(shown("{{#perhaps}}{{name}}{{/perhaps}}{{^perhaps}}none{{/perhaps}}", root), "there");
}

TEST(PageView, ListsAreWalkedInOrderWithinEachOtherAndTwice) {
  EXPECT_EQ(
      shown("{{#leaves}}[{{name}}{{#has_lines}}:{{#lines}}({{.}}{{name}}){{/lines}}{{/has_lines}}{{#note}}!{{note}}"
            "{{/note}}{{title}}]{{/leaves}}{{#leaves}}{{name}}{{/leaves}}{{name}}",
            root_with_leaves()),
      "[a:(xa)(ya)root][b!notedroot]abroot");
}

TEST(PageView, AnEmptyListIsFalseAndSaysThatItHasNothing) {
  EXPECT_EQ(shown("{{#none}}1{{/none}}{{^none}}2{{/none}}{{#has_none}}3{{/has_none}}{{^has_none}}4{{/has_none}}"
                  "{{#has_leaves}}5{{/has_leaves}}",
                  root_with_leaves()),
            "245");
}

}  // namespace
}  // namespace fingerpost::web
