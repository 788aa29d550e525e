"""Sheets of a project: kept field by field, two people lose nothing, versions lead back (D18, D21)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from projects.models import Sheet, SheetAside, SheetChange, SheetVersion
from projects.models.sheet import token
from projects.sheets.content import texts_of
from tests.factories import make_member, make_project

EMPTY = token(0, "")


@pytest.fixture
def scene(db):
    project = make_project()
    people = [make_member(group=project.group, given_name=name, family_name="") for name in ("Ana", "Paul")]
    return Sheet.of(project, "analysis"), *people


def test_an_answer_is_kept_from_the_version_it_began_from(scene):
    sheet, ana, _paul = scene
    written = sheet.write("who", "Les anciens\r\n", base=EMPTY, membership=ana)
    assert (written.entry.text, written.entry.version, written.aside) == ("Les anciens", 1, None)
    sheet.refresh_from_db()
    assert sheet.version == 1


def test_two_people_in_one_field_keep_both_texts_until_someone_chooses(scene):
    sheet, ana, paul = scene
    sheet.write("who", "Les anciens", base=EMPTY, membership=ana)
    aside = sheet.write("who", "Les familles", base=EMPTY, membership=paul).aside
    sheet.write("who", "Les familles sans voiture", base=EMPTY, membership=paul)
    aside.refresh_from_db()
    assert (sheet.content()["who"], aside.text) == ("Les anciens", "Les familles sans voiture")
    aside.settle(SheetAside.BOTH, base=token(1, "Les anciens"), membership=paul)
    assert sheet.content()["who"] == "Les anciens\n\nLes familles sans voiture"
    with pytest.raises(ValidationError):
        aside.settle(SheetAside.MINE, base=sheet.entries.get().token, membership=ana)


def test_a_choice_about_words_that_changed_again_waits(scene):
    sheet, ana, paul = scene
    sheet.write("who", "Un", base=EMPTY, membership=ana)
    aside = sheet.write("who", "Deux", base=EMPTY, membership=paul).aside
    sheet.write("who", "Un et demi", base=token(1, "Un"), membership=ana)
    with pytest.raises(ValidationError) as refused:
        aside.settle(SheetAside.MINE, base=token(1, "Un"), membership=paul)
    assert (refused.value.code, SheetAside.objects.open().count()) == ("stale", 1)


def test_the_text_left_out_stays_in_the_versions_and_comes_back(scene):
    sheet, ana, paul = scene
    sheet.write("who", "Un", base=EMPTY, membership=ana)
    aside = sheet.write("who", "Deux", base=EMPTY, membership=paul).aside
    aside.settle(SheetAside.OTHER, base=token(1, "Un"), membership=ana)
    left = sheet.versions.get(kind=SheetVersion.Kind.LEFT_OUT)
    left.restore(membership=paul)
    assert sheet.content()["who"] == "Deux"


def test_words_sent_again_change_nothing(scene):
    sheet, ana, paul = scene
    sheet.write("who", "Un", base=EMPTY, membership=ana, key="k1")
    sheet.write("who", "Deux", base=token(1, "Un"), membership=paul, key="k2")
    assert sheet.write("who", "Un", base=EMPTY, membership=ana, key="k1").aside is None
    assert sheet.content()["who"] == "Deux"


def test_words_whose_answer_was_lost_are_not_met_by_themselves(scene):
    sheet, ana, _paul = scene
    sheet.write("who", "Un", base=EMPTY, membership=ana, key="k1")
    written = sheet.write("who", "Un deux", base=EMPTY, membership=ana, key="k2", after="k0 k1")
    assert (written.aside, written.entry.text) == (None, "Un deux")


def test_what_a_sheet_cannot_hold_is_refused(scene):
    sheet, ana, _paul = scene
    for name, text, code in (("nothing", "x", "unknown"), ("who", "x" * 2001, "long")):
        with pytest.raises(ValidationError) as refused:
            sheet.write(name, text, base=EMPTY, membership=ana)
        assert refused.value.code == code
    assert sheet.content() == {}


def test_one_version_per_person_and_burst(scene, time_machine):
    sheet, ana, paul = scene
    time_machine.move_to("2026-11-10T10:00:00Z", tick=False)
    first = sheet.write("who", "Les", base=EMPTY, membership=ana).entry
    first = sheet.write("who", "Les anciens", base=first.token, membership=ana).entry
    sheet.write("how_many", "240", base=EMPTY, membership=ana)
    sheet.write("risks", "L’hiver", base=EMPTY, membership=paul)
    time_machine.shift(timedelta(minutes=6))
    sheet.write("who", "Les anciens du plateau", base=first.token, membership=ana)
    found = [(str(one.who), one.changes.count()) for one in sheet.versions.order_by("pk")]
    assert found == [("Ana", 2), ("Paul", 1), ("Ana", 1)]
    change = SheetChange.objects.get(version=sheet.versions.order_by("pk").first(), name="who")
    assert (change.before, change.after) == ("", "Les anciens")


def test_restoring_is_a_version_and_can_be_restored(scene, time_machine):
    sheet, ana, paul = scene
    time_machine.move_to("2026-11-10T10:00:00Z", tick=False)
    entry = sheet.write("who", "Les anciens", base=EMPTY, membership=ana).entry
    sheet.write("risks", "L’hiver", base=EMPTY, membership=ana)
    time_machine.shift(timedelta(minutes=10))
    sheet.write("who", "Tout le monde", base=entry.token, membership=paul)
    second, first = sheet.versions.order_by("-pk")
    time_machine.shift(timedelta(minutes=10))
    restored = first.restore(membership=ana)
    assert (restored.kind, sheet.content()) == ("restored", {"who": "Les anciens", "risks": "L’hiver"})
    assert first.restore(membership=ana) is None
    second.restore(membership=paul, only="who")
    assert sheet.content()["who"] == "Tout le monde"


def test_an_erased_writer_is_a_former_member(scene):
    sheet, ana, _paul = scene
    sheet.write("who", "Les anciens", base=EMPTY, membership=ana)
    ana.delete()
    assert str(sheet.versions.get().who) == "Ancien membre"


def test_what_is_written_is_told_by_sheet(scene):
    sheet, ana, _paul = scene
    sheet.write("who", "Les anciens", base=EMPTY, membership=ana)
    told = texts_of(sheet.project)
    assert told["analysis"] == {"who": "Les anciens"}
    assert list(told) == "documentation analysis prototype design targets canvas forecast".split()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same", [True, False], ids=["same field", "different fields"])
def test_fifty_writers_at_once_lose_nothing(same):
    project, kind = make_project(), "forecast"
    names = list(Sheet(kind=kind).definition.fields)
    people = [make_member(group=project.group, given_name=f"P{number}") for number in range(50)]
    Sheet.of(project, kind)

    def write(number):
        try:
            name = names[0] if same else names[number]
            sheet = Sheet.of(project, kind)
            return bool(sheet.write(name, f"mots {number}", base=EMPTY, membership=people[number]).aside)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as crowd:
        aside = sum(crowd.map(write, range(50)))
    sheet = Sheet.of(project, kind)
    texts = [*sheet.content().values(), *SheetAside.objects.open().values_list("text", flat=True)]
    assert sorted(texts) == sorted(f"mots {number}" for number in range(50))
    assert (aside, sheet.version) == (49 if same else 0, 50)
    assert sheet.changed_at <= timezone.now()
