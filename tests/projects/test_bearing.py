"""Bearing a project: asked, accepted by that person alone, ended with a date; not writing its idea (D19)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from outbox.models import Message
from projects import handing
from projects.models import Bearing, Project
from tests.factories import make_event, make_idea, make_member, make_organiser, make_project
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def borne(project):
    bearing = handing.ask_to_bear(project, project.group.leads().get())
    handing.accept(bearing)
    return bearing


def test_who_wrote_the_idea_does_not_bear_its_project_d19():
    project = make_project(idea=make_idea(event=make_event(), author_email="nadia@example.org"))
    assert project.bearer is None


def test_someone_bears_a_project_once_they_said_yes_and_it_no_longer_seeks_d19():
    project = make_project(seeking_bearer=True)
    bearing = handing.ask_to_bear(project, project.group.leads().get())
    assert project.bearer is None
    handing.accept(bearing)
    assert (project.bearer, project.seeking_bearer) == (bearing, False)


def test_one_person_is_asked_at_a_time_and_a_yes_ends_the_former_d19():
    project = make_project()
    first = borne(project)
    paul = make_member(group=project.group)
    second = handing.ask_to_bear(project, paul)
    with pytest.raises(ValidationError) as refused:
        handing.ask_to_bear(project, make_member(group=project.group))
    assert refused.value.code == "asked"
    handing.accept(second)
    first.refresh_from_db()
    assert (first.status, project.bearer) == (Bearing.Status.ENDED, second)
    with pytest.raises(ValidationError):
        handing.accept(second)


def test_whoever_leaves_the_group_bears_nothing_any_more():
    project = make_project()
    paul = make_member(group=project.group)
    handing.accept(handing.ask_to_bear(project, paul))
    paul.leave()
    assert project.bearer is None
    assert borne(project) == project.bearer


def test_someone_asked_who_leaves_keeps_nobody_waiting():
    project = make_project()
    paul = make_member(group=project.group)
    handing.ask_to_bear(project, paul)
    paul.leave()
    assert borne(project) == project.bearer


def test_projects_that_nobody_bore_for_sixty_days_are_found_d22():
    now = timezone.now()
    ago = {days: now - timedelta(days=days) for days in (10, 60, 61, 90)}
    old = make_project(created_at=ago[90], name="Jamais")
    left = make_project(created_at=ago[90], lead="b@example.org", name="Fini il y a longtemps")
    recent = make_project(created_at=ago[90], lead="c@example.org", name="Fini depuis peu")
    for project, until in ((left, ago[61]), (recent, ago[10])):
        bearing = borne(project)
        handing.end_bearing(bearing)
        Bearing.objects.filter(pk=bearing.pk).update(until=until, since=ago[90])
    borne(make_project(created_at=ago[90], lead="d@example.org", name="Porté"))
    make_project(lead="e@example.org", name="Né hier")
    found = Project.objects.without_bearer(ago[60]).order_by("pk")
    assert list(found) == [old, left]


def test_only_the_person_asked_answers_and_the_team_for_someone_without_an_address_d63(client):
    project, team = make_project(), Client()
    paul = make_member(group=project.group, email="paul@example.org")
    bearing = handing.ask_to_bear(project, paul)
    url = reverse("projects:answer", args=[project.slug, bearing.pk])
    sign_in(team, make_organiser(territory=project.territory))
    assert team.post(url, {"reponse": "oui"}).status_code == 403
    asked = Message.objects.get(kind="project-bearer-asked")
    assert asked.to == "paul@example.org"
    client.get(paul.open_url(project.workspace_url).replace("http://testserver", ""))
    assert f'action="{url}"' in client.get(project.workspace_url).content.decode()
    client.post(url, {"reponse": "oui"})
    assert project.bearer == bearing
    handing.end_bearing(bearing)
    jeanne = make_member(group=project.group, email="", given_name="Jeanne")
    spoken = handing.ask_to_bear(project, jeanne)
    team.post(reverse("projects:answer", args=[project.slug, spoken.pk]), {"reponse": "oui"})
    assert project.bearer == spoken
