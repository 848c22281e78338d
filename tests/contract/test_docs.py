"""/api/docs: the page, what it loads, and that nothing of it comes from elsewhere or runs inline."""
import re
import unittest

from tests.support.fingerpost import Server, sample_folder


class Docs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(sample_folder())

    @classmethod
    def tearDownClass(cls):
        assert cls.server.stop() == 0

    def test_the_page_and_all_it_loads_come_from_here(self):
        for path in ("/api/docs", "/api/docs/"):
            page = self.server.get(path)
            self.assertEqual((page.status, page.headers["Content-Type"]), (200, "text/html; charset=utf-8"))
        html = page.body.decode()
        loaded = re.findall(r'<(?:script|link)[^>]* (?:src|href)="([^"]+)"', html)
        self.assertGreaterEqual(len(loaded), 5)
        for address in loaded:
            self.assertTrue(address.startswith("/api/docs/"), address)
            self.assertEqual(self.server.get(address).status, 200, address)
        for linked in re.findall(r'<a href="([^"]+)"', html):
            self.assertEqual(self.server.get(linked).status, 200, linked)

    def test_no_script_stands_in_the_page(self):
        page = self.server.get("/api/docs")
        policy = page.headers["Content-Security-Policy"]
        self.assertIn("default-src 'none'", policy)
        self.assertIn("script-src 'self';", policy)
        html = page.body.decode()
        self.assertEqual(re.findall(r"<script(?![^>]* src=)", html), [])
        self.assertEqual(re.findall(r"\son\w+=|<style", html), [])

    def test_the_viewer_is_whole_and_compressed_on_request(self):
        script = self.server.get("/api/docs/swagger-ui-bundle.js")
        self.assertEqual(script.headers["Content-Type"], "text/javascript; charset=utf-8")
        self.assertIn(b"SwaggerUIBundle", script.body)
        self.assertGreater(len(script.body), 500_000)
        packed = self.server.get("/api/docs/swagger-ui-bundle.js", headers={"Accept-Encoding": "gzip"})
        self.assertEqual(packed.headers["Content-Encoding"], "gzip")
        self.assertLess(len(packed.body), len(script.body) // 2)
        icon = self.server.get("/api/docs/favicon-32x32.png").body
        self.assertEqual(icon[:8], b"\x89PNG\r\n\x1a\n")
        self.assertIn(b"Apache License", self.server.get("/api/docs/LICENSE").body)

    def test_another_name_is_not_found(self):
        for name in ("package.json", "swagger-ui.js", "start.js.map"):
            self.assertEqual(self.server.get("/api/docs/" + name).status, 404, name)


if __name__ == "__main__":
    unittest.main()
