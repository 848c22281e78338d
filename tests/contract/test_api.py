"""The running server, asked as a client would: answers, problems, caching, formats."""
import csv
import io
import unittest

from tests.support.fingerpost import Server, sample_folder


class Api(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(sample_folder())

    @classmethod
    def tearDownClass(cls):
        assert cls.server.stop() == 0

    def search(self, **parameters):
        answer = self.server.get("/api/search", **parameters)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json

    def test_the_readme_example(self):
        answer = self.search(q="debt advice", near="SY1 1AA")
        self.assertGreater(answer["total"], 0)
        first = answer["results"][0]
        self.assertIn("debt", (first["name"] + first.get("summary", "") + first.get("snippet", "")).lower())
        self.assertEqual(answer["place"]["name"][:3], "SY1")
        self.assertTrue(answer["understood"]["within_chosen"])
        for result in answer["results"]:
            self.assertTrue(result["here"], result)

    def test_pages_partition_the_answer(self):
        whole = self.search(near="Ludlow", within="30km", per_page=100)
        ids = []
        for page in range(1, (whole["total"] + 9) // 10 + 1):
            ids += [r["id"] for r in self.search(near="Ludlow", within="30km", per_page=10, page=page)["results"]]
        self.assertEqual(len(ids), whole["total"])
        self.assertEqual(len(set(ids)), whole["total"])
        self.assertEqual(ids[:100], [r["id"] for r in whole["results"]])
        self.assertEqual(self.search(near="Ludlow", within="30km", page=9999)["results"], [])

    def test_nearest_is_in_order_of_distance(self):
        results = self.search(near="Ludlow", within="20km", sort="nearest", per_page=100)["results"]
        distances = [r["distance_m"] for r in results if "distance_m" in r]
        self.assertEqual(distances, sorted(distances))
        # Farther ones are here because they cover the place or come to it, and say so.
        self.assertTrue(all(r["distance_m"] <= 20000 or set(r["here"]) & {"covers", "speaks_for", "online"}
                            for r in results if "distance_m" in r))

    def test_parts_sum_to_the_score(self):
        for result in self.search(q="advice", near="Shrewsbury", explain="true")["results"]:
            self.assertAlmostEqual(result["score"], sum(result["parts"].values()), delta=1e-6)

    def test_kinds(self):
        for kind in ("service", "building", "organization", "role"):
            answer = self.search(kind=kind)
            self.assertGreater(answer["total"], 0, kind)
            self.assertEqual({r["kind"] for r in answer["results"]}, {kind})

    def test_an_unknown_place_is_an_error_with_suggestions(self):
        answer = self.server.get("/api/search", q="food", near="Ludlwo")
        self.assertEqual(answer.status, 404)
        self.assertEqual(answer.headers["Content-Type"].split(";")[0], "application/problem+json")
        problem = answer.json
        self.assertEqual(problem["problems"][0]["code"], "unknown-place")
        self.assertIn("Ludlow", problem["problems"][0]["suggestions"])

    def test_every_fault_at_once(self):
        answer = self.server.get("/api/search", page=0, per_page=1000, within="far", near="Clun", sort="biggest")
        self.assertEqual(answer.status, 400)
        self.assertEqual({p["field"] for p in answer.json["problems"]}, {"page", "per_page", "within", "sort"})

    def test_unknown_parameters_are_named_not_fatal(self):
        answer = self.server.get("/api/search", q="food", colour="red")
        self.assertEqual(answer.status, 200)
        self.assertIn("colour", answer.headers["Fingerpost-Ignored"])

    def test_etag_and_request_id(self):
        first = self.server.get("/hsds/services")
        self.assertTrue(first.headers["X-Request-Id"])
        again = self.server.get("/hsds/services", headers={"If-None-Match": first.headers["ETag"]})
        self.assertEqual((again.status, again.body), (304, b""))

    def test_other_formats(self):
        features = self.server.get("/api/search", q="hall", format="geojson").json["features"]
        self.assertTrue(features and all(f["geometry"]["type"] == "Point" for f in features))
        rows = list(csv.DictReader(io.StringIO(self.server.get("/api/search", q="hall", format="csv").body.decode())))
        self.assertTrue(rows and rows[0]["id"])

    def test_places(self):
        place = self.server.get("/api/places", q="clun").json["results"][0]
        self.assertEqual((place["name"], place["precision"]), ("Clun", "place"))
        self.assertEqual(self.server.get("/api/places/" + place["code"]).json["name"], "Clun")
        self.assertEqual(self.server.get("/api/places", q="zzzzqq").status, 404)
        self.assertEqual(self.server.get("/api/places").status, 400)

    def test_suggest(self):
        kinds = {r["kind"] for r in self.server.get("/api/suggest", q="lud").json["results"]}
        self.assertTrue(kinds & {"town", "village"}, kinds)
        self.assertTrue(any("debt" in r["text"].lower() for r in self.server.get("/api/suggest", q="deb").json["results"]))
        self.assertEqual(self.server.get("/api/suggest", q="").json["results"], [])

    def test_health(self):
        self.assertEqual(self.server.get("/healthz").status, 200)
        self.assertEqual(self.server.get("/readyz").json["status"], "ready")
        self.assertIn(b"fingerpost_documents", self.server.get("/metrics").body)

    def test_methods_and_missing(self):
        self.assertEqual(self.server.get("/nowhere").status, 404)
        answer = self.server.post("/api/search", {})
        self.assertEqual(answer.status, 405)
        self.assertIn("GET", answer.headers["Allow"])
        head = self.server.request("HEAD", "/api/search?q=food")
        self.assertEqual((head.status, head.body), (200, b""))


if __name__ == "__main__":
    unittest.main()
