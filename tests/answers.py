#!/usr/bin/env python3
"""Holds the program's answers for programs against the JSON Schemas that describe them.

    python3 tests/answers.py target/release/hausmeister

Needs the package `jsonschema`. Beside real answers, each is looked at without one of its fields in turn: a schema that
lets that pass describes nothing. Ends with the line `N passed, M failed`; the status is 1 where anything failed, each
failure with a line of its own before.
"""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parents[1]
TEAM = ROOT / "tests" / "cmd" / "team"
NOW = "2026-11-24T12:00:00Z"

# Schema, project, arguments.
ANSWERS = [
    ("src/cli/who.schema.json", ROOT, ["who"]),
    ("src/cli/who.schema.json", ROOT, ["who", "--at", "fri 18:00"]),
    ("src/cli/who.schema.json", TEAM, ["who", "--shift", "report"]),
    ("src/cli/who.schema.json", TEAM, ["who", "--at", "2026-11-01"]),
    ("src/cli/load/load.schema.json", ROOT, ["load"]),
    ("src/cli/load/load.schema.json", TEAM, ["load", "--from", "today", "--to", "tomorrow"]),
    ("src/cli/load/load.schema.json", TEAM, ["load", "--from", "2020-01-01", "--to", "2020-02-01"]),
    ("src/feeds/schedule.schema.json", ROOT, ["schedule"]),
    ("src/feeds/schedule.schema.json", TEAM, ["schedule", "--shift", "report"]),
]

# May be left out of an answer: an override may have no reason, and a person no address for mail.
OPTIONAL = {"instead_of", "why", "email"}
# Their keys are ids and no fields.
BY_ID = {"people", "shift_types"}


def without_each_field(value, path=()):
    """Copies of an answer, each without one field, with the path to what is missing."""
    if isinstance(value, list):
        # One entry stands for all.
        for at, entry in enumerate(value[:1]):
            for where, part in without_each_field(entry, (*path, at)):
                yield where, [part, *value[1:]]
    if isinstance(value, dict):
        is_by_id = path and path[-1] in BY_ID
        for key in value:
            if not is_by_id and key not in OPTIONAL:
                yield (*path, key), {other: part for other, part in value.items() if other != key}
            for where, part in without_each_field(value[key], (*path, key)):
                yield where, {**value, key: part}


def main(program):
    passed = failed = 0
    for path, project, arguments in ANSWERS:
        schema = json.loads((ROOT / path).read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        command = [program, "--root", project, "--now", NOW, *arguments, "--format", "json"]
        answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        faults = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(answer)]
        faults += [f"nothing says that {where} is missing" for where, broken in without_each_field(answer)
                   if validator.is_valid(broken)]
        for fault in faults:
            print(f"FAILED {' '.join(arguments)}: {fault}")
        passed, failed = passed + (not faults), failed + bool(faults)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
