"""`import URL`: live feeds of both versions, dirty and hostile ones, conditional requests, resuming, subscriptions."""
import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

from tests.support.feed_server import FeedServer, bomb, send, services
from tests.support.fingerpost import BINARY, ROOT, SHARED, Server, run

ROOT_DOCUMENT = {"version": "HSDS-UK-3.0", "profile": "https://openreferraluk.org/specifications/3.0/openapi.json",
                 "openapi_url": "https://example.org/openapi.json", "licence": "OGL-3.0", "publisher": {"name": "Example County"}}


class Feeds(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def load(self, address, *options, data="data", check=False):
        """Imports; the answer for the one source, with the exit code as `code`."""
        done = run("import", "--json", "--rate", "1000", "--data", self.folder / data, *options, address, check=check)
        if not done.stdout.strip() or done.stdout.strip() == "[]":
            return {"code": done.returncode, "stderr": done.stderr}
        return {"code": done.returncode, "stderr": done.stderr, **json.loads(done.stdout)[0]}

    def exported(self, data):
        """The public records, without the sources' own lines."""
        return json.loads(run("export", "--format", "hsds-json", "--data", self.folder / data).stdout)["contents"]

    def codes(self, answer):
        return {finding["code"] for finding in answer["feed"]["findings"]}


def certificate(folder, name="localhost", days="2"):
    """A PEM file of a key and its own certificate."""
    key, cert, both = folder / "key.pem", folder / f"{name}.pem", folder / f"{name}-both.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", days,
                    "-keyout", key, "-out", cert, "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"],
                   check=True, capture_output=True)
    both.write_text(key.read_text() + cert.read_text())
    return cert, both


class OverTls(Feeds):
    def test_a_trusted_feed_is_read(self):
        cert, both = certificate(self.folder)
        os.environ["FINGERPOST_FEED_AUTHORITIES"] = str(cert)
        self.addCleanup(os.environ.pop, "FINGERPOST_FEED_AUTHORITIES")
        with FeedServer({"services": services(30)}, full=True, certificate=both) as feed:
            answer = self.load(feed.url, check=True)
            self.assertEqual((answer["added"] >= 30, answer["feed"]["complete"]), (True, True), answer)
            checked = run("check", "--feed", feed.url, "--rate", "1000", "--json", check=False)
            self.assertIn(checked.returncode, (0, 1), checked.stderr)

    def test_what_is_not_to_be_trusted_is_not_read(self):
        _, both = certificate(self.folder)
        elsewhere, of_another = certificate(self.folder, "elsewhere.example.org")
        with FeedServer({"services": services(3)}, certificate=both) as feed:
            unknown = self.load(feed.url)
        with FeedServer({"services": services(3)}, certificate=of_another) as feed:
            os.environ["FINGERPOST_FEED_AUTHORITIES"] = str(elsewhere)
            self.addCleanup(os.environ.pop, "FINGERPOST_FEED_AUTHORITIES")
            misnamed = self.load(feed.url)
        for answer in unknown, misnamed:
            self.assertEqual(answer["code"], 2)
            self.assertIn("certificate is not to be trusted", answer["stderr"])
        os.environ["FINGERPOST_FEED_AUTHORITIES"] = str(self.folder / "nowhere.pem")
        with FeedServer({"services": services(3)}, certificate=both) as feed:
            self.assertIn("feed_authorities", self.load(feed.url)["stderr"])

    def test_no_way_leads_from_https_to_http(self):
        cert, both = certificate(self.folder)
        os.environ["FINGERPOST_FEED_AUTHORITIES"] = str(cert)
        self.addCleanup(os.environ.pop, "FINGERPOST_FEED_AUTHORITIES")
        with FeedServer({"services": services(3)}) as plain, FeedServer(
                {}, certificate=both, trouble=lambda handler, path, query: send(
                    handler, 302, {}, headers=[("Location", plain.url + path)])) as feed:
            answer = self.load(feed.url)
            self.assertEqual(plain.requests, [])
        self.assertEqual(answer["code"], 2)
        self.assertIn("from https to", answer["stderr"])


