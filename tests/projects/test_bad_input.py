"""What browsers never send: huge numbers and NUL bytes get an answer, never a failure (PostgreSQL refuses NUL)."""

import pytest

from ideas.models import Idea
from projects.handing import accept, ask_to_bear
from projects.models import Agreement, Sheet
from projects.models.sheet import token
from projects.personal_data import export
from projects.sentences import agree, of
from projects.starting import start_project
from tests.events.test_at_the_same_instant import attempted
from tests.events.test_capacity import in_threads
from tests.factories import make_member, make_organiser, make_person, make_project, make_territory, make_working_group
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
HUGE = "9" * 5000


def test_a_project_of_ideas_that_have_no_number_is_asked_again(client):
    sign_in(client, make_organiser(territory=make_territory()))
    assert [client.get(f"/organiser/projets/nouveau/?idee={key}").status_code for key in (10**30, HUGE, "²")] == [
        200
    ] * 3


def test_nul_bytes_in_what_a_member_sends_are_left_out(client):
    project = make_project()
    member = make_member(group=project.group, email="paul@example.org")
    client.get(member.open_url(), follow=True)
    bearing = ask_to_bear(project, member)
    accept(bearing, membership=member)
    url = f"/projets/{project.slug}"
    sent = {"name": "who", "text": "a\x00b", "base": token(0, ""), "key": "k\x00"}
    assert client.post(f"{url}/fiches/analyse/champ/", sent).json()["text"] == "ab"
    assert client.post(f"{url}/espace/equipe/{bearing.pk}/finir/", {"why": "a\x00b"}).status_code == 302
    bearing.refresh_from_db()
    assert (bearing.status, bearing.why_ended) == ("ended", "ab")


def test_who_is_asked_by_a_huge_number_is_nobody(client):
    project = make_project()
    client.get(project.group.leads().get().open_url(), follow=True)
    sent = {"membre": HUGE, "role": "bearer"}
    assert client.post(f"/projets/{project.slug}/espace/equipe/demander/", sent).status_code == 404


def test_sentences_and_sheets_of_a_member_known_by_address_alone_are_exported():
    project = make_project(lead="zoe@example.org")
    sentence = of(project, "documented")[0]
    agree(project, "documented", sentence.key, membership=project.group.leads().get())
    sheet = Sheet.of(project, "analysis")
    sheet.write("who", "Les aînés", base=token(0, ""), membership=project.group.leads().get())
    told = export(make_person(email="zoe@example.org"))
    assert [one["text"] for one in told["project_sentences"]] == [Agreement.objects.get().text]
    assert [one["texts"] for one in told["project_sheets"]] == [["Les aînés"]]


@pytest.mark.django_db(transaction=True)
def test_a_group_that_closes_while_its_project_starts_waits_for_nobody():
    """Whoever comes second is told, or goes on; on PostgreSQL both waited for one another."""
    for _round in range(3):
        group = make_working_group()
        acts = [lambda: group.close(why="Fini"), lambda: start_project([Idea.objects.get(pk=group.idea_id)])]  # noqa: B023
        assert any(in_threads(2, lambda number: attempted(acts[number])))  # noqa: B023
