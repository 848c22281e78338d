"""The pages as a browser without scripts gets them: headers, policy, forms, escaping, privacy."""
import html.parser
import json
import pathlib
import re
import shutil
import tempfile
import unittest
import urllib.parse

from tests.support.fingerpost import Server, run, sample_folder
from tests.support.payloads import payloads

PAGES = ["/", "/search?q=debt+advice&near=Ludlow", "/search?near=Clun&view=map", "/places/Clun", "/shortlist", "/report",
         "/about", "/safety", "/accessibility", "/offline"]


class Parsed(html.parser.HTMLParser):
    """Elements, their attributes, and text; what a browser would make of a page."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.text = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def page_of(answer):
    return Parsed(answer.body.decode())


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(holder.cleanup)
        cls.data = pathlib.Path(holder.name) / "data"
        shutil.copytree(sample_folder(), cls.data)
        cls.server = Server(cls.data)

    @classmethod
    def tearDownClass(cls):
        assert cls.server.stop() == 0

    def get(self, path, **headers):
        return self.server.get(path, headers={"Accept": "text/html", **headers})

    def first_service(self, query="debt", near="Ludlow"):
        return self.server.get("/api/search", q=query, near=near, kind="service").json["results"][0]["id"]

    def test_every_page_in_both_languages(self):
        for path in PAGES + ["/services/" + self.first_service()]:
            for prefix, lang in (("", "en"), ("/cy", "cy")):
                answer = self.get(prefix + path if path != "/" or not prefix else prefix)
                self.assertEqual(answer.status, 200, path)
                page = page_of(answer)
                self.assertEqual(page.all("html")[0]["lang"], lang)
                self.assertEqual(len(page.all("h1")), 1, path)
                self.assertEqual(answer.headers["Content-Language"], lang)
                self.assertNotIn("[[", answer.body.decode())
                self.assertNotIn("{{", answer.body.decode())

    def test_headers_and_policy(self):
        for path in PAGES:
            answer = self.get(path)
            policy = answer.headers["Content-Security-Policy"]
            self.assertIn("default-src 'none'", policy)
            self.assertNotIn("unsafe", policy)
            self.assertNotIn("http", policy)
            self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
            self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
            self.assertEqual(answer.headers["X-Frame-Options"], "DENY")
            self.assertIn("frame-ancestors 'none'", policy)
        for path in PAGES[1:3] + ["/shortlist", "/report"]:
            self.assertEqual(self.get(path).headers["Cache-Control"], "no-store", path)

    def test_nothing_inline_and_nothing_from_elsewhere(self):
        for path in PAGES + ["/services/" + self.first_service()]:
            for tag, attributes in page_of(self.get(path)).elements:
                self.assertNotIn("style", attributes, (path, tag))
                self.assertFalse([name for name in attributes if name.startswith("on")], (path, tag))
                if tag == "script":
                    self.assertTrue(attributes["src"].startswith("/assets/"))
                if tag in ("link", "img", "script", "form"):
                    for name in ("href", "src", "action"):
                        self.assertTrue(attributes.get(name, "/").startswith("/"), (path, tag, attributes))

    def test_assets_are_for_ever(self):
        page = page_of(self.get("/"))
        for attributes in page.all("script") + [a for a in page.all("link") if a["rel"] in ("stylesheet", "icon")]:
            answer = self.server.get(attributes.get("src") or attributes["href"])
            self.assertEqual(answer.status, 200)
            self.assertIn("immutable", answer.headers["Cache-Control"])
        self.assertEqual(self.server.get("/assets/pages-000000000000.css").status, 404)

    def test_budget(self):
        """First view: the page, its styles, its script and its icon, compressed, below 60 kB and five requests."""
        for path in ("/", "/search?q=debt+advice&near=Ludlow", "/services/" + self.first_service()):
            total = requests = 0
            page = page_of(self.get(path))
            fetched = [path] + [a["src"] for a in page.all("script")]
            fetched += [a["href"] for a in page.all("link") if a["rel"] in ("stylesheet", "icon")]
            for each in fetched:
                answer = self.server.get(each, headers={"Accept-Encoding": "gzip", "Accept": "text/html"})
                total += len(answer.body) + sum(len(k) + len(v) + 4 for k, v in answer.headers.items())
                requests += 1
            self.assertLess(total, 60_000, path)
            self.assertLessEqual(requests, 5, path)

    def test_the_first_form_is_the_search(self):
        page = page_of(self.get("/"))
        form = page.all("form")[0]
        self.assertEqual((form["action"], form["method"]), ("/search", "get"))
        self.assertEqual([i["name"] for i in page.all("input")][:2], ["q", "near"])

    def test_an_unknown_place_keeps_what_was_typed_and_suggests(self):
        answer = self.get("/search?q=debt&near=Ludlwo")
        self.assertEqual(answer.status, 404)
        page = page_of(answer)
        self.assertIn("debt", [i.get("value") for i in page.all("input")])
        self.assertIn("Ludlwo", [i.get("value") for i in page.all("input")])
        self.assertIn("#near", [a.get("href") for a in page.all("a")])
        self.assertTrue(any("near=Ludlow" in a.get("href", "") for a in page.all("a")))
        self.assertTrue(page.all("title"))

    def test_every_fault_is_linked_to_its_field(self):
        answer = self.get("/search?q=x&near=Clun&age=400&within=far")
        self.assertEqual(answer.status, 400)
        links = {a.get("href") for a in page_of(answer).all("a")}
        self.assertLessEqual({"#age", "#within"}, links)

    def test_errors_are_pages_for_browsers_and_problems_for_programs(self):
        answer = self.get("/nowhere")
        self.assertEqual((answer.status, answer.headers["Content-Type"].split(";")[0]), (404, "text/html"))
        self.assertEqual(page_of(self.get("/cy/nowhere")).all("html")[0]["lang"], "cy")
        self.assertEqual(self.server.get("/nowhere").headers["Content-Type"], "application/problem+json")
        self.assertEqual(self.get("/api/nowhere").headers["Content-Type"], "application/problem+json")
        for path in ("/services/nonsense", "/services/00000000-0000-4000-8000-000000000000", "/places/zzzzzz"):
            self.assertEqual(self.get(path).status, 404, path)

    def test_each_chip_drops_its_part(self):
        page = page_of(self.get("/search?q=lunch&near=Clun&within=10mi&free=true"))
        drops = [a["href"] for a in page.all("a") if "?" in a.get("href", "")]
        for part in ("q", "near", "within", "free"):
            self.assertTrue(any(href.startswith("/search") and part not in urllib.parse.parse_qs(href.split("?")[1])
                                for href in drops), part)

    def test_shortlist_without_scripts(self):
        service = self.first_service()
        page = page_of(self.get("/services/" + service))
        item = next(b["value"] for b in page.all("button") if b.get("name") == "add")
        answer = self.server.request("POST", "/shortlist", body=urllib.parse.urlencode({"add": item, "back": "/services/" + service}),
                                     headers={"Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual(answer.status, 303)
        self.assertEqual(answer.headers["Location"], f"/services/{service}#{item}")
        cookie = answer.headers["Set-Cookie"]
        self.assertRegex(cookie, r"^shortlist=[A-Za-z0-9_.-]+; Path=/; HttpOnly; SameSite=Lax$")
        shown = self.get("/shortlist", Cookie=cookie.split(";")[0])
        self.assertIn("Debt", page_of(shown).text)
        shared = re.search(r'/shortlist\?items=[A-Za-z0-9_.-]+', shown.body.decode()).group(0)
        self.assertIn("Debt", page_of(self.get(shared)).text)
        printed = self.server.request("POST", "/shortlist", body=urllib.parse.urlencode(
            {"print": "1", "items": item, "note-" + item: "ask for <b>Dilys</b>"}))
        self.assertIn("ask for <b>Dilys</b>", page_of(printed).text)
        self.assertEqual(printed.headers["Cache-Control"], "no-store")

    def test_forms_lead_back_to_our_own_pages_only(self):
        for back in ("//evil.example", "https://evil.example/search", "/\\evil.example", "/search/../../x", "javascript:alert(1)",
                     "/api/search", "/search\r\nSet-Cookie: a=b", "/%2f%2fevil.example", ""):
            answer = self.server.request("POST", "/shortlist", body=urllib.parse.urlencode({"clear": "1", "back": back}))
            location = answer.headers["Location"]
            self.assertTrue(re.fullmatch(r"/(search|shortlist)(\?[^\s]*)?", location), (back, location))

    def test_a_report_is_kept_for_a_steward(self):
        service = self.first_service()
        item = next(b["value"] for b in page_of(self.get("/services/" + service)).all("button") if b.get("name") == "add")
        answer = self.server.request("POST", "/report", body=urllib.parse.urlencode(
            {"about": item, "reason": "phone", "details": "It is Kestrelquux \x1b[31m", "contact": "", "website": ""}))
        self.assertEqual(answer.status, 200)
        listed = json.loads(run("proposals", "--json", "--data", self.data).stdout)
        mine = [p for p in listed if p.get("id") == service]
        self.assertEqual(len(mine), 1)
        self.assertIn("Kestrelquux", mine[0]["details"])
        self.assertNotIn("\x1b", run("proposals", "--data", self.data).stdout)
        self.assertNotIn(b"Kestrelquux", (self.data / "directory.db").read_bytes())
        run("proposals", "--settle", mine[0]["number"], "--data", self.data)
        self.assertNotIn(mine[0]["number"], run("proposals", "--json", "--data", self.data).stdout)
        self.assertEqual(run("proposals", "--settle", mine[0]["number"], "--data", self.data, check=False).returncode, 2)

    def test_a_faulty_report_keeps_what_was_typed(self):
        answer = self.server.request("POST", "/report", body=urllib.parse.urlencode({"details": "", "contact": "me@x.org"}))
        self.assertEqual(answer.status, 400)
        page = page_of(answer)
        self.assertLessEqual({"#reason", "#details"}, {a.get("href") for a in page.all("a")})
        self.assertIn("me@x.org", [i.get("value") for i in page.all("input")])

    def test_text_and_calendar(self):
        service = self.first_service()
        text = self.server.get(f"/services/{service}/text")
        self.assertTrue(text.headers["Content-Type"].startswith("text/plain"))
        calendar = self.server.get(f"/services/{service}/calendar.ics")
        lines = calendar.body.decode().split("\r\n")
        self.assertEqual((lines[0], lines[-2]), ("BEGIN:VCALENDAR", "END:VCALENDAR"))
        self.assertTrue(any(line.startswith("DTSTART:") for line in lines))
        self.assertTrue(all(len(line.encode()) <= 75 for line in lines))

    def test_a_confidential_place_is_told_nowhere(self):
        refuge = next(s for s in json.loads((pathlib.Path(__file__).parents[2] / "data/sample/directory.json").read_text())["contents"]
                      if s["name"] == "Haven refuge")
        location = refuge["service_at_locations"][0]["location"]
        traces = [location["name"], "Wagtail", "SY2 5TZ", str(location["latitude"])]
        for path in ("/services/" + refuge["id"], f"/services/{refuge['id']}/text", f"/services/{refuge['id']}/calendar.ics",
                     "/search?q=refuge&near=Shrewsbury", "/search?q=refuge&near=Shrewsbury&view=map",
                     "/buildings/" + location["id"], "/stops/" + location["id"],
                     "/organizations/" + refuge["organization"]["id"], "/report?about=b"):
            body = self.get(path).body.decode()
            for trace in traces:
                self.assertNotIn(trace, body, path)
        answer = self.get("/services/" + refuge["id"])
        self.assertIsNone(answer.headers["Fingerpost-Keep"])
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertEqual(self.get("/stops/" + location["id"]).status, 404)


class Floods(unittest.TestCase):
    def test_reports_are_rate_limited(self):
        with Server(sample_folder()) as server:
            form = urllib.parse.urlencode({"reason": "other", "details": "flood"})
            statuses = [server.request("POST", "/report", body=form).status for _ in range(9)]
        self.assertEqual(statuses[:6], [200] * 6)
        self.assertEqual(set(statuses[6:]), {429})


class Injection(unittest.TestCase):
    """Script, template and formula injections in every field that a feed fills, and in every parameter: shown as text."""

    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(holder.cleanup)
        folder = pathlib.Path(holder.name)
        data = folder / "data"
        shutil.copytree(sample_folder(), data)
        (folder / "hostile.json").write_text(json.dumps([hostile_service(i, text) for i, text in enumerate(payloads())]))
        run("import", "--data", data, "--format", "hsds-json", folder / "hostile.json")
        # Thousands of requests: nobody reads this server's log meanwhile.
        cls.server = Server(data, env={"FINGERPOST_ACCESS_LOG": "false"})

    @classmethod
    def tearDownClass(cls):
        assert cls.server.stop() == 0

    def assertHarmless(self, body, where):
        page = Parsed(body.decode())
        for tag, attributes in page.elements:
            self.assertNotIn(tag, ("iframe", "object", "embed", "img", "marquee", "video", "audio", "math", "base"), where)
            for name, value in attributes.items():
                self.assertFalse(name.startswith("on") or name in ("style", "srcdoc", "formaction"), (where, tag, name))
                if name in ("href", "src", "action") and value:
                    self.assertTrue(re.match(r"(https?://|/(?!/)|#|tel:|mailto:|sms:|geo:)", value), (where, value))
            if tag == "script":
                self.assertRegex(attributes.get("src", ""), r"^/assets/[a-z-]+-[0-9a-f]+\.js$", where)

    def test_stored(self):
        self.assertGreaterEqual(len(payloads()), 200)
        for i, _ in enumerate(payloads()):
            for path in (f"/services/{uid(i, 0)}", f"/organizations/{uid(i, 1)}", f"/stops/{uid(i, 3)}"):
                answer = self.server.get(path, headers={"Accept": "text/html"})
                self.assertIn(answer.status, (200, 301, 404), path)
                self.assertHarmless(answer.body, path)
        for page in range(1, 12):
            answer = self.server.get("/search", headers={"Accept": "text/html"}, q="hostile", page=page)
            self.assertHarmless(answer.body, "the list")

    def test_stored_text_is_shown_as_it_is(self):
        answer = self.server.get("/services/" + uid(0, 0))
        self.assertIn(payloads()[0], Parsed(answer.body.decode()).text)

    def test_reflected(self):
        for text in payloads():
            for name in ("q", "near", "within", "category", "open_at", "age", "kind", "sort", "access", "language"):
                answer = self.server.get("/search", headers={"Accept": "text/html"}, **{name: text})
                self.assertHarmless(answer.body, (name, text))
            for path in ("/report", "/shortlist"):
                body = urllib.parse.urlencode({"details": text, "contact": text, "reason": text, "about": text, "add": text, "back": text})
                answer = self.server.request("POST", path, body=body)
                self.assertHarmless(answer.body, (path, text))
            self.assertHarmless(self.server.get("/places/" + urllib.parse.quote(text, safe=""), headers={"Accept": "text/html"}).body, text)

    def test_text_and_calendar_stay_what_they_are(self):
        for i in range(0, 200, 10):
            calendar = self.server.get(f"/services/{uid(i, 0)}/calendar.ics")
            self.assertEqual(calendar.headers["Content-Type"].split(";")[0], "text/calendar")
            for line in calendar.body.decode().split("\r\n"):
                self.assertRegex(line, r"^([A-Z-]+[:;]| |$)")


def uid(i, part):
    return f"{part:08x}-5555-4555-8555-{i:012x}"


def hostile_service(i, text):
    """One service whose every text is the payload."""
    return {
        "id": uid(i, 0), "name": "Hostile " + text, "alternate_name": text, "description": text, "status": "active", "url": text,
        "email": text, "application_process": text, "fees_description": text, "wait_time": text, "eligibility_description": text,
        "alert": text, "accreditations": text, "assurer_email": "a@" + text,
        "organization": {"id": uid(i, 1), "name": text, "description": text, "email": text, "website": text, "legal_status": text,
                         "phones": [{"id": uid(i, 7), "number": text, "description": text}],
                         "organization_identifiers": [{"id": uid(i, 8), "identifier_scheme": text, "identifier": text}]},
        "phones": [{"id": uid(i, 2), "number": "01632 960000 " + text, "description": text}],
        "languages": [{"id": uid(i, 9), "name": text, "code": text}],
        "cost_options": [{"id": uid(i, 10), "option": text, "amount_description": text}],
        "required_documents": [{"id": uid(i, 11), "document": text}],
        "service_areas": [{"id": uid(i, 12), "name": text}],
        "attributes": [{"id": uid(i, 13), "taxonomy_term": {"id": uid(i, 14), "code": text, "name": text, "taxonomy": text}}],
        "schedules": [{"id": uid(i, 15), "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "10:00",
                       "description": text, "notes": text}],
        "service_at_locations": [{
            "id": uid(i, 4), "description": text,
            "location": {"id": uid(i, 3), "location_type": "physical", "name": text, "description": text, "transportation": text,
                         "url": text, "latitude": 52.4, "longitude": -2.7,
                         "addresses": [{"id": uid(i, 5), "address_1": text, "city": text, "state_province": text,
                                        "postal_code": "SY8 1AA", "country": "GB", "address_type": "physical"}],
                         "accessibility": [{"id": uid(i, 6), "description": text}]}}]}


if __name__ == "__main__":
    unittest.main()
