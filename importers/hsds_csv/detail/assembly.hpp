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

  /// A row of a table: of a hub's own, or of one whose rows belong to a hub. False when the row names nothing it could
  /// belong to.
  bool add(const CsvTable& table, std::size_t file, const CsvRow& row, const Json& json);

  /// Groups, climbs and emits. Once.
  void finish();

 private:
  struct Piece {
    std::uint8_t table = 0;
    std::size_t file = 0;
    std::uint64_t line = 0;
    bool own = false;       ///< the hub's own row, not a part of it
    bool optional = false;  ///< no fault when nothing has that id
    std::string json, raw;
  };

  void put(Hub hub, const std::string& key, const Piece& piece);
  bool put_part(Piece piece, const Json& json, std::optional<Hub> missed);
  void finish_group(Hub hub, const KeyedRows::Group& group);
  void find_another(Hub hub, Piece part, std::string_view key);
  void emit(Hub hub, const Piece& own, Json json);
  void refuse(const Piece& piece, std::string code, std::string detail);

  std::span<const InputFile> files_;
  ImportContext& context_;
  std::array<KeyedRows, kHubs> stages_;
  std::map<std::string, std::string> organization_of_location_;  ///< for services that only name their location (Ohana)
};

}  // namespace fingerpost::importers
