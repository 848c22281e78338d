#pragma once

#include <map>
#include <string>

#include "importers/detail/seen_ids.hpp"
#include "importers/importer.hpp"

namespace fingerpost::importers {

/// The context of one import: validates, counts, reports, and passes on to the targets.
class RunContext final : public ImportContext {
 public:
  RunContext(const ImportOptions& options, const ImportTargets& targets, std::uint64_t bytes_total);

  Emitted emit(model::Record record, const model::RawRow& raw) override;
  void refuse(model::Finding finding, const model::RawRow& raw) override;
  void note(model::Finding finding) override;
  geo::GazetteerBuilder& places() override;
  void place_added() override { ++report_.places; }
  void incomplete(const InputFile& file, std::string_view why) override;
  void row_read() override;
  Uuid id_for(model::RecordKind kind, std::string_view source_id) const override;
  const ImportOptions& options() const override { return options_; }
  Instant now() const override { return targets_.clock.now(); }

  /// Bytes of the input taken from the disk, counted by the streams.
  std::uint64_t bytes_done = 0;
  ImportReport finish();

 private:
  void tell(model::Finding finding, const model::RawRow& raw);

  const ImportOptions& options_;
  const ImportTargets& targets_;
  std::uint64_t bytes_total_;
  SeenIds seen_;
  std::map<std::string, std::uint64_t> by_code_;
  ImportReport report_;
};

}  // namespace fingerpost::importers
