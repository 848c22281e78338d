#!/usr/bin/env python3
"""Gives each building and site of the sample a real postcode near its place, and a position beside that postcode.

  derive_positions.py --postcodes FOLDER [--status FOLDER]     (as for derive_gazetteer.py)

Rows of positions.csv that exist are kept; only keys without a row are placed. The nearest live postcode to the middle of
the place that no other key has is taken; in a place with many keys, every third one, so that they spread. Not part of a build.
"""
import argparse
import csv
import hashlib
import math
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from sample.derive_gazetteer import distance_m, read_postcodes  # noqa: E402
from sample.tables import read_buildings, read_listings, read_places_csv, read_positions  # noqa: E402

SPREAD = 3        # postcodes stepped over from one key to the next in the same place
JITTER_M = 30.0   # so that two buildings in one postcode do not lie on one point


def jitter(key):
    """A few metres, always the same for a key: (north, east)."""
    digest = hashlib.sha256(key.encode()).digest()
    return (digest[0] / 127.5 - 1) * JITTER_M, (digest[1] / 127.5 - 1) * JITTER_M


def place_key(key, place, prefix, places, points, used, placed):
    """(postcode, latitude, longitude) for one key."""
    rows = [p for p in places if p["name"] == place and (not prefix or prefix.split()[0] == p["outcode"] or len({q["outcode"] for q in places if q["name"] == place}) == 1)]
    if not rows and prefix:
        rows = [p for p in places if p["name"] == place]
    if not rows:
        raise SystemExit(f"{key}: place {place!r} is not in places.csv")
    centre = (float(rows[0]["latitude"]), float(rows[0]["longitude"]))
    near = sorted((distance_m(centre, at), code) for code, at in points.items()
                  if abs(at[0] - centre[0]) < 0.06 and abs(at[1] - centre[1]) < 0.09 and code.startswith(prefix))
    free = [code for _, code in near if code not in used]
    code = free[min(SPREAD * placed.get(place, 0), len(free) - 1) if rows[0]["type"] in ("town", "suburb") else 0]
    placed[place] = placed.get(place, 0) + 1
    used.add(code)
    north, east = jitter(key)
    at = points[code]
    return code, at[0] + north / 111_200, at[1] + east / (111_200 * math.cos(math.radians(at[0])))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--postcodes", required=True)
    options.add_argument("--status")
    given = options.parse_args()
    wanted = {b["key"]: b["place"] for b in read_buildings()} | {s["key"]: s["place"] for s in read_listings()["sites"] if s["place"]}
    kept = {k: v for k, v in read_positions().items() if k in wanted}
    points, places = read_postcodes(given.postcodes, given.status), read_places_csv()
    used, placed, rows = {v["postcode"] for v in kept.values()}, {}, dict(kept)
    for key, text in wanted.items():
        place, _, prefix = text.partition("@")
        if key in kept:
            placed[place] = placed.get(place, 0) + 1
        else:
            code, lat, lon = place_key(key, place, prefix, places, points, used, placed)
            rows[key] = {"postcode": code, "latitude": f"{lat:.5f}", "longitude": f"{lon:.5f}"}
    with open(HERE / "positions.csv", "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["key", "postcode", "latitude", "longitude"])
        table.writerows([k, r["postcode"], r["latitude"], r["longitude"]] for k, r in sorted(rows.items()))
    print(len(rows), "positions,", len(rows) - len(kept), "new")


if __name__ == "__main__":
    main()
