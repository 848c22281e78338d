#pragma once

#include <array>
#include <map>
#include <span>
#include <string>

#include "base/json.hpp"
#include "importers/detail/keyed_rows.hpp"
#include "importers/hsds_csv/detail/csv_tables.hpp"
#include "importers/importer.hpp"

namespace fingerpost::importers {

/// Puts the rows of many tables together into nested HSDS objects and emits them. Each kind of thing that has parts is
/// grouped with them by key (KeyedRows), from phones up to services, so memory stays bounded whatever the tables' size.
class Assembly {
 public:
  Assembly(std::span<const InputFile> files, ImportContext& context);

  /// A row of a hub's own table.
  void add_hub(Hub hub, std::size_t file, const CsvRow& row, const Json& json);
  /// A row that belongs to `parent` under `property`.
  void add_part(const Parent& parent, const std::string& property, std::size_t file, const CsvRow& row,
                const Json& json);
  /// A row whose table of belonging is not said: whatever hub has that id takes it.
  void add_part_anywhere(const std::string& id, const std::string& property, std::size_t file, const CsvRow& row,
                         const Json& json);

  /// Groups, climbs and emits. Once.
  void finish();

 private:
  struct Piece {
    std::size_t file = 0;
    std::uint64_t line = 0;
    std::string property;   ///< empty: the hub's own row
    bool optional = false;  ///< no fault when nothing has that id
    std::string json, raw;
  };

  void add(Hub hub, const std::string& key, const Piece& piece);
  void finish_hub(Hub hub);
  void finish_group(Hub hub, const KeyedRows::Group& group);
  void climb_or_emit(Hub hub, const Piece& own, Json json);
  void emit(Hub hub, const Piece& own, const Json& json);
  void refuse(const Piece& piece, std::string code, std::string detail);

  std::span<const InputFile> files_;
  ImportContext& context_;
  std::array<KeyedRows, kHubs> stages_;
  std::map<std::string, std::string> organization_of_location_;  ///< for services that only name their location (Ohana)
};

}  // namespace fingerpost::importers
