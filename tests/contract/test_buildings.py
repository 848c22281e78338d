"""The register: list, one, and capability queries against brute force over the register itself."""
import math
import unittest

from tests.support.fingerpost import Server, sample_folder

LUDLOW = (52.3676, -2.7178)
SQUARE = {"type": "Polygon", "coordinates": [[[-2.8, 52.3], [-2.6, 52.3], [-2.6, 52.45], [-2.8, 52.45], [-2.8, 52.3]]]}


class Buildings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(sample_folder())
        cls.all = []
        page = 1
        while len(cls.all) < (answer := cls.server.get("/api/buildings", per_page=100, page=page).json)["total"]:
            cls.all += answer["results"]
            page += 1
        cls.facts = {b["id"]: cls.server.get("/api/buildings/" + b["id"]).json["facts"] for b in cls.all}

    @classmethod
    def tearDownClass(cls):
        assert cls.server.stop() == 0

    def ask(self, **query):
        answer = self.server.post("/api/buildings/query", {"per_page": 100, **query})
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json

    def test_the_register_is_listed(self):
        self.assertGreaterEqual(len(self.all), 100)
        self.assertEqual(len({b["id"] for b in self.all}), len(self.all))

    def test_inside_and_outside_part_the_register(self):
        inside, outside = self.ask(area=SQUARE), self.ask(area=SQUARE, side="outside", per_page=100)
        expected = {b["id"] for b in self.all if "latitude" in b["location"]
                    and 52.3 <= b["location"]["latitude"] <= 52.45 and -2.8 <= b["location"]["longitude"] <= -2.6}
        self.assertEqual({b["id"] for b in inside["results"]}, expected)
        self.assertGreater(len(expected), 0)
        self.assertEqual(inside["total"] + outside["total"] + inside["not_known"]["total"], len(self.all))

    def test_facts_in_three_values(self):
        def answers(facts):
            kitchen, seats = facts.get("kitchen", {}).get("value"), facts.get("capacity_seated", {}).get("value")
            if kitchen == "no" or (seats is not None and float(seats) < 60):
                return "no"
            return "yes" if kitchen == "yes" and seats is not None else "unknown"
        expected = {value: {i for i, f in self.facts.items() if answers(f) == value} for value in ("yes", "unknown")}
        answer = self.ask(facts={"kitchen": "yes", "capacity_seated": {"min": 60}})
        self.assertEqual(answer["total"], len(expected["yes"]))
        self.assertEqual(answer["not_known"]["total"], len(expected["unknown"]))
        self.assertLessEqual({b["id"] for b in answer["results"]}, expected["yes"])
        included = self.ask(facts={"kitchen": "yes", "capacity_seated": {"min": 60}}, unknown="include")
        self.assertEqual(included["total"], len(expected["yes"]) + len(expected["unknown"]))

    def test_near_is_nearest_first(self):
        results = self.ask(near="Ludlow", within="10km")["results"]
        distances = [b["distance_m"] for b in results]
        self.assertTrue(results)
        self.assertEqual(distances, sorted(distances))
        for b in results:
            lat, lon = b["location"]["latitude"], b["location"]["longitude"]
            rough = math.hypot((lat - LUDLOW[0]) * 111_250, (lon - LUDLOW[1]) * 68_000)
            self.assertLess(abs(rough - b["distance_m"]), 400)

    def test_faults_are_told_together(self):
        answer = self.server.post("/api/buildings/query", {"area": {"type": "Point"}, "side": "left", "within": "x", "colour": 1})
        self.assertEqual(answer.status, 400)
        fields = {p["field"] for p in answer.json["problems"]}
        self.assertTrue({"/side", "/colour"} <= fields, fields)
        self.assertTrue(any(f.startswith("/area") for f in fields), fields)
        self.assertEqual(self.server.post("/api/buildings/query", "{").status, 400)
        self.assertEqual(self.server.post("/api/buildings/query", "[" * 100000).status, 400)
        self.assertEqual(self.server.post("/api/buildings/query", {}, "text/plain").status, 415)
        self.assertEqual(self.server.get("/api/buildings/not-an-id").status, 404)


if __name__ == "__main__":
    unittest.main()