class Walking(Feeds):
    def same_as_file(self, records, **server):
        """The feed gives what the file gives."""
        file = self.folder / "feed.json"
        file.write_text(json.dumps(records))
        run("import", "--format", "hsds-json", "--source", "x", "--data", self.folder / "file", file)
        with FeedServer({"services": records}, **server) as feed:
            answer = self.load(feed.url, "--source", "x", check=True)
        self.assertTrue(answer["feed"]["complete"])
        self.assertEqual(self.exported("data"), self.exported("file"))

    def test_thin_lists_are_fetched_by_id(self):
        self.same_as_file(services(230), root=ROOT_DOCUMENT)

    def test_full_lists_are_not_fetched_by_id(self):
        records = services(230)
        with FeedServer({"services": records}, full=True) as feed:
            answer = self.load(feed.url, check=True)
            self.assertFalse([path for path in feed.requests if path.startswith("/feed/services/")])
        self.assertEqual(answer["feed"]["records"], 230)

    def test_version_1(self):
        self.same_as_file(services(120), version="1.0", thin=False)

    def test_odd_envelopes(self):
        for number, envelope in enumerate([
                lambda records, page, size: records if page == 1 else [],                         # a bare array
                lambda records, page, size: records,                                              # that ignores paging
                lambda records, page, size: {"data": records[(page - 1) * size:page * size]},
                lambda records, page, size: {"total": str(len(records)), "items": records[(page - 1) * size:page * size]},
                lambda records, page, size: {"content": records[page * size:(page + 1) * size], "number": page, "first": page == 0,
                                             "totalPages": 2, "totalElements": len(records), "last": page == 1}]):
            with self.subTest(number), FeedServer({"services": services(130)}, envelope=envelope) as feed:
                answer = self.load(feed.url, data=f"odd{number}")
                self.assertEqual((answer["code"], answer["feed"]["records"], answer["feed"]["complete"]), (0, 130, True), answer)

    def test_licence_publisher_and_address_are_kept(self):
        with FeedServer({"services": services(3)}, root=ROOT_DOCUMENT) as feed:
            answer = self.load(feed.url + "/services?code=secret", "--every", "6h", "--source", "county", check=True)
            self.assertTrue(all("code=secret" in path for path in feed.requests))
            self.assertEqual(len(feed.agents), 1)
            self.assertIn("Fingerpost/", feed.agents.pop())
        self.assertEqual((answer["feed"]["licence"], answer["feed"]["attribution"]), ("OGL-3.0", "Example County"))
        listed = json.loads(run("feeds", "list", "--json", "--data", self.folder / "data").stdout)[0]
        self.assertEqual((listed["source"], listed["every"], listed["licence"], listed["failures"]), ("county", "6h", "OGL-3.0", 0))
        store = sqlite3.connect(self.folder / "data/directory.db")
        address, imported_at = store.execute("SELECT address, imported_at FROM source WHERE name = 'county'").fetchone()
        store.close()
        self.assertEqual(address, feed.url)
        self.assertGreater(imported_at, 0)

    def test_running_again_fetches_and_changes_nothing(self):
        with FeedServer({"services": services(150)}, root=ROOT_DOCUMENT) as feed:
            self.load(feed.url, check=True)
            before = feed.bodies
            again = self.load(feed.url, check=True)
            self.assertEqual(feed.bodies, before)
        self.assertEqual(again["feed"]["fetched"], 0)
        self.assertEqual((again["added"], again["changed"], again["withdrawn"]), (0, 0, 0))

    def test_only_what_changed_changes_and_what_is_gone_is_withdrawn(self):
        records = services(150)
        with FeedServer({"services": records}) as feed:
            self.load(feed.url, check=True)
            records[3]["name"] = "Supper club"
            del records[149]
            again = self.load(feed.url, check=True)
        self.assertEqual((again["added"], again["changed"], again["withdrawn"]), (0, 1, 1))

    def test_dirt(self):
        records = [{"id": 17, "name": "<b>Advice</b> &amp; help", "description": None, "status": "Active", "url": "www.example.org",
                    "minimum_age": "12.0", "organization": {"id": 4, "name": "Advice CIO", "description": ""},
                    "schedules": [{"id": 1, "byday": "Monday", "freq": "WEEKLY", "opens_at": "10:00Z", "closes_at": "4.30pm"}],
                    "service_at_locations": [{"id": 9, "location": {"id": 2, "location_type": "physical", "name": "Hall", "latitude": "",
                                                                    "longitude": "", "addresses": [{"id": 1, "address_1": "High Street", "city": "Ludlow", "state_province": "Shropshire",
                                                                                                    "postal_code": "sy81aa ", "country": "GB", "address_type": "physical"}]}}]}]
        self.same_as_file(records)
        text = json.dumps(self.exported("data"))
        self.assertIn("Advice & help", text)
        self.assertIn("SY8 1AA", text)
        self.assertIn("10:00", text)
        self.assertIn("16:30", text)


