"""A directory published over HTTP and read into a second one: the two exports are the same bytes but for the first
line, which has the local sequence and the sources."""
import json
import pathlib
import shutil
import tempfile
import unittest

from tests.support.fingerpost import SHARED, Server, run, sample_folder

# Real files in the shapes of HSDS, as their publishers ship them.
REAL = ["feeds/hsds-1.1-sample/simple", "feeds/hsds-1.1-sample/all_resources", "feeds/hsds-transformer/ilao/output",
        "feeds/ohana-sanmateo-sample", "feeds/mock-hsds-api", "standards/hsds-3.1/examples"]


def export(data):
    """(first line as an object, the rest as lines)."""
    path = data.parent / f"{data.name}.json"
    run("export", "--data", data, "--format", "hsds-json", "--to", path)
    first, *rest = path.read_text().splitlines()
    return json.loads(first.rstrip(",") + "}"), rest


class RoundTrip(unittest.TestCase):
    def mirrored(self, first, folder):
        second = folder / "second"
        with Server(first) as server:
            run("import", "--data", second, server.url + "/hsds")
            again = json.loads(run("import", "--json", "--data", second, server.url + "/hsds").stdout)[0]
        self.assertEqual((again["added"], again["changed"], again["withdrawn"]), (0, 0, 0), again)
        return second

    def same_bytes(self, first, folder):
        head, ours = export(first)
        mirrored_head, theirs = export(self.mirrored(first, folder))
        self.assertEqual(set(head), set(mirrored_head))
        self.assertGreater(len(ours), 5)
        for line, (here, there) in enumerate(zip(ours, theirs), 2):
            if here != there:
                self.assertEqual(json.loads(here.rstrip(",")), json.loads(there.rstrip(",")), f"line {line}")
                self.fail(f"line {line}: the same content in another order:\n{here}\n{there}")
        self.assertEqual(len(ours), len(theirs))

    def test_the_sample(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            first = folder / "first"
            shutil.copytree(sample_folder(), first)
            self.same_bytes(first, folder)

    def test_what_was_withdrawn_stays_withdrawn(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            source = folder / "source.ndjson"
            rows = [json.dumps({"id": f"0eaaaaaa-0000-4000-8000-00000000000{i}", "name": f"Club {i}", "status": "active",
                                "description": "Meets.", "organization": {
                                    "id": f"0ebbbbbb-0000-4000-8000-00000000000{i}", "name": f"Maker {i}"}}) + "\n"
                    for i in range(10)]
            source.write_text("".join(rows))
            run("import", "--data", folder / "first", source)
            source.write_text("".join(rows[:9]))
            run("import", "--data", folder / "first", source)
            self.same_bytes(folder / "first", folder)

    @unittest.skipUnless((SHARED / "feeds").is_dir(), "the shared data is not present")
    def test_real_files(self):
        for source in REAL:
            with self.subTest(source=source), tempfile.TemporaryDirectory() as folder:
                folder = pathlib.Path(folder)
                run("import", "--data", folder / "first", SHARED / source)
                self.same_bytes(folder / "first", folder)


if __name__ == "__main__":
    unittest.main()
