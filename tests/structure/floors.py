"""The floors of the house, ground first, as tests need them; import-linter keeps the imports (`pyproject.toml`)."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = ["foundation", "outbox", "members", "events", "ideas", "projects", "config"]
# A room stands above its floor and below the next one.
ROOMS = {
    "ideas.evening": "ideas",
    "ideas.groups": "ideas",
    "ideas.sorting": "ideas",
    "members.assemblies": "members",
    "members.cooperative": "members",
    "projects.coaching": "projects",
    "projects.committee": "projects",
}
UPPER = ("members.assemblies",)  # rooms that stand on another room of their floor
# Whose pages a folder of templates holds, where its name is not that of an app.
FOLDERS = {
    "evening": "ideas.evening",
    "groups": "ideas.groups",
    "coaching": "projects.coaching",
    "committee": "projects.committee",
    "cooperative": "members.cooperative",
    "assemblies": "members.assemblies",
    "sorting": "ideas.sorting",
    "account": "members",
    "allauth": "members",
    "mfa": "members",
    "partials": "foundation",
}


def height(app):
    """Return where an app stands: a room is half a floor above its own, a little more on another room."""
    if app not in ROOMS:
        return FLOORS.index(app)
    return FLOORS.index(ROOMS[app]) + (0.75 if app in UPPER else 0.5)


def looks_down(app, other):
    """Whether `app` may know `other`: itself, or what stands lower (rooms of one floor do not know each other)."""
    return app == other or height(other) < height(app)


def app_of(module):
    """Return the app of a dotted name, None when it is not one of ours."""
    for room in ROOMS:
        if module == room or module.startswith(f"{room}."):
            return room
    first = module.partition(".")[0]
    return first if first in FLOORS else None


def project_files(*patterns):
    """The project's own files (those that git knows or would take), as paths below ROOT."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    return sorted(path for path in map(ROOT.joinpath, filter(None, listed)) if path.is_file())


def name(path):
    return str(path.relative_to(ROOT))
