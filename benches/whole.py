#!/usr/bin/env python3
"""Times whole builds of made projects, and says which goals are met. `benches/run` runs it.

    python3 benches/whole.py HAUSMEISTER HUGO ZOLA FIGURES [--short]

FIGURES is the program of `benches/figures.rs`.

Times in the table of sizes are the least of several runs, each into an empty folder unless it says otherwise. What is
compared runs by turns, one right after the other, and what counts is the middle one of the turns' ratios: on a machine
that others use too, a short run finds a calm moment sooner than a long one on two cores, and so the least of each would
be of different machines. `processor` is user and system time of all cores, and counts where a goal is about time; `clock`
stands beside it.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import inputs

HERE = Path(__file__).resolve().parent
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1795183380"}
RUNS = 11
# Nobody waits longer for a build.
LONGEST = 900


class Run:
    """What a program took: seconds of the processor and of the clock, and bytes of memory."""

    def __init__(self, command, **options):
        begun = time.monotonic()
        process = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, **options)
        _, status, usage = os.wait4(process.pid, 0)
        self.clock = time.monotonic() - begun
        self.processor = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss * 1024
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise SystemExit(f"{command} failed")

    @staticmethod
    def least(runs):
        """The least of each figure."""
        best = runs[0]
        for name in ("clock", "processor", "memory"):
            setattr(best, name, min(getattr(run, name) for run in runs))
        return best


def ratios(name, turns):
    """What the first of each turn took, beside the sum of the others; ascending."""
    return sorted(getattr(first, name) / sum(getattr(other, name) for other in others) for first, *others in turns)


def ratio(name, turns):
    """The middle one of the turns' ratios."""
    return statistics.median(ratios(name, turns))


def spread(name, turns):
    """How far the turns' ratios are apart."""
    least, *_, most = ratios(name, turns)
    return f"by the {name}, by turns: {least:.2f} to {most:.2f}"


class Once:
    """What a part took, as the program of figures tells it."""

    def __init__(self, told):
        self.clock, self.processor = told["clock"], told["processor"]


class Goals:
    """What was asked for, and what it came to."""

    def __init__(self):
        self.rows = []

    def most(self, what, value, bound, unit="", digits=2):
        self.row(what, f"at most {bound:,g}{unit}", f"{value:,.{digits}f}{unit}", value <= bound)

    def least(self, what, value, bound, unit=""):
        self.row(what, f"at least {bound:,g}{unit}", f"{value:,.0f}{unit}", value >= bound)

    def told(self, what, value):
        self.row(what, "", f"{value:,.2f}", None)

    def row(self, *row):
        self.rows.append(row)

    def table(self):
        yield "| goal | bound | is | |"
        yield "| --- | ---: | ---: | --- |"
        verdicts = {True: "met", False: "**missed**", None: ""}
        for what, bound, value, is_met in self.rows:
            yield f"| {what} | {bound} | {value} | {verdicts[is_met]} |"


def project(root, **sizes):
    folder = root / "-".join(f"{name}-{size}" for name, size in sizes.items())
    if not folder.exists():
        inputs.project(folder, **sizes)
    return folder


def sized(pages, people, years, **more):
    """What a project is made of."""
    return {"pages": pages, "people": people, "years": years, **more}


def files(folder):
    found = [path for path in folder.rglob("*") if path.is_file()]
    return len(found), sum(path.stat().st_size for path in found)


def build(program, folder, again=False):
    if not again:
        shutil.rmtree(folder / "public", ignore_errors=True)
    return Run([program, "--root", folder, "--now", inputs.NOW, "-q", "build"], stderr=subprocess.DEVNULL)


def by_hugo(program, folder):
    """A build by Hugo."""
    for made in ("public", "resources"):
        shutil.rmtree(folder / made, ignore_errors=True)
    return Run([program, "--source", folder, "--quiet", "--ignoreCache", "--noBuildLock"])


def by_zola(program, folder):
    """A build by Zola."""
    shutil.rmtree(folder / "public", ignore_errors=True)
    return Run([program, "--root", folder, "build"])


def ask(figures, what, folder):
    said = subprocess.run([figures, what, folder], check=True, capture_output=True, text=True, timeout=LONGEST)
    return json.loads(said.stdout)


