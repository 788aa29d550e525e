"""What a decision changes in what people read of a project, once it is released; the team begins to accompany (D23)."""

import pytest
from django.utils import timezone

from ideas.models import Stage as IdeaStage
from projects import board
from projects.models import Condition, Decision, Project, Stage
from tests.factories import make_event, make_idea, make_organiser, make_project, make_working_group
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    idea = make_idea(event=make_event())
    return make_project(idea=idea, stage=Stage.IN_COMMITTEE, published_at=timezone.now())


@pytest.fixture
def team(project):
    return make_organiser(territory=project.territory)


def decide(project, outcome, *, conditions=0, released=True):
    decision = Decision.objects.create(project=project, outcome=outcome, reasons="Le marché est là.")
    for _turn in range(conditions):
        Condition.objects.create(
            decision=decision, text="Un local", expected_proof="Le bail", due_on=timezone.localdate()
        )
    decision.confirm(by=None)
    if released:
        decision.release(by=None)
        project.refresh_from_db()


def journey(client, project):
    return client.get(f"/idees/{project.ideas().get().slug}/parcours/").content.decode()


@pytest.mark.parametrize(
    ("outcome", "conditions", "said"),
    [
        ("go", 0, "Le comité d’experts lui donne son feu vert"),
        ("conditional_go", 1, "Le comité d’experts lui donne son feu vert, sous réserve"),
        ("deferral", 0, "Il est retravaillé"),
        ("no_go", 0, "Il sait de quoi il vivra"),
    ],
)
def test_everyone_reads_a_green_light_once_released_and_no_refusal(client, project, outcome, conditions, said):
    decide(project, outcome, conditions=conditions, released=False)
    address = project.get_absolute_url()
    assert "Des expertes et des experts le lisent" in client.get(address).content.decode()
    assert "eu vert" not in journey(client, project)
    project.decisions.get().release(by=None)
    page = client.get(address).content.decode()
    assert said in page
    assert ("eu vert" in journey(client, project)) == (outcome in Project.FAVOURABLE)
    assert "retenu" not in page


def test_the_team_reads_every_answer_where_the_project_is_listed(client, project, team):
    sign_in(client, team)
    decide(project, "no_go")
    for address in ("/organiser/projets/", project.workspace_url, f"/idees/{project.ideas().get().slug}/parcours/"):
        assert "as retenu" in client.get(address).content.decode()
    assert ";pas retenu;" in client.get("/organiser/projets/projets.csv").content.decode("utf-8-sig")


def test_the_team_begins_to_accompany_once_nothing_is_open_d23(client, project, team):
    begin = f"{project.workspace_url}accompagner/"
    sign_in(client, team)
    decide(project, "conditional_go", conditions=1)
    assert begin not in client.get(project.workspace_url).content.decode()
    assert client.post(begin).status_code == 422
    Condition.objects.get().lift(by=None)
    assert begin in client.get(project.workspace_url).content.decode()
    assert client.post(begin).status_code == 302
    project.refresh_from_db()
    assert project.stage == Stage.ACCOMPANIED
    assert client.post(begin).status_code == 422


def test_a_group_does_not_accompany_itself(client, project):
    decide(project, "go")
    client.get(project.group.memberships.get().open_url(project.workspace_url))
    assert client.post(f"{project.workspace_url}accompagner/").status_code in (403, 404)


def test_the_funnel_counts_green_lights_and_accompanied_projects(project, team):
    other = make_project(group=make_working_group(event=project.event or make_event()), stage=Stage.IN_COMMITTEE)
    decide(project, "go")
    decide(other, "no_go")
    steps = board.steps_of(*board.filtered(team, {})[::2])
    counts = {step.key: step.count for step in steps}
    assert (counts["in_committee"], counts["green_light"], counts["accompanied"]) == (1, 1, 0)
    assert project.ideas().get().stage == IdeaStage.PROJECT
