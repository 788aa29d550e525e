from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection

from foundation import jobs
from foundation.models import Job
from members.assemblies import answering, calling, checking, duties_calling, noticing, planning
from members.assemblies.calling import Refused
from members.assemblies.models import Assembly, AssemblyStep, Edition, Notice
from members.cooperative import applying
from members.cooperative.awaiting import awaited_of
from members.cooperative.rules import Rules
from outbox.models import Message
from tests.cast_of_cooperatives import (
    make_assembly,
    make_cooperative,
    make_cooperator,
    make_keeper,
    make_newcomer,
    make_resolution,
)
from tests.factories import make_person

NOW = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)  # a Tuesday, noon in Paris
VALUES = {
    "title": "Ouvrir le dimanche",
    "text": "…",
    "majority": "ordinary",
    "secret": False,
    "choosing": "one",
    "seats": 1,
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def assembly(at_noon):
    """An ordinary assembly on 1 October with one resolution; one member by mail, one by letter."""
    cooperative = make_cooperative()
    make_cooperator(cooperative=cooperative, email="aline@example.org", notices_by_mail_since=date(2025, 1, 1))
    make_cooperator(cooperative=cooperative, address="3 rue du Puits\n39800 Poligny")
    found = make_assembly(cooperative=cooperative, days=30)
    make_resolution(assembly=found)
    return found


def channels(assembly):
    return list(assembly.notices.order_by("pk").values_list("edition", "channel", "status"))


def write(assembly):
    assert jobs.run(Job.objects.get(key=f"{noticing.JOB}:{assembly.pk}").pk)


def test_a_call_makes_a_notice_by_mail_only_for_who_agreed_in_writing_d45(assembly):
    calling.call(assembly, by=None)
    assert channels(assembly) == [(1, "mail", "waiting"), (1, "letter", "waiting")]
    assert (assembly.status, assembly.edition, assembly.record_on) == ("called", 1, date(2026, 10, 1))
    assert Rules.thaw(assembly.rules) == Rules.of(assembly.cooperative)


def test_a_call_is_sent_once_by_mail_and_its_proof_is_what_the_server_said_d45(assembly):
    calling.call(assembly, by=None)
    write(assembly)
    noticing.write(assembly, assembly.notices.by_mail(), now=NOW)
    message = Message.objects.get(kind="assembly-notice")
    assert (message.to, message.key.split(":")[:3]) == ("aline@example.org", ["assembly-notice", str(assembly.pk), "1"])
    Message.objects.filter(pk=message.pk).update(status="sent", sent_at=NOW, provider_id="250 ok")
    assert [noticing.note_proofs(now=NOW), noticing.note_proofs(now=NOW)] == [1, 0]
    notice = assembly.notices.by_mail().get()
    assert (notice.status, notice.sent_at, notice.proof) == ("sent", NOW, "250 ok")


def test_mails_of_a_new_edition_are_written_even_if_it_came_as_the_job_ended(assembly):
    calling.call(assembly, by=None)
    write(assembly)
    calling.move(assembly, starts_at=assembly.starts_at, place="Mairie", by=None)
    Job.objects.all().delete()  # it had looked for the last time just before
    assert noticing.resume(now=NOW) == 1
    write(assembly)
    told = Message.objects.filter(kind="assembly-notice").order_by("pk").values_list("status", flat=True)
    assert (list(told), noticing.resume(now=NOW)) == (["withdrawn", "queued"], 0)


def test_no_mail_is_written_for_a_meeting_that_has_begun(assembly):
    calling.call(assembly, by=None, now=NOW - timedelta(days=40))
    Assembly.objects.update(starts_at=NOW - timedelta(days=1))
    write(assembly)
    assert Message.objects.filter(kind="assembly-notice").count() == 0


def test_a_mail_that_came_back_becomes_a_letter_to_post_d45(assembly):
    calling.call(assembly, by=None)
    write(assembly)
    Message.objects.filter(kind="assembly-notice").update(status="failed", last_error="550 unknown")
    assert [noticing.note_proofs(now=NOW), noticing.note_proofs(now=NOW)] == [1, 0]
    assert channels(assembly) == [(1, "mail", "failed"), (1, "letter", "waiting"), (1, "letter", "waiting")]


def test_a_letter_is_posted_once_with_its_day_and_who_noted_it_d45(assembly):
    keeper = make_keeper(cooperative=assembly.cooperative)
    calling.call(assembly, by=keeper)
    letters = Notice.objects.all()
    posted = [noticing.mark_posted(assembly, letters, on=date(2026, 9, 1), how="recommandée", by=keeper) for _ in "12"]
    letter = assembly.notices.letters().get()
    assert (posted, letter.posted_on, letter.posted_by, letter.proof) == (
        [1, 0],
        date(2026, 9, 1),
        keeper,
        "recommandée",
    )


@pytest.mark.parametrize(
    ("second", "day", "blocks"), [(False, 17, False), (False, 16, True), (True, 12, False), (True, 11, True)]
)
def test_fifteen_full_days_pass_before_an_assembly_and_ten_before_a_second_call_d45(assembly, second, day, blocks):
    first = make_assembly(cooperative=assembly.cooperative)
    Assembly.objects.filter(pk=assembly.pk).update(
        starts_at=datetime(2026, 9, day, 16, 0, tzinfo=UTC), second_call_of=first if second else None
    )
    assembly.refresh_from_db()
    assert bool(checking.date_reasons(assembly, now=NOW)) is blocks


def test_a_date_that_is_too_early_is_refused_with_the_earliest_one_d45(assembly):
    Assembly.objects.filter(pk=assembly.pk).update(starts_at=NOW + timedelta(days=10))
    assembly.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        calling.call(assembly, by=None)
    said = refusal.value.messages[0].replace("\u202f", " ").replace("\xa0", " ")
    assert said == (
        "Cette date est trop proche : la convocation partirait le mardi 1er septembre 2026 ; il faut "
        "15 jours pleins avant l’assemblée. Au plus tôt : le jeudi 17 septembre 2026."
    )
    assert (assembly.notices.count(), Assembly.objects.get(pk=assembly.pk).status) == (0, "draft")


def test_a_call_in_the_night_leaves_the_day_after_and_counts_from_it_d45():
    assert checking.leaves_on(now=datetime(2026, 9, 1, 20, 0, tzinfo=UTC)) == date(2026, 9, 2)


@pytest.mark.parametrize(
    ("now", "earliest"),
    [
        (datetime(2026, 10, 20, 9, 0, tzinfo=UTC), date(2026, 11, 5)),  # winter time comes on 25 October
        (datetime(2027, 3, 20, 9, 0, tzinfo=UTC), date(2027, 4, 5)),  # summer time comes on 28 March
    ],
)
def test_days_are_counted_on_the_calendar_across_both_changes_of_the_clocks_d45(assembly, now, earliest):
    assert checking.earliest_day(assembly, now=now) == earliest


def test_an_assembly_is_checked_before_its_call(assembly):
    make_resolution(assembly=assembly, majority="extraordinary")
    make_resolution(assembly=assembly, choosing="several", seats=2)
    Assembly.objects.filter(pk=assembly.pk).update(place="")
    assembly.refresh_from_db()
    applying.refuse(make_newcomer(cooperative=assembly.cooperative), why="Hors du territoire.", by=None)  # D43
    found = [(reason.code, reason.blocks) for reason in checking.reasons(assembly, now=NOW)]
    worth = [("candidates", False), ("accounts", False), ("refusals", False)]
    assert found == [("place", True), ("kind", True), *worth]
    applying.report_refusals(assembly.cooperative, to="AG du 1er octobre")
    assert "refusals" not in [reason.code for reason in checking.reasons(assembly, now=NOW)]


def test_an_agenda_is_locked_once_members_are_called_d45(assembly):
    calling.call(assembly, by=None)
    resolution = assembly.resolutions.get()
    acts = [
        lambda: planning.write_resolution(assembly, values=VALUES, by=None),
        lambda: planning.remove_resolution(resolution, by=None),
        lambda: planning.change(assembly, place="Ailleurs", by=None),
        lambda: calling.call(Assembly.objects.get(pk=assembly.pk), by=None),
    ]
    for act in acts:
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.code == "stale"


def test_an_addition_needs_a_twentieth_of_the_members_before_its_date_and_is_sent_again_d45(assembly):
    for _ in range(38):
        make_cooperator(cooperative=assembly.cooperative)
    askers = list(assembly.cooperative.members.all())
    calling.call(assembly, by=None)
    add = {"values": VALUES, "by": None}
    with pytest.raises(ValidationError) as few:
        calling.add_to_agenda(assembly, askers=askers[:1], received_on=date(2026, 9, 1), **add)
    with pytest.raises(ValidationError) as late:
        calling.add_to_agenda(assembly, askers=askers[:2], received_on=date(2026, 9, 22), **add)
    addition = calling.add_to_agenda(assembly, askers=askers[:2], received_on=date(2026, 9, 21), **add)
    assert (few.value.code, late.value.error_dict["received_on"][0].code, addition.resolution.number) == (
        "few",
        None,
        2,
    )
    assert (assembly.edition, assembly.notices.of_edition(2).count()) == (2, 40)
    assert set(assembly.notices.of_edition(1).values_list("status", flat=True)) == {"replaced"}


def test_a_moved_assembly_is_called_again_with_its_full_days_d45(assembly):
    calling.call(assembly, by=None)
    with pytest.raises(Refused):
        calling.move(assembly, starts_at=NOW + timedelta(days=12), place="Salle du Puits-Salé", by=None)
    moment = datetime(2026, 9, 18, 16, 0, tzinfo=UTC)
    assert calling.move(assembly, starts_at=moment, place="Salle du Puits-Salé", by=None) is True
    assert (assembly.edition, assembly.record_on, assembly.notices.of_edition(2).count()) == (2, date(2026, 9, 18), 2)
    assert calling.move(assembly, starts_at=moment, place="Salle du Puits-Salé", by=None) is False


def test_a_cancelled_assembly_takes_its_mails_back_and_tells_why_d45(assembly):
    calling.call(assembly, by=None)
    write(assembly)
    calling.cancel(assembly, why="La salle est inondée.", by=None)
    write(assembly)
    told = dict(Message.objects.filter(kind="assembly-notice").order_by("pk").values_list("subject", "status"))
    assert list(told.values()) == ["withdrawn", "queued"]
    assert assembly.editions.order_by("number").values_list("kind", "said").last() == (
        "cancel",
        "La salle est inondée.",
    )
    with pytest.raises(ValidationError):
        calling.cancel(assembly, why="encore", by=None)


def test_a_second_call_has_the_same_agenda_without_what_was_decided_d45_d47(assembly):
    make_resolution(assembly=assembly, title="Élire le conseil", choosing="several", seats=2).candidates.create(
        name="Ana"
    )
    make_resolution(assembly=assembly, title="Retirée", status="withdrawn")
    with pytest.raises(ValidationError) as early:
        calling.call_again(assembly, starts_at=NOW + timedelta(days=11), by=None)
    Assembly.objects.filter(pk=assembly.pk).update(status="closed")
    draft = calling.call_again(assembly, starts_at=NOW + timedelta(days=11), place="Mairie", by=None)
    titles = list(draft.resolutions.values_list("number", "title", "candidates__name"))
    assert (early.value.code, titles) == ("open", [(1, "Approuver les comptes", None), (2, "Élire le conseil", "Ana")])
    with pytest.raises(ValidationError) as longer:
        planning.write_resolution(draft, values=VALUES, by=None)
    assert longer.value.code == "again"
    calling.call(draft, by=None)
    assert (draft.is_second_call, draft.status) == (True, "called")
    with pytest.raises(ValidationError) as twice:
        calling.call_again(assembly, starts_at=NOW + timedelta(days=11), by=None)
    assert twice.value.code == "again"


def test_a_member_registered_after_the_call_has_a_notice_too_once(assembly):
    calling.call(assembly, by=None)
    make_cooperator(cooperative=assembly.cooperative, days=0)
    made = [len(calling.call_newcomers(assembly, now=NOW)) for _ in "12"]
    assert (made, assembly.notices.count()) == ([1, 0], 3)


def test_a_call_may_be_put_in_the_past_for_a_history(assembly):
    calling.call(assembly, by=None, now=NOW - timedelta(days=40))
    assert assembly.called_at == NOW - timedelta(days=40)
    assert AssemblyStep.objects.get(kind="called").at == NOW - timedelta(days=40)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_call_once():
    cooperative = make_cooperative(weights={})
    make_cooperator(cooperative=cooperative)
    assembly = make_assembly(cooperative=cooperative)
    make_resolution(assembly=assembly)
    refused = []

    def click():
        try:
            calling.call(Assembly.objects.get(pk=assembly.pk), by=None)
        except ValidationError as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Edition.objects.count(), Notice.objects.count(), len(refused)) == (1, 1, 3)


