"""The project's own data says what it should: see docs/reference/sample-data.md. Standard library only."""
import csv
import datetime as dt
import json
import math
import pathlib
import re
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


def distance_m(a, b):
    """Great-circle metres between two (latitude, longitude) pairs."""
    p, q = math.radians(a[0]), math.radians(b[0])
    h = math.sin((q - p) / 2)**2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b[1] - a[1]) / 2)**2
    return 2 * 6371008.8 * math.asin(math.sqrt(h))


def is_inside(point, ring):
    """Even-odd rule; point and ring as (longitude, latitude)."""
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        if (y1 > point[1]) != (y2 > point[1]) and point[0] < (x2 - x1) * (point[1] - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def each_object(value):
    """Every object in a JSON value, itself included."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from each_object(part)


class GeneratedFiles(unittest.TestCase):
    def test_files_are_what_the_tables_say(self):
        made = subprocess.run([sys.executable, str(ROOT / "scripts/make_sample.py"), "--check"], capture_output=True, text=True, timeout=120)
        self.assertEqual(made.returncode, 0, made.stderr)

    def test_each_folder_states_its_licence(self):
        for folder in ("sample", "taxonomies", "gazetteer", "calendars", "standards"):
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


DRAMA_NUMBERS = re.compile(r"^(01632 960\d{3}|0808 157 0\d{3}|07700 900\d{3})$")
TIME = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")
DATE = re.compile(r"^20\d\d-\d\d-\d\d$")
LIST_OF_DAYS = re.compile(r"^(-?\d)?(MO|TU|WE|TH|FR|SA|SU)(,(-?\d)?(MO|TU|WE|TH|FR|SA|SU))*$")


class Contacts(unittest.TestCase):
    """Nothing here can reach a real person or organisation."""

    def text_of_all(self):
        return {p.name: p.read_text(encoding="utf-8") for p in sorted((DATA / "sample").iterdir()) if p.suffix in (".json", ".csv")}

    def test_addresses_on_the_internet_are_examples(self):
        for name, text in self.text_of_all().items():
            for host in re.findall(r"https?://([^/\"\s,]+)", text) + re.findall(r"[\w.+-]+@([\w.-]+)", text):
                with self.subTest(file=name, host=host):
                    self.assertTrue(host == "statistics.data.gov.uk" or host.endswith(".example.org"))

    def test_telephone_numbers_are_kept_for_drama(self):
        for name, text in self.text_of_all().items():
            for number in re.findall(r"(?<![\d.-])0\d{3,4} \d{3,6}(?: \d{3,4})?(?![\d-])", text):
                self.assertRegex(number, DRAMA_NUMBERS, name)

    def test_registered_numbers_belong_to_nobody(self):
        for thing in each_object(read_json("sample/directory.json")):
            if "identifier_scheme" in thing:
                self.assertRegex(thing["identifier"], r"^99\d{5,6}$")
            if thing.get("external_identifier_type") == "UPRN":
                self.assertRegex(thing["external_identifier"], r"^99\d{10}$")


class Directory(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.services = read_json("sample/directory.json")["contents"]
        cls.terms = {(f["taxonomy"]["name"], t["code"]): t for p in (DATA / "taxonomies").glob("*.json")
                     for f in [json.loads(p.read_text(encoding="utf-8"))] for t in f["taxonomy_terms"]}
        cls.sectors = {r["code"]: r for r in read_csv("gazetteer/postcode-areas.csv")}
        cls.places = {}
        for row in read_csv("gazetteer/places.csv"):
            cls.places.setdefault(row["name"], []).append((float(row["latitude"]), float(row["longitude"])))

    @staticmethod
    def states(record, taxonomy, code):
        return any(a["taxonomy_term"]["taxonomy"] == taxonomy and a["taxonomy_term"]["code"] == code for a in record.get("attributes", []))

    def locations(self):
        return {at["location"]["id"]: at["location"] for s in self.services for at in s.get("service_at_locations", [])}

    def test_counts(self):
        roles = [s for s in self.services if self.states(s, "fingerpost-kinds", "role")]
        organizations = {s["organization_id"] for s in self.services} | {r["id"] for r in read_csv("sample/organizations.csv")}
        self.assertGreaterEqual(len(self.services) - len(roles), 300)
        self.assertGreaterEqual(len(roles), 30)
        self.assertGreaterEqual(len(organizations), 150)
        self.assertGreaterEqual(len(read_csv("sample/buildings.csv")), 120)
        self.assertEqual(len(read_csv("sample/mobile-stops.csv")), 20)

    def test_ids_are_unique_uuids(self):
        ids = [s["id"] for s in self.services]
        self.assertEqual(len(ids), len(set(ids)))
        seen = {}
        for thing in each_object(self.services):
            if "id" in thing:
                self.assertTrue(is_uuid(thing["id"]), thing["id"])
                self.assertEqual(seen.setdefault(thing["id"], thing), thing, "one id, two meanings")
            self.assertFalse([k for k, v in thing.items() if v in (None, "", [], {})])

    def test_references_resolve(self):
        ids = {s["id"] for s in self.services}
        for service in self.services:
            self.assertEqual(service["organization"]["id"], service["organization_id"])
            self.assertIn(service.get("successor_id", service["id"]), ids)
            for at in service.get("service_at_locations", []):
                self.assertEqual((at["service_id"], at["location_id"]), (service["id"], at["location"]["id"]))
        for thing in each_object(self.services):
            if "taxonomy_term" in thing:
                term = thing["taxonomy_term"]
                known = self.terms[term["taxonomy"], term["code"]]
                self.assertEqual({k: known[k] for k in ("id", "name", "description", "taxonomy_id")}, {k: term[k] for k in ("id", "name", "description", "taxonomy_id")})

    def test_words(self):
        descriptions = [s["description"] for s in self.services]
        self.assertEqual(len(descriptions), len(set(descriptions)), "no two descriptions are the same")
        for service in self.services:
            with self.subTest(service=service["name"]):
                self.assertTrue(service["name"] and len(service["description"]) > 20)
                self.assertIn(service["status"], {"active", "inactive", "defunct", "temporarily closed"})
                self.assertTrue(any(a["link_type"] == "need" for a in service["attributes"]))
                self.assertLessEqual(service.get("minimum_age", 0), service.get("maximum_age", 120))

    def test_schedules(self):
        for thing in each_object(self.services):
            if "freq" not in thing:
                continue
            with self.subTest(schedule=thing):
                self.assertIn(thing["freq"], {"WEEKLY", "MONTHLY"})
                self.assertRegex(thing["byday"], LIST_OF_DAYS)
                self.assertEqual(bool(re.search(r"\d", thing["byday"])), thing["freq"] == "MONTHLY")
                self.assertRegex(thing["opens_at"], TIME)
                self.assertRegex(thing["closes_at"], TIME)
                for date in ("valid_from", "valid_to", "dtstart"):
                    self.assertRegex(thing.get(date, "2026-01-01"), DATE)
                self.assertLessEqual(thing.get("valid_from", ""), thing.get("valid_to", "9"))
                if "interval" in thing:
                    start = dt.date.fromisoformat(thing["dtstart"])
                    self.assertIn(("MO", "TU", "WE", "TH", "FR", "SA", "SU")[start.weekday()], thing["byday"])

    def test_every_theme_is_represented(self):
        themes = {t["taxonomy_term"]["code"] for t in each_object(self.services) if t.get("link_type") == "theme"}
        self.assertEqual(themes, {code for taxonomy, code in self.terms if taxonomy == "accord-themes"})

    def test_signatories_have_dates(self):
        signed = [t for t in each_object(self.services) if t.get("link_type") == "accord"]
        self.assertTrue(signed)
        for attribute in signed:
            self.assertRegex(attribute["value"], DATE)

    def test_confidential_places_and_services(self):
        places = [l for l in self.locations().values() if self.states(l, "fingerpost-safety", "confidential")]
        services = [s for s in self.services if self.states(s, "fingerpost-safety", "confidential")]
        self.assertGreaterEqual(len(places), 2)
        self.assertGreaterEqual(len(services), 3)
        self.assertTrue(any(self.states(s, "fingerpost-needs", "refuges") for s in services))
        for place in places:
            rest = json.dumps([s for s in self.services if s not in services], ensure_ascii=False)
            self.assertNotIn(place["addresses"][0]["address_1"], rest)
            self.assertNotIn(place["name"], rest)

    def test_kinds_of_record_and_of_here(self):
        def some(test):
            return [s for s in self.services if test(s)]
        for status in ("inactive", "defunct", "temporarily closed"):
            self.assertTrue(some(lambda s: s["status"] == status), status)
        for code in ("visits", "speaks_for", "online"):
            self.assertTrue([t for t in each_object(self.services) if t.get("link_type") == "here" and t["taxonomy_term"]["code"] == code], code)
        schedules = [t for t in each_object(self.services) if "freq" in t]
        self.assertTrue([t for t in schedules if t["closes_at"] < t["opens_at"]], "overnight")
        self.assertTrue([t for t in schedules if (t["opens_at"], t["closes_at"]) == ("00:00", "23:59")], "round the clock")
        self.assertTrue([t for t in schedules if "valid_from" in t])
        self.assertTrue([t for t in schedules if t.get("interval") == 2])
        self.assertTrue(some(lambda s: "cost_options" not in s) and some(lambda s: "assured_date" not in s), "some things are not known")
        self.assertGreaterEqual(len(some(lambda s: any(l["code"] == "cy" for l in s.get("languages", [])))), 10)

    def check_position(self, name, city, postcode, latitude, longitude):
        with self.subTest(place=name):
            at = (float(latitude), float(longitude))
            self.assertTrue(is_in_region(*at))
            self.assertLess(min(distance_m(at, centre) for centre in self.places[city]), 3000, "far from the place it names")
            sector = self.sectors[postcode[:-2]]
            reach = distance_m(at, (float(sector["latitude"]), float(sector["longitude"])))
            self.assertLess(reach, int(sector["radius_m"]) + 3000, "far from its postcode's sector")

    def test_positions_agree_with_places_and_postcodes(self):
        for location in self.locations().values():
            address = location["addresses"][0]
            self.check_position(location["name"], address["city"], address["postal_code"], location["latitude"], location["longitude"])
        for file in ("buildings", "organizations"):
            for row in read_csv(f"sample/{file}.csv"):
                self.check_position(row["name"], row["city"], row["postal_code"], row["latitude"], row["longitude"])

    def test_service_areas_are_closed_polygons(self):
        for thing in each_object(self.services):
            if thing.get("extent_type") == "geojson":
                (ring,) = json.loads(thing["extent"])["coordinates"]
                self.assertEqual(ring[0], ring[-1])
                self.assertTrue(all(is_in_region(lat, lon) for lon, lat in ring), thing["name"])


class Landmarks(unittest.TestCase):
    """What the first search, the demonstration and the scenarios count on."""

    CLUN = (52.4210, -3.0297)

    @classmethod
    def setUpClass(cls):
        cls.services = read_json("sample/directory.json")["contents"]

    def with_need(self, code):
        return [s for s in self.services if any(a["link_type"] == "need" and a["taxonomy_term"]["code"] == code for a in s["attributes"])
                and s["status"] == "active" and not any(a["link_type"] == "kind" for a in s["attributes"])]

    def nearest(self, service, centre):
        return min((distance_m(centre, (at["location"]["latitude"], at["location"]["longitude"])) for at in service.get("service_at_locations", [])), default=math.inf)

    def covers(self, service, point):
        for area in service.get("service_areas", []):
            if area.get("extent_type") == "geojson":
                if is_inside((point[1], point[0]), json.loads(area["extent"])["coordinates"][0]):
                    return True
        return False

    def test_lunch_clubs_round_clun_have_one_order(self):
        ranked = sorted((self.nearest(s, self.CLUN), s["name"]) for s in self.with_need("lunch-clubs"))
        within = [name for metres, name in ranked if metres <= 8000]
        self.assertEqual(within, ["Thursday Lunch Club, Clun", "Clunton First Thursday Lunch", "Soup and Company, Newcastle", "Lydbury Long Table"])
        beyond = [name for metres, name in ranked if 8000 < metres <= 15000]
        for name in ("Castle Street Lunch Club", "Newington Lunch Club", "Arbor Lunch, Aston on Clun"):
            self.assertIn(name, beyond)
        gaps = [b[0] - a[0] for a, b in zip(ranked, ranked[1:]) if a[0] <= 12000]
        self.assertGreater(min(gaps), 50, "no two are so near in distance that their order is chance")

    def test_a_lunch_club_over_the_border_covers_clun(self):
        found = [s for s in self.with_need("lunch-clubs") if self.covers(s, self.CLUN) and s["service_at_locations"][0]["location"]["addresses"][0]["state_province"] == "Powys"]
        self.assertEqual([s["organization"]["name"] for s in found], ["Tref-y-clawdd Community Trust"])

    def test_debt_advice_near_shrewsbury_and_on_saturday_in_ludlow(self):
        debt = self.with_need("debt-advice")
        self.assertGreaterEqual(len(debt), 4)
        self.assertTrue([s for s in debt if self.nearest(s, (52.7132, -2.7491)) < 1500])
        ludlow = [at for s in debt for at in s.get("service_at_locations", []) if distance_m((52.3676, -2.7180), (at["location"]["latitude"], at["location"]["longitude"])) < 3000]
        self.assertTrue([t for at in ludlow for t in at.get("schedules", []) if "SA" in t["byday"]])

    def test_warm_places_are_open_in_the_evening_near_sy7_8(self):
        sector = next(r for r in read_csv("gazetteer/postcode-areas.csv") if r["code"] == "SY7 8")
        centre = (float(sector["latitude"]), float(sector["longitude"]))
        evening = [s["name"] for s in self.with_need("warm-spaces") for at in s.get("service_at_locations", [])
                   if distance_m(centre, (at["location"]["latitude"], at["location"]["longitude"])) < 15000
                   and any(t["closes_at"] >= "19:00" for t in at.get("schedules", []))]
        self.assertGreaterEqual(len(set(evening)), 4)

    def test_buildings_round_ludlow(self):
        near = [r for r in read_csv("sample/buildings.csv") if distance_m((52.3676, -2.7180), (float(r["latitude"]), float(r["longitude"]))) < 8000]
        self.assertGreaterEqual(len(near), 12)
        self.assertTrue([r for r in near if int(r["capacity_seated"] or 0) >= 60 and r["step_free"] == "yes" and r["flood_zone"] == "1"])
        self.assertTrue([r for r in near if r["flood_zone"] == "3"])


class Buildings(unittest.TestCase):
    def test_facts_are_of_their_type(self):
        facts = {t["code"]: t for t in read_json("taxonomies/building-facts.json")["taxonomy_terms"]}
        rows = read_csv("sample/buildings.csv")
        columns = [c for c in rows[0] if c in facts]
        self.assertGreaterEqual(len(columns), 35)
        for row in rows:
            self.assertTrue(is_uuid(row["id"]))
            for column in filter(lambda c: row[c], columns):
                fact, value = facts[column], row[column]
                with self.subTest(building=row["name"], fact=column, value=value):
                    if fact["value_type"] == "yes_no":
                        self.assertIn(value, {"yes", "no"})
                    elif fact["value_type"] == "number":
                        self.assertRegex(value, r"^\d+$")
                    elif fact["value_type"] == "one_of":
                        self.assertIn(value, fact["values"])
            self.assertEqual(row["kitchen"], {"": "", "none": "no"}.get(row["kitchen_type"], "yes"))
            self.assertLessEqual(int(row["capacity_sleeping"] or 0), int(row["largest_room_m2"] or 999) / 2, "no room for so many beds")
        for column in columns:
            values = {r[column] for r in rows}
            self.assertGreater(len(values), 1, f"{column} tells nothing apart")

    def test_buildings_where_services_are_held_share_their_uprn(self):
        uprns = {r["uprn"] for r in read_csv("sample/buildings.csv") if r["uprn"]}
        held = {t["external_identifier"] for t in each_object(read_json("sample/directory.json")) if "external_identifier" in t}
        self.assertEqual(uprns, held)

    def test_managing_organisations_resolve(self):
        ids = {s["organization_id"] for s in read_json("sample/directory.json")["contents"]} | {r["id"] for r in read_csv("sample/organizations.csv")}
        managed = [r["organization_id"] for r in read_csv("sample/buildings.csv") if r["organization_id"]]
        self.assertGreaterEqual(len(managed), 20)
        self.assertLessEqual(set(managed), ids)


class Stops(unittest.TestCase):
    def test_rules_days_and_times_agree(self):
        days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
        for row in read_csv("sample/mobile-stops.csv"):
            with self.subTest(stop=row["address"]):
                self.assertRegex(row["frequency"], r"^FREQ=(WEEKLY;INTERVAL=\d|MONTHLY;BYDAY=-?\d(MO|TU|WE|TH|FR|SA|SU))$")
                self.assertEqual(dt.date.fromisoformat(row["start"]).weekday(), days.index(row["day"]))
                self.assertIn(row["day"][:2].upper(), row["frequency"] if "BYDAY" in row["frequency"] else row["day"][:2].upper())
                self.assertRegex(row["arrival"], TIME)
                self.assertLess(row["arrival"], row["departure"])
                self.assertTrue(is_in_region(row["geoy"], row["geox"]))


if __name__ == "__main__":
    unittest.main()
