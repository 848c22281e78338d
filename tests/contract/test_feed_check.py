"""`check --feed`: the validators' own mocks, agreement with the published schemas, a live feed and its filters."""
import copy
import html.parser
import json
import pathlib
import random
import tempfile
import unittest

from tests.support.feed_server import FeedServer, send, services
from tests.support.fingerpost import SHARED, Server, run, sample_folder

STANDARDS = SHARED / "standards"
MOCKS = STANDARDS / "oruk-validator/mocks-2026-03"
UK, HSDS = "Open Referral UK 3.0", "HSDS 3.1"


def check(feed, *options):
    done = run("check", "--feed", feed, "--json", "--rate", "1000", *options, check=False)
    return done.returncode, (json.loads(done.stdout) if done.stdout.startswith("{") else done.stderr)


class Pages(html.parser.HTMLParser):
    """What a report fetches and runs: nothing, it should be."""

    def __init__(self):
        super().__init__()
        self.tags, self.addresses, self.headings = set(), [], []

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.addresses += [value for name, value in attributes if name in ("src", "href")]
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))


class Feeds(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def codes(self, verdict):
        return {rule["code"] for rule in verdict["rules"]}

    def rule(self, verdict, code, field=None):
        return next((r for r in verdict["rules"] if r["code"] == code and field in (None, r["field"])), None)


class Documents(Feeds):
    def write(self, name, content):
        (self.folder / name).write_text(content if isinstance(content, str) else json.dumps(content))

    def test_each_rule_is_told_with_place_value_and_remedy(self):
        service = services(1)[0]
        service.update({"id": "17", "url": "www.example.org", "email": "no at sign", "status": "open", "minimum_age": 12.0, "maximum_age": "18",
                        "description": None, "last_modified": "yesterday", "schedules": [{"id": service["id"], "opens_at": "10:00Z", "freq": "DAILY"}]})
        self.write("service_1.json", service)
        code, verdict = check(self.folder)
        self.assertEqual(code, 1)
        for rule, field in (("not-uuid", "service.id"), ("not-uri", "service.url"), ("not-email", "service.email"), ("not-one-of", "service.status"),
                            ("age-form", "service.minimum_age"), ("not-number", "service.maximum_age"), ("null", "service.description"),
                            ("not-date-time", "service.last_modified"), ("time-form", "schedule.opens_at"), ("not-one-of", "schedule.freq")):
            found = self.rule(verdict, rule, field)
            self.assertIsNotNone(found, (rule, field, verdict["rules"]))
            self.assertTrue(found["title"] and found["remedy"])
            self.assertIn("service_1.json/" + field.split(".")[1] if field.startswith("service.") else "/schedules/0/", found["examples"][0]["where"])

    def test_paging_is_checked(self):
        item = {"id": "5e000000-0000-4000-8000-000000000001", "name": "x", "status": "active"}
        self.write("service_list.json", {"total_items": 1, "total_pages": 0, "page_number": 1, "size": 3, "first_page": False, "last_page": False,
                                         "empty": True, "contents": [item]})
        _, verdict = check(self.folder)
        self.assertLessEqual({"page-size", "page-count", "page-flags"}, self.codes(verdict))
        self.assertEqual(self.rule(verdict, "page-size")["severity"], "error")

    def test_usefulness_freshness_and_duplicates(self):
        first, second, third = services(3)
        second.update({"name": first["name"].upper(), "organization": first["organization"], "assured_date": "2000-01-01"})
        for name in ("phones", "service_at_locations"):
            del third[name]
        for number, service in enumerate((first, second, third)):
            self.write(f"service_{number}.json", service)
        code, verdict = check(self.folder)
        self.assertEqual(code, 0)
        self.assertLessEqual({"duplicate", "no-contact", "no-place", "no-assured-date"}, self.codes(verdict))
        self.assertEqual(verdict["freshness"], {"services": 3, "within_3_months": 0, "within_12_months": 0, "older": 1, "not_stated": 2})

    def test_the_html_report_is_whole_escaped_and_in_order(self):
        service = {**services(1)[0], "url": "<script>alert(1)</script>", "status": "\"><img src=x>"}
        self.write("service_1.json", service)
        report = self.folder / "report.html"
        run("check", "--feed", self.folder / "service_1.json", "--html", report, check=False)
        pages = Pages()
        text = report.read_text()
        pages.feed(text)
        self.assertFalse(pages.tags & {"script", "img", "link", "iframe", "object"})
        self.assertEqual(pages.addresses, [])
        self.assertIn('lang="en-GB"', text)
        self.assertIn("&lt;script&gt;", text)
        self.assertEqual(pages.headings[0], 1)
        self.assertTrue(all(b - a <= 1 for a, b in zip(pages.headings, pages.headings[1:])), pages.headings)

    def test_what_is_no_feed_is_a_mistake(self):
        self.write("x.json", [1, 2])
        self.assertEqual(check(self.folder)[0], 2)
        self.assertEqual(check(self.folder / "nothing")[0], 2)


@unittest.skipUnless(MOCKS.is_dir(), "needs the shared standards")
class Mocks(Feeds):
    def mock(self, name):
        return check(MOCKS / name)

    def errors(self, verdict):
        # The dashboard files are answers of the validator's own site, not of a feed.
        names = {d["name"].split("/")[1] for d in verdict["documents"] if d["breaches"].get(UK)}
        return {name for name in names if not name.startswith("dashboard")}

    def test_default_and_test_have_no_breach(self):
        for name in ("V3.0-UK-Default", "V3.0-UK-Test"):
            _, verdict = self.mock(name)
            self.assertEqual(self.errors(verdict), set(), name)

    def test_fail_is_caught(self):
        code, verdict = self.mock("V3.0-UK-Fail")
        self.assertEqual(code, 1)
        self.assertLessEqual({"api_details.json", "service_full.json", "service_list.json", "taxonomy_term.json"}, self.errors(verdict))

    def test_warn_is_caught_in_its_term_alone(self):
        _, verdict = self.mock("V3.0-UK-Warn")
        self.assertEqual(self.errors(verdict), {"taxonomy_term.json"})
        self.assertFalse([rule for rule in verdict["rules"] if rule["severity"] == "error" and UK in rule["standards"]])


def schema_validators():
    """Judges of a record by shape and standard, from the published schemas; None without the library."""
    try:
        import jsonschema
    except ImportError:
        return None
    checker = jsonschema.FormatChecker(formats=())
    import datetime
    import re
    import uuid

    @checker.checks("uuid", raises=ValueError)
    def _uuid(value):
        return not isinstance(value, str) or str(uuid.UUID(value)) == value.lower()

    @checker.checks("uri")
    def _uri(value):
        return not isinstance(value, str) or bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"\\^`{|}]+", value))

    @checker.checks("email")
    def _email(value):
        return not isinstance(value, str) or bool(re.fullmatch(r"[^\s@,;<>]+@[^\s@,;<>]+", value))

    @checker.checks("date-time", raises=ValueError)
    def _date_time(value):
        return not isinstance(value, str) or ("T" in value and datetime.datetime.fromisoformat(value.replace("Z", "+00:00")).tzinfo is not None)

    files = {("service", UK): "oruk-3.0/bundled/service.json", ("organization", UK): "oruk-3.0/bundled/organization.json",
             ("service", HSDS): "hsds-3.1/schema/compiled/service.json"}
    return {key: jsonschema.Draft202012Validator(json.loads((STANDARDS / path).read_text()), format_checker=checker) for key, path in files.items()}


