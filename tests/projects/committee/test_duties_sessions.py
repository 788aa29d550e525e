"""What waits for the chair and the secretary, in « à faire » (D31, D33)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.models import Role
from projects.committee.duties_sessions import duties
from projects.committee.models import Closing, Expert, Session
from projects.models import Decision
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


@pytest.fixture
def committee():
    """With nothing missing in it."""
    committee = make_committee(smallest=3)
    for office in (Expert.Office.CHAIR, Expert.Office.SECRETARY, Expert.Office.NONE):
        make_expert(committee=committee, office=office)
    return committee


def holder(committee, office):
    return committee.experts.get(office=office).person


def said(person):
    return [(one.url, one.when) for one in duties(person, timezone.now())]


def test_a_session_asks_for_its_next_step_at_its_day_d33(committee, time_machine):
    time_machine.move_to(timezone.localtime().replace(hour=18), tick=False)  # an hour of night would wait for morning
    secretary = holder(committee, "secretary")
    session = make_session(committee=committee, days=20, status=Session.Status.DRAFT)
    day = timezone.localdate(session.starts_at)
    page = f"/comite/seances/{session.pk}/"
    assert said(secretary) == [(page, day - timedelta(days=10))]
    make_agenda_item(session=session)
    assert [(url, timezone.localdate(when)) for url, when in said(secretary)] == [(page, day - timedelta(days=7))]
    Session.objects.update(status=Session.Status.CALLED)
    assert said(secretary) == []
    Session.objects.update(mode=Session.Mode.ROOM, starts_at=timezone.now() + timedelta(days=2))
    assert [url for url, _when in said(secretary)] == [page]
    assert said(make_person()) == []


def test_decisions_are_confirmed_by_the_chair_then_released_within_the_notice_d31(committee):
    session = make_session(committee=committee, days=-2, status=Session.Status.CLOSED, closed_at=timezone.now())
    item = make_agenda_item(session=session, status="closed")
    decision = Decision.objects.create(project=item.project, outcome="go")
    Closing.objects.create(item=item, decision=decision, outcome="go", members=3, minimum_cast=3, quorum=True, go=3)
    chair, day = holder(committee, "chair"), timezone.localdate() + timedelta(days=7)
    titles = [next(duties(holder(committee, office), timezone.now())).title for office in ("chair", "secretary")]
    assert titles[0] != titles[1]
    assert said(chair) == [(f"/comite/seances/{session.pk}/decisions/", day)]
    Decision.objects.update(status="confirmed", confirmed_at=timezone.now())
    assert said(chair) == [(f"/comite/seances/{session.pk}/reponses/", day)]


def test_a_committee_to_set_up_or_to_complete_is_said_d25():
    territory, person = make_territory(), make_person()
    make_role(person, territory=territory, kind=Role.Kind.CHAIR)
    assert said(person) == [("/comite/", None)]
    other = make_committee()
    assert said(make_secretary(committee=other)) == [(f"/comite/territoires/{other.territory.slug}/membres/", None)]


def test_whoever_chairs_once_reads_it_among_what_they_have_to_do(committee):
    stand_in = committee.experts.get(office="none")
    session = make_session(committee=committee, status=Session.Status.CLOSED, days=-1, acting_chair=stand_in)
    make_agenda_item(session=session, status="closed")
    assert [url for url, _when in said(stand_in.person)] == [f"/comite/seances/{session.pk}/reponses/"]
