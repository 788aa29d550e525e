"""What authors do without an account: complete, follow, withdraw, find again (D11, D14, D15)."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from events.models import Event
from foundation import links
from foundation.codes import spaced
from ideas import guarding
from ideas.models import Idea
from members.models import Commune
from outbox.models import Message
from tests.factories import make_event, make_idea, make_organiser, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def idea():
    return make_idea(event=make_event())


@pytest.fixture
def author(client, idea):
    """A browser that opened the mail's link."""
    client.get(f"/idees/lien/{links.token(idea.access_link())}/")
    return client


def sheet(idea, **fields):
    return {"title": idea.title, "need": idea.need, "solution": idea.solution, **fields}


def test_link_is_exchanged_for_a_cookie(client, idea):
    """D64."""
    response = client.get(f"/idees/lien/{links.token(idea.access_link())}/")
    assert (response["Location"], list(response.cookies)) == (f"/idees/{idea.slug}/completer/", ["acces"])


def test_link_cut_in_two_says_so(client, db):
    assert client.get("/idees/lien/ABCDEF/").status_code == 410


def test_sheet_is_closed_to_strangers(client, idea):
    assert [client.get(f"/idees/{idea.slug}/{page}/").status_code for page in ("completer", "retirer")] == [404, 404]


def test_sheet_of_one_idea_does_not_open_another(author, idea):
    other = make_idea(event=idea.event)
    assert author.get(f"/idees/{other.slug}/completer/").status_code == 404


def test_sheet_opens_for_who_proved_the_address(client, idea):
    """D65."""
    idea.follow("nadia@example.org")
    client.force_login(make_person(email="nadia@example.org"))
    assert client.get(f"/idees/{idea.slug}/completer/").status_code == 200


def test_complete_keeps_everything(author, idea):
    commune = Commune.objects.with_postal_code("39000").first()
    sent = sheet(
        idea,
        audience="Les aînés",
        first_step="Appeler la mairie",
        postal_code="39000",
        commune=commune.insee,
        seeks_bearer="on",
        author_name="Nadia",
        show_name="on",
    )

    response = author.post(f"/idees/{idea.slug}/completer/", sent)

    idea = Idea.objects.get()
    assert response.status_code == 302
    assert (idea.audience, idea.first_step, idea.commune, idea.seeks_bearer, idea.shown_author) == (
        "Les aînés",
        "Appeler la mairie",
        commune,
        True,
        "Nadia",
    )


def test_complete_refused_keeps_what_was_typed(author, idea):
    response = author.post(f"/idees/{idea.slug}/completer/", sheet(idea, title="", audience="Les aînés"))
    assert (response.status_code, "Les aînés" in response.content.decode()) == (422, True)


def test_name_unticked_disappears_at_once(author, idea):
    """D14."""
    author.post(f"/idees/{idea.slug}/completer/", sheet(idea, author_name="Nadia", show_name="on"))
    author.post(f"/idees/{idea.slug}/completer/", sheet(idea, author_name="Nadia"))
    assert Idea.objects.get().shown_author == ""


def test_refused_idea_is_edited_and_sent_again(author, idea):
    """D15."""
    idea.refuse(by=make_organiser(territory=idea.territory), reason="advertising")
    assert "publicité" in author.get(idea.get_absolute_url()).content.decode()

    author.post(f"/idees/{idea.slug}/completer/", sheet(idea, title="Sans marque"))

    idea = Idea.objects.get()
    assert (idea.status, idea.title) == (Idea.Status.SUBMITTED, "Sans marque")


def test_withdraw_asks_with_its_name_then_closes(author, idea):
    page = author.get(f"/idees/{idea.slug}/retirer/").content.decode()
    assert "Le chauffeur-voisin" in page

    author.post(f"/idees/{idea.slug}/retirer/")

    assert Idea.objects.get().status == Idea.Status.WITHDRAWN
    assert [author.get(f"/idees/{idea.slug}/{page}").status_code for page in ("", "completer/")] == [410, 404]


def test_follow_then_stop(author, idea):
    author.post(f"/idees/{idea.slug}/suivre/", {"act": "follow", "email": "nadia@example.org"})
    assert (Idea.objects.get().author_email, Message.objects.count()) == ("nadia@example.org", 1)

    author.post(f"/idees/{idea.slug}/suivre/", {"act": "stop"})
    assert Idea.objects.get().author_email == ""


