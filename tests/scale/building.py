#!/usr/bin/env python3
"""Makes rosters and times their builds.

    python3 tests/scale/building.py HAUSMEISTER [PEOPLE ...]

The roster is that of one team, with four shift types, however many people it has: one in five stands in the rotation of
level 2, all others share the other one. A year and a quarter is published, as without `publish` in the roster. Prints a row of a table for each number of people, 10 to 10,000 without any named.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NUMBERS = 10, 100, 1_000, 10_000
NOW = "2026-11-20T12:00:00Z"
# Nobody waits longer for a build.
LONGEST = 600


SHIFTS = """\
shifts:
  level-1-weekday: { name: Level 1 Weekday, hours: Mon 18:00 - Fri 18:00, rotation: engineers }
  level-1-weekend: { name: Level 1 Weekend, hours: Fri 18:00 - Mon 18:00, rotation: engineers, offset: 2 }
  level-2: { name: Level 2, hours: Mon 18:00 - Mon 18:00, rotation: seniors }
  backlog-weekday: { name: Backlog Weekday, hours: Mon 18:00 - Fri 18:00, follows: level-1-weekday }
escalation: [[level-1-weekday, level-1-weekend], level-2]
"""


def roster(people):
    ids = [f"p{number}" for number in range(people)]
    seniors = people // 5
    lines = ["team: Scale", "timezone: Europe/Berlin", "starts: 2026-11-02", "people:"]
    lines += [f"  {id}: {{ name: Person {id}, slack: {id} }}" for id in ids]
    lines += ["rotations:", f"  seniors: [{', '.join(ids[:seniors])}]", f"  engineers: [{', '.join(ids[seniors:])}]"]
    return "\n".join([*lines, SHIFTS])


def build(program, people, folder):
    """Seconds, and the files that were made."""
    (folder / "roster.yaml").write_text(roster(people), encoding="utf-8")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795183380"}
    begun = time.monotonic()
    subprocess.run([program, "--root", folder, "--now", NOW, "-q", "build"], check=True, timeout=LONGEST, env=environment)
    seconds = time.monotonic() - begun
    return seconds, [path for path in (folder / "public").rglob("*") if path.is_file()]


def main(program, numbers):
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print("| people | files | calendars | size | time | memory |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for people in sorted(numbers):
        with tempfile.TemporaryDirectory() as folder:
            seconds, files = build(Path(program).resolve(), people, Path(folder))
            size = sum(path.stat().st_size for path in files)
            calendars = sum(path.suffix == ".ics" for path in files)
        # Of the largest build so far, which is this one.
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        print(f"| {people:,} | {len(files):,} | {calendars:,} | {size / 1e6:,.1f} MB "
              f"| {seconds:.2f} s | {memory / 1e6:,.0f} MB |", flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    main(sys.argv[1], [int(number) for number in sys.argv[2:]] or NUMBERS)
