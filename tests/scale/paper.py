#!/usr/bin/env python3
"""Says what many teams ask of a CDN, and what that costs.

    python3 tests/scale/paper.py [--teams N] [--subscribers N] [--minutes N] [--changes N] [--whole BYTES] [--same BYTES]
                                 [--per-requests PRICE] [--per-gigabyte PRICE]

Every subscriber asks for one calendar each `minutes`. After each of the `changes` a day the next answer is whole, all
others say that nothing changed. The weights are those that tests/scale/run serving prints; a month has 30 days, a
gigabyte 10^9 bytes. Prices are in any currency: of 10,000 requests and of a gigabyte.
"""

import argparse

MONTH = 30
# What an answer for one person's calendar weighs, as serving.py prints it: packed, and where nothing changed.
WHOLE, SAME = 2_986, 204


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in [("teams", 1_000), ("subscribers", 50), ("minutes", 15), ("changes", 1), ("whole", WHOLE),
                          ("same", SAME), ("per-requests", 0.01), ("per-gigabyte", 0.085)]:
        parser.add_argument(f"--{name}", type=float, default=default)
    given = parser.parse_args()
    asking = given.teams * given.subscribers
    asked = asking * 24 * 60 / given.minutes
    whole = min(asking * given.changes, asked)
    octets = whole * given.whole + (asked - whole) * given.same
    requests, gigabytes = asked * MONTH, octets * MONTH / 1e9
    cost = requests / 10_000 * given.per_requests + gigabytes * given.per_gigabyte
    for what, value in [
        ("subscribers", f"{asking:,.0f}"),
        ("requests a second", f"{asked / 86_400:,.1f}"),
        ("of them answered whole", f"{whole / asked:.1%}"),
        ("kilobytes a second", f"{octets / 86_400 / 1e3:,.1f}"),
        ("requests a month", f"{requests / 1e6:,.1f} million"),
        ("gigabytes a month", f"{gigabytes:,.1f}"),
        ("cost a month", f"{cost:,.2f}"),
    ]:
        print(f"| {what} | {value} |")


if __name__ == "__main__":
    main()
