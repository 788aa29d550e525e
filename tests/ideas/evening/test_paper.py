"""Paper sheets: numbered without a gap, held by one person at a time, an idea each, once (D12, D13)."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from foundation import pictures
from ideas import personal_data
from ideas.evening import paper, transcribing
from ideas.evening.models import PaperPhoto, PaperSheet, Transcriber
from ideas.evening.tasks import forget_paper
from ideas.models import Idea
from ideas.submitting import Draft
from outbox.models import Message
from tests.events.test_capacity import in_threads
from tests.factories import (
    make_event,
    make_gathering,
    make_idea,
    make_paper_photo,
    make_sheet,
    make_table,
    make_transcriber,
    make_workshop,
)
from tests.pictures import upload

DRAFT = Draft("Le car des voisins", "Aller au marché", "Un minibus", "Odile", show_name=True)


@pytest.fixture
def event(db):
    return make_event()


@pytest.fixture
def table(event):
    return make_workshop(event=event).tables.get()


def take(event, holder, **more):
    return transcribing.take_next(event, holder=holder, now=timezone.now(), **more)


def test_sheets_are_numbered_by_place_and_made_once(event, table):
    gathering = make_gathering(event=event)
    first = paper.sheets_for(event, table=table, count=3)
    assert [sheet.reference for sheet in first] == ["1-1", "1-2", "1-3"]
    assert paper.sheets_for(event, table=table, count=3) == first
    assert [sheet.number for sheet in paper.sheets_for(event, table=table, count=2, first=4)] == [4, 5]
    assert [paper.next_number(event, table=table), paper.next_number(event), paper.next_number(event)] == [6, 1, 1]
    assert [sheet.reference for sheet in paper.sheets_for(event, gathering=gathering, count=1)] == ["1"]
    assert [len(sheet.code) for sheet in first] == [8, 8, 8]


def test_no_number_is_left_out_when_a_later_one_is_asked_for(event):
    assert [sheet.number for sheet in paper.sheets_for(event, count=2, first=4)] == [4, 5]
    assert list(PaperSheet.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("wanted", [{"count": 0}, {"count": 201}, {"count": 1, "first": 0}])
def test_too_many_or_no_sheets_are_refused(event, wanted):
    with pytest.raises(ValidationError):
        paper.sheets_for(event, **wanted)


def test_a_code_is_never_the_receipt_of_an_idea(event, monkeypatch):
    make_idea(event=event, receipt="AAAAAAAA")
    drawn = iter(["AAAAAAAA", "CCCCCCCC"])
    monkeypatch.setattr(paper, "new_sheet_code", lambda: next(drawn))
    assert [sheet.code for sheet in paper.sheets_for(event, count=1)] == ["CCCCCCCC"]


def test_what_is_printed_stays_when_the_table_changes(event, table):
    [sheet] = paper.sheets_for(event, table=table, count=1)
    type(table).objects.filter(pk=table.pk).update(number=40)
    sheet.refresh_from_db()
    assert sheet.reference == "1-1"
    table.delete()
    assert paper.find_sheet("1-1", event=event) == sheet


def test_a_sheet_is_found_as_people_type_it(event, table):
    sheets = [*paper.sheets_for(event, table=table, count=1), *paper.sheets_for(event, count=1)]
    elsewhere = make_event()
    typed = [sheets[0].code.lower(), sheets[0].spaced_code, " 1 - 1 ", "1", "9-9", "", "-", "1-99999", "ABC"]
    found = [paper.find_sheet(text, event=event) for text in typed]
    assert found == [sheets[0], sheets[0], sheets[0], sheets[1], None, None, None, None, None]
    assert paper.find_sheet("1-1", event=elsewhere) is None


def test_the_idea_of_a_sheet_has_its_code_place_and_name(event, table):
    sheet, typist = make_sheet(event=event, table=table), make_transcriber(event=event)
    completed = {"audience": "Les anciens", "seeks_bearer": True}
    idea = sheet.keep(DRAFT, completed=completed, email="Odile@Example.org", typist=typist)
    assert (idea.receipt, idea.sheet_number, idea.table, idea.typed, idea.status) == (
        sheet.code, "1-1", table, True, "submitted",
    )  # fmt: skip
    assert (idea.audience, idea.seeks_bearer, idea.name_is_shown) == ("Les anciens", True, True)
    assert (sheet.idea, sheet.is_typed, sheet.draft, sheet.holder) == (idea, True, {}, "")
    assert [(one.to, one.kind) for one in Message.objects.all()] == [("odile@example.org", "idea-received")]


def test_a_sheet_is_typed_once(event):
    sheet = make_sheet(event=event)
    sheet.keep(DRAFT)
    with pytest.raises(ValidationError):
        sheet.keep(Draft("Autre chose"))
    assert list(Idea.objects.values_list("title", flat=True)) == ["Le car des voisins"]


def test_a_receipt_drawn_since_for_another_idea_does_not_stop_the_typing(event):
    sheet = make_sheet(event=event)
    make_idea(event=event, receipt=sheet.code)
    assert sheet.keep(DRAFT).receipt != sheet.code


def test_the_sheet_of_a_stall_goes_where_its_gathering_goes(event):
    gathering, other = make_gathering(event=event), make_event()
    sheet = make_sheet(event=event, gathering=gathering)
    gathering.event = other
    gathering.settle(by=None)
    sheet = PaperSheet.objects.get(pk=sheet.pk)
    assert (take(event, "a"), take(other, "a")) == (None, sheet)
    idea = sheet.keep(DRAFT)
    assert (idea.event, idea.gathering) == (other, gathering)


def test_a_sheet_is_held_ten_minutes_then_offered_again_with_its_draft(event):
    sheet = make_sheet(event=event)
    with time_machine.travel("2026-11-20 18:00+00:00", tick=False) as clock:
        assert (take(event, "a"), take(event, "b"), take(event, "a")) == (sheet, None, sheet)
        clock.shift(timedelta(minutes=9))
        assert sheet.save_draft({"title": "Le car"}, holder="a", now=timezone.now())
        clock.shift(timedelta(minutes=9))
        assert take(event, "b") is None
        clock.shift(timedelta(minutes=1, seconds=1))
        assert take(event, "b").draft == {"title": "Le car"}
        assert not sheet.save_draft({"title": "Perdu"}, holder="a", now=timezone.now())


def test_a_sheet_passed_over_comes_last(event):
    first, second = make_sheet(event=event), make_sheet(event=event)
    assert take(event, "a") == first
    first.let_go(holder="a", passing=True)
    assert (take(event, "a", but=first.pk), take(event, "b")) == (second, first)


def test_what_cannot_be_read_goes_to_the_team_and_comes_back(event):
    sheet = make_sheet(event=event)
    take(event, "a")
    with pytest.raises(ValidationError):
        sheet.set_aside("whatever", holder="a", now=timezone.now())
    with pytest.raises(ValidationError):
        sheet.set_aside("writing", holder="b", now=timezone.now())
    sheet.set_aside("writing", holder="a", now=timezone.now())
    assert (take(event, "a"), list(PaperSheet.objects.illegible())) == (None, [sheet])
    sheet.queue_again()
    assert take(event, "b") == sheet


def test_a_better_photo_puts_a_sheet_back_and_a_wrong_one_takes_it_out(event):
    sheet = make_sheet(event=event)
    sheet.save_draft({"title": "Le car"}, holder="a", now=timezone.now())
    sheet.say_blank(holder="a", now=timezone.now())
    make_paper_photo(event=event).attach(sheet)
    assert take(event, "b") == sheet
    for photo in sheet.photos.all():
        photo.discard()
    sheet.refresh_from_db()
    assert (sheet.is_printed, sheet.draft, sheet.holder) == (True, {"title": "Le car"}, "")


def test_paper_that_we_did_not_print_becomes_a_sheet(event, table):
    sheets = [transcribing.make_unknown(make_paper_photo(event=event), table=place) for place in (table, None)]
    assert [sheet.reference for sheet in sheets] == ["L-1", "L-2"]
    assert take(event, "a").keep(DRAFT).table == table
    assert paper.next_number(event, table=table) == 1


def test_progress_counts_by_place_in_one_statement(event, table, django_assert_num_queries):
    other = make_table(workshop=table.workshop, number=12)
    paper.sheets_for(event, table=other, count=3)
    make_sheet(event=event, table=table).keep(DRAFT)
    make_sheet(event=event, table=table)
    make_sheet(event=event, table=table).set_aside("blurred", holder="", now=timezone.now())
    make_sheet(event=event, gathering=make_gathering(event=event)).say_blank(holder="", now=timezone.now())
    transcribing.make_unknown(make_paper_photo(event=event))
    with django_assert_num_queries(1):
        stacks, total = paper.progress(event)
    assert [tuple(vars(stack).values()) for stack in stacks] == [
        ("Table 1", 3, 3, 1, 1, 1, 0),
        ("Table 12", 3, 0, 0, 0, 0, 0),
        ("Autres fiches", 1, 1, 1, 0, 0, 0),
        ("Marché du jeudi", 1, 1, 0, 0, 0, 1),
    ]
    assert tuple(vars(total).values())[1:] == (8, 5, 2, 1, 1, 1)


def test_photos_go_with_the_name_and_after_a_season(event):
    now = timezone.now()
    with time_machine.travel(now - timedelta(days=91)):
        sheets = [make_sheet(event=event) for _ in range(2)]
        sheets[1].save_draft({"author_name": "Odile"}, holder="a", now=timezone.now())
    photo = PaperPhoto.drawn(pictures.read(upload()), event=event)
    photo.save()
    photo.attach(sheets[0])
    typist = make_transcriber(event=event)
    Transcriber.objects.update(created_at=now - timedelta(days=500))
    idea = sheets[0].keep(DRAFT)
    forget_paper()
    forget_paper()
    typist.refresh_from_db()
    sheets[1].refresh_from_db()
    assert (list(PaperPhoto.objects.all()), sheets[1].draft, typist.name) == ([photo], {}, "")
    personal_data.erase_author(idea)
    assert PaperPhoto.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_file_of_a_photo_goes_when_its_idea_is_withdrawn():
    event = make_event()
    sheet = make_sheet(event=event, photos=0)
    [photo] = transcribing.add_photos(event, [pictures.read(upload())])
    photo.attach(sheet)
    idea = sheet.keep(DRAFT)
    assert default_storage.exists(photo.file_name())
    idea.withdraw()
    sheet.refresh_from_db()
    assert (default_storage.exists(photo.file_name()), sheet.is_typed) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_fifty_people_never_get_the_same_sheet_nor_number():
    event = make_event()
    made = in_threads(10, lambda _number: [sheet.code for sheet in paper.sheets_for(event, count=30)])
    numbers = list(PaperSheet.objects.order_by("number").values_list("number", flat=True))
    assert (len(set(map(tuple, made))), numbers) == (1, list(range(1, 31)))
    with transaction.atomic():
        PaperSheet.objects.update(status="waiting", photographed_at=timezone.now())
    taken = [sheet.number for sheet in in_threads(50, lambda number: take(event, f"h{number}")) if sheet]
    assert sorted(taken) == list(range(1, 31))


@pytest.mark.django_db(transaction=True)
def test_a_sheet_typed_by_ten_people_at_once_is_one_idea():
    event = make_event()
    sheet = make_sheet(event=event)

    def keep(number):
        try:
            return PaperSheet.objects.get(pk=sheet.pk).keep(Draft(f"Texte {number}")).pk
        except ValidationError:
            return None

    done = [pk for pk in in_threads(10, keep) if pk]
    assert (len(done), Idea.objects.get().receipt) == (1, sheet.code)
