"""Terms and offices: one chair, one secretary, three years, ended with a reason, also amid a session (D25, D26)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.models import Person, Role
from outbox.models import Message
from projects.committee import appointing
from projects.committee.models import Expert, SealedVote, Session, Voting
from projects.committee.models.vote import Choice, cast_vote
from projects.committee.personal_data import seats
from tests.factories import (
    make_agenda_item,
    make_committee,
    make_expert,
    make_person,
    make_role,
    make_secretary,
    make_session,
    make_territory,
)

pytestmark = pytest.mark.django_db
NAMES = {"given_name": "Inès", "family_name": "Perrin"}
CHAIR, SECRETARY, NONE = Expert.Office.CHAIR, Expert.Office.SECRETARY, Expert.Office.NONE


def code_of(verb, *args, **kwargs):
    with pytest.raises(ValidationError) as refused:
        verb(*args, **kwargs)
    errors = getattr(refused.value, "error_dict", None)
    return next(iter(errors.values()))[0].code or next(iter(errors)) if errors else refused.value.code


def roles_of(expert):
    return sorted(Role.objects.in_force().filter(person=expert.person).values_list("kind", flat=True))


def test_an_expert_is_appointed_by_address_for_three_years_and_welcomed_d25():
    committee = make_committee()
    by = make_secretary(committee=committee)
    expert = appointing.appoint(
        committee, "ines@example.org", names=NAMES, employer="Fruitière du plateau", since=date(2024, 2, 29), by=by,
        until=None, now=timezone.make_aware(timezone.datetime(2024, 3, 1, 12)),
    )  # fmt: skip
    assert (str(expert), expert.until, expert.last_day) == ("Inès Perrin", date(2027, 3, 1), date(2027, 2, 28))
    assert roles_of(expert) == ["expert"]
    assert Message.objects.get(kind="committee-appointed").to == "ines@example.org"
    assert [step.kind for step in committee.steps.all()] == ["appointed"]


def test_two_terms_of_one_person_never_overlap_but_may_follow_d25():
    committee = make_committee()
    by, today = make_secretary(committee=committee), timezone.localdate()
    first = make_expert(committee=committee, person=make_person(email="ines@example.org"))
    values = {"names": NAMES, "by": by}
    assert code_of(appointing.appoint, committee, "INES@example.org", since=today, **values) == "email"
    again = appointing.appoint(committee, "ines@example.org", since=first.until, **values)
    assert again.since == first.until
    assert code_of(appointing.appoint, committee, "a@example.org", since=today, until=today, **values) == "until"
    assert Person.objects.filter(email__iexact="ines@example.org").count() == 1


def test_there_is_one_chair_and_the_role_follows_the_office_d25():
    committee = make_committee()
    by = make_secretary(committee=committee)
    first, second = make_expert(committee=committee), make_expert(committee=committee)
    assert appointing.give_office(first, CHAIR, by=by) is True
    assert appointing.give_office(first, CHAIR, by=by) is False
    appointing.give_office(second, CHAIR, by=by)
    first.refresh_from_db()
    assert (first.office, roles_of(first), second.office, roles_of(second)) == (NONE, [], CHAIR, ["chair"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Expert.objects.filter(pk=first.pk).update(office=CHAIR)
    appointing.give_office(second, SECRETARY, by=by)
    assert roles_of(second) == ["secretary"]
    assert Message.objects.filter(kind="committee-office").count() == 3


def test_the_committee_always_keeps_someone_d60():
    committee = make_committee()
    chair = make_expert(committee=committee, office=CHAIR)
    assert code_of(appointing.give_office, chair, NONE, by=chair.person) == "keeper"
    assert code_of(appointing.end_term, chair, why="Déménagement", by=chair.person) == "keeper"
    make_role(make_person(), territory=committee.territory, kind=Role.Kind.SECRETARY)
    appointing.end_term(chair, why="Déménagement", by=chair.person)
    assert (chair.office, roles_of(chair), chair.until) == (NONE, [], timezone.localdate())


def test_a_term_ended_amid_a_session_takes_its_votes_out_of_the_base_and_the_history_says_it_d26():
    committee = make_committee()
    by, today = make_secretary(committee=committee), timezone.localdate()
    expert, other = make_expert(committee=committee), make_expert(committee=committee)
    session = make_session(committee=committee, status=Session.Status.OPEN, days=0, acting_chair=expert)
    item = make_agenda_item(session=session)
    for one in (expert, other):
        cast_vote(item, one, choice=Choice.GO)
    assert code_of(appointing.end_term, expert, why=" ", by=by) in ("reason", "why")
    appointing.end_term(expert, why="Départ en retraite", by=by)
    assert list(Expert.objects.voters_of(item)) == [other]
    assert [row.expert for row in Voting.objects.all()] == [row.expert for row in SealedVote.objects.all()] == [other]
    session.refresh_from_db()
    assert session.acting_chair is None
    assert [step.kind for step in session.steps.order_by("pk")] == ["back", "left"]
    assert code_of(appointing.end_term, expert, why="Encore", by=by) == "stale"
    assert today == expert.until


def test_who_sits_is_said_by_the_whole_session_not_by_the_day_d26():
    committee, today = make_committee(), timezone.localdate()
    session = make_session(committee=committee, days=5, closes_at=timezone.now() + timedelta(days=9))
    sits = make_expert(committee=committee)
    make_expert(committee=committee, until=today + timedelta(days=7))  # ends while votes are open
    make_expert(committee=committee, since=today + timedelta(days=6))  # begins while votes are open
    assert list(Expert.objects.sitting_at(session)) == [sits]


def test_an_expert_appointed_after_the_call_sits_and_the_session_says_it():
    committee = make_committee()
    session, by = make_session(committee=committee), make_secretary(committee=committee)
    expert = appointing.appoint(committee, "ines@example.org", names=NAMES, by=by)
    assert [(step.kind, step.expert) for step in session.steps.all()] == [("joined", expert)]


def test_a_committee_is_founded_once_with_the_usual_rules():
    territory, by = make_territory(), make_person()
    first = appointing.found_committee(territory, by=by)
    assert appointing.found_committee(territory, by=by) == first
    assert (first.smallest, first.largest, first.term_years, first.steps.count()) == (7, 12, 3, 1)


def test_an_expert_erased_amid_a_session_leaves_the_base_and_no_word_about_them_d58():
    committee = make_committee()
    expert = make_expert(committee=committee, employer="Fruitière", office=CHAIR)
    item = make_agenda_item(session=make_session(committee=committee, status=Session.Status.OPEN, days=0))
    committee.steps.create(kind="office", expert=expert, why="À la suite de son deuil")
    cast_vote(item, expert, choice=Choice.GO)
    seats.erase_all_of(expert.person)
    expert.refresh_from_db()
    assert (expert.employer, expert.office, Expert.objects.sitting_at(item.session).exists()) == ("", NONE, False)
    assert (SealedVote.objects.count(), list(committee.steps.exclude(why=""))) == (0, [])
    assert [step.kind for step in item.session.steps.all()] == ["left"]


def test_words_about_old_terms_go_with_time_and_once_d58():
    committee, long_ago = make_committee(), date(2019, 1, 1)
    for employer, why in (("Fruitière", ""), ("", "Déménagement"), ("", "")):
        expert = make_expert(committee=committee, employer=employer, since=date(2016, 1, 1), until=long_ago)
        committee.steps.create(kind="ended", expert=expert, why=why)
    rows, forget = seats.leftovers(timezone.localdate())[0]
    assert rows.count() == 2
    forget(list(rows.values_list("pk", flat=True)))
    assert rows.all().count() == 0
