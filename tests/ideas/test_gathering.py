"""Ideas are gathered all year: stalls and workshops that are no evenings (point « ideas all year »)."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import Event
from foundation import links
from ideas import guarding
from ideas.models import STALL, Gathering, Idea
from tests.factories import make_event, make_gathering, make_idea, make_organiser, make_territory, theme
from tests.pictures import HEIC, upload
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def draft():
    return make_event(status=Event.Status.DRAFT, venue_name="", brand="Crépite 2027")


@pytest.fixture
def organiser(client, draft):
    return sign_in(client, make_organiser(territory=draft.territory))


@pytest.fixture
def gathering(draft):
    return make_gathering(event=draft)


@pytest.fixture
def holder(client, gathering):
    """The browser of who holds the stall, without an account."""
    client.get(f"/collecte/lien/{links.token(gathering.stall_link())}/")
    return client


def typed(event, **fields):
    return {"kind": "stall", "name": "Marché du jeudi", "event": event.pk, "starts_on": "2026-11-26", **fields}


def test_open_a_stall_for_an_evening_without_a_date(organiser, draft):
    response = organiser.post("/organiser/collectes/ouvrir/", typed(draft, place="Sous les arcades"))
    found = Gathering.objects.get()
    assert (response["Location"], found.event, found.where, found.ends_on, found.is_open) == (
        f"/organiser/collectes/{found.pk}/",
        draft,
        "Sous les arcades",
        None,
        True,
    )


def test_open_refuses_days_in_the_wrong_order_and_keeps_the_words(organiser, draft):
    response = organiser.post("/organiser/collectes/ouvrir/", typed(draft, ends_on="2026-11-25"))
    page = response.content.decode()
    assert (response.status_code, "Marché du jeudi" in page, Gathering.objects.count()) == (422, True, 0)
    assert "Le dernier jour ne peut pas venir avant le premier." in page


def test_the_database_refuses_days_in_the_wrong_order(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_gathering(event=draft, ends_on=timezone.localdate() - timedelta(days=1))


def test_open_keeps_a_commune_that_the_list_does_not_know(organiser, draft):
    organiser.post("/organiser/collectes/ouvrir/", typed(draft, place="Foire", commune_text="Louhans"))
    assert Gathering.objects.get().where == "Foire, Louhans"


def test_open_says_what_is_missing_without_any_evening(client):
    organiser = sign_in(client, make_organiser(territory=make_territory()))
    assert (
        "D’abord, la soirée à laquelle vont les idées" in organiser.get("/organiser/collectes/ouvrir/").content.decode()
    )


def test_another_territory_neither_sees_nor_feeds(client, gathering):
    stranger = sign_in(client, make_organiser(territory=make_territory()))
    pages = ("", "modifier/", "affiche/")
    assert [stranger.get(f"/organiser/collectes/{gathering.pk}/{page}").status_code for page in pages] == [404] * 3
    stranger.post("/organiser/collectes/ouvrir/", typed(gathering.event))
    assert Gathering.objects.count() == 1


def test_its_code_opens_the_phones_page_though_the_evening_is_a_draft(client, gathering, monkeypatch):
    """D11: the same page as a table's; the idea keeps where it comes from, and its theme."""
    monkeypatch.setattr(guarding, "is_too_quick", lambda stamp: False)
    Gathering.objects.update(theme=theme("M"))
    assert "Marché du jeudi" in client.get(f"/a/{gathering.code}/").content.decode()

    response = client.post(f"/a/{gathering.code}/", {"title": "Un four"}, HTTP_ORIGIN="http://testserver")

    idea = Idea.objects.get()
    assert (idea.gathering, idea.event, idea.theme.letter, idea.typed) == (gathering, gathering.event, "M", False)
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(("days", "status"), [(7, 200), (8, 410)])
def test_a_phone_has_a_week_to_find_its_network_again(client, draft, days, status):
    """D12."""
    then = timezone.localdate() - timedelta(days=days)
    gathering = make_gathering(event=draft, starts_on=then, ends_on=then)
    assert client.get(f"/a/{gathering.code}/").status_code == status


def test_closed_takes_nothing_and_opens_again(organiser, gathering):
    link = links.token(gathering.stall_link())
    step = f"/organiser/collectes/{gathering.pk}"
    organiser.post(f"{step}/fermer/")
    closed = [organiser.get(f"/a/{gathering.code}/").status_code, organiser.get(f"/collecte/lien/{link}/").status_code]
    organiser.post(f"{step}/rouvrir/")
    assert (closed, organiser.get(f"/a/{gathering.code}/").status_code) == ([410, 410], 200)


