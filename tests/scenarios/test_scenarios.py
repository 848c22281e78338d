"""Runs every table of tests/scenarios/*.md: an enquiry, and the names it must lead with, in order. Cells in words that a
link worker can read; see lunch_club.md for the shape."""
import pathlib
import re
import shlex
import json
import unittest

from tests.support.fingerpost import run, sample_folder

HERE = pathlib.Path(__file__).parent


def tables():
    for page in sorted(HERE.glob("*.md")):
        for line in page.read_text().splitlines():
            cells = [c.strip() for c in line.strip().strip("|").split("|")]
            if line.startswith("|") and len(cells) == 3 and cells[0].startswith("`"):
                yield page.name, cells[0].strip("`"), cells[1], cells[2]


class Scenarios(unittest.TestCase):
    def test_every_row(self):
        rows = list(tables())
        self.assertTrue(rows)
        for page, question, expected, absent in rows:
            with self.subTest(page=page, question=question):
                answer = json.loads(run("search", *shlex.split(question), "--json", "--data", sample_folder()).stdout)
                names = [r["name"] for r in answer["results"]]
                wanted = [n.strip() for n in expected.split(";") if n.strip()]
                self.assertEqual(names[:len(wanted)], wanted)
                for name in (n.strip() for n in absent.split(";") if n.strip()):
                    self.assertNotIn(name, names)


if __name__ == "__main__":
    unittest.main()
