"""Reads the hand-written tables of the sample: buildings/*.txt, listings/*.txt, stops.txt, positions.csv.

Each table opens with what its marks mean; docs/reference/sample-data.md has the whole grammar.
"""
import csv
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


class TableError(Exception):
    """A line that cannot be read; says the file and what is wrong."""


def cells_of(line):
    return [c.strip() for c in line.split("|")]


def read_csv(path):
    if not path.exists():
        return []
    with open(path, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_places_csv():
    return read_csv(ROOT / "data/gazetteer/places.csv")


def read_positions():
    """{key: {postcode, latitude, longitude}}"""
    return {r["key"]: {k: r[k] for k in ("postcode", "latitude", "longitude")} for r in read_csv(HERE / "positions.csv")}


def read_buildings():
    """[{key, name, type, manager, place, address, text, facts}] of buildings/*.txt."""
    found = []
    for path in sorted((HERE / "buildings").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("= "):
                key, name, kind, manager, place, address = cells_of(line[2:])
                found.append({"key": key, "name": name, "type": kind, "manager": manager, "place": place, "address": address, "text": "", "facts": ""})
            elif line.startswith(": "):
                found[-1]["facts"] = line[2:]
            elif line.strip() and not line.startswith("#"):
                found[-1]["text"] = (found[-1]["text"] + " " + line.strip()).strip()
    return found


FIELD = re.compile(r"^([a-z]+): (.*)$")


def read_descriptions():
    """{organisation key: sentence} of organizations.txt."""
    lines = (HERE / "organizations.txt").read_text(encoding="utf-8").splitlines()
    return {cells_of(l)[0]: cells_of(l)[1] for l in lines if l.strip() and not l.startswith("#")}


def read_listings():
    """{"sites", "organizations", "services"} of listings/*.txt; a service knows its organisation's key."""
    sites, organizations, services, open_record = [], [], [], None
    for path in sorted((HERE / "listings").glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            mark, rest = line[:2], line[2:]
            if not line.strip() or line.startswith("#"):
                continue
            if mark == "@ ":
                key, name, place, address, *access = cells_of(rest)
                open_record = {"key": key, "name": name, "place": place, "address": address, "access": access[0] if access else "", "text": []}
                sites.append(open_record)
            elif mark == "= ":
                key, name, *more = cells_of(rest)
                open_record = {"key": key, "name": name, "facts": more, "text": [], "fields": {}}
                organizations.append(open_record)
            elif mark in ("+ ", "* "):
                key, name, needs = cells_of(rest)
                open_record = {"key": key, "name": name, "needs": [n.strip() for n in needs.split(",")], "text": [], "fields": {},
                               "organization": organizations[-1]["key"], "is_role": mark == "* "}
                services.append(open_record)
            elif open_record is None:
                raise TableError(f"{path.name}:{number}: text before the first record")
            elif FIELD.match(line) and "fields" in open_record:
                name, value = FIELD.match(line).groups()
                open_record["fields"].setdefault(name, []).append(value.strip())
            else:
                open_record["text"].append(line.strip())
    return {"sites": sites, "organizations": organizations, "services": services}
