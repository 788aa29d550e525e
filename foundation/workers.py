"""The script of a service worker: its own files and those of the page that it gives back without network."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.templatetags.static import static


@dataclass(frozen=True)
class Worker:
    """`page`: the static files kept for the page; `scripts`: those of the worker itself, in the order it reads them.

    `variable` is the name under which the worker's scripts find « version » and « files ».
    """

    variable: str
    page: tuple
    scripts: tuple

    @property
    def version(self):
        """A fingerprint of the content of every file: a deployment replaces them all, or none."""
        return _fingerprint.__wrapped__(self) if settings.DEBUG else _fingerprint(self)

    def script(self):
        kept = {"version": self.version, "files": [static(name) for name in self.page]}
        scripts = ", ".join(json.dumps(static(name)) for name in self.scripts)
        return f"self.{self.variable} = {json.dumps(kept)};\nimportScripts({scripts});\n"

    def response(self):
        response = HttpResponse(self.script(), content_type="text/javascript; charset=utf-8")
        response["Cache-Control"] = "no-cache"
        return response


@cache
def _fingerprint(worker):
    digest = hashlib.sha256()
    for name in sorted({*worker.page, *worker.scripts}):
        digest.update(f"{static(name)}\0".encode() + Path(finders.find(name)).read_bytes())
    return digest.hexdigest()[:12]
