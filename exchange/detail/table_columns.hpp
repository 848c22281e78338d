#pragma once

#include <span>
#include <string_view>

namespace fingerpost::exchange {

/// A column of the HSDS 3.1 tabular package; `type` is Frictionless's.
struct Column {
  std::string_view name;
  std::string_view type = "string";
  bool required = false;
};

/// One table: its resource name (as HSDS names it), its file, and its columns, `id` first.
struct Table {
  std::string_view name, file;
  std::span<const Column> columns;
};

/// Every table of the package, in the order in which they are listed.
std::span<const Table> tables();

/// The table whose rows an array property holds ("phones" → phone, "additional_urls" → url); nullptr when it is none of
/// HSDS's.
const Table* table_of_property(std::string_view property);
/// By its name; a bug when there is none.
std::size_t table_number(std::string_view name);

}  // namespace fingerpost::exchange