def test_stall_is_closed_to_strangers_and_to_other_stalls(client, holder, gathering):
    other = make_gathering(event=gathering.event, name="Foire")
    assert [holder.get(f"/collecte/{one.code}/").status_code for one in (gathering, other)] == [200, 404]


def test_stall_types_sheets_one_after_the_other_and_hands_over_receipts(holder, gathering):
    """D63: without e-mail, each author leaves with a receipt."""
    for title in ("Un four", "Un car de nuit"):
        response = holder.post(f"/collecte/{gathering.code}/", {"title": title, "author_name": "Paulette"})
    newest = Idea.objects.latest("pk")
    page = holder.get(response["Location"]).content.decode()
    counted = Gathering.objects.with_counts().get()
    assert (counted.idea_count, counted.typed_count, newest.typed, newest.shown_author) == (2, 2, True, "")
    assert " ".join(newest.receipt[i : i + 2] for i in range(0, 8, 2)) in page
    assert "2 fiches saisies ici" in page


def test_stall_sends_twice_and_keeps_one(holder, gathering):
    """D12."""
    sheet = {"title": "Un four", "client_key": "0b1d4c1e-3a5b-4b6e-9c1d-2f3a4b5c6d7e"}
    for _ in range(2):
        holder.post(f"/collecte/{gathering.code}/", sheet)
    assert Idea.objects.count() == 1


def test_stall_keeps_the_words_when_the_photo_is_refused(holder, gathering):
    sheet = {"title": "Un four", "need": "Le pain", "photo": upload("a.heic", HEIC)}
    response = holder.post(f"/collecte/{gathering.code}/", sheet)
    page = response.content.decode()
    assert (response.status_code, "Le pain" in page, "HEIC" in page, Idea.objects.count()) == (422, True, True, 0)


def test_link_taken_back_opens_nothing(holder, gathering):
    links.revoke(STALL, gathering.pk)
    assert holder.get(f"/collecte/{gathering.code}/").status_code == 404


def test_feeding_another_evening_takes_the_ideas_along(draft):
    gathering = make_gathering(event=draft)
    idea = make_idea(event=draft, gathering=gathering)
    other = make_event(territory=draft.territory)
    gathering.event = other
    gathering.settle(by=None)
    idea.refresh_from_db()
    assert (idea.event, other.board.version) == (other, 1)


def test_list_filters_by_gathering_and_says_the_origin(client, gathering):
    make_idea(event=gathering.event, gathering=gathering, title="Un four")
    make_idea(event=make_event(), title="Un car")
    page = client.get(f"/idees/?collecte={gathering.code}").content.decode()
    assert ("Un four" in page, "Un car" in page, "Marché du jeudi" in page) == (True, False, True)


def test_idea_of_a_draft_evening_does_not_link_to_a_closed_page(client, gathering):
    idea = make_idea(event=gathering.event, gathering=gathering)
    page = client.get(idea.get_absolute_url()).content.decode()
    assert ("Marché du jeudi" in page, gathering.event.get_absolute_url() in page) == (True, False)


def test_moderation_filters_by_gathering(organiser, gathering):
    make_idea(event=gathering.event, gathering=gathering, title="Un four", status="submitted")
    make_idea(event=gathering.event, title="Un car", status="submitted")
    address = f"/organiser/soirees/{gathering.event.slug}/idees/?collecte={gathering.code}"
    page = organiser.get(address).content.decode()
    assert ("Un four" in page, "Un car" in page) == (True, False)


def test_deposit_all_year_where_ideas_are_gathered(client, gathering, monkeypatch):
    monkeypatch.setattr(guarding, "is_too_quick", lambda stamp: False)
    client.post(f"/idees/deposer/?collecte={gathering.code}", {"title": "Un four", "photo": upload()})
    idea = Idea.objects.get()
    assert (idea.gathering, idea.kept_photo.small_width, idea.shown_photo) == (gathering, 320, None)


def test_a_gathering_is_no_evening(client, gathering):
    """Neither the home page nor registrations know of it."""
    assert "Marché du jeudi" not in client.get("/").content.decode()
    assert client.get(f"/soirees/{gathering.event.slug}/inscription/").status_code == 404


@pytest.mark.parametrize("number", [1, 3, 60])
def test_list_of_gatherings_asks_the_same_whatever_their_number(organiser, draft, number, django_assert_num_queries):
    for n in range(number):
        make_gathering(event=draft, name=f"Stand {n}")
    with django_assert_num_queries(4):
        organiser.get("/organiser/collectes/")
