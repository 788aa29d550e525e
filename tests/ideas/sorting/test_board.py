"""The board lists the wholes that one may sort, narrowed by its address; filters are kept under a name."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from ideas.models import Hand, Idea, Stage, Star, Sticker
from ideas.sorting.models import SavedFilter, arranging
from members.models import Commune, Role
from tests.factories import (
    make_event,
    make_idea,
    make_organiser,
    make_person,
    make_role,
    make_territory,
    make_vote,
    make_workshop,
    theme,
)
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
BOARD = "/organiser/tri/"


@pytest.fixture
def event():
    return make_event(territory=make_territory())


@pytest.fixture
def nadia(client, event):
    person = make_organiser(territory=event.territory, given_name="Nadia")
    sign_in(client, person)
    return person


def titles(client, query=""):
    return [idea.title for idea in client.get(f"{BOARD}?{query}").context["page"]]


@pytest.mark.usefixtures("nadia")
def test_board_holds_wholes_that_stand_of_ones_own_territories(client, event):
    whole = make_idea(event=event, title="Le tout")
    make_idea(event=event, title="Une part", merged_into=whole, whole=whole)
    make_idea(event=event, title="Refusée", status="refused", refusal="off_topic")
    make_idea(event=event, title="Retirée", status="withdrawn")
    make_idea(event=event, title="Pas encore lue", status="submitted")
    make_idea(event=make_event(territory=make_territory()), title="D’ailleurs")
    assert titles(client) == ["Pas encore lue", "Le tout"]


def test_board_narrows_by_its_address(client, event, nadia):
    table, vote = make_workshop(event=event).tables.get(), make_vote(event=event)
    other = make_event(territory=event.territory, slug="autre")
    commune = Commune.objects.first()
    bois = make_idea(event=event, title="Scierie", theme=theme("M"), commune=commune, assigned_to=nadia)
    star = make_idea(event=event, title="Étoilée", table=table)
    late = make_idea(event=other, title="Ailleurs", stage=Stage.KEPT)
    Star.objects.create(table=table, idea=star, rank=1)
    hand = Hand.objects.create(vote=vote, key="k", allowed=3)
    Sticker.objects.create(vote=vote, hand=hand, idea=bois)
    arranging.tag(bois, "Bois local", by=nadia)
    first = Idea.objects.order_by("pk").first().title  # that of the vote
    assert titles(client, "marque=gommettes") == []  # hidden until the vote closes (D16)
    vote.close(by=nadia)
    found = {
        query: titles(client, query)
        for query in (
            "q=SCIERIE", "soiree=autre", "soiree=autre&etape=toutes", "etape=retenues", "theme=M", "theme=sans",
            "etiquette=bois+local", "qui=moi", "qui=personne", f"qui={nadia.pk}", f"commune={commune.pk}",
            "marque=etoile", "marque=gommettes", "ordre=titre", "ordre=anciennes", "ordre=gommettes",
            "soiree=inconnue&theme=zz&qui=x&commune=0&marque=%27&ordre=..&etape=",
        )
    }  # fmt: skip
    assert late.title == "Ailleurs"
    newest = ["Étoilée", "Scierie", first]
    assert found == {
        "q=SCIERIE": ["Scierie"], "soiree=autre": [], "soiree=autre&etape=toutes": ["Ailleurs"],
        "etape=retenues": ["Ailleurs"], "theme=M": ["Scierie"], "theme=sans": ["Étoilée", first],
        "etiquette=bois+local": ["Scierie"], "qui=moi": ["Scierie"], "qui=personne": ["Étoilée", first],
        f"qui={nadia.pk}": ["Scierie"], f"commune={commune.pk}": ["Scierie"], "marque=etoile": ["Étoilée"],
        "marque=gommettes": ["Scierie"], "ordre=titre": ["Étoilée", first, "Scierie"],
        "ordre=anciennes": [first, "Scierie", "Étoilée"], "ordre=gommettes": ["Scierie", "Étoilée", first],
        "soiree=inconnue&theme=zz&qui=x&commune=0&marque=%27&ordre=..&etape=": newest,
    }  # fmt: skip


@pytest.mark.usefixtures("nadia")
@pytest.mark.parametrize("order", ["recentes", "anciennes", "gommettes", "titre"])
def test_pages_follow_one_another_in_every_order(client, event, order):
    Idea.objects.bulk_create(
        Idea(event=event, territory=event.territory, title="Même", slug=f"i-{n}", folded=f"{n % 7} meme")
        for n in range(60)
    )
    first = client.get(f"{BOARD}?ordre={order}")
    then = client.get(f"{BOARD}?{first.context['turns']['next']}")
    keys = [idea.pk for page in (first, then) for idea in page.context["page"]]
    assert (len(keys), len(set(keys)), then.context["turns"]["next"]) == (60, 60, "")


@pytest.mark.usefixtures("nadia")
def test_table_holds_the_whole_list_and_no_formula(client, event):
    make_idea(event=event, title="=1+1", need="Un besoin ; le nôtre")
    make_idea(event=event, title="Gardée", stage=Stage.KEPT)
    text = client.get(f"{BOARD}liste.csv?etape=a-trier").content.decode("utf-8-sig")
    heads, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert [(row[0], row[11]) for row in rows] == [("'=1+1", "Un besoin ; le nôtre")]
    assert len(heads) == len(rows[0])


def test_filters_are_kept_once_under_a_name_and_deleted(client, nadia):
    keep = lambda name, query: client.post(f"{BOARD}filtres/", {"nom": name, "filtre": query})  # noqa: E731
    assert keep("À moi", "qui=moi&etape=a-trier&inconnu=1").url == f"{BOARD}?etape=a-trier&qui=moi"
    assert keep(" a  MOI ", "q=x").status_code == keep("", "q=x").status_code == keep("x" * 61, "").status_code == 422
    kept = SavedFilter.objects.get()
    sign_in(client, make_organiser(territory=make_territory()))
    assert client.post(f"{BOARD}filtres/{kept.pk}/supprimer/").status_code == 404
    sign_in(client, nadia)
    client.post(f"{BOARD}filtres/{kept.pk}/supprimer/")
    assert SavedFilter.objects.count() == 0


def test_elected_person_never_sorts(client, event):
    elected = make_person()
    make_role(elected, territory=event.territory, kind=Role.Kind.ELECTED)
    sign_in(client, elected)
    assert client.get(BOARD).status_code == 403


@pytest.mark.usefixtures("nadia")
def test_empty_board_says_what_to_do(client):
    assert "Pas encore d’idée à trier" in client.get(BOARD).content.decode()


def test_pace_is_told_once_it_is_known(client, event, nadia):
    ideas = [make_idea(event=event) for _ in range(12)]
    now = timezone.now()
    assert client.get(BOARD).context["progress"].minutes is None
    for number, idea in enumerate(ideas[:6]):
        Idea.objects.filter(pk=idea.pk).update(stage=Stage.KEPT)
        idea.steps.create(kind="stage", by=nadia, details=Stage.KEPT, at=now - timedelta(minutes=6 - number))
    told = client.get(BOARD).context["progress"]
    assert (told.done, told.total, told.minutes) == (6, 12, 6)
