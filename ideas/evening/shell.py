"""What a phone keeps to open a table's page without network: which files, under which version."""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

# The page's own files; the worker gives them back without network.
PAGE = (
    "css/table.css",
    "img/favicon.svg",
    "js/table-store.js",
    "js/table-send.js",
    "js/table-mine.js",
    "js/table.js",
    "js/table-live.js",
)
# What the worker itself is made of, in the order in which it reads them.
WORKER = ("js/table-store.js", "js/table-send.js", "js/table-worker.js")


def script():
    """Return the worker's first lines: they change with any of its files, so that a deployment replaces them all."""
    shell = {"version": version(), "files": [static(name) for name in PAGE]}
    scripts = ", ".join(json.dumps(static(name)) for name in WORKER)
    return f"self.tableShell = {json.dumps(shell)};\nimportScripts({scripts});\n"


def version():
    """Return a fingerprint of the content of every file, whatever their names."""
    return _version.__wrapped__() if settings.DEBUG else _version()


@cache
def _version():
    digest = hashlib.sha256()
    for name in sorted({*PAGE, *WORKER}):
        digest.update(f"{static(name)}\0".encode() + Path(finders.find(name)).read_bytes())
    return digest.hexdigest()[:12]
