#!/usr/bin/env python3
"""Reads every calendar of a built site with a parser that is not ours, and holds it against schedule.json.

    python3 tests/feeds/read_back.py public

Needs the packages `icalendar` and `jsonschema`. Ends with the line `N passed, M failed`; the status is 1 where
anything failed, each failure with a line of its own before.
"""

import json
import re
import sys
from datetime import datetime, timezone
from pathlib import Path

import icalendar
import jsonschema

SCHEMA = Path(__file__).resolve().parents[2] / "src" / "feeds" / "schedule.schema.json"

CALENDAR = ["VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "X-WR-CALDESC", "X-WR-TIMEZONE",
            "REFRESH-INTERVAL", "X-PUBLISHED-TTL"]
EVENT = ["UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS", "CLASS", "TRANSP",
         "X-MICROSOFT-CDO-BUSYSTATUS"]
# What the events of each kind of feed have besides.
BESIDES = {"people": ["DESCRIPTION", "CATEGORIES"], "pager": [], "hand-offs": ["DESCRIPTION", "CATEGORIES"],
           "away": ["CATEGORIES"]}
NEVER = ["ORGANIZER", "ATTENDEE", "RRULE", "ATTACH", "X-ALT-DESC", "DURATION"]
# What a person's entry may hold: no telephone number is ever published here.
PERSON = {"name", "email"}


