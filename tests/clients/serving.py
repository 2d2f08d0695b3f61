"""What a server must answer for the files of a site, so that calendars and browsers take them well."""

import gzip
import urllib.error
import urllib.request


def ask(address, **headers):
    """Status, headers and body that the server answers."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, headers=headers)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), Unmoved())
    try:
        with opener.open(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


class Unmoved(urllib.request.HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_):
        return None


def check(server, public, feed, tally):
    """Holds what the server answers against what SERVING.md says of its lines; `feed` is the path of one."""
    whole = (public / feed).read_bytes()
    for path in ["calendars/all.ics", feed]:
        status, headers, body = ask(server.address + path)
        tally.equal((status, body), (200, (public / path).read_bytes()), path, "the answer")
        tally.equal(headers["Content-Type"], "text/calendar; charset=utf-8", path, "Content-Type")
        tally.equal(headers["Cache-Control"], "max-age=600", path, "Cache-Control")
        for tag, since in [(headers["ETag"], None), ("W/" + headers["ETag"], None), (None, headers["Last-Modified"])]:
            condition = {"If_None_Match": tag} if tag else {"If_Modified_Since": since}
            status, again, body = ask(server.address + path, **condition)
            tally.equal((status, body, again["Cache-Control"]), (304, b"", "max-age=600"), path, f"for {condition}")
        tally.equal(ask(server.address + path, If_None_Match='"other"')[0], 200, path, "the status for another tag")
    status, headers, body = ask(server.address + feed, Accept_Encoding="gzip")
    tally.equal((status, headers["Content-Encoding"], headers["Vary"]), (200, "gzip", "Accept-Encoding"), feed, "gzip")
    tally.check(len(body) < len(whole) / 2 and gzip.decompress(body) == whole, feed, "is not itself, made small")
    tally.equal(ask(server.address + feed, Accept_Encoding="gzip", If_None_Match=headers["ETag"])[0], 304, feed,
                "the status for the tag of what is small")
    for path in ["nowhere", "calendars/people/nobody.ics", "people/nobody/"]:
        status, headers, body = ask(server.address + path)
        tally.equal((status, body), (404, (public / "404.html").read_bytes()), path, "what is not there")
        tally.equal(headers["Content-Type"], "text/html; charset=utf-8", path, "Content-Type")
    status, headers, _ = ask(server.address + "people/ben")
    tally.equal((status, headers["Location"]), (301, "/people/ben/"), "people/ben", "the way to the folder")
    for path, kind in [("people/ben/", "text/html; charset=utf-8"), ("schedule.json", "application/json"),
                       ("manifest.webmanifest", "application/manifest+json")]:
        status, headers, _ = ask(server.address + path)
        found = status, headers["Content-Type"], headers["Cache-Control"]
        tally.equal(found, (200, kind, "no-cache"), path, "the answer")
        tally.equal(ask(server.address + path, If_None_Match=headers["ETag"])[0], 304, path, "the status for its tag")
