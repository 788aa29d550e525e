"""The team reads ideas: one tap, undone as easily, the same with and without htmx (D15)."""

import re
import uuid

import pytest
from django.utils import timezone

from ideas.duties import duties
from ideas.models import Idea, Report
from tests.factories import make_event, make_idea, make_organiser, make_person, make_territory, make_workshop

pytestmark = pytest.mark.django_db
SUBMITTED, ACCEPTED = Idea.Status.SUBMITTED, Idea.Status.ACCEPTED
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def event():
    return make_event()


@pytest.fixture
def team(client, event):
    return sign_in(client, make_organiser(territory=event.territory))


def sign_in(client, person):
    client.force_login(person)
    session = client.session
    session["second_factor_proved"] = True
    session.save()
    return client


def queue(event, view=""):
    return f"/organiser/soirees/{event.slug}/idees/{view and f'?vue={view}'}"


def titles(response):
    return re.findall(r'<h2 class="fs-5"><a href="[^"]*">(.*?)</a>', response.content.decode())


def act(client, idea, verb, headers=(), **fields):
    return client.post(f"/organiser/idees/{idea.pk}/{verb}/", fields, **dict(headers))


def test_queue_is_oldest_first(team, event):
    make_idea(event=event, title="Première", status=SUBMITTED)
    make_idea(event=event, title="Seconde", status=SUBMITTED)
    make_idea(event=event, title="Déjà lue")
    make_idea(event=make_event(), title="D’une autre", status=SUBMITTED)

    assert titles(team.get(queue(event))) == ["Première", "Seconde"]
    assert titles(team.get(queue(event, "affichees"))) == ["Déjà lue"]


def test_queue_is_the_team_s_own(client, event):
    assert client.get(queue(event)).status_code == 302
    assert sign_in(client, make_person()).get(queue(event)).status_code == 403
    assert sign_in(client, make_organiser(territory=make_territory())).get(queue(event)).status_code == 404


def test_acts_are_the_team_s_own(client, event):
    idea = make_idea(event=event, status=SUBMITTED)
    sign_in(client, make_organiser(territory=make_territory()))
    verbs = ("accepter", "refuser", "relire", "decrocher", "raccrocher", "garder")
    assert [act(client, idea, verb).status_code for verb in verbs] == [404] * 6


def test_one_tap_accepts_and_can_be_undone(team, event):
    idea = make_idea(event=event, status=SUBMITTED)

    page = team.get(act(team, idea, "accepter", vue="a-relire")["Location"]).content.decode()
    idea.refresh_from_db()
    assert (idea.status, f"/organiser/idees/{idea.pk}/relire/" in page) == (ACCEPTED, True)

    act(team, idea, "relire")
    idea.refresh_from_db()
    assert idea.status == SUBMITTED


def test_tap_with_htmx_brings_the_page_as_it_would_be(team, event):
    """The fragment equals the page."""
    idea = make_idea(event=event, status=SUBMITTED)
    make_idea(event=event, title="La suivante", status=SUBMITTED)

    fragment = act(team, idea, "accepter", HTMX, vue="a-relire")
    fresh = team.get(f"{queue(event)}?fait={idea.pk}").content.decode()

    def bare(html):
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html).strip()

    assert bare(fragment.content.decode()) in bare(fresh)


def test_refusal_without_a_reason_says_so(team, event):
    idea = make_idea(event=event, status=SUBMITTED)
    html = act(team, idea, "refuser", HTMX).content.decode()
    assert "Choisissez l’une des raisons" in html


def test_second_tap_says_that_it_is_done(team, event):
    idea = make_idea(event=event, status=SUBMITTED)
    act(team, idea, "accepter")
    assert "déjà fait" in act(team, idea, "accepter", HTMX).content.decode()
    assert idea.steps.count() == 1


def test_page_is_accepted_in_one_tap_and_only_this_page(team, event):
    ideas = [make_idea(event=event, status=SUBMITTED) for _ in range(3)]
    stranger = make_idea(event=make_event(), status=SUBMITTED)
    sent = [ideas[0].pk, ideas[1].pk, stranger.pk]

    team.post(f"{queue(event)}accepter/", {"idea": sent})

    assert list(Idea.objects.submitted().order_by("pk")) == [ideas[2], stranger]


def test_wall_removal_and_return(team, event):
    idea = make_idea(event=event)
    act(team, idea, "decrocher", vue="affichees")
    assert not Idea.objects.on_wall().exists()
    act(team, idea, "raccrocher", vue="affichees")
    assert Idea.objects.on_wall().exists()


def test_reported_ideas_are_kept_or_refused(team, event):
    kept, refused = (make_idea(event=event, title=title) for title in ("Gardée", "Refusée"))
    for idea in (kept, refused):
        Report.objects.create(idea=idea, reason="À voir")
    assert titles(team.get(queue(event, "signalees"))) == ["Gardée", "Refusée"]

    act(team, kept, "garder")
    act(team, refused, "refuser", reason="personal")

    assert titles(team.get(queue(event, "signalees"))) == []
    assert list(Idea.objects.accepted()) == [kept]


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_queue_asks_the_same_whatever_the_number_of_ideas(team, event, rows, django_assert_num_queries):
    table = make_workshop(event=event).tables.get()
    for n in range(rows):
        idea = make_idea(event=event, table=table, title=f"Idée {n}", status=SUBMITTED)
        Report.objects.create(idea=idea, reason="À voir")
    with django_assert_num_queries(11):
        response = team.get(queue(event))
    assert len(titles(response)) == min(rows, 20)


def test_team_types_for_someone_and_goes_on_at_the_same_table(team, event):
    """D13, D63: who typed is kept, and the receipt is given."""
    table = make_workshop(event=event).tables.get()
    sent = {"table": table.pk, "title": "Dite à voix haute", "client_key": str(uuid.uuid4())}

    response = team.post(f"{queue(event)}saisir/", sent)
    team.post(f"{queue(event)}saisir/", sent)

    idea = Idea.objects.get()
    assert (idea.table, idea.entered_by is not None) == (table, True)
    assert response["Location"] == f"/organiser/soirees/{event.slug}/idees/saisir/?table={table.pk}"


def test_duties_tell_what_waits_per_evening(event):
    organiser = make_organiser(territory=event.territory)
    for _ in range(2):
        make_idea(event=event, status=SUBMITTED)
    Report.objects.create(idea=make_idea(event=event), reason="À voir")
    make_idea(event=make_event(), status=SUBMITTED)

    told = [(duty.title, duty.url) for duty in duties(organiser, timezone.now())]

    url = f"/organiser/soirees/{event.slug}/idees/"
    assert told == [("2 idées attendent d’être relues", url), ("1 idée est signalée", f"{url}?vue=signalees")]
    assert list(duties(make_person(), timezone.now())) == []


def test_queue_refreshes_only_when_something_changed(team, event):
    """204 swaps nothing: what is being chosen stays."""
    address = f"/organiser/soirees/{event.slug}/idees/etat/"
    idea = make_idea(event=event, status="submitted")
    unchanged = team.get(f"{address}?v=0")
    idea.complete(title="Un four")
    changed = team.get(f"{address}?v=0")
    assert (unchanged.status_code, changed.status_code) == (204, 200)
    assert (changed["ETag"], "Un four" in changed.content.decode(), "<html" in changed.content.decode()) == (
        '"1"',
        True,
        False,
    )
