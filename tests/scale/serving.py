#!/usr/bin/env python3
"""Asks nginx for calendars as fast as wrk can, over loopback.

    python3 tests/scale/serving.py HAUSMEISTER TOOLS

TOOLS is a folder with Debian's nginx, wrk and libluajit in it. The site is this repository's, the server has the lines of
SERVING.md and two workers; wrk shares the machine with it. Prints what an answer weighs, head and all, and a row for
each case.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "clients"))

import serving  # noqa: E402
from nginx import Nginx  # noqa: E402

NOW = "2026-11-20T12:00:00Z"
FEEDS = "calendars/people/ana.ics", "calendars/all.ics"
SECONDS, CONNECTIONS, WORKERS = 10, 64, 2


def weight(server, path, headers):
    """The octets of an answer on the wire."""
    lines = [f"GET /{path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", *headers, "", ""]
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall("\r\n".join(lines).encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    return int(answer.split(b" ", 2)[1]), len(answer)


def ask(tools, server, path, headers):
    """Requests a second, megabytes a second and the 99th percentile of latency, as wrk says them."""
    wrk = tools / "usr/bin/wrk"
    library = next(tools.glob("usr/lib/*/libluajit-5.1.so.2")).parent
    options = [f"-d{SECONDS}s", f"-c{CONNECTIONS}", "-t1", "--latency"]
    options += [part for header in headers for part in ("-H", header)]
    environment = {**os.environ, "LD_LIBRARY_PATH": str(library)}
    said = subprocess.run([wrk, *options, server.address + path], check=True, capture_output=True, text=True,
                          timeout=SECONDS + 30, env=environment).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"wrk was refused:\n{said}")
    rate = float(re.search(r"Requests/sec: +([\d.]+)", said)[1])
    late = re.search(r"99% +(\S+)", said)[1]
    return rate, late


def main(program, tools):
    with tempfile.TemporaryDirectory() as folder:
        public = Path(folder) / "public"
        subprocess.run([program, "--root", ROOT, "--now", NOW, "-q", "build", "--out", public], check=True)
        with Nginx(tools, public, Path(folder) / "nginx", workers=WORKERS) as server:
            print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores before the first case\n")
            print("| calendar | answer | bytes on the wire | requests a second | 99 % within |")
            print("| --- | --- | ---: | ---: | ---: |")
            for path in FEEDS:
                tag = serving.ask(server.address + path)[1]["ETag"]
                for name, headers in [("304", [f"If-None-Match: {tag}"]), ("200, gzip", ["Accept-Encoding: gzip"]),
                                      ("200", [])]:
                    status, octets = weight(server, path, headers)
                    if str(status) != name[:3]:
                        raise SystemExit(f"{path}: {status} instead of {name}")
                    rate, late = ask(tools, server, path, headers)
                    print(f"| `{path}` | {name} | {octets:,} | {rate:,.0f} | {late} |", flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
