"""What the platform itself counted of past editions; declared figures are never among these."""

from dataclasses import dataclass

from django.db.models import Count

from events.models import Attendance, Registration, Workshop
from ideas.models import Idea


@dataclass
class Counted:
    """People who came (as noted at the doors), workshops held and ideas that may be read, of one edition."""

    present: int = 0
    workshops: int = 0
    ideas: int = 0

    @property
    def is_empty(self):
        return not (self.present or self.workshops or self.ideas)


def counted_of(events):
    """Return {event's pk: `Counted`} of these editions, in three statements; those that left nothing are out."""
    found = {event.pk: Counted() for event in events}
    came = Attendance.objects.standing().filter(registration__in=Registration.objects.live())
    rows = {
        "present": (came, "registration__event"),
        "workshops": (Workshop.objects.published(), "event"),
        "ideas": (Idea.objects.on_pages(), "event"),
    }
    for name, (queryset, path) in rows.items():
        counts = queryset.filter(**{f"{path}__in": list(found)}).order_by().values_list(path).annotate(n=Count("pk"))
        for pk, number in counts:
            setattr(found[pk], name, number)
    return {pk: counted for pk, counted in found.items() if not counted.is_empty}
