"""The open feeds under /hsds, asked as the three generations of validators and the DfE client ask: zero errors."""
import datetime
import functools
import gzip
import json
import math
import random
import unittest

from tests.support.feed_rules import faults_of, page_faults, undeclared
from tests.support.fingerpost import SHARED, Server, sample_folder

try:
    import jsonschema
except ImportError:  # ./dev setup installs it
    jsonschema = None
try:  # comes with newer versions of jsonschema only
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT202012
except ImportError:
    Registry = None

PUBLIC = "https://county.example.org"
LISTS = ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"]
FULL_SCHEMA = {"services": "service", "organizations": "organization", "service_at_locations": "service_at_location",
               "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term"}
LIST_SCHEMA = {"services": "service_list", "organizations": "organization_list",
               "service_at_locations": "service_at_location_list", "taxonomies": "taxonomy_list",
               "taxonomy_terms": "taxonomy_term_list"}


class Feeds(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(sample_folder(), "--public-url", PUBLIC)
        cls.random = random.Random(7)

    @classmethod
    def tearDownClass(cls):
        assert cls.server.stop() == 0

    def page(self, what, **parameters):
        answer = self.server.get("/hsds/" + what, **parameters)
        self.assertEqual(answer.status, 200, (what, parameters, answer.body[:500]))
        self.assertEqual(list(page_faults(answer.json)), [], (what, parameters))
        return answer.json

    @functools.lru_cache(maxsize=None)
    def everything(self, what, **parameters):
        answer = self.server.get("/hsds/" + what, format="ndjson", **parameters)
        self.assertEqual(answer.status, 200)
        return [json.loads(line) for line in answer.body.decode().splitlines()]

    def ids(self, **parameters):
        return {s["id"] for s in self.everything("services", **parameters)}

    # Generation A: root, pages of five at the ends and at random, ids from them, each record.
    def test_generation_a(self):
        root = self.server.get("/hsds").json
        self.assertEqual(root, self.server.get("/hsds/").json)
        self.assertEqual((root["version"], root["openapi_url"]), ("HSDS-UK-3.0", PUBLIC + "/hsds/openapi.json"))
        for what in LISTS:
            first = self.page(what, per_page=5)
            total = first["total_pages"]
            numbers = {1, total} | {self.random.randint(1, total) for _ in range(3)}
            for number in numbers:
                page = self.page(what, per_page=5, page=number)
                if number < total:
                    self.assertEqual(page["size"], 5)
                for item in self.random.sample(page["contents"], min(3, page["size"])):
                    full = self.server.get(f"/hsds/{what}/{item['id']}")
                    self.assertEqual((full.status, full.json["id"]), (200, item["id"]))
            self.assertTrue(self.page(what, per_page=5, page=total + 1)["empty"])
            self.assertEqual(self.server.get(f"/hsds/{what}/00000000-0000-4000-8000-000000000000").status, 404)

    # Generation B: ?page= alone, with a browser's headers; trailing slashes; every path the document lists.
    def test_generation_b(self):
        document = self.server.get("/hsds/openapi.json").json
        for path, item in document["paths"].items():
            self.assertEqual(list(item), ["get"], path)
            if "{" in path or path == "/":
                continue
            total = self.server.get("/hsds" + path, page=1).json["total_pages"]
            for page in {1, max(1, total // 2), total}:
                for suffix in ("", "/"):
                    answer = self.server.get(f"/hsds{path}{suffix}?page={page}", headers={"User-Agent": "Mozilla/5.0"})
                    self.assertEqual(answer.status, 200)
                    self.assertEqual(answer.headers["Access-Control-Allow-Origin"], "*")
                    self.assertEqual(answer.headers["Content-Type"], "application/json; charset=utf-8")
                    self.assertEqual(list(page_faults(answer.json)), [])

    # Generation C: the feed's own document is the measure; what it does not declare is an error.
    def test_generation_c_and_the_typing_rules(self):
        document = self.server.get("/hsds/openapi.json").json
        self.assertEqual(document["servers"], [{"url": PUBLIC + "/hsds"}])
        def schema(path):
            return document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        strange, faults = set(), []
        for what in LISTS:
            item_schema = document["paths"]["/" + what]["get"]["responses"]["200"]["content"]["application/x-ndjson"]["schema"]
            for item in self.everything(what):
                strange |= set(undeclared(item, item_schema, document["components"], what))
                faults += [f"{what} {item.get('id')}{fault}" for fault in faults_of(item)]
                self.assertEqual([k for k, v in item.items() if isinstance(v, list) and k != "values"], [], what)
        for what in ("services", "organizations", "service_at_locations"):
            full = schema(f"/{what}/{{id}}")
            for record in self.everything(what, full="true"):
                strange |= set(undeclared(record, full, document["components"], what))
                faults += [f"{what} {record.get('id')}{fault}" for fault in faults_of(record)]
        self.assertEqual(sorted(strange), [])
        self.assertEqual(faults[:20], [])
        if jsonschema is not None:
            for what in LISTS:
                validator = jsonschema.Draft202012Validator({**schema("/" + what), "components": document["components"]})
                validator.validate(self.page(what, per_page=200))

    def test_published_schemas(self):
        bundled = SHARED / "standards/oruk-3.0/bundled"
        if jsonschema is None or not bundled.is_dir():
            self.skipTest("the published schemas are not at hand")
        def validator(path):
            return jsonschema.Draft202012Validator(json.loads(path.read_text()), format_checker=jsonschema.FormatChecker())
        faults = []
        def check(path, value, what):
            faults.extend(f"{path.name} {what} {list(e.path)}: {e.message[:150]}" for e in validator(path).iter_errors(value))
        check(bundled / "api_details.json", self.server.get("/hsds").json, "/")
        for what in LISTS:
            page = self.page(what, per_page=1000)
            check(bundled / "page_strict.json", page, what)
            check(bundled / (LIST_SCHEMA[what] + ".json"), page, what)
            one = validator(bundled / (FULL_SCHEMA[what] + ".json"))
            records = self.everything(what, full="true")
            for record in records:
                faults += [f"{what} {record['id']} {list(e.path)}: {e.message[:150]}" for e in one.iter_errors(record)]
        compiled = SHARED / "standards/hsds-3.1/schema/compiled"
        for name, what in (("service", "services"), ("service_at_location", "service_at_locations")):
            one = validator(compiled / (name + ".json"))
            for record in self.everything(what, full="true"):
                faults += [f"hsds-3.1 {what} {record['id']} {list(e.path)}: {e.message[:150]}" for e in one.iter_errors(record)]
        self.assertEqual(faults[:20], [])

    def test_the_experimental_schema(self):
        folder = SHARED / "standards/oruk-3.0-experimental-2026-03-12/schema"
        if jsonschema is None or Registry is None or not folder.is_dir():
            self.skipTest("the experimental schemas are not at hand")
        older = SHARED / "standards/oruk-3.0/schema"
        contents = {path.name: json.loads(path.read_text()) for path in [*older.glob("*.json"), *folder.glob("*.json")]}
        registry = Registry(retrieve=lambda uri: Resource.from_contents(contents[uri.rsplit("/", 1)[-1]],
                                                                        default_specification=DRAFT202012))
        faults = []
        for name, what, full in (("service.json", "services", "true"), ("service_list.json", "services", None)):
            if name not in contents:
                continue
            one = jsonschema.Draft202012Validator(contents[name], registry=registry)
            records = self.everything(what, full=full) if full else self.everything(what)
            for record in records:
                faults += [f"{name} {list(e.path)}: {e.message[:150]}" for e in one.iter_errors(record)]
        self.assertEqual(faults[:20], [])

    def test_every_filter_finds_a_record_by_its_own_values_and_not_by_others(self):
        services = self.everything("services", full="true")
        everybody = {s["id"] for s in services}
        def expect(of, **parameters):
            self.assertEqual(self.ids(**parameters), {s["id"] for s in services if of(s)}, parameters)
        organization = services[3]["organization_id"]
        expect(lambda s: s["organization_id"] == organization, organization_id=organization)
        for age in (5, 18, 60):
            expect(lambda s: s.get("minimum_age", -1) >= age, minimum_age=age)
            expect(lambda s: s.get("maximum_age", 999) <= age, maximum_age=age)
        stamps = sorted(s["last_modified"] for s in services if "last_modified" in s)
        self.assertTrue(stamps)
        for stamp in (stamps[0], stamps[len(stamps) // 2], stamps[-1]):
            moment = datetime.datetime.fromisoformat(stamp)
            expect(lambda s: "last_modified" not in s or datetime.datetime.fromisoformat(s["last_modified"]) >= moment,
                   modified_after=stamp)
        self.assertEqual(self.ids(modified_after="2100-01-01"), set())
        def schedules(s):
            own = s.get("schedules", []) + [x for at in s.get("service_at_locations", []) for x in at.get("schedules", [])]
            return own or [x for at in s.get("service_at_locations", []) for x in at.get("location", {}).get("schedules", [])]
        def days(schedule):
            return {d.lstrip("+-0123456789") for d in schedule.get("byday", "").split(",")} - {""}
        for day in ("MO", "SU"):
            found = self.ids(day=day)
            self.assertTrue({s["id"] for s in services if any(day in days(x) for x in schedules(s))} <= found)
            for s in services:
                if s["id"] in found:
                    self.assertTrue(any(day in days(x) or not days(x) for x in schedules(s)), s["name"])
        for s in self.random.sample(services, 40):
            self.assertIn(s["id"], self.ids(search=s["name"]), s["name"])
            for schedule in schedules(s)[:2]:
                if {"byday", "opens_at", "closes_at"} <= set(schedule) and schedule["closes_at"] > schedule["opens_at"]:
                    own = {"day": schedule["byday"].split(",")[0].lstrip("+-0123456789"),
                           "start_time": schedule["opens_at"], "end_time": schedule["closes_at"]}
                    self.assertIn(s["id"], self.ids(**own))
                    for other in self.ids(**own):
                        self.assertTrue(any(x.get("opens_at", "") >= own["start_time"] and x.get("closes_at", "99") <= own["end_time"]
                                            for x in schedules(next(y for y in services if y["id"] == other))))
            self.near(s)
        self.assertEqual(self.ids(search="zzzqqq"), set())

    def near(self, service):
        """Within a little more than its distance from its own postcode a service is found, within a little less not."""
        places = [at["location"] for at in service.get("service_at_locations", []) if "latitude" in at.get("location", {})
                  and not at["location"].get("withheld")]
        postcodes = [a["postal_code"] for place in places for a in place.get("addresses", [])]
        if not postcodes:
            return
        centre = self.server.get("/api/places", q=postcodes[0]).json["results"][0]["centre"]
        def metres(place):
            north = (place["latitude"] - centre["latitude"]) * 111_320
            east = (place["longitude"] - centre["longitude"]) * 111_320 * math.cos(math.radians(centre["latitude"]))
            return math.hypot(north, east)
        away = min(map(metres, places))
        self.assertIn(service["id"], self.ids(postcode=postcodes[0], proximity=round(away * 1.01 + 50)), service["name"])
        if away > 100:
            self.assertNotIn(service["id"], self.ids(postcode=postcodes[0], proximity=round(away * 0.99 - 50)))

    def test_terms_with_their_descendants_and_taxonomies(self):
        services, terms = self.everything("services", full="true"), self.everything("taxonomy_terms")
        parent = {t["id"]: t.get("parent_id") for t in terms}
        taxonomy = {t["id"]: t["taxonomy_id"] for t in terms}
        def ancestors(term):
            while term:
                yield term
                term = parent.get(term)
        def stated(s):
            inner = [a for at in s.get("service_at_locations", []) for a in at.get("attributes", [])]
            return {a["taxonomy_term"]["id"] for a in s.get("attributes", []) + inner if "taxonomy_term" in a}
        used = set().union(*map(stated, services))
        roots = {list(ancestors(t))[-1] for t in used if t in parent}
        self.assertTrue(roots - used, "a term that only its descendants state")
        for term in roots | set(list(used)[:10]):
            self.assertEqual(self.ids(taxonomy_term_id=term),
                             {s["id"] for s in services if any(term in ancestors(t) for t in stated(s))}, term)
        for one in {taxonomy[t] for t in used if t in taxonomy}:
            self.assertEqual(self.ids(taxonomy_id=one),
                             {s["id"] for s in services if any(taxonomy.get(t) == one for t in stated(s))})
        top = self.everything("taxonomy_terms", top_only="true")
        self.assertEqual({t["id"] for t in top}, {t for t, p in parent.items() if not p})
        child = next(t for t in terms if t.get("parent_id"))
        self.assertIn(child["id"], {t["id"] for t in self.everything("taxonomy_terms", parent_id=child["parent_id"])})

    def test_parameters_hold_at_once(self):
        everybody = self.everything("services", full="true")
        s = next(s for s in everybody if "minimum_age" in s and s.get("attributes"))
        term = s["attributes"][0]["taxonomy_term"]["id"]
        both = self.ids(minimum_age=s["minimum_age"], taxonomy_term_id=term)
        self.assertEqual(both, self.ids(minimum_age=s["minimum_age"]) & self.ids(taxonomy_term_id=term))
        self.assertIn(s["id"], both)

    def test_faults_are_named_all_at_once(self):
        answer = self.server.get("/hsds/services", page=0, minimum_age="old", organization_id="x", proximity="far",
                                 modified_after="soon", day="XX", start_time="late", full="perhaps", format="xml")
        self.assertEqual(answer.status, 400)
        self.assertEqual({p["field"] for p in answer.json["problems"]},
                         {"page", "minimum_age", "organization_id", "proximity", "modified_after", "day", "start_time", "full",
                          "format"})
        self.assertEqual(self.server.get("/hsds/services", proximity=100).status, 400)
        self.assertEqual(self.server.get("/hsds/services", postcode="ZZ99 9ZZ").status, 404)
        self.assertIn("colour", self.server.get("/hsds/services", colour="red").headers["Fingerpost-Ignored"])

    def test_pages_partition_the_list_and_ndjson_is_the_whole(self):
        whole = [s["id"] for s in self.everything("services")]
        paged = []
        for number in range(1, 10_000):
            page = self.page("services", page=number, per_page=37)
            paged += [s["id"] for s in page["contents"]]
            if page["last_page"]:
                break
        self.assertEqual(paged, whole)
        self.assertEqual(len(set(whole)), len(whole))
        stream = self.server.get("/hsds/services", format="ndjson")
        self.assertEqual(int(stream.headers["Content-Length"]), len(stream.body))
        packed = self.server.get("/hsds/services", headers={"Accept-Encoding": "gzip"}, format="ndjson")
        self.assertEqual(gzip.decompress(packed.body), stream.body)
        minimal = self.page("services", minimal="true")
        self.assertEqual([s["id"] for s in minimal["contents"]], whole)
        self.assertEqual(set(minimal["contents"][0]), {"id", "last_modified", "modified_date"})

    def test_points_organizations_and_full_service(self):
        points = self.everything("service_at_locations")
        self.assertEqual({p["id"] for p in points}, {at["id"] for s in self.everything("services", full="true")
                                                     for at in s.get("service_at_locations", [])})
        organization = next(s["organization_id"] for s in self.everything("services"))
        nested = self.server.get("/hsds/organizations/" + organization, full_service="true").json
        self.assertEqual({s["id"] for s in nested["services"]}, self.ids(organization_id=organization))
        for o in self.everything("organizations")[:20]:
            self.assertIn(o["id"], {x["id"] for x in self.everything("organizations", search=o["name"])}, o["name"])

    def test_the_older_shape(self):
        page = self.server.get("/hsds/v1/services", per_page=200).json
        self.assertEqual((page["number"], page["first"], page["size"]), (1, True, len(page["content"])))
        by_id = {s["id"]: s for s in self.everything("services", full="true")}
        for old in page["content"]:
            new = by_id[old["id"]]
            self.assertFalse({"schedules", "attributes", "minimum_age", "funding"} & set(old))
            self.assertEqual(len(old.get("regular_schedules", [])) + len(old.get("holiday_schedules", [])), len(new.get("schedules", [])))
            self.assertEqual({l["taxonomy"]["id"] for l in old.get("service_taxonomys", [])},
                             {a["taxonomy_term"]["id"] for a in new.get("attributes", [])})
            if "minimum_age" in new:
                self.assertEqual(old["eligibilitys"][0]["minimum_age"], new["minimum_age"])
        self.assertEqual(self.server.get("/hsds/v1/services/" + page["content"][0]["id"]).json, page["content"][0])
        named = self.server.get("/hsds/v1/services", text=page["content"][0]["name"]).json
        self.assertIn(page["content"][0]["id"], {s["id"] for s in named["content"]})

    def test_the_older_shape_against_its_schemas(self):
        folder = SHARED / "standards/oruk-1.0/schema"
        if jsonschema is None or not folder.is_dir():
            self.skipTest("the published schemas are not at hand")
        def faults(name, value):
            validator = jsonschema.Draft7Validator(json.loads((folder / name).read_text()), format_checker=jsonschema.FormatChecker())
            return [f"{name} {list(e.path)}: {e.message[:150]}" for e in validator.iter_errors(value)]
        page = self.server.get("/hsds/v1/services", per_page=1000).json
        self.assertGreater(len(page["content"]), 300)
        self.assertEqual(faults("service_list.json", page)[:20], [])
        found = []
        for service in page["content"]:
            found += faults("service.json", self.server.get("/hsds/v1/services/" + service["id"]).json)
        self.assertEqual(found[:20], [])

    def test_conditional_requests_methods_and_compression(self):
        for path in ("/hsds", "/hsds/services", "/hsds/services?format=ndjson", "/hsds/taxonomy_terms", "/hsds/openapi.json"):
            first = self.server.get(path)
            again = self.server.get(path, headers={"If-None-Match": first.headers["ETag"]})
            self.assertEqual((again.status, again.body), (304, b""), path)
            head = self.server.request("HEAD", path)
            self.assertEqual((head.status, head.body), (200, b""))
            self.assertEqual(head.headers["ETag"], first.headers["ETag"])
            packed = self.server.get(path, headers={"Accept-Encoding": "gzip"})
            if len(first.body) > 2000:
                self.assertEqual(packed.headers["Content-Encoding"], "gzip")
                self.assertEqual(gzip.decompress(packed.body), first.body)
            options = self.server.request("OPTIONS", path, headers={"Origin": "https://x.example", "Access-Control-Request-Method": "GET"})
            self.assertEqual(options.status, 204)
            self.assertIn("GET", options.headers["Access-Control-Allow-Methods"])
        dated = self.server.get("/hsds/services")
        since = {"If-Modified-Since": dated.headers["Last-Modified"]}
        self.assertEqual(self.server.get("/hsds/services", headers=since).status, 304)
        self.assertEqual(self.server.get("/hsds/services", headers={"If-Modified-Since": "Sun, 06 Nov 1994 08:49:37 GMT"}).status, 200)

    def test_withheld_places_stay_withheld(self):
        withheld = [at for s in self.everything("services", full="true") for at in s.get("service_at_locations", [])
                    if at.get("location", {}).get("withheld")]
        self.assertTrue(withheld, "the sample has a refuge")
        for at in withheld:
            one = self.server.get("/hsds/service_at_locations/" + at["id"]).json
            for location in (at["location"], one["location"]):
                self.assertEqual(location["name"], "Confidential location")
                for address in location.get("addresses", []) + location.get("partial_addresses", []):
                    self.assertNotIn("address_1", address)

    def test_buildings_have_a_list_without_what_is_withheld(self):
        page = self.page("locations", per_page=1000)
        full = self.everything("locations", full="true")
        self.assertEqual([b["id"] for b in page["contents"]], [b["id"] for b in full])
        self.assertGreater(len(full), 100)
        for building in full:
            self.assertFalse(building.get("withheld"))
            self.assertNotEqual(building.get("name"), "Confidential location")
        self.assertEqual(self.server.get("/hsds/locations/" + full[0]["id"]).json, full[0])
        withheld = next(at["location"]["id"] for s in self.everything("services", full="true")
                        for at in s.get("service_at_locations", []) if at.get("location", {}).get("withheld"))
        self.assertEqual(self.server.get("/hsds/locations/" + withheld).status, 404)
        self.assertNotIn(withheld, {b["id"] for b in full})


if __name__ == "__main__":
    unittest.main()
