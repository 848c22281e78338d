#!/usr/bin/env python3
"""Writes Fingerpost's own data (data/sample, data/taxonomies, data/calendars, data/gazetteer/areas.geojson) from the
tables in scripts/sample. The same tables give the same bytes. Standard library only; run from anywhere.

  make_sample.py            write the files
  make_sample.py --check    write nothing; exit 1 if a file in data/ is not what the tables say
"""
import argparse
import filecmp
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from sample.areas import write_areas  # noqa: E402
from sample.attributes import Terms  # noqa: E402
from sample.buildings import write_buildings  # noqa: E402
from sample.calendars import write_calendar  # noqa: E402
from sample.contacts import PhoneBook  # noqa: E402
from sample.coverage import Coverage  # noqa: E402
from sample.directory import ServiceMaker  # noqa: E402
from sample.locations import Locations  # noqa: E402
from sample.organizations import csv_row, make_organization, write_organizations_csv  # noqa: E402
from sample.stops import write_stops  # noqa: E402
from sample.tables import read_buildings, read_descriptions, read_listings, read_positions  # noqa: E402
from sample.taxonomies import write_taxonomies  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[1]
FIRST_YEAR, LAST_YEAR = 2024, 2030


def phones_wanted(tables):
    """Who needs a number, and in which range."""
    wanted = {("landline", r["key"]) for r in tables["organizations"]} | {("landline", b["key"]) for b in tables["buildings"]}
    return wanted | {(s["fields"]["phone"][0], s["key"]) for s in tables["services"] if "phone" in s["fields"]}


def services_json(services):
    """One property of a service a line: short enough for a repository, and a changed fact is a changed line."""
    def compact(value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    blocks = [" {\n" + ",\n".join(f"  {json.dumps(name)}: {compact(value)}" for name, value in service.items()) + "\n }" for service in services]
    return '{"contents": [\n' + ",\n".join(blocks) + "\n]}\n"


def write_directory(folder, tables, terms, phones):
    """directory.json, and organizations.csv for organisations without a service; returns the keys of places that services name."""
    described = read_descriptions()
    text = {o["key"]: " ".join(o["text"]) or described[o["key"]] for o in tables["organizations"]}
    made = {o["key"]: make_organization(o, text[o["key"]], phones, terms) for o in tables["organizations"]}
    positions = read_positions()
    locations = Locations(tables["buildings"], tables["sites"], positions, terms)
    maker = ServiceMaker(terms, locations, Coverage(), phones, made)
    services = [maker.make(s) for s in tables["services"]]
    (folder / "directory.json").write_text(services_json(services), encoding="utf-8")
    providing = {s["organization"] for s in tables["services"]}
    places = {p["key"]: p for p in tables["buildings"] + tables["sites"]}
    silent = [(o, o["fields"]["at"][0]) for o in tables["organizations"] if o["key"] not in providing]
    write_organizations_csv(folder / "organizations.csv", [csv_row(o, text[o["key"]], phones, places[at], positions[at]) for o, at in silent])
    return locations.used


def write_all(data):
    """Writes every generated file below the folder `data`."""
    for folder in ("sample", "taxonomies", "calendars", "gazetteer"):
        (data / folder).mkdir(parents=True, exist_ok=True)
    terms = Terms(write_taxonomies(data / "taxonomies"))
    write_calendar(data / "calendars/england-bank-holidays.csv", FIRST_YEAR, LAST_YEAR)
    write_areas(data / "gazetteer/areas.geojson")
    tables = {**read_listings(), "buildings": read_buildings()}
    phones = PhoneBook(phones_wanted(tables))
    used = write_directory(data / "sample", tables, terms, phones)
    write_buildings(data / "sample/buildings.csv", phones, {o["name"]: o["key"] for o in tables["organizations"]}, used)
    write_stops(data / "sample/mobile-stops.csv")


def differing_files(made, kept):
    """Paths below `made` that `kept` lacks or holds with other bytes."""
    for path in sorted(p for p in made.rglob("*") if p.is_file()):
        twin = kept / path.relative_to(made)
        if not twin.is_file() or not filecmp.cmp(path, twin, shallow=False):
            yield path.relative_to(made)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true")
    if not options.parse_args().check:
        write_all(ROOT / "data")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        write_all(pathlib.Path(folder))
        stale = list(differing_files(pathlib.Path(folder), ROOT / "data"))
    for path in stale:
        print(f"data/{path} is not what scripts/sample says: run scripts/make_sample.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
