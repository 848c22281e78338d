"""The layer check passes on the project and reports each kind of planted breach."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(folder):
    return subprocess.run([sys.executable, ROOT / "scripts/check_layers.py", folder], capture_output=True, text=True)


class Layers(unittest.TestCase):
    def planted(self, path, include):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "docs/architecture").mkdir(parents=True)
            shutil.copy(ROOT / "docs/architecture/layers.txt", root / "docs/architecture")
            file = root / path
            file.parent.mkdir(parents=True)
            file.write_text(f"#include {include}\n")
            return run(root)

    def test_the_project_follows_its_layers(self):
        result = run(ROOT)
        self.assertEqual(result.returncode, 0, result.stdout)

    def test_every_kind_of_breach_is_reported(self):
        for path, include in [
            ("geo/area.cpp", '"search/index.hpp"'),  # upwards
            ("store/a.cpp", '"search/index.hpp"'),  # sideways
            ("api/a.cpp", '"search/detail/docs.hpp"'),  # private
            ("geo/a.cpp", "<xapian.h>"),  # another module's wall
            ("search/index.hpp", "<xapian.h>"),  # wall in a public header
            ("geo/a.hpp", '"geo/detail/slab.hpp"'),  # private in public
        ]:
            result = self.planted(path, include)
            self.assertEqual(result.returncode, 1, f"{path} {include}: {result.stdout}")
            self.assertIn(path + ":1", result.stdout)


if __name__ == "__main__":
    unittest.main()
