#!/usr/bin/env python3
"""Derives data/gazetteer/places.csv and postcode-areas.csv from open data.

  derive_gazetteer.py --names POPULATED_PLACES.csv.gz --postcodes FOLDER [--status FOLDER]

--names      rows of OS Open Names of type populatedPlace, with the header row of the product's documentation
--postcodes  files `AREA.csv.gz` with the columns Postcode, lat, long (from the National Statistics Postcode Lookup)
--status     files `status_AREA.csv.gz` with pcds, status; a terminated postcode then counts for nothing

Which places are in the seed, of what type and under which Welsh name is decided in places.txt; only positions
come from the open data, rounded to four decimals. Standard library only. Not part of a build.
"""
import argparse
import collections
import csv
import gzip
import math
import pathlib
import re
import statistics

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).resolve().parent
DISTRICT_CODES = {
    "Shropshire": "E06000051", "Telford and Wrekin": "E06000020", "Powys": "W06000023", "Herefordshire": "E06000019",
    "Wrexham": "W06000006", "Cheshire East": "E06000049", "Cheshire West and Chester": "E06000050",
    "Newcastle-under-Lyme": "E07000195", "Stafford": "E07000197", "South Staffordshire": "E07000196",
    "Wolverhampton": "E08000031", "Malvern Hills": "E07000235", "Wyre Forest": "E07000239", "Worcestershire": "E10000034",
}
# Outcodes of the seed, each with the town or area people know it by.
OUTCODES = {
    "SY1": "Shrewsbury north", "SY2": "Shrewsbury east", "SY3": "Shrewsbury south and west", "SY4": "Wem and north Shropshire",
    "SY5": "Shrewsbury villages and Pontesbury", "SY6": "Church Stretton", "SY7": "Craven Arms, Clun and Bucknell", "SY8": "Ludlow",
    "SY9": "Bishop's Castle", "SY10": "Oswestry villages", "SY11": "Oswestry", "SY12": "Ellesmere", "SY13": "Whitchurch",
    "SY14": "Malpas", "SY15": "Montgomery and Churchstoke", "SY16": "Newtown", "SY17": "Caersws and Llandinam", "SY18": "Llanidloes",
    "SY21": "Welshpool", "SY22": "Llanymynech, Llanfyllin and Meifod",
    "TF1": "Wellington and Hadley", "TF2": "Oakengates and Donnington", "TF3": "Telford centre and Stirchley", "TF4": "Dawley and Lawley",
    "TF5": "Admaston and Shawbirch", "TF6": "Wrekin villages", "TF7": "Madeley and Woodside", "TF8": "Ironbridge", "TF9": "Market Drayton",
    "TF10": "Newport", "TF11": "Shifnal", "TF12": "Broseley", "TF13": "Much Wenlock",
    "WV5": "Wombourne and Claverley", "WV6": "Tettenhall, Perton and Pattingham", "WV7": "Albrighton", "WV8": "Codsall", "WV15": "Bridgnorth Low Town and east",
    "WV16": "Bridgnorth and Highley", "DY12": "Bewdley and Kinlet", "DY14": "Cleobury Mortimer", "WR15": "Tenbury Wells",
    "HR5": "Kington", "HR6": "Leominster", "LD1": "Llandrindod Wells", "LD7": "Knighton", "LD8": "Presteigne",
    "LL14": "Chirk, Ruabon and Cefn Mawr", "LL13": "Wrexham east and Overton", "LL20": "Llangollen and Glyn Ceiriog",
    "CW3": "Audlem, Woore and Madeley", "CW5": "Nantwich", "ST5": "Newcastle-under-Lyme", "ST18": "Gnosall and Stafford villages", "ST20": "Woodseaves and Gnosall",
    "ST21": "Eccleshall",
}


