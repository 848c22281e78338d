#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/clock.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/id.hpp"
#include "base/seal.hpp"
#include "tests/support/temp_folder.hpp"

namespace fingerpost {
namespace {

TEST(Id, Uuid) {
  // RFC 9562 appendix A.4: the DNS namespace and "www.example.com".
  const Uuid dns = *parse_uuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
  EXPECT_EQ(to_string(uuid_v5(dns, "www.example.com")), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
  EXPECT_EQ(parse_uuid("6BA7B810-9dad-11d1-80b4-00c04fd430c8"), dns);
  for (const char* bad : {"", "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}", "6ba7b8109dad11d180b400c04fd430c8",
                          "6ba7b810-9dad-11d1-80b4-00c04fd430cg"})
    EXPECT_FALSE(parse_uuid(bad));
  EXPECT_NE(random_uuid(), random_uuid());
}

TEST(Clock, Rfc3339) {
  const auto time = parse_rfc3339("2026-11-21T10:30:00+01:00");
  ASSERT_TRUE(time);
  EXPECT_EQ(to_rfc3339(*time), "2026-11-21T09:30:00Z");
  EXPECT_EQ(to_rfc3339(*parse_rfc3339("2026-11-21")), "2026-11-21T00:00:00Z");
  for (const char* bad : {"", "2026-13-01", "2026-02-30", "2026-11-21T10:30", "2026-11-21T25:00:00Z"})
    EXPECT_FALSE(parse_rfc3339(bad)) << bad;
}

TEST(File, WritesAtomicallyAndLocks) {
  const test::TempFolder folder;
  write_file_atomically(folder / "a", "one");
  write_file_atomically(folder / "a", "two");
  EXPECT_EQ(read_file(folder / "a"), "two");
  EXPECT_EQ(MappedFile(folder / "a").bytes(), "two");
  EXPECT_FALSE(read_file_if_present(folder / "b"));
  const auto held = FileLock::try_acquire(folder / "lock");
  ASSERT_TRUE(held);
  EXPECT_FALSE(FileLock::try_acquire(folder / "lock"));
}

TEST(Seal, OpensOnlyWithKeyAndContext) {
  const test::TempFolder folder;
  const SealingKey key = SealingKey::load_or_create(folder / "keys");
  const std::string sealed = key.seal("1 Hidden Lane", "record-1");
  EXPECT_EQ(sealed.find("Hidden"), std::string::npos);
  EXPECT_EQ(*SealingKey::load_or_create(folder / "keys").unseal(sealed, "record-1"), "1 Hidden Lane");
  EXPECT_FALSE(key.unseal(sealed, "record-2"));
  EXPECT_FALSE(SealingKey::load_or_create(folder / "other").unseal(sealed, "record-1"));
  struct stat status {};
  ASSERT_EQ(::stat((folder / "keys" / "sealing.key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST(Seal, WrapsUnderAPassphrase) {
  const test::TempFolder folder;
  const SealingKey key = SealingKey::load_or_create(folder / "keys");
  const auto back = SealingKey::unwrap(key.wrap("correct horse"), "correct horse");
  ASSERT_TRUE(back);
  EXPECT_EQ(*back->unseal(key.seal("x", "c"), "c"), "x");
  EXPECT_FALSE(SealingKey::unwrap(key.wrap("correct horse"), "battery staple"));
}

TEST(Hash, Hex) { EXPECT_EQ(to_hex(blake2b("")).substr(0, 16), "0e5751c026e543b2"); }

}  // namespace
}  // namespace fingerpost
