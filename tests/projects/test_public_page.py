"""What everyone reads of a project: what its team chose, once it was published, and nothing else."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from ideas.groups.models import WorkingGroup
from projects import handing, moving
from projects.models import DeclaredProject, Partner, Project, PublicPage, Stage
from tests.factories import make_event, make_project

pytestmark = pytest.mark.django_db


def published(**fields):
    project = make_project(**{"summary": "Vers le marché, entre voisins.", **fields})
    PublicPage.of(project).publish()
    return project


def text_of(client, project):
    return client.get(project.get_absolute_url()).content.decode()


def test_a_page_is_nobody_s_business_before_it_is_published_and_after_one_click(client):
    project = make_project(summary="Vers le marché.")
    page = PublicPage.of(project)
    before = client.get(project.get_absolute_url()).status_code
    page.publish()
    online = client.get(project.get_absolute_url()).status_code
    image = client.get(reverse("projects:image", args=[project.slug]))["Content-Type"]
    page.unpublish()
    after = client.get(project.get_absolute_url()).status_code
    assert (before, online, image, after) == (404, 200, "image/png", 404)
    assert [step.kind for step in project.steps.all()][:2] == ["withdrawn", "published"]


def test_a_page_without_a_summary_is_not_published():
    with pytest.raises(ValidationError):
        PublicPage.of(make_project(summary="")).publish()


def test_only_partners_that_agreed_and_a_bearer_who_agreed_are_named_d56(client):
    project = published()
    for name, agreed in (("Mairie d’Orgelet", True), ("Garage Perrin", False)):
        Partner.add(project, name=name, brings="", contact="Paul, 06 39 98 00 00", since=None, agreed=agreed)
    bearing = handing.ask_to_bear(project, project.group.leads().get())
    handing.accept(bearing)
    quiet = text_of(client, project)
    handing.show_name(bearing, True)
    named = text_of(client, project)
    handing.end_bearing(bearing)
    ended = text_of(client, project)
    assert [("Orgelet" in page, "Perrin" in page, "06 39" in page) for page in (quiet, named, ended)] == [
        (True, False, False)
    ] * 3
    assert ["Léa" in page for page in (quiet, named, ended)] == [False, True, False]


def test_a_project_that_joined_another_leads_to_it(client):
    event = make_event()
    one = published(event=event)
    other = published(event=event, lead="b@example.org")
    moving.merge(one, other, why="Le même camion.")
    assert client.get(one.get_absolute_url()).headers["Location"] == other.get_absolute_url()
    assert list(Project.objects.public()) == [other]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Trois", "Deux"]),
        ("?q=DEUX", ["Deux"]),
        ("?etape=analysed", ["Trois"]),
        ("?etape=nulle&suite=x", ["Trois", "Deux"]),
    ],
)
def test_the_public_list_narrows_by_words_and_stage(client, query, names):
    event = make_event()
    make_project(event=event, lead="a@example.org", name="Un")
    published(event=event, lead="b@example.org", name="Deux")
    published(event=event, lead="c@example.org", name="Trois", stage=Stage.ANALYSED)
    page = client.get(f"/projets/{query}").context["page"]
    assert [project.name for project in page] == names


def test_declared_projects_are_shown_apart_with_their_source_and_no_stage(client):
    territory = make_event().territory
    DeclaredProject.objects.create(territory=territory, name="Oh la bâche !", wording="Mars 2017", source="Presse")
    answer = client.get("/projets/?q=bache")
    assert (answer.context["count"], [one.name for one in answer.context["declared"]]) == (0, ["Oh la bâche !"])
    assert client.get("/projets/?etape=launched").context["declared"] == []


def test_public_pages_are_light(client):
    project = published(summary="Mots. " * 100)
    closed = {"status": WorkingGroup.Status.CLOSED, "closed_why": "Copie"}
    for number in range(25):
        group = WorkingGroup.objects.create(
            idea=project.group.idea, territory=project.territory, name="Copie", **closed
        )
        copy = {"name": f"Projet {number}", "group": group, "territory": project.territory}
        Project.objects.create(**copy, summary=project.summary, published_at=project.published_at)
    sizes = [len(client.get(url).content) for url in ("/projets/", project.get_absolute_url())]
    assert [size < 60_000 for size in sizes] == [True, True]
