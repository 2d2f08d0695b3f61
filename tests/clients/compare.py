#!/usr/bin/env python3
"""Has three parsers of calendar programs read every feed of a built site, and holds them against each other and
against schedule.json: libical, ical.js (Thunderbird's) and python's icalendar.

    python3 tests/clients/compare.py PUBLIC

Needs the package `icalendar`, a C compiler with libical's headers, and node with `ical.js` in NODE_PATH. The readers
must agree on everything that they print, and on UIDs and times with schedule.json wherever it says what a feed holds;
a feed that it knows nothing of is held against the other readers alone. Ends with the line `N passed, M failed`; the
status is 1 where anything failed, each failure with a line of its own before.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "feeds"))

# What schedule.json has a feed hold is said there, once.
import read_back  # noqa: E402


def readers(workspace):
    """The command of each reader, by the name of its parser."""
    libical = Path(workspace) / "libical_reader"
    subprocess.run(["cc", "-O1", "-o", libical, HERE / "libical_reader.c", "-lical"], check=True)
    return {
        "libical": [libical],
        "ical.js": ["node", HERE / "ical_js_reader.cjs"],
        "icalendar": [sys.executable, HERE / "icalendar_reader.py"],
    }


def read(command, folder, paths, name, tally):
    """The events of each feed by its path, as a reader tells them."""
    done = subprocess.run([*command, folder, *paths], capture_output=True, text=True, encoding="utf-8")
    told = [json.loads(line) for line in done.stdout.split("\n") if line] if done.returncode == 0 else []
    tally.check(done.returncode == 0, name, f"ends with {done.returncode}: {done.stderr.strip()}")
    tally.equal([feed["path"] for feed in told], paths, name, "the list of feeds it read")
    return {feed["path"]: feed["events"] for feed in told}


def difference(one, other):
    """The first pair of events in which two lists differ."""
    longest = max(len(one), len(other))
    pairs = zip(one + [None] * (longest - len(one)), other + [None] * (longest - len(other)))
    return next((pair for pair in pairs if pair[0] != pair[1]), None)


def compare(told, schedule, tally):
    """Holds what the readers told, by name and path, against each other and the schedule."""
    expected = read_back.expected_feeds(schedule)
    first, *others = told
    for path, events in told[first].items():
        for other in others:
            differ = difference(events, told[other].get(path, []))
            tally.check(differ is None, path, f"{first} and {other} read {differ}")
        if path not in expected:
            continue
        # Pagers have names of their own for what is a shift elsewhere.
        keys = ("start", "end") if read_back.kind_of(path) == "pager" else ("uid", "start", "end")
        found = [[event[key] for key in keys] for event in events]
        shifts = [[shift[key] for key in keys] for shift in expected[path]]
        differ = difference(found, shifts)
        tally.check(differ is None, path, f"{first} and schedule.json say {differ}")
    tally.check("all.ics" in told[first] and "all.ics" in expected, "calendars/", "all.ics was not compared")


def main(arguments):
    if len(arguments) != 1 or not (Path(arguments[0]) / "schedule.json").is_file():
        print("usage: compare.py PUBLIC, a folder that `hausmeister build` made", file=sys.stderr)
        return 1
    public = Path(arguments[0])
    schedule = json.loads((public / "schedule.json").read_text(encoding="utf-8"))
    folder = public / "calendars"
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.ics"))
    tally = read_back.Tally()
    with tempfile.TemporaryDirectory() as workspace:
        commands = readers(workspace)
        told = {name: read(command, folder, paths, name, tally) for name, command in commands.items()}
    compare(told, schedule, tally)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
