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
    Source("realdata/postcodes/onspd_layout_derived_2025header", "", 27_128, 0),
    Source("realdata/postcodes/codepoint_open_2014_08/Data/CSV", "", 146_296, 0),
    Source("realdata/postcodes/onspd_samples", "", 7, 0),
    Source("realdata/postcodes/nspl_samples", "", 35, 1),
    Source("realdata/gazetteer/os_open_names_shropshire_tiles.zip", "", 2_161, 0),
    Source("realdata/gazetteer/os_open_names_populated_places_westmids_border.csv.gz", "", 3_209, 0),
    Source("realdata/gazetteer/geonames_postal_GB.txt.gz", "", 26_866, 0),
    Source("realdata/gazetteer/telford_localities_from_polling_districts_2015.csv", "", 92, 0),
    Source("realdata/boundaries/wards22_westmids_border.geojson.gz", "", 767, 0),
    Source("realdata/boundaries/lsoa21_shropshire_telford.geojson.gz", "", 313, 0),
    Source("realdata/boundaries/ltla24_uk.geojson.gz", "", 361, 0),
    Source("realdata/boundaries/icb22_england.geojson", "", 42, 0),
    Source("realdata/boundaries/malvern_hills_parishes_derived.geojson", "", 69, 0),
    Source("realdata/boundaries/format_variants/shropshire_telford_ltla24_epsg27700.geojson", "", 2, 0),
    Source("realdata/boundaries/format_variants/shropshire_telford_ltla24.kml", "", 2, 0),
    Source("realdata/boundaries/format_variants/wards22_shropshire_telford_epsg27700_shapefile.zip", "", 93, 0),
    # Organizations
    Source("realdata/charities/publicextract_layout_derived/publicextract.charity.json.zip", "", 5_043, 0),
    Source("realdata/charities/publicextract_layout_derived/publicextract.charity.txt.zip", "", 5_043, 0),
    Source("realdata/charities/publicextract_layout_derived/harrow_2012", "", 1_325, 644),
    Source("realdata/directories/harrow_localsupport_2012.csv", "", 1_267, 0),
    Source("feeds/trafford/charities_operating_in_trafford.csv", "", 1_442, 0),
    Source("feeds/ukcat-charities/top2000.csv", "", 4_463, 8),
    # Buildings and stops
    Source("realdata/osm/rutland-latest_2018-02-27.osm.pbf", "", 106, 0),
    Source("realdata/osm/rutland_community_2018.osm.gz", "", 106, 0),
    Source("feeds/uk-libraries/shropshire_council.csv", "", 22, 0),
    Source("realdata/buildings/mobile_library_stops/shropshire.csv", "", 301, 0),
    Source("realdata/buildings/mobile_library_stops/worcestershire.csv", "", 231, 0),
    Source("realdata/buildings/telford_polling_stations_2015.csv", "", 71, 9),
    Source("realdata/buildings/polling_stations_2015/E06000020-Telford-and-Wrekin.zip", "", 71, 9),
    Source("realdata/buildings/polling_stations_2015/E07000238-Wychavon.zip", "", 99, 90),
    Source("realdata/buildings/polling_stations_2015/E07000235-Malvern-Hills.zip", "", 64, 0),
    Source("realdata/buildings/polling_stations_2015/E07000198-Staffodshire-Moorlands.zip", "", 74, 0),
    Source("realdata/buildings/polling_stations_2015/E07000194-Lichfield.zip", "", 79, 0),
    Source("realdata/buildings/polling_stations_2015/W06000004-Denbighshire.zip", "", 67, 0),
    Source("realdata/buildings/warm_spaces_2022.csv.gz", "", 434, 0),
    Source("feeds/uk-foodbanks/foodbanks.json", "", 822, 0),
    Source("feeds/trafford/gm_food_banks.csv", "", 457, 0),
    # HSDS in its versions
    Source("feeds/hsds-1.1-sample/simple", "", 33, 0),
    Source("feeds/hsds-1.1-sample/all_resources", "", 35, 0),
    Source("feeds/hsds-transformer/ilao/output", "", 982, 1),
    Source("feeds/ohana-sanmateo-sample", "", 344, 0),
    Source("feeds/mock-hsds-api", "", 5, 0),
    Source("standards/hsds-3.1/examples", "", 5, 1),
]
