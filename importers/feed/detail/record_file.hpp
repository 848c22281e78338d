#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "importers/input.hpp"

namespace fingerpost::importers {

/// Lines written to a file without a name, to be read back as an input: it goes with its last reader, also after a
/// kill.
class RecordFile {
 public:
  /// In `folder`, which must be on a disk with room. `name` is how findings call it: "services.ndjson".
  RecordFile(const std::filesystem::path& folder, std::string name);

  /// Appends a line. Failure when the disk is full.
  void add(std::string_view line);
  std::uint64_t lines() const { return lines_; }
  /// Everything added so far, as often as it is opened.
  InputFile input();

 private:
  struct Descriptor;
  void flush();

  std::string name_;
  std::shared_ptr<Descriptor> descriptor_;
  std::string pending_;
  std::uint64_t lines_ = 0, bytes_ = 0;
};

}  // namespace fingerpost::importers
