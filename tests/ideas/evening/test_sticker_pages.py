"""The page of stickers (D16): by ticket or by table, without JavaScript or with it, and no total before the closing."""

import json
import re

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from events.models import Registration
from events.models.registration import TICKET
from foundation import links
from ideas.evening.views.stickers import shuffled
from ideas.models import Hand, Sticker, vote_of
from tests.events.test_capacity import browsers
from tests.factories import make_event, make_idea, make_organiser, make_registration, make_vote, make_workshop
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
OWN = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def event():
    return make_event()


@pytest.fixture
def ideas(event):
    table = make_workshop(event=event, title="Le dernier kilomètre").tables.get()
    return [make_idea(event=event, title=f"Idée {n}", table=table) for n in range(5)]


def page_of(code):
    return reverse("evening:stickers", args=[code])


def put(client, code, idea, number=1, **options):
    return client.post(page_of(code), {"gommettes": f"{idea.pk}:{number}"}, **OWN, **options)


def show_ticket(client, event, code):
    return client.post(reverse("evening:sticker_ticket", args=[event.code]), {"code": code}, **OWN)


def alert(response):
    found = re.search(r'role="alert"><p>(.*?)</p>|_error">(.*?)</p>', response.content.decode())
    return found and (found[1] or found[2])


def test_phone_at_a_table_puts_and_takes_back(client, event, ideas):
    make_vote(event=event)
    code = ideas[0].table.code
    client.get(page_of(code))
    response = put(client, code, ideas[0])
    assert (response.status_code, response.url) == (302, f"{page_of(code)}#i{ideas[0].pk}")
    put(client, code, ideas[1])
    assert Hand.objects.get().held() == {ideas[0].pk: 1, ideas[1].pk: 1}
    put(client, code, ideas[0], 0)
    assert Hand.objects.get().held() == {ideas[1].pk: 1}


def test_three_devices_and_one_ticket_make_three_stickers(event, ideas):
    vote, ticket = make_vote(event=event), make_registration(event=event)
    for number, phone in enumerate(browsers(3)):
        assert show_ticket(phone, event, ticket.code.lower()).status_code == 302
        for idea in ideas[number : number + 2]:
            put(phone, event.code, idea)
    assert Sticker.objects.filter(vote=vote).count() == 3
    assert alert(put(browsers(1)[0], event.code, ideas[4])) is not None  # no ticket: the page asks for it


def test_link_of_the_ticket_is_enough_and_each_companion_has_theirs(client, event, ideas):
    vote = make_vote(event=event)
    head = make_registration(event=event)
    friend = Registration.objects.create(event=event, given_name="Ali", brought_by=head)
    client.get(reverse("events:ticket_link", args=[links.token(links.access(TICKET, head.pk, until=event.ends_at))]))
    assert put(client, event.code, ideas[0]).status_code == 302
    client.post(page_of(event.code), {"gommettes": f"{ideas[1].pk}:1", "billet": friend.code}, **OWN)
    assert Hand.of_ticket(vote, head).held() == {ideas[0].pk: 1}
    assert Hand.of_ticket(vote, friend).held() == {ideas[1].pk: 1}


def test_what_a_phone_had_put_follows_it_to_its_ticket(client, event, ideas):
    vote, ticket = make_vote(event=event), make_registration(event=event)
    code = ideas[0].table.code
    client.get(page_of(code))
    put(client, code, ideas[0])
    client.post(reverse("evening:sticker_ticket", args=[code]), {"code": ticket.code}, **OWN)
    put(client, code, ideas[1])
    assert Hand.of_ticket(vote, ticket).held() == {ideas[0].pk: 1, ideas[1].pk: 1}
    assert Sticker.objects.count() == 2


@pytest.mark.parametrize("typed", ["", "ZZZZ", "é" * 30])
def test_unknown_ticket_is_said(client, event, ideas, typed):
    make_vote(event=event)
    response = show_ticket(client, event, typed)
    assert (response.status_code, "id_code_error" in response.content.decode()) == (422, True)


def test_form_of_the_refusal_leads_to_the_page_of_stickers(client, event, ideas):
    make_vote(event=event)
    page = show_ticket(client, event, "ZZZZ").content.decode()
    assert re.findall(r'action="([^"]+)" id="vote"', page) == [page_of(event.code)]


def test_ticket_of_another_evening_is_said(client, event, ideas):
    make_vote(event=event)
    other = make_registration(event=make_event(brand="Petite Montagne"))
    response = show_ticket(client, event, other.code)
    assert (response.status_code, "Petite Montagne" in alert(response)) == (422, True)


def test_fourth_sticker_says_where_the_three_are(client, event, ideas):
    make_vote(event=event)
    code = ideas[0].table.code
    client.get(page_of(code))
    for idea in ideas[:3]:
        put(client, code, idea)
    response = put(client, code, ideas[3])
    assert response.status_code == 422
    assert [idea.title for idea, _number in response.context["mine"]] == ["Idée 0", "Idée 1", "Idée 2"]
    assert alert(response) is not None


