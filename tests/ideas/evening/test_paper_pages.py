"""The pages of paper: for who types, for the team, and for the author with the sheet in hand (D11, D13)."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foundation import links
from ideas import guarding
from ideas.evening.models import PaperPhoto, PaperSheet
from ideas.models import Idea, IdeaConsent
from ideas.submitting import Draft
from tests.factories import (
    make_event,
    make_idea,
    make_organiser,
    make_paper_photo,
    make_sheet,
    make_territory,
    make_transcriber,
)
from tests.pictures import HEIC, upload
from tests.signing import sign_in

pytestmark = pytest.mark.django_db

WORDS = {"title": "Le car des voisins", "need": "Aller au marché", "solution": "Un minibus"}


@pytest.fixture
def event():
    return make_event(territory=make_territory(slug="a"), slug="soiree")


def arrive(event, **person):
    helper = make_transcriber(event=event, **person)
    client = Client()
    client.get(f"/papier/lien/{links.token(helper.access_link())}/")
    return client, helper


def title(response):
    return re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.S)[1]


def test_a_link_opens_the_sheets_of_its_evening_until_it_is_closed(event):
    client, helper = arrive(event)
    make_sheet(event=event)
    other = make_event(slug="ailleurs")
    assert [client.get(f"/papier/{slug}/").status_code for slug in ("soiree", "ailleurs", "rien")] == [200, 404, 404]
    team = sign_in(Client(), make_organiser(territory=event.territory))
    assert team.post(f"/organiser/soirees/soiree/papier/{helper.pk}/couper/").status_code == 302
    assert client.get("/papier/soiree/").status_code == 404
    assert Client().get(f"/papier/lien/{links.token(helper.access_link())}/").status_code == 410
    assert other.transcribers.count() == 0


def test_sheets_are_typed_one_after_the_other(event):
    sheets = [make_sheet(event=event) for _ in range(2)]
    client, helper = arrive(event)
    first = client.post("/papier/soiree/suivante/")
    assert first.url == f"/papier/soiree/feuille/{sheets[0].pk}/"
    form = {**WORDS, "author_name": "Odile", "author_email": "odile@example.org", "audience": "Les anciens"}
    following = client.post(first.url, {**form, "act": "keep"})
    assert following.url == f"/papier/soiree/feuille/{sheets[1].pk}/"
    idea = Idea.objects.get()
    assert (idea.receipt, idea.typed, idea.author_name, idea.name_is_shown, idea.audience, idea.author_email) == (
        sheets[0].code, True, "Odile", False, "Les anciens", "odile@example.org",
    )  # fmt: skip
    assert client.post(following.url, {**WORDS, "act": "keep"}).url == "/papier/soiree/"
    assert (helper.sheets.count(), IdeaConsent.objects.filter(purpose="terms").count()) == (2, 2)


def test_the_same_sheet_sent_twice_is_one_idea(event):
    sheet = make_sheet(event=event)
    client, _helper = arrive(event)
    sent = [client.post(f"/papier/soiree/feuille/{sheet.pk}/", {**WORDS, "act": "keep"}) for _ in range(2)]
    assert ([response.status_code for response in sent], Idea.objects.count()) == ([302, 302], 1)


def test_a_sheet_typed_meanwhile_shows_both_texts(event):
    sheet = make_sheet(event=event)
    client, _helper = arrive(event)
    client.post("/papier/soiree/suivante/")
    sheet.keep(Draft("Le texte de l’autre"))
    answer = client.post(f"/papier/soiree/feuille/{sheet.pk}/", {**WORDS, "act": "keep"})
    page = answer.content.decode()
    assert (answer.status_code, "Le texte de l’autre" in page, "Le car des voisins" in page) == (409, True, True)
    draft = client.post(f"/papier/soiree/feuille/{sheet.pk}/brouillon/", WORDS)
    assert (draft.status_code, draft.json()) == (409, {"state": "typed"})


def test_a_draft_outlives_the_browser(event):
    sheet = make_sheet(event=event)
    url = f"/papier/soiree/feuille/{sheet.pk}/"
    clients = [arrive(event)[0] for _ in range(2)]
    clients[0].post("/papier/soiree/suivante/")
    assert clients[0].post(f"{url}brouillon/", {"title": "Le car"}).json() == {"state": "kept"}
    assert clients[1].post(f"{url}brouillon/", {"title": "Le mien"}).json() == {"state": "taken"}
    assert clients[0].post(url, {"title": "Le car des", "act": "pause"}).url == "/papier/soiree/"
    assert clients[1].post("/papier/soiree/suivante/").url == url
    assert 'value="Le car des"' in clients[1].get(url).content.decode()


def test_a_sheet_without_a_name_comes_back_with_its_words(event):
    sheet = make_sheet(event=event)
    client, _helper = arrive(event)
    answer = client.post(f"/papier/soiree/feuille/{sheet.pk}/", {"need": "Aller au marché", "act": "keep"})
    sheet.refresh_from_db()
    assert (answer.status_code, "Aller au marché" in answer.content.decode()) == (422, True)
    assert (sheet.draft, Idea.objects.count()) == ({"need": "Aller au marché"}, 0)


@pytest.mark.parametrize(
    ("sent", "status", "trouble"),
    [
        ({"act": "trouble", "trouble": "blurred"}, "illegible", "blurred"),
        ({"act": "trouble", "trouble": ""}, "waiting", ""),
        ({"act": "blank"}, "blank", ""),
        ({"act": "pass"}, "waiting", ""),
        ({"act": "wrong-photo"}, "printed", ""),
    ],
)
def test_whatever_is_done_to_a_sheet_keeps_its_words(event, sent, status, trouble):
    sheet = make_sheet(event=event)
    client, _helper = arrive(event)
    client.post("/papier/soiree/suivante/")
    client.post(f"/papier/soiree/feuille/{sheet.pk}/", {"title": "Le car", **sent})
    sheet.refresh_from_db()
    assert (sheet.status, sheet.trouble, sheet.draft) == (status, trouble, {"title": "Le car"})


def test_a_sheet_in_hand_is_typed_without_a_photo(event):
    sheet, foreign = make_sheet(event=event, photos=0), make_sheet(event=make_event(), photos=0)
    client, _helper = arrive(event)
    asked = [client.post("/papier/soiree/en-main/", {"reference": text}) for text in ("1", "7-7", "", foreign.code)]
    assert [one.status_code for one in asked] == [302, 422, 422, 422]
    assert asked[0].url == f"/papier/soiree/feuille/{sheet.pk}/"


def test_bad_files_are_refused_by_name_and_the_others_kept(event, settings):
    settings.UPLOAD_MAX_BYTES = 60_000
    client, _helper = arrive(event)
    heavy = SimpleUploadedFile("lourde.jpg", b"\xff\xd8\xff" + b"0" * 70_000)
    bad = [upload("iphone.heic", HEIC), upload("liste.pdf", b"%PDF-1.7"), upload("vide.jpg", b""), heavy]
    answer = client.post("/papier/soiree/photos/", {"photos": [upload("bonne.jpg"), *bad], "part": "1"})
    refused = [line.partition(" · ")[0] for line in answer.json()["refused"]]
    assert (answer.json()["kept"], refused) == (1, ["lourde.jpg", "iphone.heic", "liste.pdf", "vide.jpg"])
    assert client.post("/papier/soiree/photos/", {"photos": bad[:1]}).status_code == 422
    assert client.post("/papier/soiree/photos/", {"photos": [upload()]}).status_code == 302
    assert PaperPhoto.objects.unread().count() == 2


def test_a_photo_without_a_code_is_attached_by_hand_made_a_sheet_or_removed(event):
    sheet = make_sheet(event=event, photos=0)
    photos = [make_paper_photo(event=event) for _ in range(3)]
    client, _helper = arrive(event)
    acts = [
        ("rattacher", {"reference": "nulle"}),
        ("rattacher", {"reference": "1"}),
        ("inconnue", {}),
        ("supprimer", {}),
    ]
    targets = [photos[0], *photos]
    sent = zip(acts, targets, strict=True)
    done = [client.post(f"/papier/soiree/photos/{one.pk}/{act}/", words).status_code for (act, words), one in sent]
    assert done == [422, 302, 302, 302]
    rows = PaperPhoto.objects.order_by("pk").values_list("pk", "sheet__series", "sheet__number")
    assert list(rows) == [(photos[0].pk, "", 1), (photos[1].pk, "L", 1)]
    assert sheet.photos.count() == 1


def test_photos_are_seen_by_who_types_only(event):
    client, _helper = arrive(event)
    client.post("/papier/soiree/photos/", {"photos": [upload()]})
    key = PaperPhoto.objects.get().key
    team = sign_in(Client(), make_organiser(territory=event.territory))
    elsewhere = sign_in(Client(), make_organiser(territory=make_territory(slug="b")))
    urls = [f"/papier/soiree/photo/{key}/{size}.jpg" for size in ("photo", "vignette")]
    seen = [[one.get(url).status_code for url in urls] for one in (client, team, elsewhere, Client())]
    assert seen == [[200, 200], [200, 200], [404, 404], [404, 404]]
    answer = client.get(urls[0])
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == (
        "nosniff", "default-src 'none'; sandbox",
    )  # fmt: skip


def test_the_author_finds_the_sheet_and_may_type_it(client, event, monkeypatch):
    sheet = make_sheet(event=event)
    url = f"/f/{sheet.code.lower()}/"
    assert (title(client.get(url)), client.get(url).cookies) == ("Votre fiche nous est parvenue", {})
    stamp = re.search(r'name="stamp" value="([^"]+)"', client.get(url).content.decode())[1]
    origin = {"headers": {"origin": "http://testserver"}}
    assert client.post(url, {**WORDS, "stamp": stamp}).status_code == 403
    assert client.post(url, {"stamp": stamp}, **origin).status_code == 422
    monkeypatch.setattr(guarding, "FASTEST", timedelta(0))
    received = client.post(url, {**WORDS, "stamp": stamp}, **origin)
    idea = Idea.objects.get()
    assert (received.status_code, idea.receipt, idea.typed) == (302, sheet.code, False)
    assert client.get(received.url).status_code == 200
    assert title(client.get(url)) == "Cette fiche a été saisie\u00a0: voici votre idée"
    found = client.post("/idees/retrouver/", {"receipt": sheet.spaced_code})
    assert found.url == f"/idees/{idea.slug}/parcours/"


def test_a_code_of_no_sheet_says_so(client, event):
    idea = make_idea(event=event)
    assert [client.get(f"/f/{code}/").status_code for code in ("ACDE3479", "x", idea.receipt)] == [404, 404, 404]


def test_an_evening_long_over_still_has_its_sheets_typed_by_the_team(client, event):
    sheet = make_sheet(event=event)
    type(event).objects.update(
        starts_at=timezone.now() - timedelta(days=20), ends_at=timezone.now() - timedelta(days=19)
    )
    answer = client.post(f"/f/{sheet.code}/", {**WORDS, "queued": "1"}, headers={"origin": "http://testserver"})
    assert (answer.status_code, Idea.objects.count()) == (409, 0)
    assert "Aller au marché" in answer.content.decode()
    typing, _helper = arrive(event)
    assert typing.post(f"/papier/soiree/feuille/{sheet.pk}/", {**WORDS, "act": "keep"}).status_code == 302
    assert Idea.objects.count() == 1


def test_the_team_sees_how_far_it_is_and_puts_sheets_back(event):
    sheet = make_sheet(event=event)
    sheet.set_aside("writing", holder="", now=timezone.now())
    team = sign_in(Client(), make_organiser(territory=event.territory))
    url = "/organiser/soirees/soiree/papier/"
    assert [team.post(url, {"name": name}).status_code for name in ("Maëlle", "")] == [302, 422]
    page = team.get(url).content.decode()
    assert [text in page for text in ("L’écriture est illisible", "Maëlle", "/papier/lien/")] == [True, True, True]
    team.post(f"{url}{sheet.pk}/reprendre/")
    assert list(PaperSheet.objects.waiting()) == [sheet]


def test_the_table_of_ideas_says_the_number_of_the_sheet(event):
    make_sheet(event=event).keep(Draft("Le car"))
    team = sign_in(Client(), make_organiser(territory=event.territory))
    lines = team.get("/organiser/soirees/soiree/idees/liste.csv").content.decode("utf-8-sig").splitlines()
    cells = dict(zip(lines[0].split(";"), lines[1].split(";"), strict=True))
    assert (cells["Titre"], cells["Fiche papier"]) == ("Le car", "1")


@pytest.mark.parametrize("number", [1, 3, 30])
def test_pages_cost_the_same_whatever_the_stack(event, number):
    team = sign_in(Client(), make_organiser(territory=event.territory))
    for _ in range(number):
        sheet = make_sheet(event=event, photos=min(number, 3))
        make_paper_photo(event=event)
        make_sheet(event=event, photos=0).set_aside("writing", holder="", now=timezone.now())
        make_transcriber(event=event)
    team.get("/papier/soiree/")  # what a first page looks up once
    found = {}
    for url in (
        "/papier/soiree/",
        "/papier/soiree/photos/",
        f"/papier/soiree/feuille/{sheet.pk}/",
        "/organiser/soirees/soiree/papier/",
        f"/f/{sheet.code}/",
    ):
        with CaptureQueriesContext(connection) as made:
            assert team.get(url).status_code == 200
        found[url.replace(str(sheet.pk), "1").replace(sheet.code, "code")] = len(made)
    assert found == {
        "/papier/soiree/": 11,
        "/papier/soiree/photos/": 9,
        "/papier/soiree/feuille/1/": 8,
        "/organiser/soirees/soiree/papier/": 11,
        "/f/code/": 5,
    }


def test_a_second_copy_of_a_typed_sheet_is_not_lost(event):
    sheet = make_sheet(event=event)
    sheet.keep(Draft("Le car"))
    photo = make_paper_photo(event=event)
    photo.attach(sheet)
    client = sign_in(Client(), make_organiser(territory=event.territory))
    assert f"?photo={photo.key}" in client.get("/organiser/soirees/soiree/papier/").content.decode()
    assert "en faire une fiche à part" in client.get(f"/papier/soiree/feuille/{sheet.pk}/").content.decode()
    client.post(f"/papier/soiree/photos/{photo.pk}/inconnue/")
    assert [one.reference for one in PaperSheet.objects.waiting()] == ["L-1"]
    assert list(PaperPhoto.objects.late()) == []
