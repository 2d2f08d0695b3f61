"""Programs that follow a calendar: vdirsyncer with khal, and curl."""

import os
import subprocess
import sys
from pathlib import Path

# `plain` takes events as they come; `filtered` leaves out the line that a new revision changes in each of them.
VDIRSYNCER = """\
[general]
status_path = "{folder}/status"

[pair plain]
a = "plain_web"
b = "plain_folder"
collections = null

[storage plain_web]
type = "http"
url = "{address}"

[storage plain_folder]
type = "filesystem"
path = "{folder}/plain"
fileext = ".ics"

[pair filtered]
a = "filtered_web"
b = "filtered_folder"
collections = null

[storage filtered_web]
type = "http"
url = "{address}"
filter_hook = "{folder}/without-sequence"

[storage filtered_folder]
type = "filesystem"
path = "{folder}/filtered"
fileext = ".ics"
"""

KHAL = """\
[calendars]
[[duty]]
path = {folder}/plain
type = calendar

[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M

[sqlite]
path = {folder}/khal.db
"""

FILTER = """\
#!/bin/sh
exec grep -v '^SEQUENCE:'
"""


class Subscriber:
    """vdirsyncer and khal with a home of their own."""

    def __init__(self, folder, address, zone):
        self.folder = folder
        for name in ("status", "plain", "filtered"):
            (folder / name).mkdir(parents=True)
        (folder / "vdirsyncer").write_text(VDIRSYNCER.format(folder=folder, address=address), encoding="utf-8")
        (folder / "khal").write_text(KHAL.format(folder=folder, zone=zone), encoding="utf-8")
        hook = folder / "without-sequence"
        hook.write_text(FILTER, encoding="utf-8")
        hook.chmod(0o700)
        self.run("vdirsyncer", "-c", folder / "vdirsyncer", "discover")

    def run(self, program, *arguments):
        """What a program says on its standard output."""
        surroundings = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
        surroundings |= {"HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        command = [Path(sys.executable).parent / program, *arguments]
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, encoding="utf-8", timeout=60)
        if done.returncode:
            raise SystemExit(f"{program} ends with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def sync(self):
        self.run("vdirsyncer", "-c", self.folder / "vdirsyncer", "sync")

    def items(self, pair):
        """Each event that was brought: its bytes and when it was written, by its file."""
        files = (self.folder / pair).glob("*.ics")
        return {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in files}

    def listed(self):
        """What khal lists: start, end and title of each event."""
        span = ["2026-11-01", "2027-03-01"]
        form = "{start-long}|{end-long}|{title}"
        lines = self.run("khal", "-c", self.folder / "khal", "list", "--once", "--day-format", "", "-f", form, *span)
        return sorted(tuple(line.split("|")) for line in lines.splitlines() if line)


class Curl:
    """A client that keeps a feed and asks only for what is new."""

    def __init__(self, folder, address):
        folder.mkdir()
        tag = folder / "etag"
        self.kept = folder / "feed.ics"
        self.command = ["curl", "--silent", "--show-error", "--noproxy", "*", "--compressed", "--output", self.kept,
                        "--etag-compare", tag, "--etag-save", tag, "--write-out", "%{http_code} %{size_download}",
                        address]

    def ask(self):
        """The status, and whether anything came with it."""
        said = subprocess.run(self.command, check=True, capture_output=True, text=True).stdout.split()
        return int(said[0]), said[1] != "0"