class Tally:
    """Counts what held and tells what did not."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, holds, where, what):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {where}: {what}")
        return holds

    def equal(self, found, expected, where, what):
        return self.check(found == expected, where, f"{what} is {found!r}, not {expected!r}")


def instant(text):
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)


def one_line(text):
    """The normalising of names: words between single spaces, no control characters."""
    seen = "".join(c for c in text if c.isspace() or not (ord(c) < 32 or 127 <= ord(c) < 160))
    return " ".join(seen.split())


def summary(schedule, shift):
    names = schedule["shift_types"][shift["type"]]["name"], schedule["people"][shift["person"]]["name"]
    text = one_line(": ".join(names))
    return text if len(text) <= 255 else text[:254] + "…"


def check_schedule(schedule, tally):
    where = "schedule.json"
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(schedule)]
    tally.check(not errors, where, f"not by its schema: {'; '.join(errors[:5])}")
    if errors:
        return
    for person, entry in schedule["people"].items():
        tally.check(set(entry) <= PERSON, where, f"{person} has {sorted(set(entry) - PERSON)}")
    start, end = instant(schedule["from"]), instant(schedule["to"])
    order = []
    for shift in schedule["shifts"]:
        begins, ends = instant(shift["start"]), instant(shift["end"])
        order.append((begins, shift["type"], ends))
        tally.check(begins < ends and begins < end and ends > start, where, f"{shift} is not a shift of the span")
        tally.check(shift["type"] in schedule["shift_types"], where, f"{shift} is of an unknown type")
        for key in ("person", "instead_of"):
            known = shift.get(key) is None or shift[key] in schedule["people"]
            tally.check(known, where, f"{shift} names an unknown person")
    tally.equal(order, sorted(order), where, "the order of shifts")
    uids = [shift["uid"] for shift in schedule["shifts"]]
    tally.equal(len(set(uids)), len(uids), where, "the number of UIDs")


def check_lines(data, where, tally):
    """The rules of RFC 5545 3.1 that a forgiving parser would not miss."""
    lines = data.split(b"\r\n")
    tally.check(lines[-1] == b"" and len(lines) > 2, where, "the last line does not end with CR LF")
    tally.check(not any(b"\r" in line or b"\n" in line for line in lines), where, "a line ends without CR LF")
    longest = max(map(len, lines))
    tally.check(longest <= 75, where, f"a line is {longest} octets long")
    tally.check(not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", data), where, "a control character")
    for line in lines:
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            tally.check(False, where, f"folding parts a character: {line!r}")


def raw_events(data):
    """The octets of each event by its UID."""
    events = re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", data, re.DOTALL)
    # The event's own UID stands before its alarms'.
    return [(re.search(rb"^UID:(.*)\r$", event, re.MULTILINE).group(1).decode(), event) for event in events]


def check_calendar(calendar, where, tally):
    tally.equal(calendar.name, "VCALENDAR", where, "the outermost component")
    tally.equal([name for name in calendar if name in CALENDAR], CALENDAR, where, "the calendar's properties")
    tally.equal(str(calendar["METHOD"]), "PUBLISH", where, "METHOD")
    tally.equal(str(calendar["NAME"]), str(calendar["X-WR-CALNAME"]), where, "NAME")
    errors = [error for component in calendar.walk() for error in component.errors]
    tally.check(not errors, where, f"the parser tells errors: {errors}")
    if not calendar.walk("VEVENT"):
        zones = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
        tally.equal(zones, ["Etc/UTC"], where, "the zones of an empty calendar")


def check_event(event, kind, schedule, where, tally):
    where = f"{where}, event {event.get('UID')}"
    names = EVENT + BESIDES[kind]
    missing = [name for name in names if name not in event]
    if not tally.check(not missing, where, f"lacks {missing}"):
        return
    tally.check(not [name for name in NEVER if name in event], where, f"has one of {NEVER}")
    if kind == "pager":
        tally.equal(sorted(event), sorted(names), where, "the list of properties")
    repeated = [name for name in names if isinstance(event[name], list)]
    tally.check(not repeated, where, f"has {repeated} more than once")
    revision = instant(schedule["revision"])
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        tally.equal(event[name].dt, revision, where, name)
    minutes = int((revision - datetime(2020, 1, 1, tzinfo=timezone.utc)).total_seconds()) // 60
    tally.equal(int(event["SEQUENCE"]), min(max(minutes, 0), 2**31 - 1), where, "SEQUENCE")
    busy = str(event["TRANSP"]), str(event["X-MICROSOFT-CDO-BUSYSTATUS"])
    tally.check(busy in [("TRANSPARENT", "FREE"), ("OPAQUE", "BUSY")], where, f"is {busy}")
    tally.equal((str(event["STATUS"]), str(event["CLASS"])), ("CONFIRMED", "PUBLIC"), where, "STATUS and CLASS")
    for name in ("DTSTART", "DTEND"):
        if kind == "away":
            tally.equal(dict(event[name].params), {"VALUE": "DATE"}, where, f"the parameters of {name}")
        else:
            tally.check(not event[name].params and event[name].to_ical().endswith(b"Z"), where, f"{name} is not in UTC")
    tally.check(event["DTSTART"].dt < event["DTEND"].dt, where, "ends before it begins")
    for alarm in event.walk("VALARM"):
        tally.check("UID" in alarm and "DTSTAMP" not in alarm, where, "an alarm lacks a UID or has a stamp")
        tally.equal(str(alarm.get("ACTION")), "DISPLAY", where, "ACTION of an alarm")
        tally.check(alarm["TRIGGER"].dt.total_seconds() <= 0, where, "an alarm rings after the start")


def kind_of(path):
    """What a feed holds, by its path."""
    return {"pager": "pager", "hand-offs.ics": "hand-offs", "away.ics": "away"}.get(path.split("/")[0], "people")


def expected_feeds(schedule):
    """Which shifts each feed must hold, by path."""
    held = [shift for shift in schedule["shifts"] if shift["person"] is not None]
    feeds = {"all.ics": held}
    carried = [shift_type for level in schedule["escalation"] for shift_type in level] or list(schedule["shift_types"])
    for shift_type in schedule["shift_types"]:
        feeds[f"shifts/{shift_type}.ics"] = [shift for shift in held if shift["type"] == shift_type]
        followed = shift_type in carried
        feeds[f"pager/{shift_type}.ics"] = [shift for shift in held if followed and shift["type"] == shift_type]
    for person in schedule["people"]:
        own = [shift for shift in held if shift["person"] == person]
        feeds[f"people/{person}.ics"] = own
        for shift_type in schedule["shift_types"]:
            feeds[f"people/{person}/{shift_type}.ics"] = [shift for shift in own if shift["type"] == shift_type]
    return feeds


def expected_hand_offs(schedule):
    """Instant and summary of every hand-off of which both shifts are in the schedule."""
    levels = {shift_type: level for level in schedule["escalation"] for shift_type in level}
    name = lambda entries, key: one_line(schedule[entries][key]["name"])
    pairs = set()

    def pair(shift, own, others):
        """The places of a shift and of its partner, which is of its own type if one of those meets it."""
        for shift_type in [shift["type"], *levels.get(shift["type"], [])]:
            for place, other in enumerate(schedule["shifts"]):
                if other["type"] == shift_type and other[others] == shift[own]:
                    return place
        return None

    for place, shift in enumerate(schedule["shifts"]):
        before, after = pair(shift, "start", "end"), pair(shift, "end", "start")
        pairs.update([(before, place)] if before is not None else [])
        pairs.update([(place, after)] if after is not None else [])
    told = []
    for before, after in pairs:
        before, after = schedule["shifts"][before], schedule["shifts"][after]
        people = before["person"], after["person"]
        if None not in people and people[0] != people[1] and after["start"] < schedule["to"]:
            names = [name("people", person) for person in people]
            summary = f"Hand-off: {names[0]} to {names[1]}, {name('shift_types', after['type'])}"
            told.append((instant(after["start"]), summary))
    return sorted(told)


def check_hand_offs(calendar, schedule, where, tally):
    found = sorted((event["DTSTART"].dt, str(event["SUMMARY"])) for event in calendar.walk("VEVENT"))
    # Who had the shift before the first of the schedule is not in it.
    found = [told for told in found if told[0] > instant(schedule["from"])]
    expected = [told for told in expected_hand_offs(schedule) if told[0] > instant(schedule["from"])]
    tally.equal(found, expected, where, "the list of hand-offs")


def check_shifts(kind, calendar, shifts, schedule, names, where, tally):
    """`names` gathers what pagers know people by: one name for each person, another for each other."""
    uid = lambda shift: None if kind == "pager" else shift["uid"]
    found = []
    for event in calendar.walk("VEVENT"):
        named = None if kind == "pager" else str(event["UID"])
        found.append((named, event["DTSTART"].dt, event["DTEND"].dt, str(event["SUMMARY"])))
    expected = []
    for place, shift in enumerate(shifts):
        said = summary(schedule, shift)
        if kind == "pager" and place < len(found):
            said = names.setdefault(shift["person"], found[place][3])
        expected.append((uid(shift), instant(shift["start"]), instant(shift["end"]), said))
    known, told = set(expected), set(found)
    for event in found:
        tally.check(event in known, where, f"{event} is not in schedule.json")
    for event in expected:
        tally.check(event in told, where, f"{event} of schedule.json is missing")
    tally.check([event[0] for event in found] == [event[0] for event in expected], where, "other events or order")


def check_feed(path, data, shifts, schedule, texts, names, tally):
    where, kind = f"calendars/{path}", kind_of(path)
    check_lines(data, where, tally)
    try:
        calendar = icalendar.Calendar.from_ical(data)
    except ValueError as error:
        tally.check(False, where, f"can't be parsed: {error}")
        return []
    check_calendar(calendar, where, tally)
    for event in calendar.walk("VEVENT"):
        check_event(event, kind, schedule, where, tally)
    if kind == "hand-offs":
        check_hand_offs(calendar, schedule, where, tally)
    elif kind != "away":
        check_shifts(kind, calendar, shifts, schedule, names, where, tally)
    uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]
    tally.equal(len(set(uids)), len(uids), where, "the number of UIDs")
    for uid, text in raw_events(data):
        tally.check(texts.setdefault(uid, text) == text, where, f"event {uid} reads otherwise in another feed")
    return uids


def check_site(public, tally):
    schedule = json.loads((public / "schedule.json").read_text(encoding="utf-8"))
    check_schedule(schedule, tally)
    if tally.failed:
        return
    expected = expected_feeds(schedule)
    folder = public / "calendars"
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.ics"))
    for path in found:
        known = path in expected or kind_of(path) in ("hand-offs", "away")
        tally.check(known, f"calendars/{path}", "is of nobody and nothing in schedule.json")
    tally.check("hand-offs.ics" in found, "calendars/hand-offs.ics", "is missing")
    for path, shifts in expected.items():
        # Who left a year ago has no feed any more; who holds a shift has one.
        needed = bool(shifts) or not path.startswith("people/")
        tally.check(not needed or path in found, f"calendars/{path}", "is missing")
    texts, held, names = {}, {}, {}
    for path in found:
        data = (folder / path).read_bytes()
        held[path] = check_feed(path, data, expected.get(path, []), schedule, texts, names, tally)
    tally.equal(len(set(names.values())), len(names), "calendars/pager/", "the number of names")
    for name, pattern in [("people", r"people/[^/]+"), ("types", r"shifts/[^/]+"), ("both", r"people/[^/]+/[^/]+")]:
        union = sorted(uid for path, uids in held.items() if re.fullmatch(pattern + r"\.ics", path) for uid in uids)
        differ = sorted(set(union) ^ set(held.get("all.ics", [])))
        same = union == sorted(held.get("all.ics", []))
        tally.check(same, "calendars/", f"the feeds by {name} together are not all.ics: {differ[:5]}")


def main(arguments):
    if len(arguments) != 1 or not (Path(arguments[0]) / "schedule.json").is_file():
        print("usage: read_back.py PUBLIC, a folder that `hausmeister build` made", file=sys.stderr)
        return 1
    tally = Tally()
    check_site(Path(arguments[0]), tally)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed or not tally.passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
