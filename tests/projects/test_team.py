"""The team's list, its file, the space, the sentences, « à faire »: bounded whatever there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from projects import duties, handing, sentences
from projects.models import Bearing, Partner, Project, Stage
from projects.personal_data import erase_all_of, export, last_actions, leftovers
from tests.factories import make_event, make_organiser, make_person, make_project, make_territory
from tests.projects.filling import fill
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def statements(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_lists_cost_the_same_whatever_there_is(client):
    event = make_event()
    organiser = make_organiser(territory=event.territory)
    sign_in(client, organiser)
    costs = []
    for number in (1, 4):
        for one in range(number):
            project = make_project(
                event=event, lead=f"{number}-{one}@example.org", name="Projet", published_at=event.starts_at
            )
            handing.accept(handing.ask_to_bear(project, project.group.leads().get()))
        urls = ("/organiser/projets/", "/organiser/projets/projets.csv", "/projets/", project.workspace_url)
        with CaptureQueriesContext(connection) as found:
            list(duties.duties(organiser, timezone.now()))
        costs.append([*(statements(client, url) for url in urls), len(found)])
    assert costs[0] == costs[1]


def test_the_team_narrows_its_list_and_never_sees_another_territory(client):
    event = make_event()
    one = make_project(event=event, name="Un", stage=Stage.ANALYSED, seeking_bearer=True)
    two = make_project(event=event, lead="b@example.org", name="Deux")
    handing.accept(handing.ask_to_bear(two, two.group.leads().get()))
    make_project(event=make_event(territory=make_territory(name="Ailleurs")), lead="c@example.org", name="Trois")
    sign_in(client, make_organiser(territory=event.territory))
    asked = {"": [two, one], "?etape=analysed": [one], "?cherche=on": [one], "?sans=on": [one], "?q=deux": [two]}
    found = {query: list(client.get(f"/organiser/projets/{query}").context["page"]) for query in asked}
    assert found == asked
    assert (
        client.get("/organiser/projets/projets.csv?q=deux").content.decode("utf-8-sig").splitlines()[1].split(";")[0]
        == "Deux"
    )


def test_what_waits_is_said_to_whom_it_waits_for():
    project = make_project()
    lead = project.group.leads().get()
    person = make_person(email=lead.email)
    handing.ask_to_bear(project, lead)
    assert [duty.url for duty in duties.duties(person, timezone.now())] == [f"{project.workspace_url}equipe/"]
    Bearing.objects.all().delete()
    fill(project, "documentation")
    assert list(duties.duties(person, timezone.now())) == []
    for key, _text in sentences.wording(project.territory, Stage.DOCUMENTED):
        sentences.agree(project, Stage.DOCUMENTED, key, membership=lead)
    assert [duty.url for duty in duties.duties(person, timezone.now())] == [project.workspace_url]
    organiser = make_organiser(territory=project.territory)
    assert [duty.url for duty in duties.duties(organiser, timezone.now())] == [project.workspace_url]


def test_the_sentences_of_a_territory_are_rewritten_by_its_team(client):
    territory = make_territory(slug="jura")
    sign_in(client, make_organiser(territory=territory))
    url = "/organiser/projets/phrases/jura/"
    kept = {
        stage: "\n".join(str(text) for _key, text in sentences.wording(territory, stage)) for stage in sentences.USUAL
    }
    client.post(url, {**kept, "documented": "Nous avons vu dix habitants.\n\n"})
    assert [text for _key, text in sentences.wording(territory, "documented")] == ["Nous avons vu dix habitants."]
    assert sentences.wording(territory, "analysed") == list(sentences.USUAL["analysed"])
    assert client.post(url, {**kept, "documented": "Oui.\n" * 7}).status_code == 422


def test_what_is_held_of_people_goes_when_they_ask_d58():
    project = make_project()
    lead = project.group.leads().get()
    person = make_person(email=lead.email)
    bearing = handing.ask_to_bear(project, lead)
    handing.accept(bearing, membership=lead)
    handing.show_name(bearing, True)
    assert list(last_actions([lead.email])) == [lead.email]
    assert [one["project"] for one in export(person)["projects_borne"]] == [project.name]
    erase_all_of(person)
    bearing.refresh_from_db()
    assert bearing.name_shown_at is None
    Partner.add(project, name="Mairie", brings="", contact="Ginette", since=None, agreed=True)
    (rows, act), *_conditions = leftovers(timezone.now())
    act(list(rows.values_list("pk", flat=True)))
    assert list(Partner.objects.values_list("name", "contact")) == [("Mairie", "")]


def test_a_member_who_left_no_longer_opens_the_space(client):
    project = make_project()
    lead = project.group.leads().get()
    client.get(lead.open_url().replace("http://testserver", ""))
    inside = client.get(project.workspace_url).status_code
    lead.leave()
    assert (inside, client.get(project.workspace_url).status_code) == (200, 404)
    assert Project.objects.get().bearer is None