def test_a_board_is_told_to_call_then_to_post_and_a_member_to_answer(assembly):
    keeper = make_keeper(cooperative=assembly.cooperative)
    aline = make_person(email="aline@example.org")
    before = [(duty.title, duty.day) for duty in duties_calling.duties(keeper, NOW)]
    on_the_dashboard = {(duty.title, duty.day) for duty in awaited_of(assembly.cooperative, NOW)}
    assert set(before) - on_the_dashboard == set()
    calling.call(assembly, by=keeper)
    after = [(duty.title, duty.day) for duty in duties_calling.duties(keeper, NOW)]
    last = date(2026, 9, 15)
    assert before == [("Convoquer à l’assemblée générale du jeudi 1er\xa0octobre 2026", last)]
    assert after == [("Poster 1 lettre de convocation", last)]
    mine = [duty.title for duty in duties_calling.duties(aline, NOW)]
    answering.answer(assembly, assembly.cooperative.members.get(email=aline.email), choice="coming")
    assert (mine, list(duties_calling.duties(aline, NOW))) == (
        ["Dire si vous venez à l’assemblée générale de Cluster d’essai"],
        [],
    )


def test_who_votes_for_a_structure_too_is_asked_until_both_have_answered_d41(assembly):
    aline = assembly.cooperative.members.get(email="aline@example.org")
    named = {"kind": "structure", "organisation": "Fruitière"}
    structure = make_cooperator(cooperative=assembly.cooperative, email=aline.email, **named)
    calling.call(assembly, by=None, now=NOW)
    person = make_person(email=aline.email)
    left = []
    for member in (aline, structure):
        answering.answer(assembly, member, choice="coming")
        left.append(len(list(duties_calling.duties(person, NOW))))
    assert left == [1, 0]
