"""The feeds while data changes: a reader who pages and one who follows /api/changes both end with the final set, and a
snapshot with the changes since is the fresh export to the byte."""
import json
import pathlib
import shutil
import tempfile
import threading
import time
import unittest

from tests.support.fingerpost import Server, run, sample_folder

ARRAYS = {"service": "contents", "organization": "organizations", "location": "locations", "taxonomy": "taxonomies",
          "taxonomy_term": "taxonomy_terms"}
CHANGED = 1000


def lines_of(export):
    """The export apart: its head, and by array the raw line of each record by id."""
    head, records, array = [], {name: {} for name in ARRAYS.values()}, None
    for line in export.splitlines():
        if line.startswith(',"') or line.startswith('{"seq"'):
            array = line[2:].split('"')[0] if line.startswith(',"') else None
            if array is None:
                head.append(line)
        elif line.startswith('{"id"'):
            raw = line.rstrip(",")
            records[array][json.loads(raw)["id"]] = raw
    return head, records


def export_of(seq, sources, records):
    parts = [f'{{"seq":{seq},"sources":{sources}']
    for name in ("contents", "organizations", "locations", "taxonomies", "taxonomy_terms"):
        lines = [records[name][id] for id in sorted(records[name])]
        parts.append(f',\n"{name}":[' + ",".join("\n" + line for line in lines) + "\n]")
    return "".join(parts) + "}\n"


class Follower:
    """Reads /api/changes and applies what it gives, to the byte."""

    def __init__(self, server):
        self.server, self.seq, self.sources = server, 0, None
        self.records = {name: {} for name in ARRAYS.values()}

    def read(self, limit=200):
        """One window; True when there is more."""
        answer = self.server.get("/api/changes", since=self.seq, limit=limit)
        assert answer.status == 200, answer.body
        text = answer.body.decode()
        for line in text.splitlines()[1:]:
            if not line.startswith('{"kind"'):
                continue
            raw = line.rstrip(",")
            change = json.loads(raw)
            records = self.records[ARRAYS[change["kind"]]]
            if change["action"] == "remove":
                records.pop(change["id"], None)
                assert change["successor"], change
            else:
                records[change["id"]] = raw[raw.index('"record":') + len('"record":'):-1]
        head = text.splitlines()[0]
        self.sources = head[head.index('"sources":') + len('"sources":'):head.rindex(',"changes"')]
        meta = json.loads(text)
        self.seq = meta["seq"]
        return meta["more"]


def write_services(path, edition, count):
    """`count` services of one organization; each edition changes, adds and drops some."""
    contents = []
    for number in range(count):
        if edition and number % 10 == 3:
            continue
        id = f"00000000-0000-4000-8000-{(number * 7919) % 1_000_003:012d}"
        contents.append({"id": id, "name": f"Service {number}", "status": "active", "description": f"Edition {edition if number % 2 else 0}",
                         "organization": {"id": "00000000-0000-4000-9000-000000000001", "name": "Maker", "description": f"Maker {edition}"}})
    for number in range(edition * 50):
        id = f"00000000-0000-4000-a000-{(number * 104729) % 1_000_003:012d}"
        contents.append({"id": id, "name": f"Late service {number}", "status": "active", "organization_id": "00000000-0000-4000-9000-000000000001"})
    path.write_text(json.dumps({"contents": contents}))


class ChangesWhileReading(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="fingerpost-changes-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.data = self.folder / "data"
        shutil.copytree(sample_folder(), self.data)

    def load(self, edition, count=CHANGED):
        file = self.folder / "written.json"
        write_services(file, edition, count)
        run("import", "--data", self.data, "--format", "hsds-json", "--source", "writer", file)

    def wait_until_published(self, server):
        wanted = json.loads(run("export", "--data", self.data, "--format", "hsds-json", "--kind", "building").stdout)["seq"]
        for _ in range(600):
            if int(server.get("/hsds/services", per_page=1).headers["Fingerpost-Seq"]) >= wanted:
                return
            time.sleep(0.1)
        self.fail("the server did not follow")

    def test_both_readers_end_with_the_final_set(self):
        self.load(0)
        with Server(self.data) as server:
            follower = Follower(server)
            while follower.read(limit=5000):
                pass
            at_first = run("export", "--data", self.data, "--format", "hsds-json").stdout
            self.assertEqual(export_of(follower.seq, follower.sources, follower.records), at_first)

            writer = threading.Thread(target=lambda: [self.load(1), self.load(2)])
            writer.start()
            paged, number = {}, 1
            while True:
                # Only when the writer has ended may the last page end the reading.
                over = not writer.is_alive()
                page = server.get("/hsds/services", page=number, per_page=50).json
                for service in page["contents"]:
                    paged[service["id"]] = service
                follower.read()
                if not page["last_page"]:
                    number += 1
                elif over:
                    break
                else:
                    time.sleep(0.1)
            writer.join()
            self.wait_until_published(server)
            while True:
                page = server.get("/hsds/services", page=number, per_page=50).json
                paged.update({service["id"]: service for service in page["contents"]})
                if page["last_page"]:
                    break
                number += 1
            while follower.read():
                pass

            final = {s["id"]: s for s in map(json.loads, server.get("/hsds/services", format="ndjson").body.decode().splitlines())}
            self.assertEqual(set(paged), set(final))
            # What changed lies behind the rest in the feed's file; the stream still is the list, item by item.
            listed = [s for number in range(1, 1 + (len(final) + 499) // 500)
                      for s in server.get("/hsds/services", page=number, per_page=500).json["contents"]]
            self.assertEqual(listed, list(final.values()))
            self.assertEqual(export_of(follower.seq, follower.sources, follower.records),
                             run("export", "--data", self.data, "--format", "hsds-json").stdout)
            gone = [s for s in final.values() if s["status"] == "defunct" and s["id"].startswith("00000000-")]
            self.assertGreaterEqual(len(gone), CHANGED // 10)
            self.assertEqual({s["successor"] for s in gone}, {"none"})
            # What was modified since the first reading brings the pages up to date, withdrawals included.
            since = min(s["last_modified"] for s in gone)
            for service in server.get("/hsds/services", modified_after=since, per_page=1000).json["contents"]:
                paged[service["id"]] = service
            for service in gone:
                self.assertEqual(paged[service["id"]], service)

    def test_a_successor_is_named_and_a_number_of_another_directory_refused(self):
        self.load(0, 30)
        file = self.folder / "written.json"
        contents = json.loads(file.read_text())["contents"]
        gone = contents[5]["id"]
        contents[5] = {**contents[5], "id": "00000000-0000-4000-b000-000000000005"}
        file.write_text(json.dumps({"contents": contents}))
        run("import", "--data", self.data, "--format", "hsds-json", "--source", "writer", file)
        with Server(self.data) as server:
            service = server.get("/hsds/services/" + gone).json
            self.assertEqual((service["status"], service["successor"]), ("defunct", contents[5]["id"]))
            self.assertEqual(server.get("/api/changes", since=10**9).status, 400)
            document = server.get("/api/changes", limit=3).json
            self.assertTrue(document["more"])
            self.assertEqual(document["since"], 0)


if __name__ == "__main__":
    unittest.main()
