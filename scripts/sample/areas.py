"""Two rough outlines drawn for the project: good to about a kilometre, for a folder with no boundaries loaded."""
import json

NOTE = "Hand-simplified to about a kilometre. Load real boundaries for anything that matters."
TELFORD = [
    (-2.39, 52.79), (-2.37, 52.80), (-2.38, 52.81), (-2.42, 52.83), (-2.47, 52.82), (-2.46, 52.78), (-2.49, 52.78), (-2.48, 52.80),
    (-2.49, 52.81), (-2.52, 52.80), (-2.55, 52.80), (-2.58, 52.81), (-2.60, 52.80), (-2.59, 52.78), (-2.62, 52.78), (-2.63, 52.76),
    (-2.64, 52.77), (-2.66, 52.76), (-2.66, 52.73), (-2.60, 52.72), (-2.62, 52.70), (-2.56, 52.67), (-2.55, 52.65), (-2.50, 52.63),
    (-2.44, 52.61), (-2.44, 52.63), (-2.42, 52.63), (-2.42, 52.66), (-2.38, 52.74), (-2.36, 52.73), (-2.32, 52.73), (-2.31, 52.74)]
# Shropshire runs round Telford and Wrekin on the east: the last part of this ring is that border, the other way about.
SHROPSHIRE = [
    (-2.44, 52.88), (-2.47, 52.91), (-2.39, 52.95), (-2.38, 53.00), (-2.48, 52.96), (-2.53, 52.95), (-2.70, 53.00),
    (-2.73, 52.93), (-2.80, 52.90), (-2.84, 52.94), (-2.93, 52.94), (-2.98, 52.97), (-3.07, 52.92), (-3.10, 52.93), (-3.15, 52.89), (-3.16, 52.79), (-3.09, 52.79),
    (-2.96, 52.72), (-3.02, 52.73), (-3.06, 52.63), (-3.14, 52.59), (-3.13, 52.53), (-3.01, 52.58), (-3.00, 52.52), (-3.235, 52.47), (-3.23, 52.44),
    (-3.04, 52.34), (-2.93, 52.35), (-2.86, 52.40), (-2.73, 52.36), (-2.705, 52.309), (-2.67, 52.34), (-2.60, 52.31),
    (-2.54, 52.34), (-2.48, 52.34), (-2.41, 52.39), (-2.34, 52.39), (-2.36, 52.44), (-2.29, 52.46), (-2.26, 52.54),
    (-2.32, 52.61), (-2.245, 52.61), (-2.28, 52.66), (-2.32, 52.73), (-2.36, 52.73), (-2.38, 52.74), (-2.42, 52.66), (-2.42, 52.63),
    (-2.44, 52.61), (-2.50, 52.63), (-2.55, 52.65), (-2.62, 52.70), (-2.60, 52.72), (-2.66, 52.73), (-2.62, 52.78), (-2.58, 52.81), (-2.46, 52.78),
    (-2.47, 52.82), (-2.39, 52.84), (-2.38, 52.89)]


def feature(name, name_cy, code, ring):
    return {"type": "Feature",
            "properties": {"code": code, "name": name, "name_cy": name_cy, "kind": "district", "approximate": True, "note": NOTE},
            "geometry": {"type": "Polygon", "coordinates": [[list(p) for p in ring + ring[:1]]]}}


def is_inside(point, ring):
    """Even-odd rule; point and ring as (longitude, latitude)."""
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        if (y1 > point[1]) != (y2 > point[1]) and point[0] < (x2 - x1) * (point[1] - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def write_areas(path):
    collection = {"type": "FeatureCollection", "features": [
        feature("Shropshire", "Swydd Amwythig", "E06000051", SHROPSHIRE),
        feature("Telford and Wrekin", "Telford a Wrekin", "E06000020", TELFORD)]}
    path.write_text(json.dumps(collection, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
