"""What is read out of the words, through the real server: parts and how they are dropped, needs, danger, corrections, widening,
completion; and a steward's need files, read while the server runs."""
import os
import pathlib
import shutil
import signal
import tempfile
import time
import unittest

from tests.support.fingerpost import Server, run, sample_folder

OWN = """= lonely-bees | Lonely beekeepers | Gwenynwyr unig
terms: food-banks
en: zqbees; keeping bees alone
flags: crisis
"""


def parts_of(answer):
    return {p["name"]: p["value"] for p in answer["understood"]["parts"]}


class Understanding(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory(prefix="fingerpost-words-")
        cls.addClassCleanup(holder.cleanup)
        cls.data = pathlib.Path(holder.name) / "data"
        shutil.copytree(sample_folder(), cls.data)
        (cls.data / "needs").mkdir()
        (cls.data / "needs/own.txt").write_text(OWN)
        cls.server = Server(cls.data, env={"FINGERPOST_ACCESS_LOG": "false"})

    @classmethod
    def tearDownClass(cls):
        assert cls.server.stop() == 0

    def search(self, q, **parameters):
        answer = self.server.get("/api/search", q=q, **parameters)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json

    def test_parts_are_read_and_dropped(self):
        answer = self.search("free lunch club for a 70 year old near Clun")
        self.assertEqual(parts_of(answer), {"free": "true", "age": "70", "near": "Clun"})
        self.assertEqual(answer["place"]["name"], "Clun")
        # None is free: those that cost are shown, which is said; the age still holds.
        self.assertEqual(answer["widened"]["parts"], ["free"])
        kept = self.search("free lunch club for a 70 year old near Clun", drop="widening")
        self.assertEqual(kept["understood"]["words"], ["lunch", "club"])
        self.assertEqual(parts_of(self.search("free lunch club for a 70 year old near Clun", drop="near,age")), {"free": "true"})
        typed = self.search("free lunch club near Clun", drop="all")
        self.assertEqual(parts_of(typed), {})
        self.assertIn("free", typed["understood"]["words"])

    def test_parameters_go_before_words(self):
        answer = self.search("lunch near Clun for a 70 year old", near="Ludlow", age=30)
        self.assertEqual(parts_of(answer), {})
        self.assertEqual(answer["place"]["name"], "Ludlow")

    def test_words_that_are_no_places(self):
        for q in ("slipped in bath", "hope", "clee", "in need of a friend"):
            with self.subTest(q=q):
                self.assertNotIn("near", parts_of(self.search(q)))
        self.assertEqual(parts_of(self.search("food SY7 8JB"))["near"], "SY7 8JB")

    def test_a_need_finds_what_holds_none_of_the_words(self):
        answer = self.search("zqbees", kind="service", explain="true")
        self.assertEqual([n["code"] for n in answer["understood"]["needs"]], ["lonely-bees"])
        self.assertTrue(answer["understood"]["crisis"])
        self.assertGreater(answer["total"], 0)
        for result in answer["results"]:
            self.assertGreater(result["parts"]["need"], 0)
            self.assertEqual(result["parts"]["text"], 0)
            self.assertAlmostEqual(sum(result["parts"].values()), result["score"], delta=1e-6)
        dropped = self.search("zqbees", drop="need,spelling")
        self.assertEqual((dropped["total"], dropped["understood"]["needs"]), (0, []))

    def test_typing_errors_are_corrected_and_said(self):
        answer = self.search("lunhc clubb")
        self.assertEqual(answer["did_you_mean"]["q"], "lunch club")
        self.assertEqual([c["from"] for c in answer["did_you_mean"]["changes"]], ["lunhc", "clubb"])
        self.assertGreater(answer["total"], 0)
        self.assertIsNone(self.search("lunch club")["did_you_mean"])
        self.assertIsNone(self.search("lunhc clubb", drop="spelling")["did_you_mean"])

    def test_a_space_moved_by_a_letter(self):
        self.assertEqual(self.search("tell ylicence")["did_you_mean"]["q"], "telly licence")

    def test_what_is_meant_goes_before_what_merely_fits(self):
        """A hall that hires rooms on Sunday is no warm space, and what has the word "learn" is no swimming."""
        for q, let_go, code in [("warm hub open sunday", "open_on", "warm-spaces"), ("learn to swim aged 60", "age", "swimming")]:
            answer = self.search(q, kind="service")
            self.assertIn(let_go, answer["widened"]["parts"], q)
            self.assertIn(code, self.categories(answer["results"][0]["id"]), q)

    def categories(self, service):
        answer = self.server.get(f"/hsds/services/{service}")
        return {a["taxonomy_term"]["code"] for a in answer.json["attributes"]}

    def test_the_nearest_come_first_however_far(self):
        near = self.search("", category="refugee-support", near="Clun", kind="service")
        nearest = self.search("", category="refugee-support", near="Clun", kind="service", sort="nearest")
        self.assertNotIn("within_m", nearest["understood"])
        self.assertGreaterEqual(nearest["total"], near["total"])
        distances = [r["distance_m"] for r in nearest["results"] if "distance_m" in r]
        self.assertEqual(distances, sorted(distances))

    def test_danger_is_answered_before_its_words(self):
        for result in self.search("i want to die", near="Ludlow", kind="service")["results"][:3]:
            self.assertNotIn("end-of-life", self.categories(result["id"]), result["name"])

    def test_no_crisis_lines_for_a_shared_word(self):
        self.assertFalse(self.search("whats on near me")["understood"]["crisis"])
        self.assertTrue(self.search("whats the point of living")["understood"]["crisis"])

    def test_widening_is_said(self):
        answer = self.search("lunch club", near="Clun", within="50m")
        if answer["widened"]:
            self.assertTrue(answer["total"] + answer["not_known"]["total"])
            self.assertGreater(answer["widened"].get("within_m", 1e9), 50)
        browse = self.server.get("/api/search", category="lunch-clubs", near="52.70,-3.20", within="1m").json
        self.assertEqual((browse["widened"], [r for r in browse["results"] if r.get("distance_m", 0) > 1]), (None, []))
        self.assertIsNone(self.search("lunch club")["widened"])

    def test_new_conditions(self):
        for parameters in ({"gender": "female"}, {"has_room": "true"}, {"wait_days": 14}, {"here": "online"},
                           {"open_on": "saturday-morning"}):
            with self.subTest(**parameters):
                everything = self.search("", kind="service")["total"]
                answer = self.search("", kind="service", **parameters)
                self.assertLess(answer["total"], everything)
        faults = self.server.get("/api/search", open_on="someday", gender="x", here="nowhere", wait_days=-1)
        self.assertEqual(faults.status, 400)
        self.assertEqual({e["field"] for e in faults.json["problems"]}, {"open_on", "gender", "here", "wait_days"})

    def test_suggestions(self):
        def kinds(q):
            return {s["kind"] for s in self.server.get("/api/suggest", q=q).json["results"]}
        self.assertIn("need", kinds("zqb"))
        self.assertIn("service", kinds("lunch"))
        self.assertTrue(self.server.get("/api/suggest", q="lnuch").json["results"])

    def test_a_stewards_edit_is_read_and_a_broken_one_is_not(self):
        def needs():
            return [n["code"] for n in self.search("zqwasps", drop="spelling")["understood"]["needs"]]
        file = self.data / "needs/more.txt"
        self.assertEqual(needs(), [])
        file.write_text("= wasps | Wasps | Gwenyn meirch\nterms: food\nen: zqwasps\n")
        self.wait_until(lambda: needs() == ["wasps"])
        file.write_text("= wasps | Wasps\n")
        checked = run("check", "--data", self.data, check=False)
        self.assertEqual(checked.returncode, 1)
        self.assertIn("needs: more.txt:1", checked.stdout)
        os.kill(self.server.process.pid, signal.SIGHUP)
        time.sleep(0.5)
        self.assertEqual(needs(), ["wasps"])
        file.unlink()
        self.wait_until(lambda: needs() == [])

    def wait_until(self, holds):
        until = time.monotonic() + 30
        while not holds():
            self.assertLess(time.monotonic(), until)
            time.sleep(0.1)


if __name__ == "__main__":
    unittest.main()
