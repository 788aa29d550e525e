"""What several people do at the same instant to one idea, on both databases (D11, D15)."""

import uuid

import pytest

from ideas.models import Idea
from ideas.submitting import Draft, submit
from outbox.models import Message
from tests.events.test_at_the_same_instant import attempted
from tests.events.test_capacity import in_threads
from tests.factories import make_event, make_idea, make_organiser, make_territory

pytestmark = pytest.mark.django_db(transaction=True)


def test_twenty_sendings_of_one_idea_make_one():
    event, key = make_event(), uuid.uuid4()
    draft = Draft("Le chauffeur-voisin", need="Aller au marché")
    found = in_threads(20, lambda _number: submit(event, draft, client_key=key).pk)
    assert (len(set(found)), Idea.objects.count(), Idea.objects.get().steps.count()) == (1, 1, 1)


def test_two_who_read_one_idea_at_once_leave_one_answer_to_its_author():
    event = make_event(territory=(territory := make_territory()))
    team = [make_organiser(territory=territory) for _ in range(6)]
    idea = make_idea(event=event, status="submitted", author_email="nadia@example.org")

    def read(number):
        mine = Idea.objects.select_related("event__territory").get(pk=idea.pk)
        if number % 2:
            return attempted(lambda: mine.refuse(by=team[number], reason="off_topic"))
        return attempted(lambda: mine.accept(by=team[number]))

    done = in_threads(6, read)
    idea.refresh_from_db()
    assert idea.status == "refused"  # who accepts first may be contradicted; who refuses first may not
    assert (sum(done[1::2]), sum(done[::2]) <= 1) == (1, True)
    assert [message.kind for message in Message.objects.waiting()] == ["idea-refused"]
