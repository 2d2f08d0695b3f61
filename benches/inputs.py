"""Made inputs: rosters of any size, and runbooks of 4 to 6 kB, as a project of ours and as sites of Hugo and Zola.

Everything is a function of the numbers it is asked for: no clock, no chance.
"""

import functools
import json
import sys
from pathlib import Path

NOW = "2026-11-20T12:00:00Z"
# The day on which the published years end, and the weeks of one.
FIRST_YEAR, WEEKS = 2026, 52

# So many pages in a folder, and so many folders in an area.
PAGES, FOLDERS = 50, 10

SHIFTS = """\
shifts:
  level-1-weekday: { name: Level 1 Weekday, hours: Mon 18:00 - Fri 18:00, rotation: engineers }
  level-1-weekend: { name: Level 1 Weekend, hours: Fri 18:00 - Mon 18:00, rotation: engineers, offset: 2 }
  level-2: { name: Level 2, hours: Mon 18:00 - Mon 18:00, rotation: seniors }
  backlog-weekday: { name: Backlog Weekday, hours: Mon 18:00 - Fri 18:00, follows: level-1-weekday }
escalation: [[level-1-weekday, level-1-weekend], level-2]
"""


def roster(people, years=1):
    """One team with four shift types; one in five stands in the rotation of level 2, all others share the other one.

    It has run for `years`, and all of that is published, with a quarter of a year ahead.
    """
    ids = [f"p{number}" for number in range(people)]
    seniors = people // 5
    lines = ["team: Scale", "timezone: Europe/Berlin", f"starts: {FIRST_YEAR - years}-11-02"]
    lines += [f"publish: {{ past: {WEEKS * years} weeks, ahead: 13 weeks }}", "people:"]
    lines += [f"  {id}: {{ name: Person {id}, slack: {id} }}" for id in ids]
    lines += ["rotations:", f"  seniors: [{', '.join(ids[:seniors])}]", f"  engineers: [{', '.join(ids[seniors:])}]"]
    return "\n".join([*lines, SHIFTS])


SHELL = """\
# Which of the queues of {name} is behind, and by how much?
kubectl --namespace {name} get pods --selector "app={name},tier=worker" | grep -v Running
for queue in $(redis-cli -h "{name}-redis" KEYS 'queue:*'); do
  printf '%s %d\\n' "$queue" "$(redis-cli -h "{name}-redis" LLEN "$queue")"
done | sort -k2 -n | tail -{number}
"""
YAML = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {name}   # one for each region
  labels: {{ app: {name}, "tier": worker }}
spec:
  replicas: {number}
  paused: false
"""
SQL = """\
SELECT job_id, state, started_at, now() - started_at AS running -- the longest first
FROM {table}_jobs
WHERE state IN ('running', 'stuck') AND started_at < now() - interval '{number} minutes'
ORDER BY running DESC LIMIT 20;
"""
PYTHON = """\
def stuck(jobs, minutes={number}):
    \"\"\"The jobs of {name} that have not moved for so long.\"\"\"
    limit = datetime.now(timezone.utc) - timedelta(minutes=minutes)
    return [job for job in jobs if job.state == "running" and job.moved_at < limit]
