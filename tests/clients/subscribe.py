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


def check_subscription(team, server, workspace, tally):
    zone = team.schedule()["timezone"]
    feed, address = team.public / FEED, server.address + FEED
    subscriber, curl = Subscriber(workspace / "home", address, zone), Curl(workspace / "curl", address)

    where = "the first sync"
    subscriber.sync()
    first = {pair: subscriber.items(pair) for pair in ("plain", "filtered")}
    shifts = team.shifts(zone)
    tally.check(len(shifts) > 4 and set(BEFORE) <= set(shifts), where, f"{BEFORE} is not in {shifts}")
    for pair, items in first.items():
        tally.equal(said(items.values(), zone), shifts, where, f"what vdirsyncer brought ({pair})")
    tally.equal(subscriber.listed(), shifts, where, "what khal lists")
    tally.equal(curl.ask(), (200, True), where, "what curl is answered")

    where = "a sync after an override"
    before = feed.read_bytes()
    team.age()
    roster = team.folder / "roster.yaml"
    roster.write_text(roster.read_text(encoding="utf-8").rstrip("\n") + OVERRIDE, encoding="utf-8")
    team.build(REVISIONS[1], server.address)
    subscriber.sync()
    second = {pair: subscriber.items(pair) for pair in first}
    gone, new, kept = moved(first["filtered"], second["filtered"])
    tally.equal(said(gone, zone), BEFORE, where, "what vdirsyncer took away")
    tally.equal(said(new, zone), AFTER, where, "what it brought")
    old, changed = content(before), content(feed.read_bytes())
    same = [uid for uid in old if changed.get(uid) == old[uid]]
    tally.equal(kept, len(same), where, "the number of events it left alone")
    tally.equal((len(old) - len(same), len(changed) - len(same)), (len(BEFORE), len(AFTER)), where, "what changed")
    shifts = sorted([shift for shift in shifts if shift not in BEFORE] + AFTER)
    tally.equal(team.shifts(zone), shifts, where, "what schedule.json says")
    for pair, items in second.items():
        tally.equal(said(items.values(), zone), shifts, where, f"what the folder holds ({pair})")
    tally.equal(subscriber.listed(), shifts, where, "what khal lists")
    tally.equal(curl.ask(), (200, True), where, "what curl is answered")
    tally.equal(curl.kept.read_bytes(), feed.read_bytes(), where, "what curl keeps")

    where = "a sync after nothing"
    served = feed.stat().st_mtime_ns
    team.build(REVISIONS[1], server.address)
    tally.equal(feed.stat().st_mtime_ns, served, where, "the feed's time")
    tally.equal(curl.ask(), (304, False), where, "what curl is answered")
    tally.equal(curl.kept.read_bytes(), feed.read_bytes(), where, "what curl keeps")
    subscriber.sync()
    for pair, items in second.items():
        tally.equal(moved(items, subscriber.items(pair)), ([], [], len(items)), where, f"what it moved ({pair})")
    tally.equal(subscriber.listed(), shifts, where, "what khal lists")
    requests = [(status, client.split("/")[0]) for status, _, path, client in server.told() if path == "/" + FEED]
    tally.equal(requests.count(("200", "vdirsyncer")), 6, where, "the number of vdirsyncer's requests")
    tally.equal(requests.count(("304", "curl")), 1, where, "the number of curl's answers without a body")


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
            check_subscription(team, server, workspace, tally)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
