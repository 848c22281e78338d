#!/usr/bin/env python3
"""bench.py BUILD [--only NAME]: what it costs, as ratios within one run. Sections: geo, imports, search, pages.

search needs the shared benches (they make the services and drive all sides); it runs the same documents and queries
through Fingerpost and, where installed, Groonga at the socket, PostgreSQL + PostGIS over its own, and SQLite FTS5 +
R*Tree in process, and says how far the answers agree; Fingerpost in turn with a bare Pistache server that searches nothing, too. SIZES=10000,200000, SECONDS_A_LEVEL=3
and PEERS change its length. Everything stays on loopback and below build/bench."""
import csv
import gzip
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
SHARED = pathlib.Path(os.environ.get("FINGERPOST_SHARED", ROOT / "../shared")).resolve()
WORK = ROOT / "build/bench"
SIZES = [int(n) for n in os.environ.get("SIZES", "10000,200000").split(",")]
SECONDS = os.environ.get("SECONDS_A_LEVEL", "3")
TEMPLATES = {
    "Q1.and": "/api/search?q={raw}&kind=service&per_page=20",
    "Q2.and": "/api/search?q={raw}&near={lat},{lon}&within={m}&per_page=20",
    "Q3.and": "/api/search?category={cat_uuid}&near={lat},{lon}&sort=nearest&per_page=20",
    "Q4.and": "/api/search?q={raw}&category={cat_uuid}&free=true&near={lat},{lon}&within={m}&facets=category&per_page=20",
    "Q5.and": "/api/suggest?q={prefix}",
}
# The design's budgets by services and question: p50 and p99 ms of one client, requests a second of eight; and what a page of
# twenty services without any search cost on the machine where they were set. Machines differ: what a question takes
# is read as so many times the same floor here.
BUDGETS = {
    10_000: {"Q1 all words": (0.15, 0.6, 7_000), "Q1 any word": (0.35, 1, 4_500), "Q2": (0.13, 0.4, 8_000), "Q3": (0.13, 0.3, 9_000),
             "Q4": (0.13, 0.4, 8_000), "Q5": (0.12, 0.3, 9_000)},
    200_000: {"Q1 all words": (0.5, 4, 2_000), "Q1 any word": (1.8, 5, 1_000), "Q2": (0.25, 2, 4_000), "Q3": (0.15, 0.6, 8_000),
              "Q4": (0.3, 2, 4_000), "Q5": (0.15, 0.8, 8_000)},
    1_000_000: {"Q1 all words": (2, 18, 450), "Q1 any word": (6, 18, 250), "Q2": (0.8, 10, 1_000), "Q3": (0.2, 0.8, 7_000),
                "Q4": (0.9, 10, 1_000), "Q5": (0.25, 2, 5_000)},
}
FLOOR_OF_BUDGETS = (0.08, 0.11, 14_000)
STAGES = ("read", "understand", "place", "retrieve", "widen", "present", "json")


def sh(command, **options):
    return subprocess.run(command, check=True, **options)


