#!/usr/bin/env python3
"""Writes Fingerpost's own data (data/sample, data/taxonomies, data/calendars, data/gazetteer/areas.geojson) from the
tables in scripts/sample. The same tables give the same bytes. Standard library only; run from anywhere.

  make_sample.py            write the files
  make_sample.py --check    write nothing; exit 1 if a file in data/ is not what the tables say
"""
import argparse
import filecmp
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from sample.areas import write_areas  # noqa: E402
from sample.calendars import write_calendar  # noqa: E402
from sample.taxonomies import write_taxonomies  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[1]
FIRST_YEAR, LAST_YEAR = 2024, 2030


def write_all(data):
    """Writes every generated file below the folder `data`."""
    for folder in ("taxonomies", "calendars", "gazetteer"):
        (data / folder).mkdir(parents=True, exist_ok=True)
    write_taxonomies(data / "taxonomies")
    write_calendar(data / "calendars/england-bank-holidays.csv", FIRST_YEAR, LAST_YEAR)
    write_areas(data / "gazetteer/areas.geojson")


def differing_files(made, kept):
    """Paths below `made` that `kept` lacks or holds with other bytes."""
    for path in sorted(p for p in made.rglob("*") if p.is_file()):
        twin = kept / path.relative_to(made)
        if not twin.is_file() or not filecmp.cmp(path, twin, shallow=False):
            yield path.relative_to(made)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true")
    if not options.parse_args().check:
        write_all(ROOT / "data")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        write_all(pathlib.Path(folder))
        stale = list(differing_files(pathlib.Path(folder), ROOT / "data"))
    for path in stale:
        print(f"data/{path} is not what scripts/sample says: run scripts/make_sample.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
