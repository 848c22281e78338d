"""What people type, in their own words, finds what helps: each query of lay_needs.tsv (`query`, `right`: codes of
fingerpost-needs with commas between) against the sample directory. A result is right when one of its service's terms is among
them or below one of them. Then with one typing error in every query, and with two."""
import csv
import json
import os
import pathlib
import random
import unittest

from tests.support.fingerpost import ROOT, Server, sample_folder

TABLE = pathlib.Path(os.environ.get("FINGERPOST_LAY_NEEDS", pathlib.Path(__file__).parent / "lay_needs.tsv"))
NEEDS = "fingerpost-needs"
FIRST = 5
# At least so many are right, and no more is lost by one error in each query and by two.
LEAST_RIGHT = 0.95
MOST_LOST = {1: 0.03, 2: 0.08}
SEED = 20261126


def queries():
    with TABLE.open(newline="") as file:
        return [(row["query"], [c.strip() for c in row["right"].split(",") if c.strip()])
                for row in csv.DictReader(file, delimiter="\t")]


def terms_of_services():
    """Service id → codes of its needs, ancestors included."""
    terms = json.loads((ROOT / "data/taxonomies/fingerpost-needs.json").read_text())["taxonomy_terms"]
    code = {t["id"]: t["code"] for t in terms}
    parent = {t["code"]: code.get(t.get("parent_id")) for t in terms}

    def with_ancestors(each):
        while each:
            yield each
            each = parent.get(each)

    services = json.loads((ROOT / "data/sample/directory.json").read_text())["contents"]
    return {s["id"]: {c for a in s.get("attributes", []) if a["taxonomy_term"].get("taxonomy") == NEEDS
                      for c in with_ancestors(a["taxonomy_term"]["code"])} for s in services}


def misspelled(text, chance):
    """One typing error: a letter left out, doubled, changed for another, or swapped with the next; inside a word of four
    letters or more, where there is one."""
    places = [i for i, c in enumerate(text) if c.isalpha()]
    longer = [i for i in places if len(next((w for w in words_at(text, i)), "")) >= 4]
    i = chance.choice(longer or places)
    kind = chance.choice(["omit", "double", "change", "swap"])
    if kind == "swap" and i + 1 < len(text) and text[i + 1].isalpha() and text[i] != text[i + 1]:
        return text[:i] + text[i + 1] + text[i] + text[i + 2:]
    if kind == "double":
        return text[:i] + text[i] + text[i:]
    if kind == "change":
        return text[:i] + chance.choice([c for c in "abcdefghijklmnopqrstuvwxyz" if c != text[i].lower()]) + text[i + 1:]
    return text[:i] + text[i + 1:]


def words_at(text, i):
    begin = end = i
    while begin > 0 and text[begin - 1].isalpha():
        begin -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    yield text[begin:end]


class LayNeeds(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not TABLE.exists():
            raise unittest.SkipTest("no table of lay needs is here yet")
        cls.server = Server(sample_folder(), env={"FINGERPOST_ACCESS_LOG": "false"})
        cls.queries = queries()
        cls.terms = terms_of_services()
        cls.plain = cls.ask([q for q, _ in cls.queries])

    @classmethod
    def tearDownClass(cls):
        assert cls.server.stop() == 0

    @classmethod
    def ask(cls, texts):
        """For each text, whether something was found, and whether a right service is among the first."""
        found = []
        for text, (_, right) in zip(texts, cls.queries):
            answer = cls.server.get("/api/search", q=text, kind="service", per_page=FIRST)
            assert answer.status == 200, (text, answer.body)
            results = answer.json["results"]
            found.append((bool(results), any(cls.terms.get(r["id"], set()) & set(right) for r in results[:FIRST])))
        return found

    @staticmethod
    def share(found):
        return sum(right for _, right in found) / len(found)

    def test_the_table_is_there_and_its_codes_are_known(self):
        known = {c for codes in self.terms.values() for c in codes}
        self.assertTrue(self.queries)
        for query, right in self.queries:
            self.assertTrue(query and right, query)
            self.assertTrue(set(right) & known, f"{query}: no service of the sample has one of {right}")

    def test_a_right_service_among_the_first(self):
        missed = [q for (q, _), (_, right) in zip(self.queries, self.plain) if not right]
        self.assertGreaterEqual(self.share(self.plain), LEAST_RIGHT, "missed: " + "; ".join(missed))

    def test_nothing_is_found_for_none(self):
        self.assertEqual([q for (q, _), (some, _) in zip(self.queries, self.plain) if not some], [])

    def test_typing_errors_cost_little(self):
        for errors, most_lost in MOST_LOST.items():
            chance = random.Random(SEED + errors)
            texts = [q for q, _ in self.queries]
            for _ in range(errors):
                texts = [misspelled(text, chance) for text in texts]
            found = self.ask(texts)
            lost = [t for t, (_, now), (_, before) in zip(texts, found, self.plain) if before and not now]
            with self.subTest(errors=errors):
                self.assertLessEqual(self.share(self.plain) - self.share(found), most_lost, "lost: " + "; ".join(lost))
                self.assertLessEqual(sum(not some for some, _ in found), 0.03 * len(found))


if __name__ == "__main__":
    unittest.main()
