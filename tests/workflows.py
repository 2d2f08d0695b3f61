"""Runs the workflows that `init` writes and those of a release, step by step, without GitHub and GitLab.

A scratch repository made by `init`, with a bare one as its `origin`, stands for the team's. Every `run:` of the workflows
and every `script:` of the pipeline runs in a clone of it with the shell that the host would use. What the hosts do is
played by: `cargo`, which installs the program under test; `gh` and a server on loopback, which keep comments; and a bare
repository in place of Pages, which a deployment pushes the site to. What it holds then is the published site. A release
is packed of the program under test, kept in a folder, and installed from there by the action.

Usage: workflows.py PROGRAM
"""

import functools
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.parse

from ruamel.yaml import YAML

MARK = "<!-- hausmeister diff -->"
BOT = "github-actions[bot]"
BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail"]

# `gh api` as far as the workflows use it: it keeps the comments of a pull request in a file.
GH = r'''
import json, os, pathlib, sys
import jq
assert os.environ["GH_TOKEN"] and sys.argv[1] == "api"
arguments, options, address = sys.argv[2:], {"--method": "GET"}, None
while arguments:
    word = arguments.pop(0)
    if word in ("--method", "--jq", "--field"):
        options[word] = arguments.pop(0)
    elif word not in ("--paginate", "--silent"):
        address = word
store = pathlib.Path(os.environ["COMMENTS"])
comments = json.loads(store.read_text())
if options["--method"] == "GET":
    assert address == "repos/example/on-call/issues/7/comments", address
    print("\n".join(str(found) for found in jq.compile(options["--jq"]).input_value(comments).all()))
else:
    name, at, file = options["--field"].partition("=@")
    assert name == "body"
    body = pathlib.Path(file).read_text()
    if options["--method"] == "POST":
        assert address == "repos/example/on-call/issues/7/comments", address
        comments.append({"id": len(comments) + 1, "user": {"login": "github-actions[bot]"}, "body": body})
    else:
        next(c for c in comments if address == f"repos/example/on-call/issues/comments/{c['id']}")["body"] = body
    store.write_text(json.dumps(comments))
'''

JQ = r'''
import json, sys
import jq
assert sys.argv[1] == "-r"
print("\n".join(str(found) for found in jq.compile(sys.argv[2]).input_value(json.load(open(sys.argv[3]))).all()))
'''


def run(*command, cwd, **more):
    """What a command that must not fail prints."""
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True, **more).stdout


