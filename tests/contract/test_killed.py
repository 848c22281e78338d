"""kill -9 at random instants during import, publish and reindex: nothing acknowledged is lost, the next start serves,
check is clean. FINGERPOST_LONG=1 makes it 50 rounds instead of 8."""
import json
import os
import pathlib
import random
import signal
import subprocess
import tempfile
import time
import unittest

from tests.support.fingerpost import BINARY, run

ROUNDS = 50 if os.environ.get("FINGERPOST_LONG") else 8


def feed(path, round_number, count=1500):
    path.write_text("\n".join(json.dumps({
        "id": f"0e{round_number:06x}-0000-4000-8000-{i:012x}", "name": f"Service {i} of round {round_number}",
        "description": "Helps people with forms and letters.", "status": "active"}) for i in range(count)) + "\n")


class Killed(unittest.TestCase):
    def test_nothing_acknowledged_is_lost(self):
        rng = random.Random(2026)
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            data, acknowledged = folder / "data", set()
            run("import", "--data", data, "--format", "hsds-json", self.first(folder))
            began = time.monotonic()
            feed(folder / "timed.ndjson", 0xFFFF)
            run("import", "--data", data, "--format", "hsds-json", folder / "timed.ndjson")
            usual = time.monotonic() - began
            for number in range(ROUNDS):
                file = folder / f"round{number}.ndjson"
                feed(file, number)
                command = [BINARY, "reindex", "--data", data] if number % 4 == 3 else \
                    [BINARY, "import", "--data", data, "--format", "hsds-json", file]
                process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(rng.uniform(0, usual * 1.1))
                process.send_signal(signal.SIGKILL)
                if process.wait() == 0 and number % 4 != 3:
                    acknowledged.add(number)
                checked = run("check", "--data", data, check=False)
                self.assertEqual(checked.returncode, 0, f"round {number}: {checked.stdout}{checked.stderr}")
                found = json.loads(run("search", "letters", "--json", "--data", data).stdout)
                self.assertGreaterEqual(found["total"], 1 + 1500 * (1 + len(acknowledged)), f"round {number}")
            # Running what was killed again completes it.
            for number in range(ROUNDS):
                run("import", "--data", data, "--format", "hsds-json", folder / f"round{number}.ndjson")
            total = json.loads(run("search", "letters", "--json", "--data", data).stdout)["total"]
            self.assertEqual(total, 1 + 1500 * (1 + ROUNDS))

    def first(self, folder):
        path = folder / "first.json"
        path.write_text(json.dumps([{"id": "0eaaaaaa-0000-4000-8000-000000000001", "name": "First", "status": "active",
                                     "description": "Helps with letters."}]))
        return path


if __name__ == "__main__":
    unittest.main()
