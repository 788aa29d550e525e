"""Every opening of a file leaves a line: who, when, which copy (D60)."""

from django.utils import timezone

from projects.committee.models import FileReading


def note(file, *, expert, person, what=FileReading.What.PAGE, document="", now=None):
    """Keep that `person` opened the file, as `expert`, or keeping the committee (None); return the row."""
    return FileReading.objects.create(
        file=file, expert=expert, person=person, what=what, document=document[:200], sha256=file.sha256,
        at=now or timezone.now(),
    )  # fmt: skip
