#pragma once

#include "base/file.hpp"
#include "model/sink.hpp"
#include "store/store.hpp"

namespace fingerpost::cli {

/// A sink that counts and keeps nothing; a gazetteer built meanwhile goes to a temporary folder.
class DryRun final : public model::Sink {
 public:
  void accept(const model::Validated<model::Record>&, const model::RawRow&) override { ++applied_.added; }
  void refuse(const model::Finding&, const model::RawRow&) override { ++applied_.refused; }

  const std::filesystem::path& places_folder() const { return folder_.path(); }
  /// "added" is what would have been added or changed: a dry run does not compare.
  const store::Applied& applied() const { return applied_; }

 private:
  store::Applied applied_;
  TemporaryFolder folder_;
};

}  // namespace fingerpost::cli
