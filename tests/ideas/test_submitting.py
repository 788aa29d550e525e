import threading
import uuid

import pytest
from django.db import connection

from ideas.models import Board, Idea
from ideas.submitting import Draft, submit
from tests.factories import make_event, make_idea, make_workshop, theme

pytestmark = pytest.mark.django_db


def test_submit_keeps_what_was_typed_at_the_table():
    workshop = make_workshop(event=make_event(), theme=theme("M"))
    table = workshop.tables.get()

    idea = submit(table.event, Draft("Un four", "Pain loin", "Four banal"), table=table, client_key=uuid.uuid4())

    assert (idea.title, idea.need, idea.solution, idea.table, idea.theme, idea.status) == (
        "Un four",
        "Pain loin",
        "Four banal",
        table,
        theme("M"),
        Idea.Status.SUBMITTED,
    )
    assert [consent.purpose for consent in idea.consents.all()] == ["terms"]
    assert [step.kind for step in idea.steps.all()] == ["submitted"]
    assert Board.objects.get(pk=table.event_id).version == 1


def test_submit_of_the_same_key_and_words_exists_once():
    """D12."""
    event, key = make_event(), uuid.uuid4()

    first = submit(event, Draft("Un four"), client_key=key)
    second = submit(event, Draft("Un four"), client_key=key)

    assert (first.pk, Idea.objects.count()) == (second.pk, 1)


def test_submit_of_a_known_key_with_other_words_is_an_idea_of_its_own_once():
    """The first one's receipt is not shown, and nothing typed is lost."""
    event, key = make_event(), uuid.uuid4()
    first = submit(event, Draft("Un four"), client_key=key)

    other = submit(event, Draft("Un lavoir"), client_key=key)
    again = submit(event, Draft("Un lavoir"), client_key=key)

    assert other.receipt != first.receipt
    assert (other.pk, Idea.objects.count()) == (again.pk, 2)


def test_submit_again_after_the_author_edited_finds_the_same_idea():
    event, key = make_event(), uuid.uuid4()
    first = submit(event, Draft("Un four"), client_key=key)
    first.complete(title="Un four banal")

    assert submit(event, Draft("Un four"), client_key=key).pk == first.pk


def test_submit_records_the_consent_to_show_the_name():
    """D14, D56."""
    event = make_event()

    shown = submit(event, Draft("Un four", author_name="Nadia", show_name=True), client_key=uuid.uuid4())
    kept = submit(event, Draft("Un lavoir", author_name="Paul"), client_key=uuid.uuid4())

    assert (shown.shown_author, kept.shown_author) == ("Nadia", "")


@pytest.mark.django_db(transaction=True)
def test_submit_of_one_key_by_twenty_at_once_exists_once():
    """D12, invariant 2."""
    event, key = make_event(), uuid.uuid4()
    found, errors, ready = [], [], threading.Barrier(20)

    def send():
        ready.wait()
        try:
            found.append(submit(event, Draft("Un four"), client_key=key).receipt)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (errors, len(found), len(set(found)), Idea.objects.count()) == ([], 20, 1, 1)


def test_board_version_follows_each_event_alone():
    one, other = make_event(), make_event()
    make_idea(event=other)

    submit(one, Draft("Un four"), client_key=uuid.uuid4())
    submit(one, Draft("Un lavoir"), client_key=uuid.uuid4())

    assert list(Board.objects.values_list("event", "version")) == [(one.pk, 2)]
