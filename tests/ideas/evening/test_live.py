"""The page of who facilitates a table, during the evening."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Attendance, Event, Registration
from events.models.facilitator import FACILITATOR
from foundation import links
from ideas.evening.live import Phase, phase_of
from ideas.forms.shared import marks
from ideas.models import Idea, IdeaStep, Joiner, Star
from ideas.models.joining import join
from tests.factories import (
    make_event,
    make_facilitator,
    make_idea,
    make_registration,
    make_scene,
    make_workshop,
)

pytestmark = pytest.mark.django_db


class Evening:
    """A table at work, its facilitator with their link opened, and one person who is expected."""

    def __init__(self, *, minutes=-60, status=Event.Status.RUNNING, **fields):
        cache.clear()
        starts_at = timezone.now() + timedelta(minutes=minutes)
        self.event = make_event(starts_at=starts_at, status=status, **fields)
        self.workshop = make_workshop(event=self.event)
        self.table = self.workshop.tables.get()
        self.person = make_facilitator(table=self.table, status="accepted")
        self.nadia = self.expect("Nadia")
        self.client = opened_by(self.person)

    def expect(self, given_name, **fields):
        if self.event.has_begun(timezone.now()):
            fields["source"] = "team"
        return make_registration(event=self.event, workshop=self.workshop, given_name=given_name, **fields)

    def url(self, path=""):
        return f"/animation/{self.person.pk}/table/{path}"

    def get(self, path="", **headers):
        return self.client.get(self.url(path), headers=headers)

    def post(self, path, **data):
        return self.client.post(self.url(path), data)

    def told(self, response):
        return [str(message) for message in get_messages(response.wsgi_request)]

    def write(self, title="Le four", **fields):
        return make_idea(event=self.event, table=self.table, title=title, **fields)


def opened_by(person):
    client = Client()
    client.get(
        f"/animation/lien/{links.token(links.access(FACILITATOR, person.pk, until=timezone.now() + timedelta(1)))}/"
    )
    return client


def test_the_link_of_a_mail_leads_to_the_table_on_the_evening_itself():
    tonight, later = Evening(), Evening(minutes=60 * 24 * 3, status=Event.Status.PUBLISHED)

    found = []
    for evening in (tonight, later):
        token = evening.person.access_link().partition("/animation/lien/")[2]
        found.append(Client().get(f"/animation/lien/{token}").url)

    assert found == [tonight.url(), f"/animation/{later.person.pk}/"]


@pytest.mark.parametrize(
    ("status", "hours", "phase"),
    [
        (Event.Status.PUBLISHED, 5, Phase.BEFORE),
        (Event.Status.PUBLISHED, 3, Phase.ON),
        (Event.Status.RUNNING, 5, Phase.ON),
        (Event.Status.RUNNING, -8, Phase.ON),
        (Event.Status.RUNNING, -10, Phase.LATE),
        (Event.Status.DONE, -3, Phase.LATE),
        (Event.Status.DONE, -24 * 8, Phase.CLOSED),
        (Event.Status.CANCELLED, 1, Phase.CLOSED),
        (Event.Status.DRAFT, 1, Phase.CLOSED),
    ],
)
def test_phase_says_what_can_be_done(status, hours, phase):
    now = timezone.now()
    event = make_event(status=status, starts_at=now + timedelta(hours=hours))
    assert phase_of(event, now=now) == phase


def test_one_tap_says_that_someone_is_here_and_another_takes_it_back():
    """D7: the same model as at the door, at the place « table »."""
    evening = Evening()

    evening.post(f"presence/{evening.nadia.code}/", act="present")
    here = [(row.place, row.undone_at) for row in evening.nadia.attendances.all()]
    evening.post(f"presence/{evening.nadia.code}/", act="undo")

    assert here == [("table", None)]
    assert list(evening.event.registrations.present()) == []


def test_a_minor_without_authorisation_is_sent_to_the_welcome_desk():
    """D59."""
    evening = Evening()
    child = evening.expect("Lou", age_band="15_17")

    response = evening.post(f"presence/{child.code}/", act="present")

    assert evening.told(response) == [
        "Moins de 18 ans, et pas d’autorisation d’un parent\u00a0: la présence de Lou Morel ne peut pas encore être "
        "notée."
    ]
    assert child.attendances.count() == 0
    assert "Moins de 18 ans, pas encore d’autorisation" in evening.get().content.decode()


def test_someone_of_another_table_is_not_marked_here():
    evening, other = Evening(), Evening()

    response = evening.post(f"presence/{other.nadia.code}/", act="present")

    assert evening.told(response) == ["Cette personne n’est plus à votre table\u00a0: la liste est à jour maintenant."]
    assert other.nadia.attendances.count() == 0


def test_facilitators_say_that_they_are_here_once():
    evening = Evening()

    evening.post("je-suis-la/", act="come")
    evening.post("je-suis-la/", act="come")
    here = list(evening.event.facilitators.here())
    evening.post("je-suis-la/", act="go")

    assert here == [evening.person]
    assert list(evening.event.facilitators.here()) == []
    assert [step.kind for step in evening.person.steps.all()] == ["left", "arrived"]


def test_before_the_doors_open_nothing_is_marked():
    evening = Evening(minutes=60 * 9, status=Event.Status.PUBLISHED)

    response = evening.post(f"presence/{evening.nadia.code}/", act="present")

    assert evening.told(response) == [
        "La soirée n’a pas commencé\u00a0: les présences se notent à l’ouverture des portes, quatre heures avant."
    ]
    assert evening.nadia.attendances.count() == 0


@time_machine.travel("2026-10-15 19:00:30+02:00", tick=False)  # the step of the script follows the minutes
def test_state_is_not_modified_until_the_table_changes():
    """Within two seconds of the desk: what is asked again says so only when something changed."""
    evening = Evening()
    make_scene(event=evening.event, planned_at=timezone.now() - timedelta(minutes=5), minutes=60)

    def changed_since(tag):
        answer = evening.get("etat/", **{"if-none-match": tag})
        return answer.status_code, answer["ETag"]

    _status, tag = changed_since("")
    found = [changed_since(tag)[0]]
    idea = evening.write()
    for act in (
        lambda: idea.steps.create(kind=IdeaStep.Kind.SUBMITTED),
        lambda: evening.post(f"presence/{evening.nadia.code}/", act="present"),
        lambda: evening.post("je-suis-la/", act="come"),
        lambda: evening.post(f"idees/{idea.slug}/etoile/", act="star"),
        lambda: evening.event.scenes.get().pause(now=timezone.now()),
    ):
        act()
        status, tag = changed_since(tag)
        found += [status, changed_since(tag)[0]]
    other = Evening()
    other.write().steps.create(kind=IdeaStep.Kind.SUBMITTED)
    found.append(changed_since(tag)[0])

    assert found == [304, 200, 304, 200, 304, 200, 304, 200, 304, 200, 304, 304]


def test_an_idea_is_written_for_someone_once():
    """D13, D63; D12: a double tap."""
    evening, key = Evening(), str(uuid.uuid4())
    typed = {"title": "Un four banal", "solution": "Cuire ensemble", "table": evening.table.pk, "client_key": key}

    first = evening.post("ecrire/", **typed)
    evening.post("ecrire/", **typed)

    idea = Idea.objects.get()
    assert (idea.title, idea.table, idea.typed, first.url) == (
        "Un four banal", evening.table, True, evening.url() + "#idees",
    )  # fmt: skip


def test_who_was_moved_meanwhile_keeps_what_was_typed():
    evening = Evening()
    typed = {"title": "Un four banal", "table": evening.table.pk}
    other = make_workshop(event=evening.event).tables.get()
    evening.event.facilitators.update(table=other)

    response = evening.post("ecrire/", **typed)

    assert (response.status_code, Idea.objects.count()) == (422, 0)
    assert 'value="Un four banal"' in response.content.decode()
    assert f"Vous êtes maintenant à la table {other.number}" in response.content.decode()


def test_two_who_complete_other_lines_of_one_sheet_lose_nothing():
    evening = Evening()
    idea = evening.write(need="Le pain est loin")
    shown = {"title": idea.title, "need": idea.need, "base": marks(idea)}

    evening.post(f"idees/{idea.slug}/", **{**shown, "first_step": "Demander la clef"})
    response = evening.post(f"idees/{idea.slug}/", **{**shown, "payer": "La commune"})

    idea.refresh_from_db()
    assert (response.status_code, idea.first_step, idea.payer) == (302, "Demander la clef", "La commune")
    assert [(step.kind, step.details) for step in idea.steps.all()] == [("completed", "table")] * 2


def test_two_who_write_the_same_line_see_each_other():
    evening = Evening()
    idea = evening.write(need="Le pain est loin")
    shown = {"title": idea.title, "base": marks(idea)}

    evening.post(f"idees/{idea.slug}/", **{**shown, "need": "Le pain est à dix kilomètres"})
    refused = evening.post(f"idees/{idea.slug}/", **{**shown, "need": "Plus de boulanger"})
    page = refused.content.decode()
    idea.refresh_from_db()

    assert (refused.status_code, idea.need) == (422, "Le pain est à dix kilomètres")
    assert [words in page for words in ("Plus de boulanger", "«\u00a0Le pain est à dix kilomètres\u00a0»")] == [
        True,
        True,
    ]
    both = {"title": idea.title, "need": "Plus de boulanger, le pain est à dix kilomètres", "base": marks(idea)}
    assert evening.post(f"idees/{idea.slug}/", **both).status_code == 302


def test_an_idea_of_another_table_is_not_opened():
    evening, other = Evening(), Evening()
    theirs = other.write("Le lavoir")

    for path in ("", "etoile/", "suite/"):
        response = evening.post(f"idees/{theirs.slug}/{path}", title="À nous", act="star")
        assert (response.status_code, response.url) == (302, evening.url() + "#idees")

    theirs.refresh_from_db()
    assert (theirs.title, theirs.steps.count()) == ("Le lavoir", 0)


def test_who_carries_on_is_kept_with_the_text_they_agreed_to():
    """D19, D56."""
    evening = Evening()
    idea = evening.write()
    evening.post(f"presence/{evening.nadia.code}/", act="present")

    evening.post(
        f"idees/{idea.slug}/suite/", person=evening.nadia.code, role="carry", phone="06 12 34 56 78", consent="on"
    )
    evening.post(f"idees/{idea.slug}/suite/", person="autre", given_name="Paul", role="news", consent="on")

    assert [
        (one.given_name, one.family_name, one.role, one.phone, one.registration, one.added_by)
        for one in Joiner.objects.all()
    ] == [
        ("Nadia", "Morel", "carry", "+33612345678", evening.nadia, evening.person),
        ("Paul", "", "news", "", None, evening.person),
    ]
    assert [consent.purpose for one in Joiner.objects.all() for consent in one.consents.all()] == ["joining"] * 2


def test_without_agreement_nothing_is_kept_but_what_was_typed_is_shown_again():
    evening = Evening()
    idea = evening.write()

    response = evening.post(f"idees/{idea.slug}/suite/", given_name="Paul", role="help", email="paul@example.org")

    assert (response.status_code, Joiner.objects.count()) == (422, 0)
    assert 'value="paul@example.org"' in response.content.decode()


def test_joining_twice_with_one_key_or_as_one_person_joins_once():
    evening = Evening()
    idea, key = evening.write(), uuid.uuid4()

    for _ in range(2):
        join(idea, key=key, role="help", given_name="Paul")
        join(idea, key=uuid.uuid4(), role="help", given_name="Nadia", registration=evening.nadia)

    assert [one.given_name for one in Joiner.objects.all()] == ["Paul", "Nadia"]


def test_taking_back_erases_the_name_at_once():
    """D56: as easy as giving."""
    evening = Evening()
    idea = evening.write()
    paul = join(idea, key=uuid.uuid4(), role="help", given_name="Paul", email="paul@example.org")

    evening.post(f"idees/{idea.slug}/suite/{paul.pk}/retirer/")

    paul.refresh_from_db()
    assert (paul.given_name, paul.email, list(idea.joiners.standing())) == ("", "", [])
    assert [consent.withdrawn_at is None for consent in paul.consents.all()] == [False]


def test_a_link_taken_back_opens_nothing_at_once():
    """D64."""
    evening = Evening()
    links.revoke(FACILITATOR, evening.person.pk)

    assert [evening.get(path).status_code for path in ("", "etat/", "ecrire/")] == [404, 404, 404]


def test_who_said_that_they_do_not_come_is_told_so():
    evening = Evening()
    evening.person.decline()

    assert [evening.get(path).status_code for path in ("", "etat/")] == [410, 410]


def test_without_a_table_the_page_says_whom_to_ask():
    evening = Evening()
    evening.event.territory.__class__.objects.update(contact_phone="+33384000000")
    evening.event.facilitators.update(table=None)

    page = evening.get().content.decode()

    assert "L’équipe n’a pas encore choisi votre table" in page
    assert 'href="tel:+33384000000"' in page
    assert evening.get("ecrire/").url == evening.url() + "#idees"


@time_machine.travel("2026-10-15 19:00:30+02:00", tick=False)
@pytest.mark.once
@pytest.mark.parametrize("number", [1, 3, 30])
def test_pages_cost_the_same_whatever_a_table_gathers(number):
    """Statements, for so many people present, ideas, stars and joiners."""
    evening = Evening()
    make_scene(event=evening.event, planned_at=timezone.now() - timedelta(minutes=5), minutes=60)
    Registration.objects.bulk_create(
        Registration(event=evening.event, table=evening.table, given_name=f"Nadia {n}", folded="nadia")
        for n in range(number)
    )
    Attendance.objects.bulk_create(Attendance(registration=one) for one in evening.event.registrations.all())
    ideas = [evening.write(f"Idée {n}") for n in range(number)]
    for rank, idea in enumerate(ideas[:3], 1):
        Star.objects.create(table=evening.table, idea=idea, rank=rank)
    for n in range(number):
        Joiner.objects.create(idea=ideas[0], role="help", given_name=f"Paul {n}")
    tag = evening.get("etat/")["ETag"]

    found = {}
    for path, headers in (
        ("", {}), ("etat/", {}), ("etat/", {"if-none-match": tag}),
        (f"idees/{ideas[0].slug}/suite/", {}), ("deroule/", {}),
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as statements:
            status = evening.get(path, **headers).status_code
        found[path.partition("/")[0], status] = len(statements)

    assert found == {("", 200): 9, ("etat", 200): 9, ("etat", 304): 5, ("idees", 200): 5, ("deroule", 200): 5}