class Hostile(Feeds):
    def walk(self, trouble, count=250, *options, code=1, **server):
        with FeedServer({"services": services(count)}, trouble=trouble, **server) as feed:
            answer = self.load(feed.url, *options)
        self.assertEqual(answer["code"], code, answer)
        return answer

    def test_endless_pages_end_at_the_limit(self):
        def endless(handler, path, query):
            page = int(query.get("page", 1))
            return path == "/services" and send(handler, 200, {"contents": services(100, page * 100)})
        answer = self.walk(endless, 1, "--max-pages", "6")
        self.assertEqual(answer["feed"]["records"], 600)
        self.assertIn("too-long", self.codes(answer))

    def test_repeated_pages_end_the_list(self):
        def repeat(handler, path, query):
            return path == "/services" and send(handler, 200, {"total_items": 900, "total_pages": 9, "contents": services(100)})
        answer = self.walk(repeat)
        self.assertEqual(answer["feed"]["records"], 100)
        self.assertLessEqual({"repeated-page", "fewer-than-promised"}, self.codes(answer))
        self.assertEqual(answer["withdrawn"], 0)

    def test_500s_in_the_middle_keep_the_rest_and_withdraw_nothing(self):
        with FeedServer({"services": services(350)}, full=True) as feed:
            self.load(feed.url, check=True)
            feed.trouble = lambda handler, path, query: query.get("page") == "2" and send(handler, 500, b"<h1>oops</h1>", "text/html")
            answer = self.load(feed.url)
        self.assertEqual((answer["code"], answer["withdrawn"], answer["feed"]["records"]), (1, 0, 250))
        self.assertIn("page-failed", self.codes(answer))

    def test_a_moments_trouble_is_waited_for(self):
        asked = []

        def moment(handler, path, query):
            if path != "/services" or len(asked) >= 2:
                return False
            asked.append(time.monotonic())
            return send(handler, 503, {}, headers=[("Retry-After", "1")])
        answer = self.walk(moment, 20, code=0)
        self.assertTrue(answer["feed"]["complete"])
        self.assertGreaterEqual(asked[1] - asked[0], 1)

    def test_a_long_retry_after_is_not_sat_out(self):
        answer = self.walk(lambda handler, path, query: query.get("page") == "2" and send(handler, 429, {}, headers=[("Retry-After", "86400")]))
        self.assertIn("asked-to-wait", self.codes(answer))

    def test_stalls(self):
        seconds, patience = (30, 5) if os.environ.get("FINGERPOST_SLOW_TESTS") else (3, 1)

        def stall(handler, path, query):
            if query.get("page") != "2":
                return False
            handler.send_response(200)
            handler.send_header("Content-Length", "1000")
            handler.end_headers()
            handler.wfile.write(b'{"contents": [')
            handler.wfile.flush()
            time.sleep(seconds)
            handler.close_connection = True
            return True
        answer = self.walk(stall, 250, "--patience", patience, full=True)
        self.assertIn("stalled", self.codes(answer))
        self.assertEqual(answer["feed"]["records"], 150)

    def test_a_body_of_200_mb_is_cut_off(self):
        def huge(handler, path, query):
            if query.get("page") != "2":
                return False
            handler.send_response(200)
            handler.send_header("Content-Length", str(200 << 20))
            handler.end_headers()
            for _ in range(200):
                handler.wfile.write(b" " * (1 << 20))
            return True
        self.assertIn("too-large", self.codes(self.walk(huge, full=True)))

    def test_a_gzip_bomb_is_cut_off(self):
        packed = bomb(200)
        answer = self.walk(lambda handler, path, query: query.get("page") == "2" and send(
            handler, 200, packed, headers=[("Content-Encoding", "gzip")]), full=True)
        self.assertIn("too-large", self.codes(answer))

    def test_deep_nesting_costs_itself_alone(self):
        def deep(handler, path, query):
            if path != "/services":
                return False
            items = ",".join(json.dumps(s) for s in services(10))
            nested = '{"id":"deep","name":"x","a":' + "[" * 100_000 + "]" * 100_000 + "}"
            return send(handler, 200, f'{{"total_items":11,"total_pages":1,"contents":[{nested},{items}]}}'.encode())
        answer = self.walk(deep, code=0)
        self.assertEqual(answer["refused"], 1)
        self.assertIn("too-deep", answer["findings"])
        self.assertGreaterEqual(answer["added"], 10)

    def test_a_wrong_content_type(self):
        answer = self.walk(lambda handler, path, query: query.get("page") == "2" and send(handler, 200, b"<html>maintenance</html>", "text/html"), full=True)
        self.assertIn("not-a-list", self.codes(answer))
        with FeedServer({}, trouble=lambda handler, path, query: send(handler, 200, b"<html>a page</html>", "text/html")) as feed:
            answer = self.load(feed.url, data="html")
        self.assertEqual(answer["code"], 2)
        self.assertIn("text/html", answer["stderr"])

    def test_redirects_inside_are_refused(self):
        for address in ("http://169.254.169.254/latest/meta-data", "http://10.0.0.1/x", "http://192.168.1.1/", "http://[fd00::1]/", "file:///etc/passwd", "ftp://127.0.0.1/"):
            with self.subTest(address), FeedServer({"services": services(150)}, full=True, trouble=lambda handler, path, query: query.get(
                    "page") == "2" and send(handler, 302, b"", headers=[("Location", address)])) as feed:
                answer = self.load(feed.url, data=address.replace("/", "_"))
                self.assertEqual(answer["code"], 1)
                self.assertIn("refused-redirect", self.codes(answer))

    def test_redirects_in_a_circle_end(self):
        answer = self.walk(lambda handler, path, query: query.get("page") == "2" and send(handler, 302, b"", headers=[("Location", handler.path)]), full=True)
        self.assertIn("refused-redirect", self.codes(answer))

    def test_honest_redirects_are_followed(self):
        def moved(handler, path, query):
            return path == "/services" and "moved" not in query and send(handler, 301, b"", headers=[("Location", handler.path + "&moved=1")])
        self.assertTrue(self.walk(moved, 20, code=0)["feed"]["complete"])

    def test_details_that_fail_keep_the_list_form_and_what_was_known(self):
        with FeedServer({"services": services(20)}) as feed:
            self.load(feed.url, check=True)
            before = self.exported("data")
            feed.trouble = lambda handler, path, query: path.endswith("0003") and send(handler, 404, {})
            answer = self.load(feed.url)
        self.assertIn("detail-missing", self.codes(answer))
        self.assertEqual(self.exported("data"), before)

    def test_addresses_that_are_none(self):
        for address in ("http://", "https://user:word@example.org/", "http://127.0.0.1:1/feed"):
            self.assertEqual(self.load(address)["code"], 2, address)


