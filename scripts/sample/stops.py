"""Writes data/sample/mobile-stops.csv in the layout that mobile libraries publish their stops in."""
import csv

from sample.coverage import Coverage
from sample.tables import HERE, cells_of, read_positions

COLUMNS = ("organisation", "mobile", "route", "community", "stop", "address", "postcode", "geox", "geoy", "day", "type", "arrival", "departure", "frequency", "start", "end",
           "exceptions", "timetable")
OPERATOR = "Marches Mobile Libraries"
TIMETABLE = "https://county-reading-wheels.example.org/stops"


def read_stops():
    """[{mobile, route, community, stop, place (a building's key or a place of the seed), day, arrival, departure, rule, first}] of stops.txt."""
    names = ("mobile", "route", "community", "stop", "place", "day", "arrival", "departure", "rule", "first")
    lines = (HERE / "stops.txt").read_text(encoding="utf-8").splitlines()
    return [dict(zip(names, cells_of(l))) for l in lines if l.strip() and not l.startswith("#")]


def write_stops(path):
    coverage, positions = Coverage(), read_positions()
    with open(path, "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(COLUMNS)
        for stop in read_stops():
            position = positions.get(stop["place"])
            lat, lon = (float(position["latitude"]), float(position["longitude"])) if position else coverage.centre(stop["place"])
            table.writerow([OPERATOR, stop["mobile"], stop["route"], stop["community"], stop["stop"], f"{stop['stop']}, {stop['community']}",
                            position["postcode"] if position else "", lon, lat, stop["day"], "Public", stop["arrival"], stop["departure"], stop["rule"], stop["first"], "", "",
                            TIMETABLE])
