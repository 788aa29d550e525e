"""Makes the files: a PDF at once when it is short, else a zip of several made by a job, kept for one day."""

import os
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _

from events.models import Event
from events.printing import documents, find, said
from foundation import jobs, typesetting

JOB = "print"
ALL = "tout"  # every document with its usual choices
PER_FILE = 60  # sheets: 480 badges take half a second and 150 MB; 3 000 in one file would take 590 MB
KEPT = timedelta(days=1)  # these files hold names: long enough to print them, and no longer (D58)


def is_short(sheets):
    """Whether so many sheets are one file that nobody waits for."""
    return sheets <= PER_FILE


def pdf(document, event, options, wanted, *, apart=False):
    """Return the bytes of the PDF of sheets `wanted` (a range), in the language in force."""
    title = f"{document.label} · {event}"
    data, language = said(document, event, options, wanted), translation.get_language()
    return typesetting.pdf(document.template, data, language=language, title=title, apart=apart)


@dataclass(frozen=True)
class Order:
    """What is made in one zip: a document with its choices, or all of them; the job's subject says it again."""

    event: Event
    name: str
    query: str
    language: str

    @classmethod
    def read(cls, subject):
        """Return the `Order` of a job, or None when its evening is gone."""
        pk, language, name = subject.split(":", 2)
        event = Event.objects.select_related("territory").filter(pk=pk).first()
        name, _mark, query = name.partition("?")
        return event and cls(event, name, query, language)

    @property
    def subject(self):
        return f"{self.event.pk}:{self.language}:{self.name}{'?' if self.query else ''}{self.query}"

    @property
    def label(self):
        return _("Everything to print") if self.name == ALL else find(self.name).label

    @property
    def path(self):
        return _folder() / f"{sha256(self.subject.encode()).hexdigest()[:32]}.zip"

    @property
    def is_there(self):
        return self.path.is_file()

    def start(self):
        """Begin, or begin again with what is known now; return the job."""
        return jobs.start(JOB, self.subject)

    def job(self):
        return jobs.find(JOB, self.subject)

    def parts(self):
        """Return (document, options, range of sheets, name of the file) of every file of the zip."""
        chosen = documents() if self.name == ALL else [find(self.name)]
        found = []
        for document in chosen:
            options = document.form(QueryDict(self.query), event=self.event).options
            count = document.count(self.event, options)
            starts = range(0, count, PER_FILE)
            for number, start in enumerate(starts, 1):
                name = f"{document.name}-{number}.pdf" if len(starts) > 1 else f"{document.name}.pdf"
                found.append((document, options, range(start, min(count, start + PER_FILE)), name))
        return found


@jobs.kind(JOB)
def make(lease):
    """Write the zip of an order; it takes its place once whole, so that nobody downloads half of it."""
    order = Order.read(lease.subject)
    if order is None:
        return
    _folder().mkdir(parents=True, exist_ok=True)
    with translation.override(order.language), tempfile.NamedTemporaryFile(dir=_folder(), delete=False) as file:
        try:
            _write(file, order.parts(), order.event, lease)
        except BaseException:
            os.unlink(file.name)
            raise
    os.replace(file.name, order.path)


def _write(file, parts, event, lease):
    done, total = 0, sum(len(wanted) for _document, _options, wanted, _name in parts)
    with zipfile.ZipFile(file, "w") as archive:
        for document, options, wanted, name in parts:
            lease.advance(done=done, total=total)
            archive.writestr(name, pdf(document, event, options, wanted, apart=True))
            done += len(wanted)
    lease.advance(done=done, total=total)


def forget(*, now):
    """Delete the files made more than a day ago; return how many."""
    old = [file for file in _folder().glob("*") if file.stat().st_mtime < (now - KEPT).timestamp()]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def _folder():
    return Path(settings.VAR_DIR) / "printed"  # beside the media, which backups copy
