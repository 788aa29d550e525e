"""A project is born of ideas, with their group; of two who click, one makes it."""

import pytest

from ideas.groups.models import WorkingGroup
from ideas.models import Idea
from ideas.models import Stage as IdeaStage
from projects.models import Project, ProjectIdea
from projects.starting import project_of, start_project
from tests.events.test_capacity import in_threads
from tests.factories import make_event, make_idea, make_organiser, make_working_group
from tests.signing import sign_in


@pytest.mark.django_db
def test_a_project_takes_the_group_of_its_first_idea_that_has_one_or_founds_it():
    event = make_event()
    alone, grouped = make_idea(event=event), make_working_group(event=event).idea
    project = start_project([alone, grouped], name="Ensemble")
    assert (project.group, list(project.ideas())) == (WorkingGroup.objects.get(idea=grouped), [alone, grouped])
    assert set(Idea.objects.values_list("stage", flat=True)) == {IdeaStage.PROJECT}
    founded = start_project([make_idea(event=event, title="Autre")])
    assert (founded.name, founded.group.idea.title) == ("Autre", "Autre")


@pytest.mark.django_db
def test_a_part_leads_to_the_project_of_its_whole_d17():
    event = make_event()
    whole, part = make_idea(event=event), make_idea(event=event)
    Idea.objects.filter(pk=part.pk).update(merged_into=whole, whole=whole)
    part.refresh_from_db()
    assert project_of(part) is None
    made = start_project([whole])
    assert project_of(part) == made


@pytest.mark.django_db
def test_the_team_starts_a_project_of_ideas_it_searches(client):
    event = make_event()
    idea, other = make_idea(event=event, title="Vélo du marché"), make_idea(event=event, title="Marché livré")
    sign_in(client, make_organiser(territory=event.territory))
    page = client.get(f"/organiser/projets/nouveau/?idee={idea.pk}&q=marché")
    assert (page.context["ideas"], page.context["matching"]) == ([idea], [other])
    answer = client.post("/organiser/projets/nouveau/", {"idee": [idea.pk, other.pk], "name": "Marché", "summary": ""})
    project = Project.objects.get()
    assert (answer.headers["Location"], list(project.ideas())) == (project.workspace_url, [idea, other])
    again = client.post("/organiser/projets/nouveau/", {"idee": [idea.pk], "name": "Encore"})
    assert (again.status_code, "Encore" in again.content.decode(), Project.objects.count()) == (422, True, 1)


@pytest.mark.django_db(transaction=True)
def test_two_who_click_at_once_make_one_project():
    group = make_working_group()

    def start(_number):
        try:
            start_project([Idea.objects.get(pk=group.idea_id)])
        except Exception as refusal:
            return getattr(refusal, "code", repr(refusal))

    found = in_threads(6, start)
    assert (sum(one is None for one in found), Project.objects.count(), ProjectIdea.objects.count()) == (1, 1, 1)
    assert WorkingGroup.objects.count() == 1
