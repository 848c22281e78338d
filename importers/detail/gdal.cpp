#include "importers/detail/gdal.hpp"

#include <cpl_error.h>
#include <gdal_priv.h>
#include <mutex>

#include "importers/detail/byte_streams.hpp"

namespace fingerpost::importers {
namespace {

class FileInPlace final : public GdalFile {
 public:
  explicit FileInPlace(const InputFile& file) : path_(file.path) {
    (void)file.open();
  }  // a Failure now, not GDAL's riddle later
  std::string path() const override { return path_.string(); }

 private:
  std::filesystem::path path_;
};

class CopiedFile final : public GdalFile {
 public:
  explicit CopiedFile(const InputFile& file) : copy_("." + file.extension()) { spill(*file.open(), copy_); }
  std::string path() const override { return copy_.path().string(); }

 private:
  SpillFile copy_;
};

void register_drivers() {
  static std::once_flag once;
  std::call_once(once, [] { GDALAllRegister(); });
}

}  // namespace

std::shared_ptr<const GdalFile> gdal_file(const InputFile& file) {
  const bool plain = file.member.empty() && file.path.extension() != ".gz" && file.path.extension() != ".GZ";
  if (plain) return std::make_shared<FileInPlace>(file);
  return std::make_shared<CopiedFile>(file);
}

GDALDataset* open_with_gdal(const GdalFile& file, std::initializer_list<const char*> drivers) {
  register_drivers();
  std::vector<const char*> names(drivers);
  names.push_back(nullptr);
  CPLErrorReset();
  CPLPushErrorHandler(CPLQuietErrorHandler);
  GDALDataset* dataset = GDALDataset::Open(file.path().c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, names.data());
  CPLPopErrorHandler();
  return dataset;
}

}  // namespace fingerpost::importers
