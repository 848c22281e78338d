#pragma once

#include <initializer_list>
#include <memory>
#include <string>

#include "importers/input.hpp"

class GDALDataset;

namespace fingerpost::importers {

/// A file where GDAL can seek in it: the file itself, or a copy of an archive's member that is removed with this.
class GdalFile {
 public:
  virtual ~GdalFile() = default;
  virtual std::string path() const = 0;
};
std::shared_ptr<const GdalFile> gdal_file(const InputFile& file);

/// Registers GDAL's drivers on first use (never at the start of the program), then opens `file` read-only with one of
/// `drivers`. nullptr when none can; CPLGetLastErrorMsg says why. GDAL writes nothing to stderr. The caller closes it.
GDALDataset* open_with_gdal(const GdalFile& file, std::initializer_list<const char*> drivers);

}  // namespace fingerpost::importers