class Team:
    """A repository made by `init`, and where its site is published."""

    def __init__(self, folder, program, host):
        self.folder, self.program, self.host = folder, program, host
        self.now = "2026-11-25"
        self.work, self.origin, self.pages = folder / "work", folder / "origin.git", folder / "pages.git"
        self.comments = folder / "comments.json"
        self.comments.write_text(json.dumps([{"id": 1, "user": {"login": "mallory"}, "body": MARK + " not ours"}]))
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.put("cargo", "bash", '[ "$1" = install ] && [[ "$2" =~ ^hausmeister@[0-9.]+$ ]] && [ "$3" = --locked ]')
        self.put("gh", sys.executable, GH)
        self.put("jq", sys.executable, JQ)
        self.put("apk", "bash", '[ "$*" = "add --no-cache curl jq" ]')
        self.set_clock(self.now)
        for bare in self.origin, self.pages:
            run("git", "init", "--quiet", "--bare", "--initial-branch=main", bare, cwd=folder)
        names = "Ana Souza, Bruno Lima, Carla Dias, Davi Moreira"
        run(program, "--now", self.now, "init", self.work, "--ci", host, "--people", names, cwd=folder)
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("remote", "add", "origin", self.origin)
        self.commit("Begin")
        self.git("push", "--quiet", "origin", "main")

    def put(self, name, interpreter, text):
        file = self.bin / name
        file.write_text(f"#!/usr/bin/env {interpreter}\n{text}")
        file.chmod(0o755)

    def set_clock(self, now):
        self.now = now
        self.put("hausmeister", "bash", f'exec "{self.program}" --now {now} "$@"')

    def git(self, *words):
        return run("git", *words, cwd=self.work, env=self.environment())

    def commit(self, message):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def edit(self, old, new):
        roster = self.work / "roster.yaml"
        text = roster.read_text()
        assert old in text, old
        roster.write_text(text.replace(old, new))

    def environment(self):
        who = {f"GIT_{role}_{what}": "Test" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        when = {f"GIT_{role}_DATE": "2026-11-20T14:03:00Z" for role in ("AUTHOR", "COMMITTER")}
        path = f"{self.bin}:{os.environ['PATH']}"
        return {"PATH": path, "HOME": str(self.folder), "COMMENTS": str(self.comments)} | who | when

    def checkout(self, branch):
        """A clone of origin as a job finds it."""
        clone = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        run("git", "clone", "--quiet", self.origin, clone, cwd=self.folder)
        run("git", "checkout", "--quiet", branch, cwd=clone)
        return clone

    def publish(self, site):
        """What Pages does with a site; it leaves out what begins with a dot."""
        clone = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        run("git", "init", "--quiet", "--initial-branch=main", clone, cwd=self.folder)
        shutil.copytree(site, clone, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*"))
        for words in ("add", "--all"), ("commit", "--quiet", "--message", "Deploy"), ("push", "--quiet", "--force",
                                                                                     self.pages, "main"):
            run("git", *words, cwd=clone, env=self.environment())

    def published(self):
        """The published tree: every path, with the hash of its bytes."""
        tree = run("git", "ls-tree", "-r", "main", cwd=self.pages)
        return {path: line.split()[2] for line, path in (line.split("\t") for line in tree.splitlines())}

    def schedule(self):
        return json.loads(run("git", "show", "main:schedule.json", cwd=self.pages))

    def said(self):
        """The bodies of comments other than Mallory's."""
        return [comment["body"] for comment in json.loads(self.comments.read_text())[1:]]


def value(expression, context):
    """What an expression of GitHub's comes to: names, strings, `!`, `==`, `&&` and `cancelled()`."""
    token = r"'[^']*'|[A-Za-z_][\w.-]*(?:\(\))?|==|&&|!|\S"
    python = []
    for word in re.findall(token, expression):
        if word in ("==", "&&", "!"):
            python.append({"==": "==", "&&": " and ", "!": " not "}[word])
        elif word == "cancelled()":
            python.append("False")
        elif word.startswith("'"):
            python.append(repr(word[1:-1]))
        else:
            found = functools.reduce(lambda at, name: at.get(name, ""), word.split("."), context)
            python.append(repr(found))
    return eval("".join(python), {"__builtins__": {}})


def filled(text, context):
    """A text with the values of its `${{ }}`."""
    return re.sub(r"\$\{\{(.*?)\}\}", lambda match: str(value(match[1], context)), str(text))


class Actions:
    """Runs workflows as GitHub does."""

    def __init__(self, team):
        self.team = team

    def workflow(self, name, branch, event):
        """Runs every job in its order; gives the outcome of each."""
        file = self.team.work / ".github/workflows" / f"{name}.yml"
        jobs = YAML(typ="safe").load(file.read_text())["jobs"]
        github = {"token": "a-token", "repository": "example/on-call"} | event
        self.artifacts, self.log, self.summary = {}, "", ""
        needs = {}
        for name, job in jobs.items():
            context = {"github": github, "needs": needs, "secrets": {}}
            waits = [job["needs"]] if "needs" in job else []
            ready = all(needs[other]["result"] == "success" for other in waits)
            asked = job.get("if")
            if value(asked.strip()[3:-2], context) if asked else ready:
                needs[name] = self.job(job, branch, context)
            else:
                needs[name] = {"result": "skipped", "outputs": {}}
        return {name: job["result"] for name, job in needs.items()}

    def job(self, job, branch, context):
        context = context | {"steps": {}, "env": job.get("env", {})}
        self.cwd, result = pathlib.Path(tempfile.mkdtemp(dir=self.team.folder)), "success"
        for number, step in enumerate(job["steps"]):
            asked = step.get("if")
            wanted = value(asked.strip()[3:-2], context) if asked else result == "success"
            outcome = "skipped"
            if wanted:
                outcome = "success" if self.step(step, branch, context) else "failure"
                if outcome == "failure" and not step.get("continue-on-error"):
                    result = "failure"
            context["steps"].setdefault(step.get("id", str(number)), {})["outcome"] = outcome
        outputs = {name: filled(text, context) for name, text in job.get("outputs", {}).items()}
        return {"result": result, "outputs": outputs}

    def step(self, step, branch, context):
        """Runs a step; tells whether it went well."""
        if "uses" in step:
            self.use(step["uses"].split("@")[0], step.get("with", {}), step.get("id"), branch, context)
            return True
        assert "${{" not in step["run"], "a value in a script could be a script"
        summary = self.team.folder / "summary.md"
        summary.write_text("")
        own = {name: filled(text, context) for name, text in (context["env"] | step.get("env", {})).items()}
        environment = self.team.environment() | own | {"GITHUB_STEP_SUMMARY": str(summary)}
        done = subprocess.run([*BASH, "-c", step["run"]], cwd=self.cwd, env=environment, capture_output=True, text=True)
        self.log += done.stdout + done.stderr
        self.summary += summary.read_text()
        return done.returncode == 0

    def use(self, action, options, step, branch, context):
        """What an action does."""
        if action == "actions/checkout":
            assert options["fetch-depth"] == 0 and options["persist-credentials"] is False
            self.cwd = self.team.checkout(branch)
        elif action == "actions/upload-artifact":
            kept = self.team.folder / "artifacts" / f"{len(self.artifacts)}-{options['name']}"
            source = self.cwd / options["path"]
            if source.is_dir():
                shutil.copytree(source, kept, dirs_exist_ok=True)
            else:
                kept.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, kept)
            self.artifacts[options["name"]] = kept
        elif action == "actions/download-artifact":
            shutil.copytree(self.artifacts[options["name"]], self.cwd, dirs_exist_ok=True)
        elif action == "actions/configure-pages":
            context["steps"][step] = {"outputs": {"base_url": "https://example.github.io/on-call"}}
        elif action == "actions/upload-pages-artifact":
            self.site = self.cwd / options["path"]
            assert (self.site / "index.html").is_file()
        elif action == "actions/deploy-pages":
            self.team.publish(self.site)
        else:
            raise AssertionError(f"nobody plays {action}")


def expect_published(team, base_url):
    """The published tree is what the program builds of `main`, and nothing else; gives it back."""
    clone, out = team.checkout("main"), pathlib.Path(tempfile.mkdtemp(dir=team.folder)) / "public"
    run(team.program, "--now", team.now, "build", "--out", out, "--base-url", base_url, cwd=clone)
    tree = team.published()
    expected = {str(file.relative_to(out)): run("git", "hash-object", file, cwd=clone).strip()
                for file in out.rglob("*") if file.is_file() and not file.name.startswith(".")}
    assert tree == expected, tree.keys() ^ expected.keys()
    return tree


def break_and_mend(team, publish):
    """A build that fails leaves the old site; the next that does not replaces it."""
    before = team.published()
    team.edit("rotation: engineers", "rotation: enginers")
    team.commit("Break the roster")
    team.git("push", "--quiet", "origin", "main")
    team.set_clock("2026-12-08")
    assert not publish(), "a roster with errors was published"
    assert team.published() == before, "a failed build changed the site"
    team.git("revert", "--no-edit", "HEAD")
    team.git("push", "--quiet", "origin", "main")
    assert publish()


def follow_the_clock(team, publish):
    """Without a commit, a later day publishes later weeks."""
    first = team.schedule()["to"]
    team.set_clock("2026-12-01")
    assert publish()
    second = team.schedule()["to"]
    assert second > first, (first, second)
    return first, second


def propose(team, name, old, new):
    """A branch with a change to the roster."""
    team.git("switch", "--quiet", "--create", name, "main")
    team.edit(old, new)
    team.commit(f"Change {name}")
    team.git("push", "--quiet", "origin", name)
    team.git("switch", "--quiet", "main")


def github(folder, program):
    team = Team(folder, program, "github")
    actions = Actions(team)
    publish = lambda: actions.workflow("publish", "main", {}) == {"build": "success", "deploy": "success"}
    assert publish(), actions.log
    tree = expect_published(team, "https://example.github.io/on-call")
    print(f"GitHub: {len(tree)} files published, among them {', '.join(sorted(tree)[:1] + ['calendars/all.ics'])}")
    print("GitHub: published up to %s, a week later up to %s" % follow_the_clock(team, publish))
    break_and_mend(team, publish)
    expect_published(team, "https://example.github.io/on-call")

    event = {"base_ref": "main", "event": {"number": 7, "pull_request": {
        "number": 7, "head": {"repo": {"full_name": "example/on-call"}}}}}
    propose(team, "late", "[ana, bruno, carla, davi]", "[bruno, ana, carla, davi]")
    jobs = actions.workflow("check", "late", event)
    assert jobs == {"check": "failure", "comment": "success"}, (jobs, actions.log)
    assert re.search(r"^::error file=roster.yaml,line=\d+,.*short-notice", actions.log, re.M), actions.log
    [first] = team.said()
    assert first.startswith(MARK) and "Ana Souza" in first and first.strip() in actions.summary
    assert (actions.artifacts["site"] / "index.html").is_file()

    cover = "overrides:\n  - { shift: backlog-weekday, week_of: 2027-03-03, person: davi }\n\n"
    propose(team, "fine", "rules:", f"{cover}rules:")
    jobs = actions.workflow("check", "fine", event)
    assert jobs == {"check": "success", "comment": "success"}, (jobs, actions.log)
    [second] = team.said()
    assert second.startswith(MARK) and second != first, "the comment was not brought up to date"

    fork = json.loads(json.dumps(event).replace("example/on-call", "mallory/on-call"))
    assert actions.workflow("check", "fine", fork) == {"check": "success", "comment": "skipped"}
    propose(team, "broken", "rotation: engineers", "rotation: enginers")
    assert actions.workflow("check", "broken", event) == {"check": "failure", "comment": "skipped"}
    assert "::error file=roster.yaml" in actions.log and "site" not in actions.artifacts
    print("GitHub: annotations on lines, one comment kept up to date, the site to look at; for forks no comment")


class Notes(http.server.BaseHTTPRequestHandler):
    """GitLab's notes of a merge request."""

    kept = [{"id": 1, "body": "Looks good"}]
    place = "/api/v4/projects/5/merge_requests/7/notes"

    def do_GET(self):
        assert self.path.split("?")[0] == self.place, self.path
        self.answer(200, self.kept)

    def do_POST(self):
        assert self.path == self.place, self.path
        self.kept.append({"id": len(self.kept) + 1, "body": self.body()})
        self.answer(201, self.kept[-1])

    def do_PUT(self):
        note = next(note for note in self.kept if self.path == f"{self.place}/{note['id']}")
        note["body"] = self.body()
        self.answer(200, note)

    def body(self):
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        return urllib.parse.parse_qs(form, strict_parsing=True)["body"][0]

    def answer(self, status, data):
        status = status if self.headers["PRIVATE-TOKEN"] == "a-token" else 401
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def log_message(self, *_):
        pass


class Pipeline:
    """Runs jobs of a pipeline as GitLab does."""

    def __init__(self, team):
        self.team, self.artifacts = team, {}
        file = YAML(typ="safe").load((team.work / ".gitlab-ci.yml").read_text())
        assert file["variables"]["GIT_DEPTH"] == 0
        self.jobs = {name: job for name, job in file.items() if isinstance(job, dict) and "script" in job}

    def job(self, name, branch, **variables):
        """Runs a job; tells whether it went well."""
        job = self.jobs[name]
        own = {key: str(text) for key, text in job.get("variables", {}).items()}
        if own.get("GIT_STRATEGY") == "none":
            cwd = pathlib.Path(tempfile.mkdtemp(dir=self.team.folder))
            shutil.copytree(self.artifacts["check"], cwd, dirs_exist_ok=True)
        else:
            cwd = self.team.checkout(branch)
        script = "\n".join(job["script"])
        environment = self.team.environment() | variables | own
        shell = BASH if job.get("image") is None else ["sh", "-e"]
        done = subprocess.run([*shell, "-c", script], cwd=cwd, env=environment, capture_output=True, text=True)
        self.log = done.stdout + done.stderr
        self.artifacts[name] = cwd
        return done.returncode == 0


def gitlab(folder, program):
    team = Team(folder, program, "gitlab")
    pipeline = Pipeline(team)

    def publish():
        if well := pipeline.job("pages", "main", CI_PAGES_URL="https://example.gitlab.io/on-call"):
            team.publish(pipeline.artifacts["pages"] / "public")
        return well

    assert publish(), pipeline.log
    tree = expect_published(team, "https://example.gitlab.io/on-call")
    print(f"GitLab: {len(tree)} files published")
    print("GitLab: published up to %s, a week later up to %s" % follow_the_clock(team, publish))
    break_and_mend(team, publish)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Notes)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    request = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_PROJECT_ID": "5",
               "CI_MERGE_REQUEST_IID": "7", "HAUSMEISTER_TOKEN": "a-token",
               "CI_API_V4_URL": f"http://127.0.0.1:{server.server_port}/api/v4"}
    propose(team, "late", "[ana, bruno, carla, davi]", "[bruno, ana, carla, davi]")
    assert not pipeline.job("check", "late", **request) and "short-notice" in pipeline.log, pipeline.log
    assert (pipeline.artifacts["check"] / "public/index.html").is_file()
    for bodies in 1, 1:
        assert pipeline.job("note", "late", **request), pipeline.log
        assert [note["body"].startswith(MARK) for note in Notes.kept] == [False] + [True] * bodies, Notes.kept
    propose(team, "broken", "rotation: engineers", "rotation: enginers")
    assert not pipeline.job("check", "broken", **request)
    assert pipeline.job("note", "broken", **request) and len(Notes.kept) == 2, pipeline.log
    server.shutdown()
    print("GitLab: one note kept up to date, the site to look at")