"""
JSON = """\
{{ "service": "{name}", "limits": {{ "workers": {number}, "retries": 3, "paused": null }}, "owners": ["ana", "bruno"] }}
"""
BLOCKS = (("sh", SHELL), ("yaml", YAML), ("sql", SQL), ("python", PYTHON), ("json", JSON))

PROSE = (
    "Look at the *dashboard* of `{name}` first, and at its queue of **{number}** jobs: jobs that run keep their state "
    "in a table, and lose what they have not written when they are killed. If more than one region is behind, it is "
    "the broker and not the service; go on with {link} then.",
    "Restart one worker at a time, wait until it takes jobs again, and only then go on to the next. Nobody waits for "
    "these results within the hour, so there is time to do it with care; tell the others in the channel what you do.",
    "What is in the table below is what the team agreed on. Numbers that differ from it are worth a ticket, even if "
    "the service has come back by itself, see {link}.",
    "The job is safe to run again: it takes what it has done for granted and writes only what is missing. It is *not* "
    "safe to run two of them at once, because both would take the same lock and one would wait for {number} minutes.",
)
ITEMS = (
    "- see whether the alert is still there\n- open the dashboard and compare with last week\n"
    "- tell the channel that you look at it\n",
    "1. drain the worker\n2. restart it\n3. wait until it takes jobs\n4. note the time in the log\n",
)
TABLE = (
    "| metric | fine | look | act |\n| --- | ---: | ---: | --- |\n"
    "| jobs waiting | {number} | 200 | restart a worker |\n| oldest job | 5 min | 30 min | page level 2 |\n"
    "| errors a minute | 0 | {number} | stop the deploys |\n"
)
SECTIONS = ("Symptoms", "First look", "Restart", "What the database says", "Roll back", "Afterwards")
SIZES = range(4_000, 6_001)


def place(number, in_folder=PAGES):
    """The folder and the name of a page, such as `area-0/service-3`, `page-17`."""
    folder, page = divmod(number, in_folder)
    area, folder = divmod(folder, FOLDERS)
    return f"area-{area}/service-{folder}", f"page-{page}"


def page(number, pages, edit="at first", in_folder=PAGES):
    """The markdown of a page: headings, prose, lists, a table, code, and links to four other pages."""
    folder, own = place(number, in_folder)
    name = own.replace("page", folder.rsplit("/", 1)[1])
    # Links stay within the folder or lead two folders up; the other pages exist.
    near = number - number % in_folder + (number * 7 + 3) % in_folder
    far = (number * 31 + 17) % pages
    targets = [near if near < pages else number, far]
    up = "../" * (folder.count("/") + 1)
    places = [place(target, in_folder) for target in targets]
    links = [f"[the page of {target}]({up}{folder}/{target}.md)" for folder, target in places]
    parts = [f"# Service {name} of {folder.split('/')[0]}\n", f"This was written {edit}.\n"]
    step = 0
    while True:
        values = {"name": name, "table": name.replace("-", "_"), "number": (number + step) % 40 + 2,
                  "link": links[step % 2]}
        title = SECTIONS[step] if step < len(SECTIONS) else f"Case {step}"
        language, block = BLOCKS[(number + step) % len(BLOCKS)]
        section = [f"## {title}\n", PROSE[step % 4].format(**values) + "\n"]
        section += [f"### {title} in numbers\n", TABLE.format(**values)] if step == 2 else []
        section += [ITEMS[step % 2], f"```{language}\n{block.format(**values)}```\n"]
        if sum(map(len, parts + section)) + len(parts + section) > SIZES[-1] - 1:
            break
        parts += section
        step += 1
        if sum(map(len, parts)) + len(parts) > SIZES[0] + (number * 397) % 1_000:
            break
    text = "\n".join(parts)
    assert len(text) in SIZES, (number, len(text))
    return text


# A frame of pages that has nothing in it, with the blocks that templates fill.
BARE = """\
<!doctype html>
<meta charset="utf-8">
<title>{% block title %}{% endblock title %}</title>
{% block description %}{% endblock description %}{% block robots %}{% endblock robots %}
{%- block styles %}{% endblock styles %}{% block offline %}{% endblock offline %}{% block scripts %}{% endblock scripts %}
{%- block notice %}{% endblock notice %}{% block kind %}{% endblock kind %}{% block data_id %}{% endblock data_id %}
{%- block main %}{% endblock main %}{% block footer %}{% endblock footer %}
"""


def plain_page(number, _pages):
    """The markdown of a page of the same size with nothing but prose, lists and a table."""
    folder, name = place(number)
    parts = [f"# Service {name} of {folder.split('/')[0]}\n"]
    step = 0
    while sum(map(len, parts)) + len(parts) <= SIZES[0] + (number * 397) % 1_000:
        values = {"name": name, "number": (number + step) % 40 + 2, "link": "the page of the broker"}
        parts += [PROSE[step % 4].format(**values) + "\n", ITEMS[step % 2]]
        parts += [TABLE.format(**values)] if step == 2 else []
        step += 1
    text = "\n".join(parts)
    assert len(text) in SIZES, (number, len(text))
    return text


def project(root, pages=0, people=10, years=1, plain=0, flat=0):
    """A project of ours; a plain one has neither navigation, lists of contents, links, code nor a search, and a flat one
    has all its pages in one folder."""
    root.mkdir(parents=True, exist_ok=True)
    text = roster(people, years) + ("site: { search: false }\n" if plain else "")
    (root / "roster.yaml").write_text(text, encoding="utf-8")
    in_folder = pages if flat else PAGES
    text = plain_page if plain else functools.partial(page, in_folder=in_folder)
    write_pages(root / "content", pages, text, in_folder)
    if plain:
        (root / "templates").mkdir()
        (root / "templates" / "base.html").write_text(BARE, encoding="utf-8")


def write_pages(content, pages, text, in_folder=PAGES):
    for number in range(pages):
        folder, name = place(number, in_folder)
        (content / folder).mkdir(parents=True, exist_ok=True)
        (content / folder / f"{name}.md").write_text(text(number, pages), encoding="utf-8")


def with_front_matter(number, pages):
    """The page with its title there instead of in a heading."""
    title, text = page(number, pages).split("\n", 1)
    return f"---\ntitle: {json.dumps(title.removeprefix('# '))}\n---\n{text}"


def with_links_from_the_root(number, pages):
    """The same as Zola knows pages: its checked links begin with `@/` and the folder of all content."""
    return with_front_matter(number, pages).replace("](../../", "](@/")


def site(root, pages, text=with_front_matter):
    """The same pages for Hugo or Zola, which take titles from front matter and know folders by an `_index.md`."""
    write_pages(root / "content", pages, text)
    for folder in [place(number)[0] for number in range(0, pages, PAGES)]:
        for part in (folder.split("/")[0], folder):
            index = root / "content" / part / "_index.md"
            index.write_text(f"---\ntitle: {part.rsplit('/', 1)[-1]}\nsort_by: title\n---\n", encoding="utf-8")


def main(arguments):
    if len(arguments) != 4:
        raise SystemExit(__doc__ + "\n    python3 benches/inputs.py FOLDER PAGES PEOPLE YEARS\n")
    folder, *numbers = arguments
    project(Path(folder), *map(int, numbers))


if __name__ == "__main__":
    main(sys.argv[1:])
