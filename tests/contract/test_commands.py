"""The command line: exit codes, help and man pages, idempotence, backup, keys, one server a folder."""
import json
import pathlib
import re
import shutil
import stat
import subprocess
import tempfile
import unittest

from tests.support.fingerpost import BINARY, ROOT, Server, run, sample_folder

COMMANDS = ["import", "serve", "search", "place", "reindex", "check", "export", "backup", "restore", "eval", "config", "key", "feeds"]


class Commands(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        self.data = self.folder / "data"

    def sample(self):
        shutil.copytree(sample_folder(), self.data)
        return self.data

    def test_every_command_has_help_and_a_man_page_with_its_options(self):
        for command in COMMANDS:
            texts = [run(command, "--help").stdout]
            texts += [run(command, sub, "--help").stdout for sub in re.findall(r"^  (\w+) {2,}\S", texts[0], re.M)
                      if command in ("key", "config", "feeds")]
            page = (ROOT / f"docs/man/fingerpost-{command}.1").read_text().replace("\\-", "-")
            self.assertIn(".SH EXIT STATUS", page)
            for option in set(re.findall(r"--[a-z][a-z-]+", " ".join(texts))) - {"--help", "--help-all"}:
                self.assertIn(option, page, f"{option} is not in the man page of {command}")

    def test_mistakes_are_exit_2_and_say_why(self):
        for arguments in (["nonsense"], ["search", "--within", "5km", "--data", self.sample()],
                          ["place", "Nowherebury", "--data", self.data], ["import", "--data", self.data, "/nonexistent"],
                          ["export", "--data", self.data, "--format", "docx"], ["serve", "--listen", "here", "--data", self.data]):
            done = run(*arguments, check=False)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertTrue(done.stderr.strip(), arguments)

    def test_what_only_vector_files_need_is_not_loaded_at_the_start(self):
        with Server(self.sample()) as server:
            self.assertNotIn("libgdal", pathlib.Path(f"/proc/{server.process.pid}/maps").read_text())
        (self.folder / "halls.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"name": "Hall"}, "geometry": {"type": "Point", "coordinates": [-2.75, 52.7]}}]}))
        done = run("import", "--data", self.data, "--format", "geojson", self.folder / "halls.geojson", check=False)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_importing_twice_changes_nothing(self):
        again = json.loads(run("import", "--json", "--data", self.sample(), "--format", "hsds-json", "--source",
                               "sample-directory", ROOT / "data/sample/directory.json").stdout)[0]
        self.assertEqual((again["added"], again["changed"], again["withdrawn"]), (0, 0, 0))
        self.assertGreater(again["unchanged"], 300)

    def test_what_is_gone_is_withdrawn_but_never_more_than_a_fifth(self):
        rows = [{"id": f"0e000000-0000-4000-8000-{i:012}", "name": f"Group {i}", "description": "x", "status": "active"} for i in range(10)]
        file = self.folder / "feed.json"

        def load(count, *options):
            file.write_text(json.dumps(rows[:count]))
            return json.loads(run("import", "--json", "--data", self.data, "--format", "hsds-json", *options, file).stdout)[0]
        self.assertEqual(load(10)["added"], 10)
        self.assertEqual(load(9)["withdrawn"], 1)
        held = load(4)
        self.assertEqual((held["withdrawn"], held["withdrawal_held_back"]), (0, 5))
        self.assertEqual(load(4, "--force")["withdrawn"], 5)
        self.assertEqual(load(10)["restored"], 6)

    def test_a_dry_run_changes_nothing(self):
        run("import", "--dry-run", "--data", self.data, "--format", "hsds-json", ROOT / "data/sample/directory.json")
        self.assertEqual(run("search", "food", "--data", self.data, check=False).returncode, 2)

    def test_backup_and_restore(self):
        before = run("search", "food", "--json", "--near", "Ludlow", "--data", self.sample()).stdout
        run("backup", "--data", self.data, "--to", self.folder / "b.zip")
        other = self.folder / "other"
        run("key", "backup", "--to", self.folder / "key", "--data", self.data, input="correct horse battery\n")
        run("restore", "--data", other, "--from", self.folder / "b.zip")
        self.assertEqual(run("check", "--data", other, check=False).returncode, 1)  # no key yet, and none is made up
        run("key", "restore", "--from", self.folder / "key", "--data", other, input="correct horse battery\n")
        self.assertEqual(run("restore", "--data", other, "--from", self.folder / "b.zip", check=False).returncode, 2)
        after = run("search", "food", "--json", "--near", "Ludlow", "--data", other).stdout
        self.assertEqual([r["id"] for r in json.loads(before)["results"]], [r["id"] for r in json.loads(after)["results"]])
        self.assertEqual(run("check", "--data", other).returncode, 0)
        (self.folder / "junk.zip").write_text("junk")
        self.assertEqual(run("restore", "--data", self.folder / "third", "--from", self.folder / "junk.zip", check=False).returncode, 2)

    def test_keys_are_shown_once_and_kept_hashed(self):
        key = run("key", "create", "--role", "steward", "--data", self.data).stdout.strip()
        listed = json.loads(run("key", "list", "--json", "--data", self.data).stdout)
        self.assertEqual(listed[0]["role"], "steward")
        self.assertNotIn(key.encode(), (self.data / "directory.db").read_bytes())
        run("key", "revoke", listed[0]["id"], "--data", self.data)
        self.assertEqual(run("key", "revoke", listed[0]["id"], "--data", self.data, check=False).returncode, 2)
        self.assertEqual(run("key", "create", "--role", "king", "--data", self.data, check=False).returncode, 2)
        self.assertEqual(stat.S_IMODE((self.data / "keys").stat().st_mode), 0o700)

    def test_the_sealing_key_travels_under_a_passphrase(self):
        run("key", "list", "--data", self.data)
        wrapped = self.folder / "wrapped"
        run("key", "backup", "--to", wrapped, "--data", self.data, input="correct horse battery\n")
        other = self.folder / "other"
        self.assertEqual(run("key", "restore", "--from", wrapped, "--data", other, input="wrong horse battery\n", check=False).returncode, 2)
        run("key", "restore", "--from", wrapped, "--data", other, input="correct horse battery\n")
        self.assertEqual((other / "keys/sealing.key").read_text(), (self.data / "keys/sealing.key").read_text())

    def test_a_second_server_is_refused_and_imports_are_followed(self):
        with Server(self.sample()) as server:
            second = run("serve", "--data", self.data, "--listen", "127.0.0.1:0", check=False)
            self.assertEqual(second.returncode, 2)
            self.assertEqual(server.get("/api/search", q="Xylophonic").json["total"], 0)
            feed = self.folder / "feed.json"
            feed.write_text(json.dumps([{"id": "0e000000-0000-4000-8000-000000000001", "name": "Xylophonic support group",
                                         "status": "active", "description": "Meets weekly."}]))
            run("import", "--data", self.data, "--format", "hsds-json", feed)
            for _ in range(100):
                if server.get("/api/search", q="Xylophonic").json["total"] == 1:
                    break
                subprocess.run(["sleep", "0.1"])
            else:
                self.fail("the import was not followed within ten seconds")
        self.assertEqual(server.process.returncode, 0)

    def test_settings_say_where_they_came_from(self):
        self.data.mkdir()
        (self.data / "fingerpost.toml").write_text('listen = "127.0.0.1:9"\nthreads = 3\n')
        shown = json.loads(run("config", "show", "--json", "--data", self.data, env={"FINGERPOST_THREADS": "5"}).stdout)
        self.assertEqual(shown["listen"], {"value": "127.0.0.1:9", "origin": "file"})
        self.assertEqual(shown["threads"], {"value": "5", "origin": "environment"})
        self.assertEqual(shown["data"]["origin"], "flag")
        (self.data / "fingerpost.toml").write_text("colour = 1\n")
        self.assertEqual(run("config", "show", "--data", self.data, check=False).returncode, 2)

    def test_a_closed_pipe_and_a_full_disk_are_exit_1(self):
        self.sample()
        with open("/dev/full", "w") as full:
            done = subprocess.run([BINARY, "export", "--data", self.data, "--format", "csv"], stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 1)


if __name__ == "__main__":
    unittest.main()
