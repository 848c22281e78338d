"""The exports: every format is whole, agrees with the feed, names its sources, and withholds what is withheld."""
import csv
import io
import json
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree
import zipfile

from tests.support.fingerpost import run, sample_folder

KML = "{http://www.opengis.net/kml/2.2}"


def undo(cell):
    """What an export's cell says: docs/reference/open-referral.md, Formulas."""
    rest = cell.lstrip("'")
    return cell[1:] if rest != cell and rest[:1] in tuple("=+-@\t\r") else cell


class Exports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="fingerpost-exports-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.files = {}
        for form in ("hsds-json", "hsds-csv", "csv", "geojson", "kml", "gpkg"):
            cls.files[form] = cls.folder / ("out." + form)
            run("export", "--data", sample_folder(), "--format", form, "--to", cls.files[form])
        cls.whole = json.loads(cls.files["hsds-json"].read_text())

    def points(self):
        """(id, name) of every row with a position, as the flat formats have them."""
        return sorted((f["properties"]["kind"], f["id"], f["properties"]["name"])
                      for f in json.loads(self.files["geojson"].read_text())["features"])

    def test_the_same_directory_gives_the_same_bytes(self):
        for form in ("hsds-json", "csv", "geojson", "kml"):
            again = run("export", "--data", sample_folder(), "--format", form).stdout
            self.assertEqual(again, self.files[form].read_text(), form)

    def test_the_package_is_valid_and_its_tables_agree_with_the_records(self):
        with zipfile.ZipFile(self.files["hsds-csv"]) as package:
            described = json.loads(package.read("datapackage.json"))
            tables = {}
            for resource in described["resources"]:
                text = package.read(resource["path"]).decode("utf-8")
                rows = list(csv.reader(io.StringIO(text, newline="")))
                names = [f["name"] for f in resource["schema"]["fields"]]
                self.assertEqual(rows[0], names)
                tables[resource["name"]] = [dict(zip(names, map(undo, row), strict=True)) for row in rows[1:]]
                required = [f["name"] for f in resource["schema"]["fields"] if f["constraints"]["required"]]
                for row in tables[resource["name"]]:
                    self.assertEqual([n for n in required if not row[n]], [], (resource["name"], row))
                ids = [row["id"] for row in tables[resource["name"]]]
                self.assertEqual(len(ids), len(set(ids)), resource["name"])
            self.assertEqual(sorted(package.namelist()), sorted(["datapackage.json"] + [r["path"] for r in described["resources"]]))
        self.assertEqual({s["title"] for s in described["sources"]}, {s["name"] for s in self.whole["sources"]})
        self.assertTrue(all(s["license"] == "CC0-1.0" for s in described["sources"]))
        services = {s["id"]: s for s in self.whole["contents"]}
        self.assertEqual({r["id"] for r in tables["service"]}, set(services))
        for row in tables["service"]:
            for name in ("name", "description", "url", "organization_id", "status", "last_modified"):
                self.assertEqual(row[name], services[row["id"]].get(name, ""), name)
        known = {name: {row["id"] for row in rows} for name, rows in tables.items()}
        for name, rows in tables.items():
            for row in rows:
                for key, value in row.items():
                    table = key.removesuffix("_id")
                    if value and key.endswith("_id") and table in known and table != "program":
                        self.assertIn(value, known[table], (name, key))
        self.assertEqual(len(tables["schedule"]), len({x["id"] for s in services.values() for x in s.get("schedules", [])
                         + [y for at in s.get("service_at_locations", []) for y in at.get("schedules", [])]}
                         | {x["id"] for s in services.values() for at in s.get("service_at_locations", [])
                            for x in at.get("location", {}).get("schedules", [])}
                         | {x["id"] for l in self.whole["locations"] for x in l.get("schedules", [])}
                         | {x["id"] for o in self.whole["organizations"] for l in o.get("locations", []) for x in l.get("schedules", [])}))

    def test_the_package_is_read_again(self):
        data = self.folder / "again"
        archive = self.folder / "package.zip"
        shutil.copy(self.files["hsds-csv"], archive)
        run("import", "--data", data, "--format", "hsds-csv", archive)
        again = json.loads(run("export", "--data", data, "--format", "hsds-json").stdout)
        self.assertEqual({s["id"]: s["name"] for s in again["contents"]}, {s["id"]: s["name"] for s in self.whole["contents"]})

    def test_no_cell_is_a_formula(self):
        rows = list(csv.reader(io.StringIO(self.files["csv"].read_bytes().decode(), newline="")))
        self.assertGreater(len(rows), 100)
        for row in rows:
            for cell in row:
                self.assertFalse(cell[:1] in tuple("=@\t\r"), cell)

    def test_kml(self):
        root = xml.etree.ElementTree.parse(self.files["kml"]).getroot()
        marks = root.findall(f".//{KML}Placemark")
        found = []
        for mark in marks:
            data = {d.get("name"): d[0].text for d in mark.iter(KML + "Data")}
            found.append((data["kind"], data["id"], mark.find(KML + "name").text))
            longitude, latitude = map(float, mark.find(f".//{KML}coordinates").text.split(","))
            self.assertTrue(49 < latitude < 61 and -9 < longitude < 3)
        self.assertEqual(sorted(found), self.points())
        self.assertIn("sample-directory: CC0-1.0", root.find(f"{KML}Document/{KML}description").text)

    def test_geopackage(self):
        copy = self.folder / "directory.gpkg"
        shutil.copy(self.files["gpkg"], copy)
        database = sqlite3.connect(copy)
        self.addCleanup(database.close)
        self.assertEqual(database.execute("PRAGMA application_id").fetchone()[0], 0x47504B47)
        rows = database.execute("SELECT kind, record_id, name FROM entries WHERE geom IS NOT NULL").fetchall()
        self.assertEqual(sorted(rows), self.points())
        sources = dict(database.execute("SELECT name, license FROM sources"))
        self.assertEqual(sources["sample-directory"], "CC0-1.0")
        if shutil.which("ogrinfo") is None:
            self.skipTest("ogrinfo is not installed")
        said = subprocess.run(["ogrinfo", "-ro", "-so", copy, "entries"], capture_output=True, text=True, check=True).stdout
        self.assertIn("Geometry: Point", said)
        self.assertIn('ID["EPSG",4326]', said)
        everything = database.execute("SELECT count(*) FROM entries").fetchone()[0]
        self.assertIn(f"Feature Count: {everything}", said)

    def test_a_refuge_leaves_without_place(self):
        text = json.dumps([l for s in self.whole["contents"] for at in s.get("service_at_locations", [])
                           if (l := at.get("location", {})).get("withheld")])
        self.assertIn("Confidential location", text)
        withheld = {l["id"] for s in self.whole["contents"] for at in s.get("service_at_locations", [])
                    if (l := at.get("location", {})).get("withheld")}
        with zipfile.ZipFile(self.files["hsds-csv"]) as package:
            for row in csv.DictReader(io.StringIO(package.read("locations.csv").decode(), newline="")):
                if row["id"] in withheld:
                    self.assertEqual(row["name"], "Confidential location")
            for row in csv.DictReader(io.StringIO(package.read("addresses.csv").decode(), newline="")):
                self.assertNotIn(row["location_id"], withheld)

    def test_kinds(self):
        for kind in ("service", "building", "organization", "role"):
            rows = list(csv.DictReader(io.StringIO(run("export", "--data", sample_folder(), "--format", "csv", "--kind", kind).stdout)))
            self.assertEqual({row["kind"] for row in rows}, {kind})
        self.assertEqual(run("export", "--data", sample_folder(), "--format", "xml", check=False).returncode, 2)


if __name__ == "__main__":
    unittest.main()
