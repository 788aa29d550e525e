"""« Fait », « plus tard », « sans objet »: from pages and from the mail; the pages of the team (D62, D64)."""

import re

import pytest
from django.utils import timezone

from foundation import links
from ideas.models import Stage, advance
from outbox.models import Message
from projects.coaching import holders, weekly
from projects.coaching.advice import usual_named
from projects.coaching.models import AdviceSetting, CoachRules, Suggestion
from projects.models import Bearing
from tests.factories import (
    make_event,
    make_idea,
    make_member,
    make_organiser,
    make_person,
    make_project,
    make_territory,
)
from tests.projects.coaching.test_choosing import LONG_AGO, age
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea():
    return age(make_idea(event=make_event(), title="Un four", need="Du pain", author_email="lou@example.org"))


@pytest.fixture
def author(client, idea):
    client.get(f"/idees/lien/{links.token(idea.access_link())}/")
    return client


def states():
    return list(Suggestion.objects.order_by("pk").values_list("code", "state"))


def test_author_reads_it_on_the_way_of_the_idea_and_answers_once(author, idea):
    way = f"/idees/{idea.slug}/parcours/"
    assert "Écrivez un premier pas pour «\u00a0Un four\u00a0»" in author.get(way).content.decode()
    sent = {"answer": "later", "back": way}
    answers = [author.post(f"/conseils/premier-pas/{idea.pk}/", sent) for _ in range(2)]
    assert [(one.status_code, one.url) for one in answers] == [(302, way)] * 2
    assert states() == [("premier-pas", "later")]
    assert "Écrivez un premier pas" not in author.get(way).content.decode()


@pytest.mark.parametrize(
    "back", ["https://ailleurs.example/", "//ailleurs.example", "javascript:alert(1)", "", "12", "²"]
)
def test_answer_leads_nowhere_else(author, idea, back):
    assert author.post(f"/conseils/premier-pas/{idea.pk}/", {"answer": "done", "back": back}).url == "/"


@pytest.mark.parametrize(
    "path", ["premier-pas/{other}", "premier-pas/999", "inconnu/{own}", "date/{own}", "trier/{own}"]
)
def test_only_who_is_concerned_answers(author, idea, path):
    other = make_idea(event=idea.event)
    found = author.post(f"/conseils/{path.format(own=idea.pk, other=other.pk)}/", {"answer": "done"})
    assert (found.status_code, states()) == (404, [])


def test_an_answer_that_is_none_of_the_three_is_said(author, idea):
    author.post(f"/conseils/premier-pas/{idea.pk}/", {"answer": "proposed"})
    assert states() == [("premier-pas", "proposed")]


def test_group_and_project_show_it_to_each_by_their_part(client):
    project = age(make_project(), stage_at=LONG_AGO)
    group = age(project.group)
    lead, other = group.memberships.get(), make_member(group=group, email="paul@example.org")
    Bearing.objects.create(project=project, membership=lead, status="accepted", since=LONG_AGO)
    seen = {}
    for member in (lead, other):
        browser = type(client)()
        browser.get(f"/groupes/lien/{links.token(member.access_link())}/")
        seen[member.email] = [
            re.findall(r"/conseils/([\w-]+)/\d+/", browser.get(page).content.decode())
            for page in (group.get_absolute_url(), project.workspace_url)
        ]
    assert seen == {lead.email: [["etre-trois"], ["avancer"]], other.email: [["etre-trois"], ["etre-trois"]]}


def test_mail_link_shows_on_get_acts_on_post_and_can_be_changed(client, idea):
    suggestion = Suggestion.made(usual_named("premier-pas"), idea, holders.of_idea(idea), now=timezone.now())
    page = f"/conseils/lien/{suggestion.link()}/"
    assert ("Un four" in client.get(f"{page}?reponse=done").content.decode(), states()[0][1]) == (True, "proposed")
    for answer in ("done", "done", "later"):
        client.post(page, {"answer": answer})
    assert states() == [("premier-pas", "later")]
    assert "nous en reparlerons dans une semaine" in client.get(page).content.decode()
    assert [client.get(f"/conseils/lien/{token}/").status_code for token in ("INCONNU", suggestion.link()[:-1])] == [
        410
    ] * 2


