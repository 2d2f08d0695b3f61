#!/usr/bin/env python3
"""Prints what python's icalendar reads in calendars, one line of JSON for each file.

    python3 icalendar_reader.py FOLDER PATH...

A line has the file's `path` and its `events`: `uid`, `start`, `end`, `summary` and `description` of each, in the
file's order. A time is an instant in UTC (`2026-11-16T21:00:00Z`) or a day (`2026-11-16`). The other readers in this
folder print the same.
"""

import json
import sys
from datetime import datetime, timezone
from pathlib import Path

import icalendar


def when(value):
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.utcoffset() is None:
        return f"{value.isoformat()} of no zone"
    return value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def event(component):
    return {
        "uid": str(component["UID"]),
        "start": when(component["DTSTART"].dt),
        "end": when(component["DTEND"].dt),
        "summary": str(component["SUMMARY"]),
        "description": str(component.get("DESCRIPTION", "")),
    }


def main(folder, *paths):
    for path in paths:
        calendar = icalendar.Calendar.from_ical((Path(folder) / path).read_bytes())
        events = [event(component) for component in calendar.walk("VEVENT")]
        print(json.dumps({"path": path, "events": events}))


if __name__ == "__main__":
    main(*sys.argv[1:])
