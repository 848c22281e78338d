#pragma once

#include "importers/importer.hpp"

/// The formats that stand in the table of formats.cpp. A new format adds its declaration here and its line there; its
/// definition lies in its own folder.
namespace fingerpost::importers {

extern const Format kHsdsJson;
extern const Format kHsdsCsv;
extern const Format kDirectoryCsv;
extern const Format kCharityRegister;
extern const Format kTaxonomy;
extern const Format kCalendar;
extern const Format kPostcodes;
extern const Format kPlaces;
extern const Format kBoundaries;
extern const Format kBuildingsCsv;
extern const Format kGeojson;
extern const Format kOsm;
extern const Format kMobileStops;

}  // namespace fingerpost::importers
