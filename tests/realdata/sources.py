"""Every real file that the importers must read, one command each: path below the shared folder, format (empty: it must
be detected), options, and how many rows must give at least how many records (or gazetteer rows) at most how many refused."""
from typing import NamedTuple


class Source(NamedTuple):
    path: str
    format: str
    least: int          # records or gazetteer rows that must be taken
    most_refused: int
    options: tuple = ()


SOURCES = [
    # Places
    Source("realdata/postcodes/nspl_2025_05_latlong", "", 204_916, 0),
    Source("realdata/postcodes/onspd_layout_derived/Data/multi_csv", "", 204_916, 0),
    Source("realdata/postcodes/onspd_layout_derived_2025header", "", 27_000, 0),
    Source("realdata/postcodes/codepoint_open_2014_08/Data/CSV", "", 146_296, 0),
    Source("realdata/postcodes/onspd_samples", "", 8, 4),
    Source("realdata/postcodes/nspl_samples", "", 20, 4),
    Source("realdata/gazetteer/os_open_names_shropshire_tiles.zip", "", 3_000, 50),
    Source("realdata/gazetteer/os_open_names_populated_places_westmids_border.csv.gz", "", 3_200, 10),
    Source("realdata/gazetteer/geonames_postal_GB.txt.gz", "", 27_000, 500),
    Source("realdata/gazetteer/telford_localities_from_polling_districts_2015.csv", "", 90, 2),
    Source("realdata/boundaries/wards22_westmids_border.geojson.gz", "", 767, 0),
    Source("realdata/boundaries/lsoa21_shropshire_telford.geojson.gz", "", 313, 0),
    Source("realdata/boundaries/ltla24_uk.geojson.gz", "", 350, 2),
    Source("realdata/boundaries/icb22_england.geojson", "", 42, 0),
    Source("realdata/boundaries/malvern_hills_parishes_derived.geojson", "", 69, 0),
    Source("realdata/boundaries/format_variants/shropshire_telford_ltla24_epsg27700.geojson", "", 2, 0),
    Source("realdata/boundaries/format_variants/shropshire_telford_ltla24.kml", "", 2, 0),
    Source("realdata/boundaries/format_variants/wards22_shropshire_telford_epsg27700_shapefile.zip", "", 93, 0),
    # Organizations
    Source("realdata/charities/publicextract_layout_derived/publicextract.charity.json.zip", "", 2_600, 10),
    Source("realdata/charities/publicextract_layout_derived/publicextract.charity.txt.zip", "", 2_600, 10),
    Source("realdata/charities/publicextract_layout_derived/harrow_2012", "", 1_008, 10),
    Source("realdata/directories/harrow_localsupport_2012.csv", "", 1_000, 10),
    Source("feeds/trafford/charities_operating_in_trafford.csv", "", 700, 40),
    Source("feeds/ukcat-charities/top2000.csv", "", 2_400, 40),
    # Buildings and stops
    Source("realdata/osm/rutland-latest_2018-02-27.osm.pbf", "", 150, 0),
    Source("realdata/osm/rutland_community_2018.osm.gz", "", 150, 0),
    Source("feeds/uk-libraries/shropshire_council.csv", "", 23, 0),
    Source("realdata/buildings/mobile_library_stops/shropshire.csv", "", 1, 5),
    Source("realdata/buildings/mobile_library_stops/worcestershire.csv", "", 1, 5),
    Source("realdata/buildings/telford_polling_stations_2015.csv", "", 80, 0),
    Source("realdata/buildings/polling_stations_2015/E06000020-Telford-and-Wrekin.zip", "", 60, 30),
    Source("realdata/buildings/polling_stations_2015/E07000238-Wychavon.zip", "", 80, 30),
    Source("realdata/buildings/polling_stations_2015/E07000235-Malvern-Hills.zip", "", 60, 60),
    Source("realdata/buildings/polling_stations_2015/E07000198-Staffodshire-Moorlands.zip", "", 50, 30),
    Source("realdata/buildings/polling_stations_2015/E07000194-Lichfield.zip", "", 40, 60),
    Source("realdata/buildings/polling_stations_2015/W06000004-Denbighshire.zip", "", 20, 20),
    Source("realdata/buildings/warm_spaces_2022.csv.gz", "", 217, 5),
    Source("feeds/uk-foodbanks/foodbanks.json", "", 306, 5),
    Source("feeds/trafford/gm_food_banks.csv", "", 165, 10),
    # HSDS in its versions
    Source("feeds/hsds-1.1-sample/simple", "", 23, 5),
    Source("feeds/hsds-1.1-sample/all_resources", "", 23, 5),
    Source("feeds/hsds-transformer/ilao/output", "", 100, 50),
    Source("feeds/ohana-sanmateo-sample", "", 40, 20),
    Source("feeds/mock-hsds-api", "", 3, 5),
    Source("standards/hsds-3.1/examples", "", 3, 40),
]