def wgs84_from_national_grid(easting, northing):
    """OSGB36 easting, northing (m) to WGS84 degrees: the Ordnance Survey's series and Helmert figures, good to 5 m."""
    a, b, f0 = 6377563.396, 6356256.909, 0.9996012717
    lat0, lon0, n0, e0 = math.radians(49), math.radians(-2), -100000.0, 400000.0
    e2, n = 1 - (b * b) / (a * a), (a - b) / (a + b)
    lat, m = lat0, 0.0
    while northing - n0 - m >= 0.00001:
        lat = (northing - n0 - m) / (a * f0) + lat
        d, s = lat - lat0, lat + lat0
        m = b * f0 * ((1 + n + 1.25 * n**2 + 1.25 * n**3) * d - (3 * n + 3 * n**2 + 2.625 * n**3) * math.sin(d) * math.cos(s)
                      + (1.875 * n**2 + 1.875 * n**3) * math.sin(2 * d) * math.cos(2 * s)
                      - 35 / 24 * n**3 * math.sin(3 * d) * math.cos(3 * s))
    nu = a * f0 / math.sqrt(1 - e2 * math.sin(lat)**2)
    rho = a * f0 * (1 - e2) / (1 - e2 * math.sin(lat)**2)**1.5
    eta2, t, sec, de = nu / rho - 1, math.tan(lat), 1 / math.cos(lat), easting - e0
    vii, viii = t / (2 * rho * nu), t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2)
    ix = t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4)
    x, xi = sec / nu, sec / (6 * nu**3) * (nu / rho + 2 * t**2)
    xii = sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4)
    la = lat - vii * de**2 + viii * de**4 - ix * de**6
    lo = lon0 + x * de - xi * de**3 + xii * de**5
    nu = a / math.sqrt(1 - e2 * math.sin(la)**2)
    p = (nu * math.cos(la) * math.cos(lo), nu * math.cos(la) * math.sin(lo), nu * (1 - e2) * math.sin(la))
    k, (rx, ry, rz) = 1 - 20.4894e-6, [math.radians(v / 3600) for v in (0.1502, 0.2470, 0.8421)]
    px = 446.448 + p[0] * k - p[1] * rz + p[2] * ry
    py = -125.157 + p[0] * rz + p[1] * k - p[2] * rx
    pz = 542.060 - p[0] * ry + p[1] * rx + p[2] * k
    aw, bw = 6378137.0, 6356752.3141
    ew, r = 1 - (bw * bw) / (aw * aw), math.hypot(px, py)
    la = math.atan2(pz, r * (1 - ew))
    for _ in range(8):
        la = math.atan2(pz + ew * aw / math.sqrt(1 - ew * math.sin(la)**2) * math.sin(la), r)
    return math.degrees(la), math.degrees(math.atan2(py, px))


def distance_m(a, b):
    """Great-circle metres between two (latitude, longitude) pairs."""
    p, q = math.radians(a[0]), math.radians(b[0])
    h = math.sin((q - p) / 2)**2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b[1] - a[1]) / 2)**2
    return 2 * 6371008.8 * math.asin(math.sqrt(h))


def read_places():
    """(district, type, name, Welsh name, outcode, position or None) for every entry of places.txt."""
    text = "\n".join(l for l in (HERE / "places.txt").read_text(encoding="utf-8").splitlines() if not l.startswith("#"))
    for head, body in re.findall(r"\[([^\]]+)\]([^\[]*)", text):
        district, kind = [p.strip() for p in head.split("|")]
        for entry in body.replace("\n", " ").split(";"):
            if not entry.strip():
                continue
            point = re.search(r":\s*([-\d.]+),\s*([-\d.]+)", entry)
            name = re.match(r"[^=@:]+", entry.strip()).group().strip()
            other = re.search(r"=([^@:]+)", entry)
            out = re.search(r"@\s*([A-Z]+\d+)", entry)
            yield (district, kind, name, other.group(1).strip() if other else "", out.group(1) if out else "",
                   (float(point.group(1)), float(point.group(2))) if point else None)


def read_names(path):
    """Open Names rows by folded name: (outcode, county words, position)."""
    found = collections.defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            at = wgs84_from_national_grid(float(row["GEOMETRY_X"]), float(row["GEOMETRY_Y"]))
            for name in {row["NAME1"], row["NAME2"]} - {""}:
                found[name.casefold()].append((row["POSTCODE_DISTRICT"], row["COUNTY_UNITARY"] + row["DISTRICT_BOROUGH"], at, row["LOCAL_TYPE"]))
    return found


