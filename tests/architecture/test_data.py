"""The project's own data says what it should: see docs/reference/sample-data.md. Standard library only."""
import csv
import datetime as dt
import json
import pathlib
import subprocess
import sys
import unittest
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
REGION = {"latitude": (51.9, 53.3), "longitude": (-3.7, -1.9)}


def read_csv(path):
    with open(DATA / path, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_json(path):
    return json.loads((DATA / path).read_text(encoding="utf-8"))


def is_in_region(latitude, longitude):
    return (REGION["latitude"][0] <= float(latitude) <= REGION["latitude"][1]
            and REGION["longitude"][0] <= float(longitude) <= REGION["longitude"][1])


def is_uuid(text):
    try:
        return str(uuid.UUID(text)) == text
    except (ValueError, AttributeError, TypeError):
        return False


class GeneratedFiles(unittest.TestCase):
    def test_files_are_what_the_tables_say(self):
        made = subprocess.run([sys.executable, str(ROOT / "scripts/make_sample.py"), "--check"], capture_output=True, text=True, timeout=120)
        self.assertEqual(made.returncode, 0, made.stderr)

    def test_each_folder_states_its_licence(self):
        for folder in ("sample", "taxonomies", "gazetteer", "calendars"):
            if (DATA / folder).is_dir():
                self.assertRegex((DATA / folder / "README.md").read_text(encoding="utf-8"), r"\*\*Licence")


class Taxonomies(unittest.TestCase):
    def setUp(self):
        self.files = {p.stem: read_json(p.relative_to(DATA)) for p in sorted((DATA / "taxonomies").glob("*.json"))}

    def test_the_taxonomies_known_to_the_program_are_here(self):
        self.assertLessEqual({"fingerpost-needs", "fingerpost-kinds", "fingerpost-here", "fingerpost-safety", "fingerpost-access",
                              "building-facts", "accord-themes", "accord"}, set(self.files))

    def test_terms_are_whole(self):
        ids = set()
        for name, file in self.files.items():
            self.assertEqual(file["taxonomy"]["name"], name)
            codes = [t["code"] for t in file["taxonomy_terms"]]
            self.assertEqual(len(codes), len(set(codes)), name)
            own = {t["id"] for t in file["taxonomy_terms"]}
            for term in file["taxonomy_terms"]:
                with self.subTest(taxonomy=name, term=term["code"]):
                    self.assertTrue(is_uuid(term["id"]))
                    self.assertNotIn(term["id"], ids)
                    ids.add(term["id"])
                    self.assertTrue(term["name"] and term["name_cy"] and term["description"])
                    self.assertRegex(term["code"], r"^[a-z0-9]+([-_][a-z0-9]+)*$")
                    self.assertEqual(term["taxonomy_id"], file["taxonomy"]["id"])
                    self.assertIn(term.get("parent_id", term["id"]), own)

    def test_fifteen_themes_in_order(self):
        self.assertEqual([t["number"] for t in self.files["accord-themes"]["taxonomy_terms"]], list(range(1, 16)))

    def test_needs_have_at_most_three_levels(self):
        terms = {t["id"]: t for t in self.files["fingerpost-needs"]["taxonomy_terms"]}
        self.assertGreaterEqual(len(terms), 120)
        for term in terms.values():
            depth = 1
            while "parent_id" in term:
                term, depth = terms[term["parent_id"]], depth + 1
            self.assertLessEqual(depth, 3)

    def test_building_facts_have_types(self):
        for term in self.files["building-facts"]["taxonomy_terms"]:
            self.assertIn(term["value_type"], {"yes_no", "one_of", "number", "date", "text"})
            self.assertEqual("values" in term, term["value_type"] == "one_of", term["code"])


class Gazetteer(unittest.TestCase):
    def test_places(self):
        places = read_csv("gazetteer/places.csv")
        names = [(p["name"], p["district"], p["outcode"]) for p in places]
        self.assertEqual(len(names), len(set(names)))
        self.assertGreaterEqual(sum(p["district"] == "Shropshire" for p in places), 250)
        for place in places:
            with self.subTest(place=place["name"]):
                self.assertTrue(is_in_region(place["latitude"], place["longitude"]))
                self.assertIn(place["type"], {"town", "village", "hamlet", "suburb"})
                self.assertRegex(place["district_code"], r"^[EW]\d{8}$")
                self.assertRegex(place["outcode"], r"^[A-Z]{1,2}\d{1,2}$")

    def test_postcode_areas(self):
        rows = read_csv("gazetteer/postcode-areas.csv")
        codes = {r["code"] for r in rows}
        self.assertEqual(len(codes), len(rows))
        for row in rows:
            with self.subTest(code=row["code"]):
                self.assertRegex(row["code"], {"outcode": r"^[A-Z]{1,2}\d{1,2}$", "sector": r"^[A-Z]{1,2}\d{1,2} \d$"}[row["kind"]])
                self.assertTrue(is_in_region(row["latitude"], row["longitude"]))
                self.assertIn(row["code"].split()[0], codes)
                self.assertGreater(int(row["radius_m"]), 0)

    def test_outlines_are_rough_closed_and_say_so(self):
        features = read_json("gazetteer/areas.geojson")["features"]
        self.assertEqual({f["properties"]["code"] for f in features}, {"E06000051", "E06000020"})
        for feature in features:
            self.assertIs(feature["properties"]["approximate"], True)
            (ring,) = feature["geometry"]["coordinates"]
            self.assertEqual(ring[0], ring[-1])
            self.assertLessEqual(len(ring), 61)
            self.assertTrue(all(is_in_region(lat, lon) for lon, lat in ring))


class Calendar(unittest.TestCase):
    def test_known_bank_holidays(self):
        rows = {r["date"]: r["name"] for r in read_csv("calendars/england-bank-holidays.csv")}
        self.assertEqual(len(rows), 7 * 8)
        for date in ("2024-03-29", "2024-04-01", "2025-04-18", "2025-04-21", "2026-04-03", "2026-12-28", "2027-12-27", "2027-12-28", "2028-01-03", "2030-04-22"):
            self.assertIn(date, rows)
        for date in rows:
            self.assertLess(dt.date.fromisoformat(date).weekday(), 5, date)


if __name__ == "__main__":
    unittest.main()
