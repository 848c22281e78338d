"""Searches around a refuge tell nothing but its coarse cell: two directories that differ only in where in the cell the refuge is
give the same answers, byte for byte, however often and from wherever one asks."""
import json
import pathlib
import random
import subprocess
import tempfile
import time
import unittest

from tests.support.fingerpost import BINARY, ROOT, Server

REFUGE = "17816aee-d3c5-5a21-905e-bae742b71ca8"
SEARCHES = 10_000
SECONDS = 60  # a build with sanitizers asks fewer, but never fewer than LEAST
LEAST = 200
SHIFTS = [(0.004, 0.0), (-0.004, 0.0), (0.0, 0.006), (0.0, -0.006)]  # some 400 m: at most two leave the cell


def directory_with(refuge_moved_by, folder):
    """A data folder with the gazetteer, the taxonomies, and the services within reach of the refuge."""
    services = json.loads((ROOT / "data/sample/directory.json").read_text())["contents"]
    for service in services:
        for at in service.get("service_at_locations", []):
            if service["id"] == REFUGE:
                at["location"]["latitude"] += refuge_moved_by[0]
                at["location"]["longitude"] += refuge_moved_by[1]
    source = folder / "directory.json"
    source.write_text(json.dumps({"contents": services}))
    data = folder / "data"
    for arguments in (["--format", "taxonomy", "--source", "t", ROOT / "data/taxonomies"],
                      ["--format", "places", "--source", "p", ROOT / "data/gazetteer/places.csv"],
                      ["--format", "hsds-json", "--source", "d", source]):
        subprocess.run([BINARY, "import", "--data", data, *arguments], check=True, timeout=600, capture_output=True)
    return data


class RefugeCell(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory(prefix="fingerpost-refuge-")
        cls.addClassCleanup(holder.cleanup)
        cls.root = pathlib.Path(holder.name)
        cls.servers = []
        for number, shift in enumerate([(0.0, 0.0), *SHIFTS]):
            folder = cls.root / str(number)
            folder.mkdir()
            server = Server(directory_with(shift, folder), env={"FINGERPOST_ACCESS_LOG": "false"})
            if number > 0 and cls.distance(server) != cls.distance(cls.servers[0]):
                server.stop()  # another cell
                continue
            cls.servers.append(server)
            if len(cls.servers) == 2:
                break

    @classmethod
    def tearDownClass(cls):
        assert all([server.stop() == 0 for server in cls.servers])

    @staticmethod
    def distance(server, near="52.60,-2.90"):
        results = server.get("/api/search", category="refuges", near=near, within="100km").json["results"]
        return next(r["distance_m"] for r in results if r["id"] == REFUGE)

    def test_where_in_the_cell_it_is_shows_nowhere(self):
        self.assertEqual(len(self.servers), 2, "moved by 400 m, the refuge gives another distance wherever it is moved")
        chance = random.Random(11)
        until = time.monotonic() + SECONDS
        asked = seen = 0
        while asked < SEARCHES and (asked < LEAST or time.monotonic() < until):
            near = f"{chance.uniform(52.55, 52.90):.5f},{chance.uniform(-2.95, -2.45):.5f}"
            question = chance.choice([{"category": "refuges", "sort": "nearest"}, {"q": "refuge"},
                                      {"q": "haven refuge", "explain": "true"}, {"category": "safety", "facets": "area"}])
            parameters = {**question, "near": near, "within": f"{chance.randint(500, 30_000)}", "per_page": 100}
            answers = [server.get("/api/search", **parameters) for server in self.servers]
            asked += 1
            seen += REFUGE in answers[0].body.decode()
            self.assertEqual(answers[0].status, 200)
            self.assertEqual(answers[0].body, answers[1].body, parameters)
        self.assertGreater(seen, asked / 10)


if __name__ == "__main__":
    unittest.main()
