"""A small Open Referral feed on a free port of 127.0.0.1, honest or hostile, for tests of `import URL` and `check --feed`."""
import gzip
import hashlib
import http.server
import json
import math
import ssl
import threading
import urllib.parse

NESTED = ("service_at_locations", "schedules", "contacts", "phones", "service_areas", "languages", "cost_options", "funding",
          "attributes", "required_documents", "capacities", "additional_urls", "eligibilitys", "service_taxonomys",
          "regular_schedules", "holiday_schedules", "reviews", "fundings", "locations", "programs", "organization_identifiers")


def thin(record):
    """The record as a list gives it: without nested lists."""
    return {name: value for name, value in record.items() if name not in NESTED}


class FeedServer:
    """`with FeedServer({"services": [...]}) as feed: run("import", feed.url)`.

    lists: records by list name. version: "3.0" or "1.0" decides the envelope. full: whether `full=true` is honoured;
    thin: whether list items are thin otherwise. trouble: called as trouble(handler, path, query) before each answer;
    True when it has answered. etags: whether answers carry one. requests: every path asked, in order.
    certificate: a PEM file of key and certificate for `localhost`: then the feed speaks HTTPS alone."""

    def __init__(self, lists, version="3.0", full=False, thin=True, etags=True, trouble=None, root=None, envelope=None,
                 certificate=None):
        self.certificate = certificate
        self.lists, self.version, self.full, self.thin, self.etags = lists, version, full, thin, etags
        self.trouble, self.root, self.envelope = trouble, root, envelope
        self.requests, self.bodies, self.agents = [], 0, set()

    def __enter__(self):
        feed = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                try:
                    feed.answer(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *_):
                pass

            def handle(self):
                try:
                    super().handle()
                except (ConnectionResetError, ssl.SSLError):  # a client that has seen enough
                    self.close_connection = True

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/feed"
        if self.certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.certificate)
            # The handshake belongs to the connection's own thread, not to the one that accepts.
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
            self.url = f"https://localhost:{self.port}/feed"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def answer(self, handler):
        self.requests.append(handler.path)
        self.agents.add(handler.headers.get("User-Agent", ""))
        parts = urllib.parse.urlsplit(handler.path)
        query = dict(urllib.parse.parse_qsl(parts.query))
        path = parts.path.removeprefix("/feed")
        if self.trouble and self.trouble(handler, path, query):
            return
        found = self.find(path, query)
        send(handler, 200 if found is not None else 404, found if found is not None else {"title": "not found"}, etag=self.etags, feed=self)

    def find(self, path, query):
        if path in ("", "/"):
            return self.root if self.version == "3.0" else None
        name, _, identity = path.strip("/").partition("/")
        if name not in self.lists:
            return None
        if identity:
            identity = urllib.parse.unquote(identity)
            return next((r for r in self.lists[name] if str(r.get("id")) == identity), None)
        return self.page(self.lists[name], int(query.get("page", 1)), int(query.get("per_page", 50)), query.get("full") == "true" and self.full)

    def page(self, records, number, size, full):
        if self.envelope:
            return self.envelope(records, number, size)
        pages = max(1, math.ceil(len(records) / size))
        items = records[(number - 1) * size:number * size]
        items = items if full or not self.thin else [thin(r) for r in items]
        if self.version == "1.0":
            return {"totalElements": len(records), "totalPages": pages, "number": number, "size": len(items),
                    "first": number == 1, "last": number >= pages, "empty": not items, "content": items}
        return {"total_items": len(records), "total_pages": pages, "page_number": number, "size": len(items),
                "first_page": number == 1, "last_page": number >= pages, "empty": not items, "contents": items}


def send(handler, status, body, content_type="application/json", headers=(), etag=False, feed=None):
    """Answers with `body`: bytes as they are, else as JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
    if etag and handler.headers.get("If-None-Match") == tag:
        handler.send_response(304)
        handler.send_header("ETag", tag)
        handler.end_headers()
        return True
    if feed is not None and status == 200:
        feed.bodies += 1
    handler.send_response(status)
    handler.send_header("Content-Type", content_type)
    handler.send_header("Access-Control-Allow-Origin", "*")
    if etag:
        handler.send_header("ETag", tag)
    for name, value in headers:
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)
    return True


def bomb(megabytes):
    """That many megabytes of spaces, gzipped to a thousandth."""
    return gzip.compress(b" " * (megabytes << 20), 9)


def services(count, start=0):
    """Full services that a public answer may show, with a place each."""
    return [{"id": f"5e000000-0000-4000-8000-{i:012}", "name": f"Lunch club {i}", "description": "A meal and company.", "status": "active",
             "organization": {"id": f"04000000-0000-4000-8000-{i % 7:012}", "name": f"Society {i % 7}", "description": "A society."},
             "phones": [{"id": f"f0000000-0000-4000-8000-{i:012}", "number": "01632 960123"}],
             "service_at_locations": [{"id": f"5a000000-0000-4000-8000-{i:012}", "location": {
                 "id": f"10000000-0000-4000-8000-{i % 11:012}", "location_type": "physical", "name": f"Hall {i % 11}",
                 "latitude": 52.4 + i % 11 / 100, "longitude": -2.9}}]}
            for i in range(start, start + count)]