def test_sticker_of_an_idea_withdrawn_meanwhile_is_in_the_hand_again(client, event, ideas):
    make_vote(event=event)
    code = ideas[0].table.code
    client.get(page_of(code))
    put(client, code, ideas[0])
    ideas[0].withdraw()
    assert client.get(page_of(code)).context["left"] == 3
    assert put(client, code, ideas[0]).status_code == 422


def test_vote_not_open_then_closed_says_since_when_and_what_is_kept(client, event, ideas):
    vote, code = make_vote(event=event, opened=False), ideas[0].table.code
    assert "waiting" in client.get(page_of(code)).content.decode()
    vote.open(by=None)
    put(client, code, ideas[0])
    put(client, code, ideas[1])
    vote.close(by=None)
    response = put(client, code, ideas[2])
    assert (response.status_code, response.context["left"]) == (409, 1)
    assert client.get(page_of(code)).context["best"] == [(ideas[0], 1), (ideas[1], 1)]


def test_script_gets_the_row_and_what_is_left(client, event, ideas):
    make_vote(event=event)
    code = ideas[0].table.code
    client.get(page_of(code))
    for _again in range(2):  # a network that loses the answer sends the act again
        response = put(client, code, ideas[0], HTTP_ACCEPT="application/json")
        told = json.loads(response.content)
        assert (response.status_code, told["bad"], told["open"]) == (200, "", True)
        assert f'value="{ideas[0].pk}:0"' in told["row"]
    assert Sticker.objects.count() == 1


def test_page_of_another_site_puts_nothing(client, event, ideas):
    make_vote(event=event)
    code = ideas[0].table.code
    client.get(page_of(code))
    response = client.post(page_of(code), {"gommettes": f"{ideas[0].pk}:1"}, HTTP_ORIGIN="https://ailleurs.example")
    assert (response.status_code, Sticker.objects.count()) == (422, 0)


@pytest.mark.parametrize("words", ["", "12", ":", "a:b", "9" * 40 + ":1", "1:-1", "1:99"])
def test_hostile_words_put_nothing(client, event, ideas, words):
    make_vote(event=event)
    code = ideas[0].table.code
    client.get(page_of(code))
    assert client.post(page_of(code), {"gommettes": words}, **OWN).status_code == 422
    assert Sticker.objects.count() == 0


def test_unknown_code_leads_nowhere(client):
    assert client.get(page_of("ZZZZZZ")).status_code == 404


@pytest.mark.once
def test_each_person_has_one_order_and_every_idea_is_in_it():
    pairs = [(number % 7, number) for number in range(100)]
    pairs.sort()
    mine = shuffled(pairs, "moi")
    assert (shuffled(pairs, "moi"), sorted(mine)) == (mine, list(range(100)))
    assert shuffled(pairs, "toi") != mine
    assert [len({key % 7 for key in mine[n : n + 14]}) for n in range(0, 98, 14)].count(7) == 0  # table by table


def test_no_page_says_a_total_before_the_closing(client, event, ideas):
    """Whatever is read, by whoever, nothing changes with the stickers that were put: titles would move, counts show."""
    organiser, vote = make_organiser(territory=event.territory), make_vote(event=event)
    pages = [
        event.get_absolute_url(), reverse("ideas:idea_list"), ideas[4].get_absolute_url(), "/",
        reverse("evening:wall", args=[event.slug]), reverse("evening:wall_state", args=[event.slug]),
        reverse("evening:table_state", args=[event.code]), reverse("evening:stickers", args=[event.code]),
        *(reverse(name, args=[event.slug]) for name in ORGANISERS),
    ]  # fmt: skip
    client, now = sign_in(client, organiser), timezone.now()
    before = _read(client, pages, now=now)
    for number in range(7):
        hand = Hand.of_ticket(vote, make_registration(event=event, given_name="Discret", family_name="Discret"))
        hand.stick(ideas[4], 1)
        hand.stick(ideas[number % 4], 1)
    Registration.objects.all().delete()
    after = _read(client, pages, now=now)
    assert {page for page in pages if before[page] != after[page]} == set()
    assert before[reverse("evening:voting_csv", args=[event.slug])][0] == 404
    vote_of(event).close(by=organiser)
    csv = client.get(reverse("evening:voting_csv", args=[event.slug]))
    assert csv.content.decode("utf-8-sig").splitlines()[1].split(";")[1:] == ["Idée 4", "1", "7", "7", "0"]


ORGANISERS = [
    "events:desk", "ideas:moderation", "ideas:idea_csv", "evening:control", "evening:voting", "evening:voting_csv",
    "evening:restitution", "evening:slides", "evening:posters", "evening:press",
]  # fmt: skip


def _read(client, pages, *, now):
    """{page: (status, words)} at the instant `now`, without what changes at each reading."""
    found = {}
    for page in pages:
        with time_machine.travel(now, tick=False):
            response = client.get(page)
        words = re.sub(
            r'csrfmiddlewaretoken" value="\w+"|data-left="\d+"|data-etag="[^"]*"', "", response.content.decode()
        )
        found[page] = (response.status_code, words)
    return found
