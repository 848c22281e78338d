"""Relevance on judged collections, with the shipped weights: at least 5 % above stock Xapian BM25 (nDCG@10 0.786, 0.389,
0.384, 0.448), and no question left without an answer. Skipped where the shared data is absent."""
import json
import unittest

from tests.support.fingerpost import SHARED, run

COLLECTIONS = SHARED / "realdata/relevance"
TARGETS = {"or_sharc_gov_advice": 0.8253, "cranfield": 0.4085, "cisi": 0.4032, "npl": 0.4704}


@unittest.skipUnless(COLLECTIONS.is_dir(), "the shared data is not present")
class RelevanceTest(unittest.TestCase):
    def test_every_collection(self):
        for name, target in TARGETS.items():
            with self.subTest(collection=name):
                measured = json.loads(run("eval", "--json", "--collection", COLLECTIONS / name).stdout)
                self.assertGreaterEqual(measured["ndcg_at_10"], target, measured)
                self.assertEqual(measured["empty_queries"], 0, measured)


if __name__ == "__main__":
    unittest.main()
