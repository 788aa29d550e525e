"""Notes and comments may name someone: they go with the author's name, on request, and after three years (D58)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config import forgetting
from ideas.sorting import personal_data
from ideas.sorting.models import Note, SavedFilter, SortingSheet
from tests.factories import make_event, make_idea, make_organiser, make_person, make_territory

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def idea():
    lou = make_person(email="lou@example.org")
    return make_idea(event=make_event(territory=make_territory()), author_email="lou@example.org", person=lou)


def write_about(idea, *, by, at=None):
    Note.objects.create(idea=idea, author=by, text="Lou est chez sa sœur.", at=at or timezone.now())
    SortingSheet.keep(idea, {"need": "yes", "need_comment": "Lou le dit."}, by=by)
    SavedFilter.keep(by, name="Lou", query="q=lou")


def left():
    return (
        list(Note.objects.order_by("pk").values_list("text", flat=True)),
        list(SortingSheet.objects.values_list("need", "need_comment")),
        SavedFilter.objects.count(),
    )


def test_author_who_asks_to_be_erased_leaves_no_note(idea):
    nadia = make_organiser(territory=idea.territory)
    write_about(idea, by=nadia)
    told = personal_data.export(idea.person)
    assert [(note["text"], note["written_by_you"]) for note in told["sorting_notes"]] == [
        ("Lou est chez sa sœur.", False)
    ]
    forgetting.erase(idea.person)
    assert left() == ([""], [("yes", "")], 1)


def test_who_sorted_is_erased_and_the_work_stays(idea):
    make_organiser(territory=idea.territory)
    nadia = make_organiser(territory=idea.territory)
    write_about(idea, by=nadia)
    assert personal_data.export(nadia)["sorting_filters"] == [{"name": "Lou", "address": "q=lou"}]
    personal_data.erase_all_of(nadia)
    assert left() == (["Lou est chez sa sœur."], [("yes", "Lou le dit.")], 0)


def test_old_notes_go_by_themselves(idea):
    nadia, long_ago = make_organiser(territory=idea.territory), timezone.now() - timedelta(days=1200)
    write_about(idea, by=nadia, at=long_ago)
    Note.objects.create(idea=idea, author=nadia, text="D’hier")
    SortingSheet.objects.update(at=long_ago)
    forgetting.expire(now=timezone.now())
    assert left() == (["", "D’hier"], [("yes", "")], 1)