WORDS = [None, "", "x", 7, 12.5, True, [], {}, ["x"], {"id": "x"}, "https://example.org/a", "www.example.org", "a@b.org", "2026-01-02T03:04:05Z", "2026-01-02",
         "active", "WEEKLY", "physical", "MO", "5e000000-0000-4000-8000-000000000001", "5E000000-0000-4000-8000-00000000000A"]


def mutated(record, chance):
    """A copy in which one value somewhere is replaced, removed or added."""
    copy_ = copy.deepcopy(record)
    places, stack = [], [copy_]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            places += [(node, key) for key in node]
            stack += node.values()
        elif isinstance(node, list):
            stack += node
    node, key = chance.choice(places)
    if chance.random() < 0.3:
        del node[key]
    else:
        node[key] = copy.deepcopy(chance.choice(WORDS))
    return copy_


@unittest.skipUnless(STANDARDS.is_dir() and schema_validators(), "needs the shared standards and python3-jsonschema")
class Agreement(Feeds):
    def examples(self):
        for part, paths in (("service", ["hsds-3.1/examples/service_full.json", "oruk-3.0/examples/service_full.json", "oruk-validator/mocks-2026-03/V3.0-UK-Fail/service_full.json",
                                         "oruk-validator/mocks-2026-03/V3.0-UK-Default/service_full.json"]),
                            ("organization", ["hsds-3.1/examples/organization_full.json", "oruk-validator/mocks-2026-03/V3.0-UK-Fail/organization_full.json"])):
            for path in paths:
                if (STANDARDS / path).exists():
                    yield part, json.loads((STANDARDS / path).read_text())

    def test_tables_agree_with_the_schemas_on_examples_and_mutations(self):
        chance = random.Random(20261126)
        cases = {}
        for number, (part, record) in enumerate(self.examples()):
            for turn in range(200):
                case = record if turn == 0 else mutated(record, chance)
                name = f"{part}_{number:02}_{turn:03}.json"
                (self.folder / name).write_text(json.dumps(case))
                cases[name] = (part, case)
        _, verdict = check(self.folder)
        judged = {d["name"].split("/")[-1]: d for d in verdict["documents"]}
        validators, compared, differ, valid = schema_validators(), 0, [], 0
        for name, (part, case) in cases.items():
            for standard in (UK, HSDS):
                if (part, standard) not in validators or name not in judged:
                    continue
                theirs = validators[part, standard].is_valid(case)
                ours = judged[name]["breaches"].get(standard) == 0
                compared += 1
                valid += theirs
                if theirs != ours:
                    differ.append((name, standard, [e.message[:120] for e in validators[part, standard].iter_errors(case)][:2]))
        self.assertGreater(compared, 1000)
        self.assertGreater(valid, 200)
        self.assertLess(valid, compared - 200)
        self.assertEqual(differ, [])