def test_mail_of_a_bearer_opens_the_project(client):
    project = age(make_project(), stage_at=LONG_AGO)
    Bearing.objects.create(
        project=project, membership=project.group.memberships.get(), status="accepted", since=LONG_AGO
    )
    weekly._queue_for(project.territory, now=timezone.now(), most=10)
    mail = Message.objects.get(kind="coaching")
    link = re.search(r"https?://[^/]+(/groupes/lien/\S+)", mail.text)[1]
    assert (mail.to, client.get(link).url) == ("lea@example.org", project.workspace_url)


def test_my_advice_says_one_thing_and_when_there_is_none(client, idea):
    client.force_login(make_person(email="lou@example.org"))
    assert "Écrivez un premier pas" in client.get("/conseils/").content.decode()
    assert "/conseils/" in client.get("/espace/a-faire/").content.decode() + client.get("/espace/").content.decode()
    client.force_login(make_person(email="paul@example.org"))
    assert "Rien à vous conseiller" in client.get("/conseils/").content.decode()


@pytest.fixture
def organiser(client, idea):
    return sign_in(client, make_organiser(territory=idea.territory))


def test_team_reads_every_advice_and_changes_one(organiser, idea):
    listed = organiser.get("/organiser/conseils/").content.decode()
    assert listed.count(f"/organiser/conseils/{idea.territory.slug}/") == 14
    edit = f"/organiser/conseils/{idea.territory.slug}/premier-pas/"
    sent = {"active": "on", "days": "12", "sentence": "  Et si on  commençait « {name} » ?", "why": ""}
    assert organiser.post(edit, sent).status_code == 302
    own = AdviceSetting.objects.get()
    assert (own.days, own.sentence, own.why) == (12, "Et si on commençait « {name} » ?", "")
    assert "Et si on commençait « Le chauffeur-voisin »" in organiser.get(edit).content.decode()
    organiser.post(edit, {"usual": "1"})
    assert AdviceSetting.objects.count() == 0


@pytest.mark.parametrize("days", ["0", "366", "-3", "douze", ""])
def test_days_that_cannot_be_are_said_and_all_is_kept(organiser, idea, days):
    edit = f"/organiser/conseils/{idea.territory.slug}/premier-pas/"
    found = organiser.post(edit, {"active": "on", "days": days, "sentence": "Mes mots", "why": ""})
    assert (found.status_code, "Mes mots" in found.content.decode(), AdviceSetting.objects.count()) == (422, True, 0)


def test_day_of_the_mail_is_chosen_within_working_hours(organiser, idea):
    page = f"/organiser/conseils/{idea.territory.slug}/"
    assert organiser.post(page, {"active": "on", "weekday": "3", "hour": "22"}).status_code == 422
    assert organiser.post(page, {"active": "on", "weekday": "3", "hour": "14"}).status_code == 302
    assert CoachRules.objects.values_list("weekday", "hour", "active").get() == (3, 14, True)


def test_another_territory_is_out_of_reach(organiser, idea):
    other = make_territory(name="Ailleurs")
    assert [
        organiser.get(f"/organiser/conseils/{other.slug}/premier-pas/").status_code,
        organiser.post(f"/organiser/conseils/{other.slug}/").status_code,
        organiser.get(f"/organiser/conseils/{idea.territory.slug}/inconnu/").status_code,
    ] == [404, 404, 404]


def test_kept_idea_that_found_its_group_is_no_longer_asked_to_seek_it(author, idea):
    age(idea, first_step="Allumer")
    advance(idea, Stage.KEPT)
    step = idea.steps.first()
    type(step).objects.filter(pk=step.pk).update(at=LONG_AGO)
    way = f"/idees/{idea.slug}/parcours/"
    assert "trouver-trois" in author.get(way).content.decode()
    type(idea).objects.filter(pk=idea.pk).update(stage=Stage.GROUPED)
    assert "trouver-trois" not in author.get(way).content.decode()


def test_mail_link_of_who_left_the_group_is_dead(client):
    member = make_member(group=make_project().group)
    advice = usual_named("date")
    made = Suggestion.made(advice, member.group, holders.of_member(member), now=timezone.now())
    page = f"/conseils/lien/{made.link()}/"
    assert client.get(page).status_code == 200
    member.leave()
    assert [client.get(page).status_code, client.post(page, {"answer": "done"}).status_code] == [410, 410]