def sizes(program, root, runs, pages, rosters):
    """A row for each size, and the runs by size."""
    print("| pages | people | years | files | size | processor | clock | memory | again |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    measured = {}
    for size in [(number, 10, 1) for number in pages] + [(0, *roster) for roster in rosters]:
        folder = project(root, **sized(*size))
        first = Run.least([build(program, folder) for _ in range(runs)])
        again = Run.least([build(program, folder, again=True) for _ in range(runs)])
        count, octets = files(folder / "public")
        measured[size] = first, again, octets
        shutil.rmtree(folder / "public")
        print("| {:,} | {:,} | {} | {:,} | {:,.1f} MB | {:.2f} s | {:.2f} s | {:,.0f} MB | {:.2f} s |".format(
            *size, count, octets / 1e6, first.processor, first.clock, first.memory / 1e6, again.processor), flush=True)
    return measured


def compared(program, other, root, runs, pages, goals):
    """The same pages, built by turns by us and by another program: its name, what builds by it, and how it knows pages."""
    title, generate, text = other
    ours, site = project(root, pages=pages, people=10, years=1), root / title.lower()
    shutil.copytree(HERE / title.lower(), site)
    inputs.site(site, pages, text)
    turns = [(build(program, ours), generate(site)) for _ in range(runs)]
    count, octets = files(site / "public")
    if count < pages:
        raise SystemExit(f"{title} has made {count} files of {pages} pages")
    shutil.rmtree(site)
    mine, theirs = (Run.least(list(of)) for of in zip(*turns))
    what = f"{pages:,} runbooks, time beside {title}'s"
    for name in ("processor", "clock"):
        goals.most(f"{what}, by the {name}", ratio(name, turns), 0.2)
    print(f"{title}: {octets / 1e6:,.0f} MB of output, {theirs.processor:.2f} s of the processor, {theirs.clock:.2f} s by the clock, "
          f"{theirs.memory / 1e6:,.0f} MB; ours: {mine.processor:.2f} s, {mine.clock:.2f} s, {mine.memory / 1e6:,.0f} MB")


def floor(program, figures, root, runs, pages, goals, plain=0):
    """Beside what can't be saved: rendering, colours, and writing the files. Plain pages are without what a site has
    beside its texts."""
    folder = project(root, pages=pages, people=10, years=1, plain=plain)
    kind = "plain runbooks" if plain else "runbooks"
    turns = []
    for _ in range(2 * runs - 1):
        ours = build(program, folder)
        copy = Run(["cp", "-r", folder / "public", root / "copy"])
        shutil.rmtree(root / "copy")
        alone = ask(figures, "floor", folder)
        turns.append((ours, Once(alone["bare"]), Once(alone["colours"]), copy))
    for name in ("processor", "clock"):
        whole, bare, colours, copied = (statistics.median(getattr(run, name) for run in of) for of in zip(*turns))
        print(f"{kind}, by the {name}, middle ones: bare rendering {bare:.3f} s, colours of {alone['blocks']:,} blocks "
              f"{colours:.3f} s, `cp -r` {copied:.3f} s; ours {whole:.3f} s")
        print(f"{kind} beside them, {spread(name, turns)}")
        what = f"{pages:,} {kind}, time beside bare rendering, colours and `cp -r`, by the {name}"
        # The goal is about what two cores take. What both of them do together has none, and is told.
        if name == "clock":
            goals.most(what, ratio(name, turns), 1.5)
        else:
            goals.told(what, ratio(name, turns))
    return folder


def growth(program, root, runs, measured, goals):
    """Twice the input, at most 2.1 times the time and memory: of the sizes that were measured, built anew by turns.

    In each turn counts the least of three builds of each, which take turns too: a virtual machine gives back to its host
    what memory is free, and a build that has to fetch hundreds of megabytes anew takes up to twice as long. That hits the
    larger one more often.
    """
    def turn(folders):
        builds = [[build(program, folder) for folder in folders] for _ in range(3)]
        return [Run.least(list(of)) for of in zip(*builds)]

    for name, less, more in (("pages", sized(1_000, 10, 1), sized(2_000, 10, 1)),
                             ("pages", sized(2_500, 10, 1), sized(5_000, 10, 1)),
                             ("pages", sized(1_000, 10, 1, flat=1), sized(2_000, 10, 1, flat=1)),
                             ("people", sized(0, 1_000, 1), sized(0, 2_000, 1)),
                             ("people", sized(0, 5_000, 1), sized(0, 10_000, 1)),
                             ("years", sized(0, 100, 5), sized(0, 100, 10))):
        if all((size["pages"], size["people"], size["years"]) in measured for size in (less, more)):
            folders = [project(root, **size) for size in (less, more)]
            turns = [turn(folders[::-1]) for _ in range(runs)]
            for folder in folders:
                shutil.rmtree(folder / "public")
            what = f"{less[name]:,} to {more[name]:,} {name}{' in one folder' if 'flat' in less else ''}"
            print(f"{what}: {spread('processor', turns)}")
            goals.most(f"{what}: time", ratio("processor", turns), 2.1)
            goals.most(f"{what}: memory", ratio("memory", turns), 2.1)


def calm():
    """Waits, three minutes at most, until the machine has had little to do for a while: a virtual one that was busy on all
    its cores, as with building us, is slow for another minute, most so on all cores."""
    for _ in range(36):
        if os.getloadavg()[0] < 0.5:
            break
        time.sleep(5)


def who(program, root, runs):
    folder = project(root, pages=1_000, people=10, years=1)
    command = [program, "--root", folder, "--now", inputs.NOW, "who"]
    return Run.least([Run(command) for _ in range(runs * 4)])


def main(program, hugo, zola, figures, *options):
    is_short = "--short" in options
    runs = 3 if is_short else RUNS
    pages = [10, 100, 1_000, 2_000] if is_short else [10, 100, 1_000, 2_000, 2_500, 5_000]
    rosters = [(10, 1), (10, 5), (10, 10), (100, 1), (100, 5), (100, 10), (1_000, 1), (2_000, 1)]
    rosters += [] if is_short else [(1_000, 5), (1_000, 10), (5_000, 1), (10_000, 1), (10_000, 5), (10_000, 10)]
    goals = Goals()
    calm()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    # In memory where that is possible: on a disk, folders that were just removed slow down the next build.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        root = Path(folder)
        # What is remembered of builds is forgotten with them.
        ENVIRONMENT["XDG_CACHE_HOME"] = str(root / "cache")
        made = floor(program, figures, root, runs, 1_000, goals)
        floor(program, figures, root, runs, 1_000, goals, plain=1)
        print()
        measured = sizes(program, root, runs, pages, rosters)
        print()
        first, again, _ = measured[1_000, 10, 1]
        goals.most("1,000 runbooks, second build beside the first", again.processor / first.processor, 0.25)
        if warned := measured.get((0, 1_000, 10)):
            what = "1,000 people over 10 years, with a warning, second build beside the first"
            goals.most(what, warned[1].processor / warned[0].processor, 0.25)
        growth(program, root, runs, measured, goals)
        feeds = project(root, pages=0, people=100, years=10)
        written = [ask(figures, "feeds", feeds) for _ in range(5)]
        for where, place in (("memory", "in memory"), ("published", "published as files")):
            for name in ("processor", "clock"):
                rate = statistics.median(once["events"] / once[where][name] for once in written)
                goals.least(f"events written to calendars, {place}, by the {name}", rate, 250_000, " a second")
        over = {size: first.memory - 3 * octets for size, (first, _, octets) in measured.items()}
        size, worst = max(over.items(), key=lambda item: item[1])
        what = " at {:,} pages, {:,} people, {} years".format(*size)
        goals.most(f"memory beyond 3 times the output, the worst{what}", worst / 1e6, 50, " MB", digits=0)
        edit = ask(figures, "edit", made)
        goals.most("1,000 runbooks, work from an edit to its page, by the processor", 1000 * edit["processor"], 50, " ms")
        asked = who(program, root, runs)
        goals.most("`who`, by the processor", 1000 * asked.processor, 10, " ms")
        goals.most("`who`, by the clock", 1000 * asked.clock, 10, " ms")
        # Last, as they keep all cores busy.
        for other in (("Hugo", lambda site: by_hugo(hugo, site), inputs.with_front_matter),
                      ("Zola", lambda site: by_zola(zola, site), inputs.with_links_from_the_root)):
            compared(program, other, root, min(runs, 3), 1_000, goals)
    print()
    print("\n".join(goals.table()))


if __name__ == "__main__":
    if len(sys.argv) < 5:
        raise SystemExit(__doc__)
    main(*(Path(argument).resolve() for argument in sys.argv[1:5]), *sys.argv[5:])
