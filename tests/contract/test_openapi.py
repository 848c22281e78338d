"""Routes, contract and answers agree: every route of the code stands in the document, every GET answers as it says."""
import re
import unittest

from tests.support.fingerpost import ROOT, SHARED, Server, sample_folder

try:
    import jsonschema
except ImportError:  # ./dev setup installs it
    jsonschema = None


class Contract(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(sample_folder(), "--public-url", "https://county.example.org")
        cls.document = cls.server.get("/api/openapi.json").json

    @classmethod
    def tearDownClass(cls):
        assert cls.server.stop() == 0

    def test_every_route_stands_in_the_document(self):
        code = (ROOT / "api/routes.cpp").read_text()
        routes = set(re.findall(r'Method::(\w+), "([^"]+)"', code))
        written = {(method, path) for path, item in self.document["paths"].items() for method in item}
        self.assertEqual(routes, written)

    def test_every_parameter_of_search_is_read_on_one_line(self):
        named = {p.get("name") or p["$ref"].rsplit("/", 1)[1] for p in self.document["paths"]["/api/search"]["get"]["parameters"]}
        code = (ROOT / "api/requests/enquiry.cpp").read_text()
        read = re.findall(r'reader\.\w+(?:<[^>]+>)?\("(\w+)"', code)
        self.assertEqual(named, set(read))
        self.assertEqual(len(read), len(set(read)))

    def test_answers_follow_their_schemas(self):
        if jsonschema is None:
            self.skipTest("jsonschema is not installed")
        service = self.server.get("/hsds/services").json["contents"][0]["id"]
        building = self.server.get("/api/buildings").json["results"][0]["id"]
        for path, pattern in [("/api/search?q=food&near=Ludlow&explain=true&facets=kind,category", "/api/search"),
                              ("/api/suggest?q=fo", "/api/suggest"), ("/api/places?q=Newport", "/api/places"),
                              ("/api/buildings", "/api/buildings"), ("/api/buildings/" + building, "/api/buildings/{id}"),
                              ("/hsds", "/hsds"), ("/hsds/services", "/hsds/services"),
                              ("/hsds/services/" + service, "/hsds/services/{id}")]:
            schema = self.document["paths"][pattern]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            jsonschema.Draft202012Validator({**schema, "components": self.document["components"]}).validate(
                self.server.get(path).json)

    def test_hsds_answers_pass_the_uk_schemas(self):
        bundled = SHARED / "standards/oruk-3.0/bundled"
        if jsonschema is None or not bundled.is_dir():
            self.skipTest("schemas are not present")
        import json
        def validator(name):
            return jsonschema.Draft202012Validator(json.loads((bundled / name).read_text()),
                                                   format_checker=jsonschema.FormatChecker())
        names = {p.name for p in bundled.iterdir()}
        page = self.server.get("/hsds/services?per_page=1000").json
        validator("page_strict.json").validate(page)
        full = validator("service.json" if "service.json" in names else "service_full.json")
        faults = []
        for item in page["contents"]:
            service = self.server.get("/hsds/services/" + item["id"]).json
            faults += [f"{item['id']} {list(e.path)}: {e.message[:120]}" for e in full.iter_errors(service)]
        self.assertEqual(faults, [])

    def test_root_names_the_version_and_absolute_addresses(self):
        root = self.server.get("/hsds/").json
        self.assertEqual(root["version"], "HSDS-UK-3.0")
        self.assertTrue(root["openapi_url"].startswith("https://county.example.org/"))


if __name__ == "__main__":
    unittest.main()