# `gh` as far as a release uses it: it keeps releases in a folder.
GH_OF_RELEASES = r'''
set -eu
[ -n "$GH_TOKEN" ]
case "$1 $2" in
  "release create") folder=$RELEASES/$3; mkdir "$folder"; shift 7; cp "$@" "$folder" ;;
  "release download") [ "$4 $5 $6" = "--repo example/hausmeister --pattern" ]; cp "$RELEASES/$3/$7" . ;;
  "attestation verify") [ -f "$3" ] && [ "$4 $5" = "--repo example/hausmeister" ] ;;
  *) exit 1 ;;
esac
'''


def release(folder, program):
    here = pathlib.Path(__file__).parent.parent
    version = run(program, "--version", cwd=here).split()[1]
    target = {"x86_64": "x86_64-unknown-linux-gnu", "aarch64": "aarch64-unknown-linux-gnu"}[os.uname().machine]
    releases, bin, work, job = (folder / name for name in ("releases", "bin", "work", "job"))
    for made in releases, bin, work, job:
        made.mkdir()
    built = f"mkdir -p target/$TARGET/release && cp {program} target/$TARGET/release/hausmeister"
    stubs = {"gh": GH_OF_RELEASES, "cargo": f'[ "$*" = "build --release --locked --target $TARGET" ] && {built}',
             "rustup": '[ "$*" = "target add $TARGET" ]'}
    for name, text in stubs.items():
        (bin / name).write_text(f"#!/usr/bin/env bash\n{text}")
        (bin / name).chmod(0o755)
    for name in "Cargo.toml", "README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE":
        shutil.copy(here / name, work)
    environment = {"PATH": f"{bin}:{os.environ['PATH']}", "RELEASES": str(releases), "GH_TOKEN": "a-token"}

    def steps(those, cwd, **more):
        """Runs the scripts among some steps; tells whether all went well."""
        scripts = [step["run"] for step in those if "run" in step]
        assert scripts and not any("${{" in script for script in scripts), "a value in a script could be a script"
        return all(subprocess.run([*BASH, "-c", script], cwd=cwd, env=environment | more).returncode == 0
                   for script in scripts)

    jobs = YAML(typ="safe").load((here / ".github/workflows/release.yml").read_text())["jobs"]
    tag = f"v{version}"
    assert not steps(jobs["build"]["steps"][:2], work, TARGET=target, TAG="v99.0.0"), "another version was released"
    assert steps(jobs["build"]["steps"], work, TARGET=target, TAG=tag)
    assert steps(jobs["release"]["steps"], work, TAG=tag)
    run("sha256sum", "--check", "SHA256SUMS", cwd=releases / tag)

    action = YAML(typ="safe").load((here / "action.yml").read_text())
    [install] = action["runs"]["steps"]
    paths = folder / "paths"
    assert install["env"]["VERSION"] == "${{ inputs.version }}"
    asked = {"VERSION": action["inputs"]["version"]["default"], "REPOSITORY": install["env"]["REPOSITORY"]}
    arch = {"x86_64": "X64", "aarch64": "ARM64"}[os.uname().machine]
    assert steps([install], job, RUNNER_OS="Linux", RUNNER_ARCH=arch, GITHUB_PATH=str(paths), **asked)
    installed = pathlib.Path(paths.read_text().strip())
    assert run(installed / "hausmeister", "--version", cwd=job).split()[1] == version
    print(f"release: {', '.join(sorted(os.listdir(installed)))} of {tag} installed by the action")


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    for part in github, gitlab, release:
        with tempfile.TemporaryDirectory() as folder:
            part(pathlib.Path(folder), program)


if __name__ == "__main__":
    main()
