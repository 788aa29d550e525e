"""The minutes of a session: written by themselves, completed, adopted, followed, read (D25, D31, D51)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foundation import guards
from foundation.typography import hour, long_date
from members.minutes import adopt
from members.models import Minutes
from projects.committee import minutes as writing
from projects.committee import releasing
from projects.committee.closing import close_session
from projects.committee.declaring import recuse
from projects.committee.duties_minutes import duties
from projects.committee.models import Expert, Session, SessionMinutes, SessionStep
from projects.committee.models.vote import cast_vote
from projects.models.condition import write_conditions
from tests.factories import (
    make_agenda_item,
    make_committee,
    make_decision,
    make_expert,
    make_person,
    make_secretary,
    make_session,
    undertake,
)
from tests.signing import sign_in

WORDS = {"g": "go", "c": "conditional_go", "d": "deferral", "n": "no_go", "a": "abstention"}
A_PDF = b"%PDF-1.7 signed"


def a_session(**files):
    """A session whose votes are open since an hour: `files` name each file and the letters of its votes, in turn."""
    committee = make_committee(minimum_cast=1)
    for number, name in enumerate(["Alba", "Basile", "Chloé", "Dina"]):
        office = [Expert.Office.CHAIR, Expert.Office.SECRETARY, Expert.Office.NONE, Expert.Office.NONE][number]
        make_expert(committee=committee, office=office, person=make_person(given_name=name, family_name="Petit"))
    undertake(*committee.experts.all())
    session = make_session(committee=committee, status=Session.Status.OPEN, days=0, place="Salle du haut")
    session.record(SessionStep.Kind.CALLED, by=None)
    for name in files:
        make_agenda_item(session=session, name=name)
    return session


def vote(item, letters):
    for expert, letter in zip(item.session.committee.experts.order_by("pk"), letters, strict=False):
        if letter != "-":
            cast_vote(item, expert, choice=WORDS[letter])


def released(session, **files):
    for item in session.items.select_related("project"):
        vote(item, files[item.project.name])
    close_session(session, by=chair_of(session))
    for item in releasing.items_of(session):
        if decision := releasing.decision_of(item):
            decision.write(by=None, version=0, reasons="Le besoin est là.")
            if decision.outcome == "conditional_go":
                wanted = {"text": "Trouver un local", "expected_proof": "Le bail", "due_on": timezone.localdate()}
                write_conditions(decision, [wanted], by=None)
            decision.confirm(by=None)
    releasing.release(session, by=None, now=timezone.now())
    return session


def a_released_session(**files):
    return released(a_session(**files), **files)


def chair_of(session):
    return session.committee.experts.get(office=Expert.Office.CHAIR).person


def secretary_of(session):
    return session.committee.experts.get(office=Expert.Office.SECRETARY).person


def adopted(session):
    kept = writing.draft(session)
    adopt(kept, by=chair_of(session), how="", version=kept.minutes.version)
    return kept


@pytest.mark.django_db
def test_minutes_write_themselves_from_the_session_d31():
    files = {"Laverie": "gggg", "Atelier": "ccgc", "Halle": "nn--", "Navette": "---g"}
    session = a_session(**files)
    dina = session.committee.experts.order_by("pk").last()
    halle = session.items.get(project__name="Halle")
    recuse(halle, dina, reason="professional", words="Mon frère y travaille", by=dina.person)
    content = writing.draft(released(session, **files)).minutes.content
    assert content["agenda"] == ["Laverie", "Atelier", "Halle", "Navette"]
    assert content["officers"] == [
        {"role": "Présidence", "name": "Alba Petit"},
        {"role": "Secrétariat", "name": "Basile Petit"},
    ]
    assert [one["state"] for one in content["attendance"]] == ["participation aux votes"] * 4
    by_title = {one["title"]: one for one in content["decisions"]}
    assert [one["outcome"] for one in content["decisions"]] == [
        "Feu vert (go)",
        "Feu vert sous réserve (go sous réserve)",
        "Pas retenu (no go)",
        "Pas décidé",
    ]
    assert by_title["Laverie"]["counts"][0] == {"label": "feu vert", "number": 4}
    assert (by_title["Halle"]["counts"], by_title["Halle"]["note"]) == (
        [],
        "Moins de trois voix exprimées\u00a0: leur nombre n’est pas donné, pour que les votes restent secrets.",
    )
    assert by_title["Halle"]["lines"][0] == {
        "label": "Retraits",
        "text": "Dina Petit (travail\u00a0: employeur, cliente ou client, fournisseur, mandat)",
    }
    assert by_title["Atelier"]["conditions"][0].startswith("Trouver un local\nAvant le ")
    assert "Mon frère" not in str(content)


@pytest.mark.django_db
def test_minutes_begin_with_the_vote_when_it_was_opened_before_its_hour():
    session = a_session(Laverie="gggg")
    early = session.starts_at.replace(hour=8, minute=15) - timedelta(days=1)
    session.record(SessionStep.Kind.OPENED, by=None, now=early)
    content = writing.draft(released(session, Laverie="gggg")).minutes.content
    local = timezone.localtime(early)
    assert content["opened"] == f"{long_date(local.date())}, {hour(local)}"


@pytest.mark.django_db
def test_minutes_come_once_and_not_before_the_release():
    session = a_session(Laverie="gggg")
    with pytest.raises(ValidationError) as early:
        writing.draft(session)
    assert early.value.code == "early"
    released(session, Laverie="gggg")
    assert writing.draft(session) == writing.draft(session)
    assert (SessionMinutes.objects.count(), Minutes.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_the_secretary_completes_what_the_chair_adopts(client):
    session = a_released_session(Laverie="gggg")
    kept = writing.draft(session)
    sign_in(client, secretary_of(session))
    page = client.get(reverse("committee:minutes_correct", args=[session.pk])).context["form"]
    typed = {field.html_name: field.value() for field in page} | {"remarks": "La salle était froide."}
    assert client.post(reverse("committee:minutes_correct", args=[session.pk]), typed).status_code == 302
    stale = client.post(reverse("committee:minutes_correct", args=[session.pk]), typed | {"remarks": "Autre"})
    assert stale.status_code == 422
    adopt = reverse("committee:minutes_adopt", args=[session.pk])
    assert client.post(adopt, {"how": "chair", "version": 1}).status_code == 403
    sign_in(client, chair_of(session))
    assert client.post(adopt, {"how": "later", "version": 1, "day": ""}).status_code == 422
    assert client.post(adopt, {"how": "chair", "version": 1}).status_code == 302
    assert client.post(adopt, {"how": "chair", "version": 1}).status_code == 422  # a second click
    kept.minutes.refresh_from_db()
    assert (kept.minutes.number, kept.minutes.content["remarks"]) == (1, "La salle était froide.")
    assert kept.minutes.adopted_as == "Alba Petit, présidence."
    assert client.get(reverse("committee:minutes_correct", args=[session.pk])).status_code == 302


@pytest.mark.django_db
def test_a_draft_waits_in_what_its_keepers_have_to_do_until_it_is_adopted():
    session = a_released_session(Laverie="gggg")
    writing.draft(session)
    keepers = [secretary_of(session), chair_of(session)]
    told = [one.title.partition(" de la séance")[0] for person in keepers for one in duties(person, timezone.now())]
    assert told == ["Compléter le procès-verbal", "Adopter le procès-verbal"]
    adopted(session)
    assert [list(duties(person, timezone.now())) for person in keepers] == [[], []]


@pytest.mark.django_db
def test_whoever_stood_down_reads_minutes_once_they_are_written_and_strangers_never(client):
    session = a_session(Laverie="gggg")
    dina = session.committee.experts.order_by("pk").last()
    recuse(session.items.get(), dina, reason="family", by=dina.person)
    address = reverse("committee:minutes", args=[session.pk])
    sign_in(client, dina.person)
    assert client.get(address).status_code == 403
    released(session, Laverie="ggg")
    writing.draft(session)
    assert client.get(address).status_code == 200
    assert client.get(reverse("committee:minutes_list")).context["page"].rows[0].session == session
    assert client.post(reverse("committee:minutes_addendum", args=[session.pk]), {"text": "x"}).status_code == 403
    elsewhere = make_expert(committee=make_committee())
    sign_in(client, elsewhere.person)
    assert client.get(address).status_code == 404
    assert client.get(reverse("committee:minutes_list")).context["page"].rows == []
    sign_in(client, make_person())
    assert client.get(reverse("committee:minutes_list")).status_code == 404


@pytest.mark.django_db
def test_an_erased_expert_stays_in_the_minutes_that_hold_still_d51():
    session = a_released_session(Laverie="gggg")
    kept = adopted(session)
    chair_of(session).delete()
    kept.minutes.refresh_from_db()
    assert kept.minutes.content["officers"][0]["name"] == "Alba Petit"
    with pytest.raises(Exception) as caught:
        Minutes.objects.update(title="Autre")
    assert guards.broken(caught.value).name == "members_minutes_stay"


@pytest.mark.django_db
def test_adoption_at_a_later_session_says_which(client):
    session = a_released_session(Laverie="gggg")
    Session.objects.filter(pk=session.pk).update(starts_at=timezone.now() - timedelta(days=30))
    session.refresh_from_db()
    kept = writing.draft(session)
    sign_in(client, chair_of(session))
    adopt = reverse("committee:minutes_adopt", args=[session.pk])
    too_late = timezone.localdate() + timedelta(days=1)
    assert client.post(adopt, {"how": "later", "version": 0, "day": too_late}).status_code == 422
    assert client.post(adopt, {"how": "later", "version": 0, "day": timezone.localdate()}).status_code == 302
    kept.minutes.refresh_from_db()
    assert kept.minutes.adopted_as.startswith("Alba Petit, présidence. Par le comité, lors de sa séance du ")


@pytest.mark.once
@pytest.mark.django_db
def test_writing_and_reading_minutes_cost_the_same_whatever_the_agenda_holds(client):
    sitting = make_committee()
    keeper = make_secretary(committee=sitting)

    def statements(act):
        with CaptureQueriesContext(connection) as counted:
            act()
        return len(counted)

    def costs(files):
        session = make_session(committee=sitting, days=-3, status=Session.Status.RELEASED)
        for _number in range(files):
            make_expert(committee=sitting)
            project = make_agenda_item(session=make_session(committee=sitting)).project
            project.agenda_items.all().delete()
            make_decision(project=project, session=session, conditions=files)
        written = statements(lambda: writing.draft(session))
        sign_in(client, keeper)
        pages = (reverse("committee:minutes", args=[session.pk]), reverse("committee:minutes_list"))
        return [written, *(statements(lambda address=page: client.get(address)) for page in pages)]

    assert costs(1) == costs(5) == [14, 8, 5]