def timed(command):
    """Seconds and peak MB of a command."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, error = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{command}: {error.decode()}")
    return time.monotonic() - began, usage.ru_maxrss / 1024, out


def geo(build):
    program = build / "bench/geo_bench"
    if not program.exists():
        sh(["cmake", "--build", build, "--target", "geo_bench"])
    sh([program, "--benchmark_min_time=0.2"])


def bare_insert(rows):
    """Seconds for SQLite to take the same rows as text, one transaction: the floor of any import into it."""
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(folder + "/bare.db")
        database.execute("pragma journal_mode=wal")
        database.execute("create table row (text)")
        began = time.monotonic()
        with database:
            database.executemany("insert into row values (?)", ((json.dumps(r),) for r in rows))
        return time.monotonic() - began


def imports(build):
    print("| import | rows/s | peak MB | seconds over a bare SQLite insert of the same rows |")
    print("|---|--:|--:|--:|")
    for path, count in [("realdata/postcodes/nspl_2025_05_latlong/B.csv.gz", None),
                        ("realdata/gazetteer/geonames_postal_GB.txt.gz", None),
                        ("realdata/boundaries/wards22_westmids_border.geojson.gz", 767),
                        ("realdata/charities/publicextract_layout_derived/publicextract.charity.json.zip", 2607),
                        ("realdata/directories/harrow_localsupport_2012.csv", None),
                        ("realdata/osm/rutland-latest_2018-02-27.osm.pbf", 124_357),
                        ("feeds/hsds-transformer/ilao/output", 700),
                        ("feeds/uk-libraries/staffordshire_county_council.csv", None),
                        ("realdata/buildings/polling_stations_2015/E07000194-Lichfield.zip", 79),
                        ("realdata/buildings/mobile_library_stops/shropshire.csv", None)]:
        source = SHARED / path
        with tempfile.TemporaryDirectory() as folder:
            seconds, peak, out = timed([build / "fingerpost", "import", "--json", "--data", folder + "/d", source])
        rows = json.loads(out)[0]["rows"]
        if count is None:
            opener = gzip.open if source.suffix == ".gz" else open
            with opener(source, "rt", encoding="utf-8", errors="replace") as text:
                floor = bare_insert(list(csv.reader(text)))
        else:
            floor = bare_insert([["x" * 300]] * count)
        print(f"| {path} | {rows / seconds:,.0f} | {peak:.0f} | {seconds / floor:.1f} x |", flush=True)


def peers():
    """SQLite, and of the servers those that this machine has; PEERS="sqlite pg" names them instead."""
    if named := os.environ.get("PEERS"):
        return named.split()
    has_postgis = list(pathlib.Path("/usr/share/postgresql/15/extension").glob("postgis.control")) and os.geteuid() == 0
    return ["sqlite"] + ["pg"] * bool(has_postgis) + ["groonga"] * bool(shutil.which("groonga"))


def make_data(size):
    """Pools, services and queries, made by the shared harness; peers measured by it as well."""
    environment = {**os.environ, "WORK": str(WORK), "SECS": SECONDS, "SHARED": str(SHARED),
                   "RUNS": " ".join(TEMPLATES)}
    sh(["bash", SHARED / "bench/run_peers.sh", str(size), " ".join(peers())], env=environment)


def serve(build, data):
    """(process, URL) of a server that has made what it makes beside serving: its first feed."""
    process = subprocess.Popen([build / "fingerpost", "serve", "--data", data, "--listen", "127.0.0.1:0"],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                               env={**os.environ, "FINGERPOST_ACCESS_LOG": "false"})
    url = process.stdout.readline().split()[-1]
    for _ in range(600):  # seconds; 200,000 services take 50
        connection = http.client.HTTPConnection(url.removeprefix("http://"))
        connection.request("GET", "/hsds/services?per_page=1")
        if connection.getresponse().status == 200:
            return process, url
        time.sleep(1)
    process.terminate()
    sys.exit("the server did not make its first feed in ten minutes")


def in_process(build, data, urls, kind):
    """The same questions without sockets: how long they take, and how long each stage of an answer."""
    environment = {**os.environ, "FINGERPOST_BENCH_DATA": str(data), "FINGERPOST_BENCH_URLS": str(urls)}
    done = subprocess.run([build / "bench/api_bench", "--benchmark_format=json"], env=environment, capture_output=True, check=True)
    took, stages = json.loads(done.stdout)["benchmarks"]
    print(f"{kind} in process: p50 {took['p50_ms']:.3f} ms, p99 {took['p99_ms']:.2f} ms; microseconds a stage: "
          + ", ".join(f"{stage} {stages[stage]:.0f}" for stage in STAGES), flush=True)


def make_floor():
    """A bare Pistache server of the shared harness that puts a page of twenty ready pieces together and searches nothing."""
    floor = WORK / "floor"
    if not floor.exists():
        sh(["c++", "-O2", "-std=c++20", SHARED / "bench/floor_pistache.cc", "-o", floor, "-lpistache", "-lpthread"])
    (WORK / "floor.urls").write_text("/build\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([floor, str(port), "2", WORK / f"d{SIZES[0]}/services.ndjson"], stderr=subprocess.DEVNULL)
    time.sleep(1)
    return process, f"http://127.0.0.1:{port}"


def drive(url, urls, label, to):
    """p50 and p99 ms of one client, requests a second of eight."""
    sh([WORK / "drive", "--target", url, "--urls", urls, "--clients", "1,8", "--seconds", SECONDS, "--label", label,
        "--json", to], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    one, eight = json.loads(to.read_text())["levels"]
    return one["p50_ms"], one["p99_ms"], eight["qps"]


def apart(url, urls):
    """The questions that all words answered, and those that any word did, as two files: the second cost more."""
    connection = http.client.HTTPConnection(url.removeprefix("http://"))
    files = [urls.with_suffix(f".{name}.urls") for name in ("all", "any")]
    found = [[], []]
    for path in urls.read_text().split():
        connection.request("GET", path)
        found[bool(json.load(connection.getresponse())["understood"].get("any_word"))].append(path)
    for file, paths in zip(files, found):
        file.write_text("\n".join(paths) + "\n")
    return dict(zip(("all words", "any word"), files))


def beside_floor(kind, size, url, urls, to, floor):
    """A line for a question beside the floor of the same seconds: what it takes, and that over the floor, beside the
    same of its budget."""
    bare = drive(floor, WORK / "floor.urls", "floor", WORK / "floor.json")
    took = drive(url, urls, f"fingerpost-{kind}", to)
    show = lambda of, by: " / ".join(f"{a / b:.1f}" for a, b in zip(of[:2], by)) + f", {of[2] / by[2]:.2f}"
    budgets = BUDGETS.get(size, {})
    budget = budgets.get(kind) or budgets.get(kind.removesuffix(" all words"))
    print(f"| {kind}, {size} | {took[0]:.2f} / {took[1]:.2f}, {took[2]:,.0f} | {bare[0]:.2f} / {bare[1]:.2f}, {bare[2]:,.0f} "
          f"| {show(took, bare)} | {show(budget, FLOOR_OF_BUDGETS) if budget else ''} |", flush=True)


def search_at(build, size):
    make_data(size)
    data, results = WORK / f"fp{size}", WORK / f"res{size}"
    subprocess.run(["rm", "-rf", data])
    # "place" only needs points here: queries carry coordinates, so no gazetteer is loaded.
    seconds, peak, _ = timed([build / "fingerpost", "import", "--data", data, WORK / f"d{size}/services.ndjson"])
    (results / "fingerpost.build.json").write_text(json.dumps({"seconds": seconds, "peak_rss_mib": int(peak)}))
    reindex, _, _ = timed([build / "fingerpost", "reindex", "--data", data])
    print(f"{size} services: import (hsds-json) and index {seconds:.1f} s, {size / seconds:,.0f} a second ({peak:.0f} MB), "
          f"index alone {reindex:.1f} s")
    used = sum(f.stat().st_size for f in (data / "index").rglob("*") if f.is_file())
    (results / "fingerpost.size").write_text(str(used))
    server, url = serve(build, data)
    floor, floor_url = make_floor()
    sampler = subprocess.Popen([sys.executable, SHARED / "bench/sampler.py", results / "fingerpost.serve", str(server.pid)])
    print("| question | Fingerpost: p50 / p99 ms, requests a second | floor: the same | Fingerpost over floor | budget over its floor |\n"
          "|---|--:|--:|--:|--:|")
    try:
        for name, template in TEMPLATES.items():
            kind, mode = name.split(".")
            urls = WORK / f"fp.{kind}.urls"
            with open(urls, "w") as out:
                sh([sys.executable, SHARED / "bench/make_urls.py", WORK / f"q/{kind}.tsv", template], stdout=out)
            beside_floor(kind, size, url, urls, results / f"fingerpost.{kind}.{mode}.json", floor_url)
            if kind in ("Q1", "Q2", "Q4"):
                for which, file in apart(url, urls).items():
                    beside_floor(f"{kind} {which}", size, url, file, results / f"part.{kind}-{which.split()[0]}.words.json", floor_url)
    finally:
        floor.terminate()
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)
        sampler.wait(timeout=30)
    for kind in ("Q1", "Q2", "Q3", "Q4"):
        in_process(build, data, WORK / f"fp.{kind}.urls", kind)
    sh([sys.executable, SHARED / "bench/compare.py", results, "--base", "sqlite"])


def search(build):
    if not (build / "bench/api_bench").exists():
        sh(["cmake", "--build", build, "--target", "api_bench"])
    for size in SIZES:
        search_at(build, size)


def asked(address, paths, process):
    """Requests a second of one client on one connection, and the server's processor milliseconds a request."""
    connection = http.client.HTTPConnection(address)
    ticks = lambda: sum(int(n) for n in pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13])
    count, before, began = 0, ticks(), time.monotonic()
    while time.monotonic() - began < float(SECONDS):
        for path in paths:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                sys.exit(f"{path}: {answer.status}")
            count += 1
    took = time.monotonic() - began
    return count / took, (ticks() - before) * 1000 / os.sysconf("SC_CLK_TCK") / count


