"""Runs the built program for black-box tests: a data folder with the sample, commands, and a server on a free port."""
import functools
import http.client
import json
import os
import pathlib
import re
import subprocess
import tempfile
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("FINGERPOST_BINARY", ROOT / "build/debug/fingerpost"))
SHARED = pathlib.Path(os.environ.get("FINGERPOST_SHARED", ROOT / "../shared"))


def run(*arguments, check=True, **kwargs):
    """Runs a command to its end; the completed process with text output."""
    done = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True, timeout=600, **kwargs)
    if check and done.returncode != 0:
        raise AssertionError(f"fingerpost {' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stderr}")
    return done


@functools.lru_cache(maxsize=1)
def sample_folder():
    """A data folder with the project's sample, made once a test run; tests that write copy it."""
    holder = tempfile.TemporaryDirectory(prefix="fingerpost-sample-")
    sample_folder.keep = holder
    data = pathlib.Path(holder.name) / "data"
    subprocess.run([ROOT / "scripts/load_sample.sh", BINARY, data], check=True, timeout=600)
    return data


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)


class Server:
    """`with Server(data) as server: server.get("/healthz")`."""

    def __init__(self, data, *options, env=None):
        # A file, not a pipe: nobody reads a pipe while the test asks, and a full one stops the server at its log.
        self.stderr = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen([BINARY, "serve", "--data", str(data), "--listen", "127.0.0.1:0", *options],
                                        stdout=subprocess.PIPE, stderr=self.stderr, text=True,
                                        env={**os.environ, **(env or {})})
        line = self.process.stdout.readline()
        match = re.match(r"listening on (http://127\.0\.0\.1:(\d+))", line)
        if not match:
            self.process.kill()
            self.process.wait()
            self.stderr.seek(0)
            raise AssertionError(f"the server did not start: {line}{self.stderr.read()}")
        self.url, self.port = match.group(1), int(match.group(2))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """SIGTERM; the exit code, and the log in self.log."""
        if self.process.poll() is None:
            self.process.terminate()
        self.process.communicate(timeout=60)
        if not self.stderr.closed:
            self.stderr.seek(0)
            self.log = self.stderr.read()
            self.stderr.close()
        return self.process.returncode

    def request(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, path, headers=None, **parameters):
        if parameters:
            path += "?" + urllib.parse.urlencode(parameters)
        return self.request("GET", path, headers=headers)

    def post(self, path, body, content_type="application/json"):
        text = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return self.request("POST", path, body=text, headers={"Content-Type": content_type})
