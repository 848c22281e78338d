#!/usr/bin/env bash
# load_sample.sh BINARY DATA: the project's own sample (calendars, taxonomies, gazetteer seed, directory) into DATA.
# Each part is a source of its own, so that a later import of one leaves the others as they are.
set -euo pipefail
cd "$(dirname "$0")/.."
binary="$1" data="$2"
load() { "$binary" import --data "$data" --licence CC0-1.0 "$@" >/dev/null; }

load --format calendar --source england-bank-holidays data/calendars/england-bank-holidays.csv
load --format taxonomy --source fingerpost-taxonomies data/taxonomies
load --format places --source gazetteer-seed data/gazetteer/places.csv data/gazetteer/postcode-areas.csv
load --format boundaries --source gazetteer-areas data/gazetteer/areas.geojson
load --format directory-csv --source sample-organizations data/sample/organizations.csv
load --format buildings-csv --source sample-buildings data/sample/buildings.csv
load --format mobile-stops --source sample-stops data/sample/mobile-stops.csv
load --format hsds-json --source sample-directory data/sample/directory.json
