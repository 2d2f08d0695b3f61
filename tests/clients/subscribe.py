#!/usr/bin/env python3
"""Serves a built site with nginx and follows a person's calendar with vdirsyncer and khal, through changes of the
roster; asks with curl for what has not changed.

    python3 tests/clients/subscribe.py HAUSMEISTER DEBIAN

HAUSMEISTER is the program, DEBIAN a folder with Debian's nginx in it. Needs the packages `icalendar`, `vdirsyncer` and
`khal` beside this python, and `curl`. Everything happens on loopback and in a temporary folder. Ends with the line
`N passed, M failed`; the status is 1 where anything failed, each failure with a line of its own before.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "feeds"))

import read_back  # noqa: E402
import serving  # noqa: E402
from nginx import Nginx  # noqa: E402
from subscribers import Curl, Subscriber  # noqa: E402

TEAM = HERE.parent / "cmd" / "team"
PERSON = "ben"
FEED = f"calendars/people/{PERSON}.ics"
NOW = "2026-11-20T12:00:00Z"
# When the roster was last changed, as seconds: at first, and by the override.
REVISIONS = "1795100000", "1795190000"
OVERRIDE = """
  - shift: pager
    from: 2026-12-17 09:00
    to: 2026-12-18 09:00
    person: ada
    instead_of: ben
    why: Ben moves house