class Interrupted(Feeds):
    def test_a_killed_walk_goes_on_where_it_was(self):
        with FeedServer({"services": services(300)}, etags=False) as feed:
            process = subprocess.Popen([BINARY, "import", "--rate", "60", "--data", str(self.folder / "data"), feed.url],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            deadline = time.monotonic() + 60
            while feed.bodies < 60 and time.monotonic() < deadline:
                time.sleep(0.02)
            process.send_signal(signal.SIGKILL)
            process.wait()
            came = feed.bodies
            self.assertLess(came, 300)
            answer = self.load(feed.url, check=True)
            self.assertTrue(answer["feed"]["resumed"])
            self.assertGreaterEqual(answer["feed"]["resumed_from"], came - 5)
            # What was in hand when it was killed comes again; nothing else does. (303 lists and records in all.)
            self.assertLess(feed.bodies, 315)
        self.assertEqual(answer["feed"]["records"], 300)


class Subscriptions(Feeds):
    def make_due(self):
        store = sqlite3.connect(self.folder / "data/directory.db", timeout=30)
        store.execute("UPDATE subscription SET tried_at = NULL")
        store.commit()
        store.close()

    def listed(self):
        return json.loads(run("feeds", "list", "--json", "--data", self.folder / "data").stdout)

    def test_a_server_keeps_a_feed_fresh_and_goes_on_answering(self):
        records = services(30)
        with FeedServer({"services": records}) as feed:
            self.load(feed.url, "--every", "6h", "--source", "county", check=True)
            records[0]["name"] = "Breakfast club"
            self.make_due()
            with Server(self.folder / "data") as server:
                deadline = time.monotonic() + 60
                while time.monotonic() < deadline:
                    answer = server.get("/api/search", q="breakfast club")
                    self.assertEqual(answer.status, 200)
                    if b"Breakfast club" in answer.body:
                        break
                    time.sleep(0.2)
                self.assertIn(b"Breakfast club", answer.body)
        self.assertIn("changed 1", self.listed()[0]["message"])

    def test_a_feed_that_is_down_is_told_and_tried_again_later(self):
        with FeedServer({"services": services(5)}) as feed:
            self.load(feed.url, "--every", "6h", "--source", "county", check=True)
        self.make_due()
        with Server(self.folder / "data") as server:
            deadline = time.monotonic() + 60
            while not self.listed()[0]["failures"] and time.monotonic() < deadline:
                self.assertEqual(server.get("/healthz").status, 200)
                time.sleep(0.3)
        listed = self.listed()[0]
        self.assertEqual(listed["failures"], 1)
        self.assertGreater(listed["due_at"], listed["tried_at"])
        self.assertIn("feed-failed", server.log)

    def test_they_are_listed_and_removed(self):
        with FeedServer({"services": services(2)}) as feed:
            self.load(feed.url, "--every", "2d", check=True)
        name = self.listed()[0]["source"]
        self.assertEqual(run("feeds", "remove", "nobody", "--data", self.folder / "data", check=False).returncode, 2)
        run("feeds", "remove", name, "--data", self.folder / "data")
        self.assertEqual(self.listed(), [])

    def test_mistakes(self):
        for options in (["--every", "often", "http://127.0.0.1:1/"], ["--every", "1s", "http://127.0.0.1:1/"], ["--every", "6h", ROOT / "data/sample"]):
            self.assertEqual(run("import", "--data", self.folder / "data", *options, check=False).returncode, 2, options)


@unittest.skipUnless(SHARED.is_dir(), "needs the shared feeds")
class SharedFeeds(Feeds):
    def sources(self):
        """Services of every HSDS-shaped feed, as JSON: as they lie, or as a file import and an export give them."""
        for path in ("feeds/mock-hsds-api/services", "standards/hsds-3.1/examples/service_full.json", "standards/oruk-3.0/examples",
                     "feeds/scout-bucks/service.json"):
            for file in sorted((SHARED / path).rglob("*.json")) if (SHARED / path).is_dir() else [SHARED / path]:
                if not file.exists():
                    continue
                record = json.loads(file.read_text())
                if isinstance(record, dict) and "name" in record and "status" in record:
                    yield f"{path}:{file.name}", [record]
        for path in ("feeds/hsds-1.1-sample/all_resources", "feeds/hsds-transformer/ilao/output", "feeds/ohana-sanmateo-sample", "feeds/dfe-families-taxonomy"):
            if (SHARED / path).is_dir():
                data = "from-" + path.replace("/", "-")
                run("import", "--source", "x", "--data", self.folder / data, SHARED / path)
                yield path, self.exported(data)

    def test_a_feed_gives_the_same_records_as_its_file(self):
        count = 0
        for name, records in self.sources():
            for version, is_thin in (("3.0", True), ("1.0", False)):
                with self.subTest(name, version=version):
                    file = self.folder / "feed.json"
                    file.write_text(json.dumps(records))
                    here = f"{name}-{version}".replace("/", "-")
                    run("import", "--format", "hsds-json", "--source", "x", "--data", self.folder / f"file-{here}", file)
                    with FeedServer({"services": records}, version=version, thin=is_thin) as feed:
                        answer = self.load(feed.url, "--source", "x", data=f"feed-{here}", check=True)
                    self.assertTrue(answer["feed"]["complete"])
                    self.assertEqual(self.exported(f"feed-{here}"), self.exported(f"file-{here}"))
                    count += 1
        self.assertGreater(count, 10)


if __name__ == "__main__":
    unittest.main()