def pages(build):
    """The page of results beside the same search as JSON, facets included, on the sample county."""
    facets = "facets=category,kind,access,language,free"
    queries = ["q=debt+advice&near=Ludlow", "near=Shrewsbury&free=true", "q=lunch+club&near=Clun&within=10mi", "category=warm-spaces"]
    data = WORK / "sample"
    subprocess.run(["rm", "-rf", data])
    sh([ROOT / "scripts/load_sample.sh", build / "fingerpost", data], stderr=subprocess.DEVNULL)
    server, url = serve(build, data)
    try:
        address = url.removeprefix("http://")
        data_rate, data_cost = asked(address, [f"/api/search?{q}&{facets}" for q in queries], server)
        page_rate, page_cost = asked(address, [f"/search?{q}" for q in queries], server)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)
    print("| | requests/s, one client | server ms a request |\n|---|--:|--:|")
    print(f"| /api/search | {data_rate:,.0f} | {data_cost:.2f} |\n| /search | {page_rate:,.0f} | {page_cost:.2f} |")
    print(f"A page comes {page_rate / data_rate:.2f} x as often as the same search as JSON and costs {page_cost / data_cost:.1f} x.")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    only = sys.argv[sys.argv.index("--only") + 1] if "--only" in sys.argv else None
    WORK.mkdir(parents=True, exist_ok=True)
    for section in (geo, imports, search, pages):
        if only and section.__name__ != only:
            continue
        print(f"\n== {section.__name__}", flush=True)
        if section not in (geo, pages) and not (SHARED / "bench").is_dir():
            print("the shared data is not present: skipped")
            continue
        section(build)


if __name__ == "__main__":
    main()
