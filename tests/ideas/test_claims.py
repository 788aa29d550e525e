"""Two people say that they wrote the same idea: the team decides, both are told (D11)."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone

from foundation import links
from ideas import duties, guarding
from ideas.models import Claim, Idea, IdeaConsent
from outbox.models import Message
from tests.factories import make_event, make_idea, make_organiser, make_territory
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def idea():
    idea = make_idea(event=make_event(), author_email="nadia@example.org", author_name="Nadia")
    IdeaConsent.objects.create(idea=idea, purpose="name_shown", text_version="t")
    return idea


@pytest.fixture
def organiser(idea):
    return make_organiser(territory=idea.territory)


def story(idea, **fields):
    return {"receipt": idea.receipt, "email": "paul@example.org", "words": "Écrite au marché.", **fields}


def make_claim(idea):
    return Claim.make(idea, email="paul@example.org", words="Écrite au marché.", language="fr")


def mails():
    return list(Message.objects.order_by("pk").values_list("kind", "to"))


def test_claim_reaches_the_team_and_the_holder(client, idea, organiser):
    response = client.post("/idees/retrouver/contester/", story(idea))
    assert (response.status_code, Claim.objects.get().email) == (200, "paul@example.org")
    assert mails() == [("claim-heard", "nadia@example.org")]
    assert "paul@example.org" not in Message.objects.get().text
    assert [duty.url for duty in duties.duties(organiser, timezone.now())] == ["/organiser/idees/reclamations/"]


def test_claim_sent_twice_is_one(client, idea):
    for _ in range(2):
        client.post("/idees/retrouver/contester/", story(idea))
    assert (Claim.objects.count(), Message.objects.count()) == (1, 1)


def test_claim_needs_the_receipt_and_is_limited(client, idea, monkeypatch):
    monkeypatch.setitem(guarding.FINDS_PER_ADDRESS, "limit", 1)
    answers = [
        client.post("/idees/retrouver/contester/", story(idea, receipt=code)) for code in ("AAAAAAAA", idea.receipt)
    ]
    assert ([answer.status_code for answer in answers], Claim.objects.count()) == ([422, 422], 0)
    assert "Écrite au marché." in answers[0].content.decode()


def test_claim_of_an_idea_without_address_says_that_the_receipt_is_enough(client, idea):
    Idea.objects.update(author_email="")
    page = client.post("/idees/retrouver/contester/", story(idea)).content.decode()
    assert "son reçu suffit à l’ouvrir" in page


def test_granting_moves_the_idea_and_tells_both(client, idea, organiser):
    former = links.token(idea.access_link())
    claim = make_claim(idea)
    sign_in(client, organiser)
    client.post(f"/organiser/idees/reclamations/{claim.pk}/donner/")

    idea = Idea.objects.prefetch_related("consents").get()
    assert (idea.author_email, idea.shown_author, idea.steps.first().kind) == ("paul@example.org", "", "handed_over")
    assert mails()[1:] == [("claim-granted", "paul@example.org"), ("claim-lost", "nadia@example.org")]
    assert client.get(f"/idees/lien/{former}/").status_code == 410
    assert "/idees/lien/" not in Message.objects.get(kind="claim-lost").text


def test_refusing_changes_nothing_and_tells_both(client, idea, organiser):
    claim = make_claim(idea)
    sign_in(client, organiser)
    client.post(f"/organiser/idees/reclamations/{claim.pk}/laisser/")
    assert Idea.objects.get().author_email == "nadia@example.org"
    assert mails()[1:] == [("claim-refused", "paul@example.org"), ("claim-kept", "nadia@example.org")]
    assert "/idees/lien/" not in Message.objects.get(kind="claim-refused").text


def test_two_colleagues_decide_once(idea, organiser):
    claim = make_claim(idea)
    same = Claim.objects.get()
    claim.refuse(by=organiser)
    with pytest.raises(ValidationError):
        same.grant(by=organiser)
    assert Idea.objects.get().author_email == "nadia@example.org"


def test_another_territory_neither_sees_nor_decides(client, idea):
    claim = make_claim(idea)
    sign_in(client, make_organiser(territory=make_territory()))
    assert idea.title not in client.get("/organiser/idees/reclamations/").content.decode()
    assert client.post(f"/organiser/idees/reclamations/{claim.pk}/donner/").status_code == 404
