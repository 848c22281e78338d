#pragma once

#include <span>

#include "importers/importer.hpp"

namespace fingerpost::importers {

/// Calls `read(file)` for each; a damaged one is told and the next is read.
template <typename Files, typename Read>
void each_file(const Files& files, ImportContext& context, Read read) {
  for (const auto& entry : files) {
    const InputFile* file = nullptr;
    if constexpr (std::is_pointer_v<std::decay_t<decltype(entry)>>)
      file = entry;
    else
      file = &entry;
    try {
      read(*file);
    } catch (const DamagedInput& why) {
      context.incomplete(*file, why.what());
    }
  }
}

}  // namespace fingerpost::importers
