import pytest
from django.utils import timezone

from projects.models import Project, PublicPage
from tests.factories import make_member, make_organiser, make_project, make_working_group
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def test_group_leads_its_members_to_its_project(client):
    project = make_project()
    client.get(make_member(group=project.group, email="paul@example.org").open_url(), follow=True)
    assert project.workspace_url in client.get(project.group.get_absolute_url()).content.decode()


def test_team_may_start_the_project_of_a_group_that_has_none(client):
    group = make_working_group()
    sign_in(client, make_organiser(territory=group.territory))
    assert f"/organiser/projets/nouveau/?idee={group.idea_id}" in client.get(group.get_absolute_url()).content.decode()


def test_idea_names_its_project_once_online_and_as_its_team_chose(client):
    project = make_project()
    idea, page = project.group.idea, PublicPage.of(project)
    page.save()
    told = [project.get_absolute_url() in client.get(idea.get_absolute_url()).content.decode()]
    Project.objects.update(published_at=timezone.now())
    told.append(project.get_absolute_url() in client.get(idea.get_absolute_url()).content.decode())
    PublicPage.objects.update(shows_ideas=False)
    told.append(project.get_absolute_url() in client.get(idea.get_absolute_url()).content.decode())
    assert told == [False, True, False]
