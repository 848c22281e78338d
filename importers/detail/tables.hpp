#pragma once

#include "importers/detail/table.hpp"

/// The kinds of table behind open_table.
namespace fingerpost::importers {

std::unique_ptr<Table> open_csv_table(const InputFile& file, const TableOptions& options);
std::unique_ptr<Table> open_json_table(const InputFile& file, const TableOptions& options);
[[nodiscard]] Result<std::unique_ptr<Table>> open_workbook(const InputFile& file, const TableOptions& options);

bool is_workbook(const InputFile& file);
bool is_json(const InputFile& file);

/// Names for columns that have none.
std::vector<std::string> numbered_columns(std::size_t count);

}  // namespace fingerpost::importers
