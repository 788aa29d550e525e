"""Two facilitators, or six hands, on one sheet at the same instant: on both databases nothing is lost."""

import pytest
from django.utils import timezone

from events.models import Event
from ideas.forms.shared import marks
from tests.events.test_capacity import in_threads
from tests.factories import make_event, make_facilitator, make_idea, make_workshop
from tests.ideas.evening.test_live import opened_by

LINES = ("need", "solution", "audience", "existing", "payer", "first_step")


@pytest.mark.django_db(transaction=True)
def test_six_who_complete_six_lines_at_once_lose_nothing():
    event = make_event(status=Event.Status.RUNNING, starts_at=timezone.now())
    table = make_workshop(event=event).tables.get()
    idea = make_idea(event=event, table=table, title="Le four")
    person = make_facilitator(table=table, status="accepted")
    phones = [opened_by(person) for _ in LINES]
    shown = {"title": idea.title, "base": marks(idea)}

    done = in_threads(
        len(LINES),
        lambda number: (
            phones[number]
            .post(f"/animation/{person.pk}/table/idees/{idea.slug}/", {**shown, LINES[number]: f"Ligne {number}"})
            .status_code
        ),
    )

    idea.refresh_from_db()
    assert done == [302] * len(LINES)
    assert [getattr(idea, line) for line in LINES] == [f"Ligne {number}" for number in range(len(LINES))]
    assert idea.steps.count() == len(LINES)
