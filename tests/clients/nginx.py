"""Runs Debian's nginx on loopback with the lines that SERVING.md gives, on a folder of ours instead of theirs."""

import os
import re
import socket
import subprocess
import time
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[2] / "SERVING.md"

# What stands around a site's own lines. The types are Debian's, which do not know calendars.
FRAME = """\
daemon off;
{processes}
pid {prefix}/nginx.pid;
error_log {prefix}/error.log;
events {{}}
http {{
    include {types};
    default_type application/octet-stream;
    log_format told '$status $request_method $uri $http_user_agent';
    access_log {log};
    client_body_temp_path {prefix}/body;
    proxy_temp_path {prefix}/proxy;
    fastcgi_temp_path {prefix}/fastcgi;
    uwsgi_temp_path {prefix}/uwsgi;
    scgi_temp_path {prefix}/scgi;
{server}
}}
"""


def documented():
    """The lines of the document."""
    blocks = re.findall(r"^```nginx\n(.*?)^```$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    if len(blocks) != 1:
        raise SystemExit(f"{DOCUMENT.name} has {len(blocks)} blocks of nginx's lines, not one")
    return blocks[0]


def put(directive, value, lines):
    """Gives the one `directive` in `lines` another value."""
    changed, count = re.subn(rf"^(\s*{directive}) [^;]+;$", rf"\1 {value};", lines, flags=re.MULTILINE)
    if count != 1:
        raise SystemExit(f"{DOCUMENT.name} has {count} lines of `{directive}`, not one")
    return changed


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Nginx:
    """A server of `public`, from `with` to its end; everything it writes is below `prefix`.

    It is one process that notes each request; with `workers`, so many that note nothing.
    """

    def __init__(self, debian, public, prefix, workers=0):
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}/"
        self.program = Path(debian) / "usr/sbin/nginx"
        self.prefix = Path(prefix)
        self.prefix.mkdir()
        server = put("root", public, put("listen", f"127.0.0.1:{self.port}", documented()))
        types = Path(debian).resolve() / "etc/nginx/mime.types"
        # Workers of root would be nobody, who can't read a temporary folder.
        user = "user root;" if os.geteuid() == 0 else ""
        processes = f"worker_processes {workers}; {user}" if workers else "master_process off;"
        log = "off" if workers else f"{self.prefix}/access.log told"
        configuration = FRAME.format(prefix=self.prefix, types=types, server=server, processes=processes, log=log)
        (self.prefix / "nginx.conf").write_text(configuration, encoding="utf-8")

    def __enter__(self):
        options = ["-p", self.prefix, "-e", self.prefix / "error.log", "-c", self.prefix / "nginx.conf"]
        self.process = subprocess.Popen([self.program, *options])
        deadline = time.monotonic() + 20
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.process.kill()
                raise SystemExit(f"nginx does not serve: {self.errors()}")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)

    def answers(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            return True
        except OSError:
            return False

    def errors(self):
        log = self.prefix / "error.log"
        return log.read_text(encoding="utf-8") if log.exists() else "it said nothing"

    def told(self):
        """Status, method, path and client of each request so far."""
        log = (self.prefix / "access.log").read_text(encoding="utf-8")
        return [line.split(" ", 3) for line in log.splitlines()]
