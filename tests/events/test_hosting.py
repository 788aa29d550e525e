"""« Une soirée chez nous » (D66): asked by a form, proved by a mail, answered, turned into an engagement."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from events.duties.year import duties
from events.models import Engagement, Event, HostingRequest
from events.models.engagement import ASKING
from foundation import links
from foundation.models import Link
from outbox.models import Message
from tests.factories import (
    make_event,
    make_hosting_request,
    make_organiser,
    make_person,
    make_role,
    make_structure,
    make_task,
    make_territory,
)
from tests.signing import sign_in

pytestmark = pytest.mark.django_db

ASK = "/une-soiree-chez-nous/"


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def territory():
    return make_territory(slug="jura")


@pytest.fixture
def organiser(territory):
    return make_organiser(territory=territory)


@pytest.fixture
def typed(territory):
    return {
        "territory": territory.pk, "body": "commune", "postal_code": "39270", "commune_text": "Orgelet",
        "full_name": "Bernadette Petitjean", "function": "Maire", "email": "Maire@example.org",
        "need": "Garder le dernier commerce", "people": "200", "consent": "on", "key": str(uuid4()),
    }  # fmt: skip


def kinds():
    return list(Message.objects.order_by("pk").values_list("kind", "to"))


def test_a_request_waits_for_the_proof_of_its_address(client, typed, organiser):
    assert client.post(ASK, typed).status_code == 302
    asked = HostingRequest.objects.get()
    assert (asked.status, asked.email, asked.commune.insee, asked.people) == (
        "unproved", "maire@example.org", "39397", 200,
    )  # fmt: skip
    assert list(HostingRequest.objects.managed_by(organiser)) == []
    assert kinds() == [("hosting-prove", "maire@example.org")]


def test_opening_the_link_changes_nothing_and_its_button_once(client, typed, organiser):
    client.post(ASK, typed)
    asked = HostingRequest.objects.get()
    url = reverse("events:hosting_prove", args=[links.token(Link.objects.get(purpose=ASKING))])
    assert client.get(url).status_code == 200
    assert HostingRequest.objects.proved().count() == 0
    page = client.post(url, follow=True)
    assert (page.status_code, page.context["asked"]) == (200, asked)
    assert client.post(url).status_code == 410
    assert list(HostingRequest.objects.managed_by(organiser)) == [asked]
    assert kinds()[1:] == [("hosting-received", "maire@example.org"), ("hosting-arrived", organiser.email)]


def test_a_form_sent_twice_is_one_request(client, typed):
    client.post(ASK, typed)
    client.post(ASK, typed)
    assert (HostingRequest.objects.count(), Message.objects.count()) == (1, 1)


def test_machines_and_floods_are_stopped(client, typed):
    assert client.post(ASK, {**typed, "website": "spam"}).status_code == 302
    assert HostingRequest.objects.count() == 0
    answers = [client.post(ASK, {**typed, "key": str(uuid4())}).status_code for _ in range(4)]
    assert (answers, HostingRequest.objects.count()) == ([302, 302, 302, 429], 3)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"consent": ""}, "consent"),
        ({"email": "maire@"}, "email"),
        ({"postal_code": "", "commune_text": ""}, "commune_text"),
        ({"body": "intercommunality"}, "body_name"),
        ({"people": "0"}, "people"),
        ({"people": "99999999999999"}, "people"),
        ({"need": "x" * 201}, "need"),
        ({"key": "x"}, "key"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_kept(client, typed, changed, field):
    page = client.post(ASK, {**typed, **changed})
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert 'value="Bernadette Petitjean"' in page.content.decode()


def test_hostile_texts_are_shown_as_texts(client, organiser, territory):
    hostile = '<script>alert("1")</script> {{ 7|add:7 }} \u202e'
    asked = make_hosting_request(territory=territory, need=hostile, message=hostile, full_name=hostile)
    page = sign_in(client, organiser).get(reverse("events:hosting_request", args=[asked.pk])).content.decode()
    assert "<script>alert" not in page
    assert "<script>alert" not in Message.objects.get(kind="hosting-arrived").html
    asked.decline(by=organiser, words=hostile)
    assert "<script>alert" not in Message.objects.get(kind="hosting-declined").html


def test_the_team_asks_the_body_answers_the_team_says_yes(client, organiser, territory):
    asked = make_hosting_request(territory=territory)
    desk = sign_in(client, organiser)
    ask = reverse("events:hosting_answer", args=[asked.pk, "demander"])
    assert desk.post(ask, {"words": ""}).status_code == 422
    assert desk.post(ask, {"words": "Quelle salle ?"}).status_code == 302
    asked.refresh_from_db()
    asked.reply(words="La salle des fêtes")
    desk.post(reverse("events:hosting_answer", args=[asked.pk, "accepter"]), {"words": ""})
    asked.refresh_from_db()
    assert [step.kind for step in asked.steps.all()] == ["received", "questioned", "replied", "accepted"]
    assert [kind for kind, _to in kinds()][3:] == ["hosting-questioned", "hosting-replied", "hosting-accepted"]
    with pytest.raises(ValidationError):
        asked.decline(by=organiser, words="trop tard")


def test_a_request_becomes_one_engagement_with_its_draft(client, organiser, territory):
    asked = make_hosting_request(territory=territory)
    asked.accept(by=organiser)
    desk, url = sign_in(client, organiser), reverse("events:hosting_engage", args=[asked.pk])
    agreed = {
        "brand": "Soirée d’Orgelet", "new_structure": "Mairie d’Orgelet", "contact_name": "Bernadette Petitjean",
        "budget": "4500", "source": "small",
    }  # fmt: skip
    assert desk.post(url, {**agreed, "day": "2027-10-14"}).status_code == 422
    assert desk.post(url, agreed).status_code == 302
    desk.post(url, agreed)
    engagement = Engagement.objects.get()
    assert (str(engagement.structure), engagement.budget) == ("Mairie d’Orgelet", 4500)
    assert (engagement.event.status, engagement.event.starts_at, engagement.event.tasks.exists()) == (
        "draft",
        None,
        True,
    )
    assert Event.objects.count() == 1
    asked.refresh_from_db()
    assert asked.status == "engaged"


def test_an_engagement_copied_from_an_edition_has_its_timetable(client, organiser, territory):
    edition = make_event(territory=territory)
    make_task(event=edition, title="Demander la salle")
    asked = make_hosting_request(territory=territory)
    asked.accept(by=organiser)
    structure = make_structure(territory=territory)
    agreed = {
        "brand": "Chez nous", "structure": structure.pk, "contact_name": "B", "source": f"edition-{edition.pk}",
        "day": "2027-10-14", "begins": "18:00", "ends": "22:00",
    }  # fmt: skip
    url = reverse("events:hosting_engage", args=[asked.pk])
    assert sign_in(client, organiser).post(url, agreed).status_code == 302
    event = Engagement.objects.get().event
    assert [task.title for task in event.tasks.all()] == ["Demander la salle"]
    assert asked.asker == "Bernadette Petitjean"


def test_who_asked_follows_signed_in_and_nobody_else(client, territory):
    asked = make_hosting_request(territory=territory)
    mayor, other = make_person(email="maire@example.org"), make_person()
    make_role(mayor, territory=territory, kind="elected")
    make_role(other, territory=territory, kind="elected")
    assert sign_in(client, mayor).get(asked.get_absolute_url()).status_code == 200
    assert asked in client.get(reverse("space")).context["requests"]
    assert sign_in(client, other).get(asked.get_absolute_url()).status_code == 404


def test_requests_and_tasks_are_duties(organiser, territory, django_assert_num_queries):
    asked = make_hosting_request(territory=territory)
    make_hosting_request(territory=make_territory(), email="loin@example.org")
    event = make_event(territory=territory)
    make_task(event=event, title="Relancer", days=-25)
    make_task(event=event, title="Plus tard", days=20)
    make_task(event=event, title="D’une collègue", days=-40, owner=make_organiser(territory=territory))
    with django_assert_num_queries(2):
        found = duties(organiser, timezone.now())
    assert [duty.title for duty in found] == [
        "Relancer",
        "1 tâche d’une ou d’un collègue est en retard",
        f"Répondre à {asked.asker}, qui demande une soirée",
    ]
