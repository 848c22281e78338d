#pragma once

#include "importers/importer.hpp"

namespace fingerpost::importers {

/// The context of an import whose locations are community buildings: what passes through gets the kind `building`, its
/// facts in the form of their type (what is not plain stays as text, with a note `fact-not-understood`), a building
/// type when the name gives it away, and a name and address in their places. Everything else goes through unchanged.
class BuildingContext final : public ImportContext {
 public:
  explicit BuildingContext(ImportContext& inner) : inner_(inner) {}

  Emitted emit(model::Record record, const model::RawRow& raw) override;
  void refuse(model::Finding finding, const model::RawRow& raw) override { inner_.refuse(std::move(finding), raw); }
  void note(model::Finding finding) override { inner_.note(std::move(finding)); }
  geo::GazetteerBuilder& places() override { return inner_.places(); }
  void place_added() override { inner_.place_added(); }
  void incomplete(const InputFile& file, std::string_view why) override { inner_.incomplete(file, why); }
  void row_read() override { inner_.row_read(); }
  Uuid id_for(model::RecordKind kind, std::string_view source_id) const override {
    return inner_.id_for(kind, source_id);
  }
  const ImportOptions& options() const override { return inner_.options(); }
  Instant now() const override { return inner_.now(); }

 private:
  static void settle_names(model::Location& location);
  static void settle_library(model::Location& location);
  void settle_facts(model::Location& location, const model::RawRow& raw);

  ImportContext& inner_;
};

}  // namespace fingerpost::importers