"""
# Ben's shifts that the override changes, on the team's clock.
BEFORE = [("2026-12-14 09:00", "2026-12-21 09:00", "Pager: Ben Otto")]
AFTER = [("2026-12-14 09:00", "2026-12-17 09:00", "Pager: Ben Otto"),
         ("2026-12-18 09:00", "2026-12-21 09:00", "Pager: Ben Otto")]
# What the revision stamps in every event.
STAMPS = "DTSTAMP", "LAST-MODIFIED", "SEQUENCE"


class Team:
    """A project that is built and changed."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        shutil.copytree(TEAM, folder)
        self.public = folder / "public"

    def build(self, revision, address):
        command = [self.program, "--root", self.folder, "--now", NOW, "-q", "build", "--base-url", address]
        subprocess.run(command, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": revision})

    def override(self):
        roster = self.folder / "roster.yaml"
        roster.write_text(roster.read_text(encoding="utf-8").rstrip("\n") + OVERRIDE, encoding="utf-8")

    def age(self):
        """Makes everything published an hour older: servers tell changes by the second."""
        for path in self.public.rglob("*"):
            if path.is_file():
                time = path.stat().st_mtime_ns - 3600 * 10**9
                os.utime(path, ns=(time, time))

    def schedule(self):
        return json.loads((self.public / "schedule.json").read_text(encoding="utf-8"))

    def shifts(self, zone):
        """What the schedule says that the person holds, on the team's clock."""
        schedule = self.schedule()
        return sorted(
            (local(read_back.instant(shift["start"]), zone), local(read_back.instant(shift["end"]), zone),
             read_back.summary(schedule, shift))
            for shift in schedule["shifts"] if shift["person"] == PERSON)


def local(instant, zone):
    return instant.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def said(items, zone):
    """Start, end and title of each item, sorted."""
    found = []
    for data, _ in items:
        (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
        found.append((local(event["DTSTART"].dt, zone), local(event["DTEND"].dt, zone), str(event["SUMMARY"])))
    return sorted(found)


def content(data):
    """The events of a feed without what the revision stamps, by UID."""
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return {str(event["UID"]): [line for line in event.to_ical().splitlines()
                                if not line.decode().startswith(STAMPS)] for event in events}


def moved(before, after):
    """What a sync took away, what it brought, and how many it left alone to the byte and the nanosecond."""
    kept = [name for name in before if after.get(name) == before[name]]
    return ([item for name, item in before.items() if name not in kept],
            [item for name, item in after.items() if name not in kept], len(kept))


class Course:
    """What the subscribers of a feed see, step by step."""

    def __init__(self, team, server, workspace, tally):
        self.team, self.server, self.tally = team, server, tally
        self.feed, address = team.public / FEED, server.address + FEED
        self.zone = team.schedule()["timezone"]
        self.subscriber = Subscriber(workspace / "home", address, self.zone)
        self.curl = Curl(workspace / "curl", address)
        self.shifts = team.shifts(self.zone)

    def build(self):
        self.team.build(REVISIONS[1], self.server.address)

    def sync(self, where):
        """Brings what there is, and holds it against the shifts that there must be."""
        self.subscriber.sync()
        items = {pair: self.subscriber.items(pair) for pair in ("plain", "filtered")}
        for pair, brought in items.items():
            self.tally.equal(said(brought.values(), self.zone), self.shifts, where, f"what vdirsyncer holds ({pair})")
        self.tally.equal(self.subscriber.listed(), self.shifts, where, "what khal lists")
        return items

    def ask(self, answer, where):
        """Asks with curl."""
        self.tally.equal(self.curl.ask(), answer, where, "what curl is answered")
        self.tally.equal(self.curl.kept.read_bytes(), self.feed.read_bytes(), where, "what curl keeps")

    def subscribe(self):
        where = "the first sync"
        some = len(self.shifts) > 4 and set(BEFORE) <= set(self.shifts)
        self.tally.check(some, where, f"{BEFORE} is not in {self.shifts}")
        self.items = self.sync(where)
        self.ask((200, True), where)

    def override(self):
        where = "a sync after an override"
        old = content(self.feed.read_bytes())
        self.team.age()
        self.team.override()
        self.build()
        new = content(self.feed.read_bytes())
        self.shifts = sorted([shift for shift in self.shifts if shift not in BEFORE] + AFTER)
        self.tally.equal(self.team.shifts(self.zone), self.shifts, where, "what schedule.json says")
        items = self.sync(where)
        gone, brought, kept = moved(self.items["filtered"], items["filtered"])
        self.tally.equal(said(gone, self.zone), BEFORE, where, "what vdirsyncer took away")
        self.tally.equal(said(brought, self.zone), AFTER, where, "what it brought")
        same = sum(new.get(uid) == text for uid, text in old.items())
        self.tally.equal(kept, same, where, "the number of events it left alone")
        self.tally.equal((len(old) - same, len(new) - same), (len(BEFORE), len(AFTER)), where, "what changed")
        self.items = items
        self.ask((200, True), where)

    def nothing(self):
        where = "a sync after nothing"
        time = self.feed.stat().st_mtime_ns
        self.build()
        self.tally.equal(self.feed.stat().st_mtime_ns, time, where, "the feed's time")
        self.ask((304, False), where)
        for pair, items in self.sync(where).items():
            before = self.items[pair]
            self.tally.equal(moved(before, items), ([], [], len(before)), where, f"what it moved ({pair})")
        told = [(status, client.split("/")[0]) for status, _, path, client in self.server.told() if path == f"/{FEED}"]
        self.tally.equal(told.count(("200", "vdirsyncer")), 6, where, "the number of vdirsyncer's requests")
        self.tally.equal(told.count(("304", "curl")), 1, where, "the number of curl's answers without a body")


def main(arguments):
    if len(arguments) != 2:
        print("usage: subscribe.py HAUSMEISTER DEBIAN", file=sys.stderr)
        return 1
    program, debian = (Path(argument).resolve() for argument in arguments)
    tally = read_back.Tally()
    with tempfile.TemporaryDirectory() as temporary:
        workspace = Path(temporary)
        team = Team(program, workspace / "team")
        with Nginx(debian, team.public, workspace / "nginx") as server:
            team.build(REVISIONS[0], server.address)
            serving.check(server, team.public, FEED, tally)
            course = Course(team, server, workspace, tally)
            course.subscribe()
            course.override()
            course.nothing()
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
