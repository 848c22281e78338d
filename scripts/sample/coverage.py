"""Reads areas as the tables write them, and makes HSDS service areas.

  E06000051                                an area known by its code
  outcodes SY7, SY8                        postcodes, outlined roughly round the places in them
  hull Clun, Newcastle, Knighton buffer 3  the country round and between these places (kilometres; 2 if not said)
"""
import json
import math
import re

from sample.ids import part_id
from sample.tables import TableError, read_places_csv

AREA_NAMES = {"E06000051": "Shropshire", "E06000020": "Telford and Wrekin", "W06000023": "Powys", "W06000006": "Wrexham", "E06000049": "Cheshire East",
              "E10000034": "Worcestershire", "E10000028": "Staffordshire", "E92000001": "England", "K02000001": "United Kingdom"}
AREA_URI = "http://statistics.data.gov.uk/id/statistical-geography/"
CIRCLE_POINTS = 12
DEFAULT_BUFFER_KM = 2.0
OUTCODE_BUFFER_KM = 2.5
KM_PER_DEGREE = 111.2


def circle(point, km):
    """Twelve (longitude, latitude) points round `point`, which is (latitude, longitude)."""
    lat, lon = point
    for i in range(CIRCLE_POINTS):
        turn = 2 * math.pi * i / CIRCLE_POINTS
        yield (round(lon + km * math.cos(turn) / (KM_PER_DEGREE * math.cos(math.radians(lat))), 3), round(lat + km * math.sin(turn) / KM_PER_DEGREE, 3))


def convex_hull(points):
    """Andrew's monotone chain; a closed ring, anticlockwise."""
    ordered = sorted(set(points))
    def half(sequence):
        chain = []
        for p in sequence:
            while len(chain) > 1 and ((chain[-1][0] - chain[-2][0]) * (p[1] - chain[-2][1])
                                      - (chain[-1][1] - chain[-2][1]) * (p[0] - chain[-2][0])) <= 0:
                chain.pop()
            chain.append(p)
        return chain[:-1]
    ring = half(ordered) + half(reversed(ordered))
    return ring + ring[:1]


def outline(centres, km):
    """GeoJSON text of the country within `km` of and between `centres`."""
    ring = convex_hull([p for c in centres for p in circle(c, km)])
    return json.dumps({"type": "Polygon", "coordinates": [[list(p) for p in ring]]}, separators=(",", ":"))


class Coverage:
    """Knows the places of the seed."""

    def __init__(self):
        self.places = read_places_csv()

    def centre(self, text):
        """(latitude, longitude) of `Norbury` or `Norbury@SY9`; a Shropshire place goes before a namesake."""
        name, _, outcode = text.strip().partition("@")
        rows = [p for p in self.places if p["name"] == name and (not outcode or p["outcode"] == outcode)]
        if not rows:
            raise TableError(f"place {text!r} is not in places.csv")
        best = sorted(rows, key=lambda p: p["district"] != "Shropshire")[0]
        return float(best["latitude"]), float(best["longitude"])

    def from_outcodes(self, codes):
        centres = [(float(p["latitude"]), float(p["longitude"])) for p in self.places if p["outcode"] in codes]
        return {"name": ", ".join(codes), "description": "Postcodes beginning " + ", ".join(codes) + ". The outline is approximate.",
                "extent": outline(centres, OUTCODE_BUFFER_KM), "extent_type": "geojson"}

    def from_places(self, text):
        names, _, km = text.partition(" buffer ")
        labels = [n.strip() for n in names.split(",")]
        shown = [n.split("@")[0] for n in labels]
        listed = shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
        return {"name": shown[0] + (" and round about" if len(shown) > 1 else ""), "description": "Round and between " + listed + ".",
                "extent": outline([self.centre(n) for n in labels], float(km or DEFAULT_BUFFER_KM)), "extent_type": "geojson"}

    def service_area(self, text, owner):
        if re.fullmatch(r"[EWK]\d{8}", text):
            area = {"name": AREA_NAMES[text], "uri": AREA_URI + text}
        elif text.startswith("outcodes "):
            area = self.from_outcodes([c.strip() for c in text.removeprefix("outcodes ").split(",")])
        elif text.startswith("hull "):
            area = self.from_places(text.removeprefix("hull "))
        else:
            raise TableError(f"not an area: {text!r}")
        return {"id": part_id(owner, "service_area", text), **area}
