#!/usr/bin/env python3
"""measure_feed.py BINARY [SERVICES | DATA-FOLDER]: /hsds/services?format=ndjson of a made directory: bytes a second and the server's
memory, next to the same bytes from nginx (where it is installed, else Python's own server), and pages of 20 and 50."""
import http.client
import json
import os
import pathlib
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
os.environ["FINGERPOST_BINARY"] = str(pathlib.Path(sys.argv[1]).resolve())
from tests.support.fingerpost import Server, run  # noqa: E402

WORDS = "advice lunch club debt food carers youth walking library transport repair garden choir swim signpost".split()


def write(path, count):
    rng = random.Random(1)
    with path.open("w") as out:
        for number in range(count):
            organization = number // 5
            out.write(json.dumps({
                "id": f"{rng.getrandbits(32):08x}-0000-4000-8000-{number:012x}", "status": "active",
                "name": f"{rng.choice(WORDS).title()} {rng.choice(WORDS)} {number}",
                "description": " ".join(rng.choices(WORDS, k=40)), "url": f"https://s{number}.example.org/",
                "email": f"s{number}@example.org", "minimum_age": rng.randint(0, 60), "last_modified": "2026-01-01T00:00:00Z",
                "schedules": [{"id": f"00000000-0000-4000-a000-{number:012x}", "freq": "WEEKLY", "byday": rng.choice(["MO", "TU,TH"]),
                               "opens_at": "10:00", "closes_at": "12:00"}],
                "service_at_locations": [{"id": f"00000000-0000-4000-b000-{number:012x}", "location": {
                    "id": f"00000000-0000-4000-c000-{number:012x}", "location_type": "physical", "name": f"Hall {number}",
                    "latitude": 52.3 + rng.random() * 0.6, "longitude": -3.2 + rng.random() * 0.9}}],
                "organization": {"id": f"00000000-0000-4000-9000-{organization:012x}", "name": f"Maker {organization}",
                                 "description": "Makes things."}}) + "\n")


def memory(pid):
    """(anonymous, all resident) memory in MB."""
    lines = dict(line.split(":", 1) for line in open(f"/proc/{pid}/status") if ":" in line)
    return tuple(int(lines[name].split()[0]) // 1024 for name in ("RssAnon", "VmRSS"))


def fetch(port, path):
    """(bytes of the body, seconds) over one connection that reads and throws away."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        began, total = time.perf_counter(), 0
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        block = bytearray(1 << 20)
        while received := connection.recv_into(block):
            total += received
        return total, time.perf_counter() - began


def rate(port, path, times=3):
    total, seconds = min((fetch(port, path) for _ in range(times)), key=lambda result: result[1])
    return total, total / seconds / 1e6


def other_server(folder, file):
    """The same bytes as a file: nginx, else Python."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    if nginx := shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin"):
        config = folder / "nginx.conf"
        config.write_text(f"daemon off; pid {folder}/nginx.pid; error_log /dev/null; worker_processes 1; user root;\n"
                          f"events {{}}\nhttp {{ access_log off; sendfile on;\n"
                          f"server {{ listen 127.0.0.1:{port}; root {file.parent}; }} }}\n")
        command, name = [nginx, "-c", config, "-p", folder], "nginx"
    else:
        command, name = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", file.parent], "python"
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(1)
    return process, port, name


def latency(port, path, times=300):

    connection, taken = http.client.HTTPConnection("127.0.0.1", port), []
    for _ in range(times):
        began = time.perf_counter()
        connection.request("GET", path)
        connection.getresponse().read()
        taken.append((time.perf_counter() - began) * 1000)
    taken.sort()
    return f"{taken[len(taken) // 2]:.2f} / {taken[int(len(taken) * 0.99)]:.2f} ms"


def main():
    asked = sys.argv[2] if len(sys.argv) > 2 else "200000"
    with tempfile.TemporaryDirectory(prefix="fingerpost-feed-") as name:
        folder = pathlib.Path(name)
        data = pathlib.Path(asked)
        if asked.isdigit():
            data = folder / "data"
            write(folder / "made.ndjson", int(asked))
            run("import", "--data", data, "--format", "hsds-json", folder / "made.ndjson")
        with Server(data) as server:
            began = time.perf_counter()
            while server.get("/hsds/services", per_page=1).status == 503:
                time.sleep(0.5)
            count = server.get("/hsds/services", per_page=1).json["total_items"]
            print(f"services {count}; first feed made in {time.perf_counter() - began:.1f} s")
            before = memory(server.process.pid)
            size, speed = rate(server.port, "/hsds/services?format=ndjson")
            after = memory(server.process.pid)
            print(f"ndjson: {size / 1e6:.1f} MB at {speed:.0f} MB/s; memory {before} -> {after} MB (anonymous, resident)")
            full, full_speed = rate(server.port, "/hsds/services?format=ndjson&full=true", 1)
            print(f"ndjson full: {full / 1e6:.1f} MB at {full_speed:.0f} MB/s; memory -> {memory(server.process.pid)} MB")
            (folder / "www").mkdir()
            (folder / "www/services.ndjson").write_bytes(server.get("/hsds/services", format="ndjson").body)
            for path in ("/hsds/services?per_page=20", f"/hsds/services?per_page=50&page={count // 100}", "/hsds/services?minimum_age=50&per_page=20",
                         "/hsds/services?search=debt+advice&per_page=20", "/hsds/services?full=true&per_page=20"):
                print(f"{path}: p50 / p99 {latency(server.port, path)}")
            process, port, name = other_server(folder, folder / "www/services.ndjson")
            try:
                size, speed = rate(port, "/services.ndjson")
                print(f"{name}: {size / 1e6:.1f} MB at {speed:.0f} MB/s")
            finally:
                process.terminate()
                process.wait()


main()
