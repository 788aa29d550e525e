"""What time does to projects that seek a bearer: asked, ended, answered no more, forgotten (D22, D58)."""

from django.db import transaction
from django.utils import timezone

from projects.models import Introduction, Listing

FROM, UNTIL = 9, 20  # hours of mails that nobody waits for
BATCH = 200  # rows of one run: the next one goes on


def queue_due(*, now):
    """Ask, end, lapse and forget what is due; return how many rows changed. Running twice changes nothing (D22).

    Days are counted in local dates, so that changes of the clocks move nothing.
    """
    if not FROM <= timezone.localtime(now).hour < UNTIL:
        return 0
    listings, people = Listing.objects, Introduction.objects.for_pages()
    return (
        _each(listings.due_end(now), lambda listing: listing.end_due(now=now))
        + _each(listings.due_question(now), lambda listing: listing.ask(now=now))
        + _each(people.due_to_lapse(now), lambda one: one.lapse())
        + _each(people.due_to_forget(now), lambda one: one.forget())
    )


def _each(rows, act):
    done = 0
    for row in rows.order_by("pk")[:BATCH]:
        with transaction.atomic():
            done += act(row) is not False
    return done
