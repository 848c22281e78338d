"""Each real source is recognised, read by one command, twice: what must be taken is taken, and the second time changes
nothing. Skipped where the shared data is absent."""
import json
import pathlib
import tempfile
import unittest

from tests.realdata.sources import SOURCES
from tests.support.fingerpost import SHARED, run


def taken(report):
    return report["places"]["added"] + report["places"]["unchanged"] if "places" in report else report["records"]


@unittest.skipUnless((SHARED / "realdata").is_dir(), "the shared data is not present")
class Imports(unittest.TestCase):
    def test_every_source(self):
        for source in SOURCES:
            with self.subTest(source=source.path), tempfile.TemporaryDirectory() as folder:
                data = pathlib.Path(folder) / "data"
                arguments = ["import", "--json", "--data", data, *source.options, SHARED / source.path]
                done = run(*arguments, check=False)
                self.assertEqual(done.returncode, 0, done.stderr)
                report = json.loads(done.stdout)[0]
                self.assertGreaterEqual(taken(report), source.least, report)
                self.assertLessEqual(report["refused"], source.most_refused, report)
                again = json.loads(run(*arguments).stdout)[0]
                self.assertEqual((again["added"], again["changed"], again["withdrawn"]), (0, 0, 0), again)


if __name__ == "__main__":
    unittest.main()
