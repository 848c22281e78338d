#include "importers/detail/formats.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "importers/importer.hpp"

namespace fingerpost::importers {
namespace {

/// Every format, in the order in which help lists them.
const auto& table() {
  static const std::array kFormats = {kHsdsJson,   kHsdsCsv,  kDirectoryCsv, kCharityRegister, kBuildingsCsv,
                                      kOsm,        kGeojson,  kMobileStops,  kPostcodes,       kPlaces,
                                      kBoundaries, kTaxonomy, kCalendar};
  return kFormats;
}

std::string names_of_formats() {
  std::string names;
  for (const Format& format : formats()) names += fmt::format("{}{}", names.empty() ? "" : ", ", format.name);
  return names;
}

/// Up to five names, for a sentence about what was seen.
std::string seen(std::span<const InputFile> files) {
  std::string names;
  for (std::size_t i = 0; i < files.size() && i < 5; ++i) names += (i == 0 ? "" : ", ") + files[i].name;
  return files.size() > 5 ? fmt::format("{} and {} more", names, files.size() - 5) : names;
}

}  // namespace

std::span<const Format> formats() { return table(); }

const Format* find_format(std::string_view name) {
  const auto all = formats();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Format& format) { return format.name == name; });
  return found == all.end() ? nullptr : &*found;
}

Result<const Format*> detect(std::span<const InputFile> files) {
  const Format* best = nullptr;
  const Format* equal = nullptr;
  int most = 0;
  for (const Format& format : formats()) {
    const int score = format.recognise(files);
    if (score > most) {
      best = &format;
      equal = nullptr;
      most = score;
    } else if (score == most && score > 0) {
      equal = &format;
    }
  }
  if (best == nullptr)
    return fail(ProblemCode::unrecognised_format, "format", seen(files),
                fmt::format("No format recognises {}. Name one with --format: {}.", seen(files), names_of_formats()));
  if (equal != nullptr)
    return fail(ProblemCode::unrecognised_format, "format", seen(files),
                fmt::format("{} may be {} or {}. Name one with --format.", seen(files), best->name, equal->name),
                {std::string(best->name), std::string(equal->name)});
  return best;
}

}  // namespace fingerpost::importers
