#include "model/taxonomy_tree.hpp"

#include <gtest/gtest.h>

#include "model/reading.hpp"

namespace fingerpost::model {
namespace {

TaxonomyTerm term(std::string taxonomy, std::string code, std::string parent = {}) {
  TaxonomyTerm made;
  made.id = own_term_id(taxonomy, code);
  made.name = "The " + code;
  made.parent_id = parent.empty() ? Uuid{} : own_term_id(taxonomy, parent);
  made.code = std::move(code);
  made.taxonomy = std::move(taxonomy);
  return made;
}

std::vector<std::string> codes(const std::vector<const TaxonomyTerm*>& terms) {
  std::vector<std::string> all;
  for (const TaxonomyTerm* t : terms) all.push_back(t->code);
  std::sort(all.begin(), all.end());
  return all;
}

using Codes = std::vector<std::string>;

TaxonomyTree tree() {
  TaxonomyTerm welsh = term("needs", "food");
  welsh.name = "Food";
  welsh.extra.set("name_cy", "Bwyd");
  return TaxonomyTree({welsh, term("needs", "food-bank", "food"), term("needs", "hot-meals", "food"),
                       term("needs", "soup", "hot-meals"), term("needs", "money"), term("other", "money")});
}

TEST(TaxonomyTree, FindsByIdCodeAndName) {
  const TaxonomyTree all = tree();
  EXPECT_EQ(all.by_id(own_term_id("needs", "soup"))->code, "soup");
  EXPECT_EQ(all.by_code("needs", "soup")->code, "soup");
  EXPECT_EQ(all.by_code("other", "soup"), nullptr);
  EXPECT_EQ(all.by_name("needs", " FOOD ")->code, "food");
  EXPECT_EQ(all.by_name("needs", "bwyd")->code, "food");
  EXPECT_EQ(all.by_name("needs", "bread"), nullptr);
  EXPECT_EQ(all.find("money")->taxonomy, "needs");
  EXPECT_EQ(all.find(to_string(own_term_id("other", "money")))->taxonomy, "other");
  EXPECT_EQ(all.find("mon"), nullptr);
  EXPECT_EQ(all.find(""), nullptr);
}

TEST(TaxonomyTree, OurOwnNeedsComeFirst) {
  const TaxonomyTree all({term("a-list", "food"), term(std::string(taxonomy_name::needs), "food")});
  EXPECT_EQ(all.find("food")->taxonomy, taxonomy_name::needs);
}

TEST(TaxonomyTree, WalksUpAndDown) {
  const TaxonomyTree all = tree();
  const auto path = all.path(own_term_id("needs", "soup"));
  ASSERT_EQ(path.size(), 3u);
  EXPECT_EQ(path.front()->code, "soup");
  EXPECT_EQ(path.back()->code, "food") << "root last";
  EXPECT_EQ(codes(all.descendants(own_term_id("needs", "food"))), (Codes{"food", "food-bank", "hot-meals", "soup"}));
  EXPECT_EQ(codes(all.children(own_term_id("needs", "food"))), (Codes{"food-bank", "hot-meals"}));
  EXPECT_EQ(codes(all.roots("needs")), (Codes{"food", "money"}));
  EXPECT_TRUE(all.descendants(own_term_id("needs", "none")).empty());
}

TEST(TaxonomyTree, ACycleEnds) {
  const TaxonomyTree all({term("needs", "a", "b"), term("needs", "b", "a"), term("needs", "self", "self")});
  EXPECT_EQ(all.path(own_term_id("needs", "a")).size(), 2u);
  EXPECT_EQ(all.descendants(own_term_id("needs", "a")).size(), 2u);
  EXPECT_EQ(all.path(own_term_id("needs", "self")).size(), 1u);
}

TEST(TaxonomyTree, AnUnknownParentMakesARoot) {
  const TaxonomyTree all({term("needs", "orphan", "nobody")});
  EXPECT_EQ(codes(all.roots("needs")), Codes{"orphan"});
}

}  // namespace
}  // namespace fingerpost::model