def test_follow_cannot_fill_letterboxes(author, idea):
    for n in range(6):
        author.post(f"/idees/{idea.slug}/suivre/", {"act": "follow", "email": f"voisin{n}@example.org"})
    assert Message.objects.count() == 3


@pytest.mark.parametrize("write", [str, str.lower, spaced, "-".join])
def test_find_tolerates_how_it_is_typed(client, idea, write):
    response = client.post("/idees/retrouver/", {"receipt": write(idea.receipt)})
    assert (response.status_code, response["Location"]) == (302, f"/idees/{idea.slug}/parcours/")


def test_find_mails_the_link_when_an_address_is_attached(client, idea):
    """D11: claiming goes through the address; the screen opens nothing."""
    idea.follow("nadia@example.org")

    response = client.post("/idees/retrouver/", {"receipt": idea.receipt})
    client.post("/idees/retrouver/", {"receipt": idea.receipt})

    assert (response.status_code, list(response.cookies)) == (200, ["csrftoken"])
    assert list(Message.objects.order_by("pk").values_list("kind", "to")) == [
        ("idea-received", "nadia@example.org"),
        ("idea-found", "nadia@example.org"),
    ]
    assert client.get(f"/idees/{idea.slug}/completer/").status_code == 404


def test_find_unknown_or_withdrawn_says_so(client, idea):
    idea.withdraw()
    for receipt in ("AAAAAAAA", idea.receipt):
        assert "Aucune idée ne porte ce reçu" in client.post("/idees/retrouver/", {"receipt": receipt}).content.decode()


def test_find_is_limited(client, idea, monkeypatch):
    """D11."""
    monkeypatch.setitem(guarding.FINDS_PER_ADDRESS, "limit", 2)
    for _ in range(2):
        client.post("/idees/retrouver/", {"receipt": "AAAAAAAA"})
    assert client.post("/idees/retrouver/", {"receipt": idea.receipt}).status_code == 422


def stamped(**fields):
    return {"title": "Un four", "stamp": "", **fields}


def test_deposit_without_a_table_all_year(client, db, monkeypatch):
    monkeypatch.setattr(guarding, "is_too_quick", lambda stamp: False)
    event = make_event(starts_at=timezone.now() + timedelta(days=200))

    response = client.post("/idees/deposer/", stamped())

    idea = Idea.objects.get()
    assert (idea.event, idea.table, response["Location"]) == (event, None, f"/idees/{idea.slug}/completer/")
    assert spaced(idea.receipt) in client.get(response["Location"]).content.decode()


def test_deposit_asks_which_evening_when_there_are_several(client, db):
    events = [make_event(slug="lons"), make_event(slug="figeac")]
    page = client.get("/idees/deposer/").content.decode()
    assert [f"?soiree={event.slug}" in page for event in events] == [True, True]


def test_deposit_says_so_when_no_evening_gathers_ideas(client, db):
    make_event(status=Event.Status.DRAFT)
    assert "Aucune soirée ne recueille" in client.get("/idees/deposer/").content.decode()


def test_a_letterbox_is_not_filled_by_one_idea_after_another(client):
    event = make_event()
    for number in range(guarding.FOLLOWS_PER_LETTERBOX["limit"] + 3):
        idea = make_idea(event=event, title=f"Idée {number}")
        client.get(f"/idees/lien/{links.token(idea.access_link())}/")
        client.post(f"/idees/{idea.slug}/suivre/", {"email": "Nadia@example.org"})
    assert Message.objects.filter(to="nadia@example.org").count() == guarding.FOLLOWS_PER_LETTERBOX["limit"]


def test_withdrawing_twice_at_once_says_the_same(author, idea, monkeypatch):
    """The second tap was already being read when the first one was done."""
    withdraw = Idea.withdraw
    monkeypatch.setattr(Idea, "withdraw", lambda self: (withdraw(Idea.objects.get(pk=self.pk)), withdraw(self)))
    assert author.post(f"/idees/{idea.slug}/retirer/").status_code == 302


def test_an_address_longer_than_any_is_refused_in_the_form(author, idea):
    long = "nadia@" + ".".join(["jura" * 15] * 4) + ".fr"
    author.post(f"/idees/{idea.slug}/suivre/", {"email": "a" * 60 + long})
    idea.refresh_from_db()
    assert idea.author_email == ""
