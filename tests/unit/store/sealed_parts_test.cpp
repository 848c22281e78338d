#include "store/detail/sealed_parts.hpp"

#include <gtest/gtest.h>

#include "store/detail/content.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost::store {
namespace {

using model::RecordKind;

class SealedPartsTest : public testing::Test {
 protected:
  const test::TempFolder folder_;
  const SealingKey key_ = SealingKey::load_or_create(folder_ / "keys");
  const Uuid id_ = random_uuid();
};

TEST_F(SealedPartsTest, OpenOnlyForTheirRecord) {
  const std::string sealed = seal_parts({"rest", "whole \xc3\xa9", "row 7"}, RecordKind::location, id_, key_);
  const auto parts = open_sealed(sealed, RecordKind::location, id_, key_);
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->rest, "rest");
  EXPECT_EQ(parts->whole, "whole \xc3\xa9");
  EXPECT_EQ(parts->source_id, "row 7");
  EXPECT_FALSE(open_sealed(sealed, RecordKind::location, random_uuid(), key_));
  EXPECT_FALSE(open_sealed(sealed, RecordKind::service, id_, key_));
  EXPECT_FALSE(open_sealed(sealed, RecordKind::location, id_, SealingKey::load_or_create(folder_ / "other")));
  EXPECT_FALSE(open_sealed("", RecordKind::location, id_, key_));
}

TEST_F(SealedPartsTest, RawRowsAreKeptByteForByteUpToABound) {
  const model::RawRow raw{"id", "file.csv", 12, std::string("\n\0{\"a\":1}\r\n\xff", 13)};
  const auto opened = open_raw(seal_raw(raw, key_), key_);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->text, raw.text);
  EXPECT_EQ(opened->source_id, "id");
  EXPECT_EQ(opened->file, "file.csv");
  EXPECT_EQ(opened->line, 12u);
  const model::RawRow huge{"", "", 0, std::string(kMaxRawText + 5, 'x')};
  EXPECT_EQ(open_raw(seal_raw(huge, key_), key_)->text.size(), kMaxRawText);
}

TEST_F(SealedPartsTest, ARefusedRowIsNotARawRow) {
  const std::string sealed = seal_refused({model::Severity::warning, "code", "f", 1, "field", "value", "detail"},
                                          {"id", "f", 1, "text"}, key_);
  const auto opened = open_refused(sealed, key_);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->finding.severity, model::Severity::warning);
  EXPECT_EQ(opened->finding.detail, "detail");
  EXPECT_EQ(opened->raw.text, "text");
  EXPECT_FALSE(open_raw(sealed, key_));
}

TEST(SecretHash, DependsOnSecretUseAndText) {
  const Digest hash = secret_hash("secret", "use", "text");
  EXPECT_EQ(hash, secret_hash("secret", "use", "text"));
  EXPECT_NE(hash, secret_hash("other", "use", "text"));
  EXPECT_NE(hash, secret_hash("secret", "other", "text"));
  EXPECT_NE(hash, secret_hash("secret", "use", "other"));
}

TEST(Words, OfStatesAndActions) {
  EXPECT_EQ(to_string(RecordState::withdrawn), "withdrawn");
  EXPECT_EQ(to_string(RecordState::live), "live");
  EXPECT_EQ(to_string(Action::added), "added");
  EXPECT_EQ(to_string(Action::changed), "changed");
  EXPECT_EQ(to_string(Action::withdrawn), "withdrawn");
  EXPECT_EQ(to_string(Action::restored), "restored");
}

}  // namespace
}  // namespace fingerpost::store
