#!/usr/bin/env python3
"""measure_imports.py BINARY SHARED: imports every source of tests/realdata/sources.py into a folder of its own and prints
a table in Markdown: rows, taken, refused and why, seconds, peak memory."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from tests.realdata.sources import SOURCES  # noqa: E402


def measure(binary, path, options):
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        process = subprocess.Popen([binary, "import", "--json", "--data", folder + "/data", *options, path],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        out, error = process.stdout.read(), process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
        report = json.loads(out)[0] if os.waitstatus_to_exitcode(status) == 0 else {"error": error.strip()}
        return report, seconds, usage.ru_maxrss / 1024


def main():
    binary, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    print("| source | format | rows | taken | refused | why (and notes) | seconds | rows/s | peak MB |")
    print("|---|---|--:|--:|--:|---|--:|--:|--:|")
    for source in SOURCES:
        report, seconds, peak = measure(binary, shared / source.path, source.options)
        if "error" in report:
            print(f"| {source.path} | - | - | - | - | {report['error'][:160]} | {seconds:.2f} | - | {peak:.0f} |")
            continue
        taken = report["places"]["added"] if "places" in report else report["records"]
        why = ", ".join(f"{code} {count}" for code, count in list(report["findings"].items())[:5])
        print(f"| {source.path} | {report['format']} | {report['rows']} | {taken} | {report['refused']} | {why} | "
              f"{seconds:.2f} | {report['rows'] / seconds:.0f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