class Live(Feeds):
    def test_filters_that_are_ignored_are_told(self):
        root = {"version": "HSDS-UK-3.0", "profile": "https://openreferraluk.org/specifications/3.0/openapi.json", "openapi_url": "https://example.org/openapi.json"}
        with FeedServer({"services": services(30)}, root=root) as feed:
            code, verdict = check(feed.url)
            self.assertTrue(all(path.startswith("/feed") for path in feed.requests))
        ignored = {rule["field"] for rule in verdict["rules"] if rule["code"] == "filter-ignored"}
        self.assertLessEqual({"search", "organization_id", "taxonomy_term_id", "modified_after", "full"}, ignored)
        self.assertEqual(code, 0, [rule for rule in verdict["rules"] if rule["severity"] == "error"])

    def test_a_hostile_feed_is_told_and_ends(self):
        def trouble(handler, path, query):
            if path == "/services" and query.get("page") == "2":
                return send(handler, 500, b"oops", "text/html")
            return path.endswith("0003") and send(handler, 404, {})
        with FeedServer({"services": services(130)}, trouble=trouble) as feed:
            code, verdict = check(feed.url)
        self.assertEqual(code, 1)
        self.assertLessEqual({"list-failed", "record-failed", "no-root"}, self.codes(verdict))

    def test_an_unreachable_feed_is_a_mistake(self):
        self.assertEqual(check("http://127.0.0.1:1/feed")[0], 2)

    def test_our_own_feed_passes(self):
        with Server(sample_folder()) as server:
            code, verdict = check(server.url + "/hsds")
        self.assertEqual([rule for rule in verdict["rules"] if rule["severity"] == "error"], [])
        self.assertEqual(code, 0)
        self.assertGreater(verdict["counts"]["services"], 10)


if __name__ == "__main__":
    unittest.main()