def read_postcodes(folder, status_folder):
    """Live postcodes with a position: {"SY7 8JB": (lat, lon)}."""
    points = {}
    for area in sorted({re.match(r"[A-Z]+", o).group() for o in OUTCODES}):
        gone = set()
        if status_folder:
            with gzip.open(pathlib.Path(status_folder) / f"status_{area}.csv.gz", "rt") as lines:
                gone = {r["pcds"] for r in csv.DictReader(lines) if r["status"] == "terminated"}
        with gzip.open(pathlib.Path(folder) / f"{area}.csv.gz", "rt") as lines:
            for row in csv.DictReader(lines):
                code = re.sub(r"\s*(\d[A-Z]{2})$", r" \1", row["Postcode"])
                if row["lat"] and code not in gone:
                    points[code] = (float(row["lat"]), float(row["long"]))
    return points


def nearest_outcode(at, points):
    """The outcode of the nearest live postcode."""
    scale = math.cos(math.radians(at[0]))
    return min(points, key=lambda c: (points[c][0] - at[0])**2 + ((points[c][1] - at[1]) * scale)**2).split()[0]


def write_places(names, points):
    """Writes places.csv, sorted by district, then name."""
    rows, missing = [], []
    for district, kind, name, other, out, at in read_places():
        if at is None:
            hits = [h for h in names[name.casefold()] or names[other.casefold()]
                    if (district.split(" and ")[0] in h[1] or out) and (not out or h[0] == out)]
            hits = [h for h in hits if h[3].casefold() == kind] or hits
            if len({h[2] for h in hits}) != 1:
                missing.append((district, name, [(h[0], h[1][:12], h[3]) for h in names[name.casefold()]]))
                continue
            at = hits[0][2]
        code = nearest_outcode(at, points)
        if out and code != out:
            print("outcode differs:", name, out, code)
        rows.append([name, other if other != name else "", kind, f"{at[0]:.4f}", f"{at[1]:.4f}", district, DISTRICT_CODES[district], out or code])
    for m in missing:
        print("not one row:", m)
    rows.sort(key=lambda r: (list(DISTRICT_CODES).index(r[5]), r[0]))
    with open(ROOT / "data/gazetteer/places.csv", "w", encoding="utf-8", newline="") as out_file:
        table = csv.writer(out_file, lineterminator="\n")
        table.writerow(["name", "name_cy", "type", "latitude", "longitude", "district", "district_code", "outcode"])
        table.writerows(rows)
    print(len(rows), "places")


def write_postcode_areas(points):
    """Writes postcode-areas.csv: the median position of live postcodes, and the greatest distance from it."""
    groups = collections.defaultdict(list)
    for code, at in points.items():
        outcode, rest = code.split()
        if outcode in OUTCODES:
            groups[("outcode", outcode)].append(at)
            groups[("sector", f"{outcode} {rest[0]}")].append(at)
    def order(key):
        letters, digits, sector = re.match(r"([A-Z]+)(\d+) ?(\d?)", key[1]).groups()
        return key[0], letters, int(digits), sector
    with open(ROOT / "data/gazetteer/postcode-areas.csv", "w", encoding="utf-8", newline="") as out_file:
        table = csv.writer(out_file, lineterminator="\n")
        table.writerow(["kind", "code", "latitude", "longitude", "name", "radius_m"])
        for key in sorted(groups, key=order):
            ats = groups[key]
            if key[0] == "sector" and len(ats) < 3:
                continue
            mid = (round(statistics.median(a[0] for a in ats), 4), round(statistics.median(a[1] for a in ats), 4))
            reach = max(distance_m(mid, a) for a in ats)
            table.writerow([key[0], key[1], f"{mid[0]:.4f}", f"{mid[1]:.4f}", OUTCODES[key[1].split()[0]], math.ceil(reach / 100) * 100])
    print(len(groups), "postcode areas")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--names", required=True)
    options.add_argument("--postcodes", required=True)
    options.add_argument("--status")
    given = options.parse_args()
    points = read_postcodes(given.postcodes, given.status)
    write_places(read_names(given.names), points)
    write_postcode_areas(points)


if __name__ == "__main__":
    main()
