"""What must not leave does not leave: search words in logs, a refuge's address anywhere."""
import json
import pathlib
import shutil
import tempfile
import unittest

from tests.support.fingerpost import Server, run, sample_folder

CANARY = "Zanzibarquux"
REFUGE = {
    "id": "7b0f6a4e-1111-4222-8333-444455556666", "name": "Safe House for women", "status": "active",
    "description": "A women's refuge for people fleeing domestic abuse.",
    "organization": {"id": "7b0f6a4e-1111-4222-8333-444455556667", "name": "Haven", "description": "Refuge"},
    "service_at_locations": [{
        "id": "7b0f6a4e-1111-4222-8333-444455556668",
        "location": {"id": "7b0f6a4e-1111-4222-8333-444455556669", "location_type": "physical",
                     "name": CANARY + " Cottage", "latitude": 52.371234, "longitude": -2.712345,
                     "addresses": [{"id": "7b0f6a4e-1111-4222-8333-44445555666a", "address_1": "7 " + CANARY + " Lane",
                                    "city": "Ludlow", "state_province": "Shropshire", "postal_code": "SY8 1ZZ",
                                    "country": "GB", "address_type": "physical"}]}}]}
# The lower-case stem too: an index keeps folded terms.
TRACES = [CANARY.encode(), CANARY.lower().encode(), b"52.371234", b"2.712345", b"SY8 1ZZ", b"SY81ZZ"]


class Canaries(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        self.data = self.folder / "data"
        shutil.copytree(sample_folder(), self.data)
        (self.folder / "refuge.json").write_text(json.dumps([REFUGE]))
        run("import", "--data", self.data, "--format", "hsds-json", self.folder / "refuge.json")

    def assertNoTrace(self, content, where):
        for trace in TRACES:
            self.assertNotIn(trace, content, f"{trace} in {where}")

    def test_a_refuge_is_found_and_its_place_is_not(self):
        exports = self.folder / "exports"
        exports.mkdir()
        for form in ("hsds-json", "csv", "geojson"):
            run("export", "--data", self.data, "--format", form, "--to", exports / form)
        run("backup", "--data", self.data, "--to", exports / "backup.zip")
        with Server(self.data) as server:
            found = server.get("/api/search", q="refuge", near="Ludlow").json
            mine = [r for r in found["results"] + found["not_known"]["results"] if r["id"] == REFUGE["id"]]
            self.assertEqual(len(mine), 1)
            self.assertTrue(mine[0]["location"]["withheld"])
            self.assertNotIn("latitude", mine[0]["location"])
            for path in ("/api/search?q=refuge&explain=true", "/api/search?q=refuge&format=geojson",
                         "/api/search?q=refuge&format=csv", "/api/suggest?q=zanz", "/hsds/services?per_page=1000",
                         "/hsds/locations?per_page=1000&full=true", "/hsds/service_at_locations?per_page=1000&full=true",
                         "/hsds/services/" + REFUGE["id"], "/api/buildings?per_page=100", "/api/search?q=" + CANARY):
                answer = server.get(path)
                body = answer.body.replace(CANARY.lower().encode(), b"") if CANARY in path else answer.body
                self.assertNoTrace(body.replace(CANARY.encode(), b"") if CANARY in path else body, path)
            self.assertEqual(server.get("/api/search", q=CANARY + " Cottage", kind="building").json["total"], 0)
        self.assertNoTrace(server.log.encode(), "the log")
        for file in list(exports.rglob("*")) + list(self.data.rglob("*")):
            if file.is_file():
                self.assertNoTrace(file.read_bytes(), file.name)

    def test_what_was_asked_is_not_logged(self):
        with Server(self.data) as server:
            server.get("/api/search", q=CANARY, near="SY8 1ZZ")
            server.get("/api/places", q=CANARY)
            server.get("/api/suggest", q=CANARY)
            server.get("/" + CANARY)
            server.post("/api/buildings/query", {"near": CANARY, CANARY: 1})
        self.assertNoTrace(server.log.encode(), "the log")


if __name__ == "__main__":
    unittest.main()
