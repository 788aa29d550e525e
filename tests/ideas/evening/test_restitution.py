"""The restitution and what follows it: order, slides, posters to hang, press kit."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import EventPhoto
from foundation import pictures
from ideas.evening.models import write_order
from ideas.evening.press import archive, make_kit
from ideas.evening.restitution import LONGEST, MOVES, proposed, shortened, slides, told_ideas
from ideas.models import Hand, IdeaConsent
from ideas.models.star import star
from tests import pdfs
from tests.factories import make_event, make_idea, make_organiser, make_registration, make_vote, make_workshop
from tests.pictures import upload
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event(starts_at=timezone.now() - timedelta(hours=3))


@pytest.fixture
def ideas(event):
    """Three ideas at each of two tables, the last two of each starred in that order."""
    tables = [make_workshop(event=event, title=f"Atelier {n}").tables.get() for n in (1, 2)]
    ideas = [make_idea(event=event, table=table, title=f"T{table.number} {n}") for table in tables for n in (1, 2, 3)]
    for idea in (ideas[1], ideas[2], ideas[5], ideas[4]):
        star(idea)
    return ideas


def titles(found):
    return [idea.title for idea in found]


def test_first_star_of_each_table_then_the_others_before_the_vote_closes(event, ideas):
    assert titles(told_ideas(event)) == ["T1 2", "T2 3", "T1 3", "T2 2"]


def test_what_wears_the_most_stickers_comes_first_once_the_vote_is_closed(event, ideas):
    vote = make_vote(event=event)
    for idea in (ideas[3], ideas[3], ideas[0]):
        Hand.of_ticket(vote, make_registration(event=event)).stick(idea, 1)
    assert titles(told_ideas(event))[0] == "T1 2"
    assert {slide.stickers for slide in slides(event)} == {None}
    vote.close(by=None)
    assert titles(told_ideas(event)) == ["T2 1", "T1 1", "T1 2", "T2 3", "T1 3", "T2 2"]
    assert [slide.stickers for slide in slides(event)[1:4]] == [2, 1, 0]


def test_team_makes_its_own_order(client, event, ideas):
    sign_in(client, make_organiser(territory=event.territory))
    page = reverse("evening:reorder", args=[event.slug])
    for act, idea in (("descendre", ideas[1]), ("retirer", ideas[2]), ("ajouter", ideas[0]), ("monter", ideas[0])):
        client.post(page, {"act": act, "idea": idea.pk})
    assert titles(told_ideas(event)) == ["T2 3", "T1 2", "T1 1", "T2 2"]
    for words in ({}, {"act": "ajouter", "idea": "9" * 30}, {"act": "rien", "idea": "1"}):
        assert client.post(page, words).status_code == 302
    client.post(page, {"act": "proposition"})
    assert titles(told_ideas(event)) == ["T1 2", "T2 3", "T1 3", "T2 2"]


def test_ideas_of_another_evening_and_withdrawn_ones_are_not_told(event, ideas):
    other = make_idea(event=make_event())
    write_order(event, lambda _keys: [other.pk, ideas[0].pk, ideas[0].pk, ideas[1].pk])
    ideas[1].withdraw()
    assert titles(told_ideas(event)) == ["T1 1"]


@pytest.mark.once
@pytest.mark.parametrize(
    ("act", "key", "expected"),
    [("monter", 1, [1, 2, 3]), ("monter", 3, [1, 3, 2]), ("descendre", 3, [1, 2, 3]), ("descendre", 1, [2, 1, 3]),
     ("retirer", 2, [1, 3]), ("retirer", 9, [1, 2, 3]), ("ajouter", 4, [1, 2, 3, 4])],
)  # fmt: skip
def test_moves(act, key, expected):
    assert MOVES[act]([1, 2, 3], key) == expected


@pytest.mark.once
def test_long_words_end_at_a_sentence_else_at_a_word():
    assert shortened("Court.") == "Court."
    assert shortened("Une phrase bien longue pour finir. " * 20) == ("Une phrase bien longue pour finir. " * 8).strip()
    assert shortened("mot " * 200) == "mot " * 74 + "mot…"
    assert len(shortened("x" * 2000)) <= LONGEST + 1


def test_slides_name_an_author_only_with_a_consent_that_stands(client, event, ideas):
    named, silent = ideas[1], ideas[5]
    for idea, name in ((named, "Nadia"), (silent, "Hugo")):
        idea.author_name = name
        idea.save()
    IdeaConsent.objects.create(idea=named, purpose="name_shown", text_version="t")
    page = client.get(reverse("evening:slides", args=[event.slug])).content.decode()
    assert ("Nadia" in page, "Hugo" in page) == (True, False)
    named.show_name(False)
    assert "Nadia" not in client.get(reverse("evening:slides", args=[event.slug])).content.decode()


def test_evening_without_anything_still_has_its_slides(client, event):
    assert [slide.kind for slide in slides(event)] == ["title", "figures", "closing"]
    assert client.get(reverse("evening:slides", args=[event.slug])).status_code == 200
    assert proposed(event) == []


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_posters_are_one_sheet_each(client, event, ideas, size):
    ideas[1].need, ideas[1].solution = "Un besoin très long, dit et redit. " * 40, "mot " * 370
    ideas[1].title = "Un titre de cent vingt lettres " * 3
    ideas[1].save()
    sign_in(client, make_organiser(territory=event.territory))
    response = client.get(reverse("evening:posters_pdf", args=[event.slug]) + f"?format={size}")
    written = pdfs.text(response.content)
    assert pdfs.pages(response.content) == 4
    assert [name for name in ("T23", "T13", "T22") if name in written] == ["T23", "T13", "T22"]


def test_press_kit_holds_what_is_consented_and_nothing_else(event, ideas):
    event.declared_participants, event.declared_source = 300, "Le Progrès"
    event.save()
    ideas[1].author_name, ideas[1].author_email = "Hugo Secret", "hugo@example.org"
    ideas[1].save()
    make_registration(event=event, given_name="Nadia", family_name="Invisible")
    draft, shown = (EventPhoto.add(event, pictures.read(upload()), by=None) for _ in range(2))
    EventPhoto.objects.filter(pk=shown.pk).update(status="published", people="nobody", alt="La salle")
    with archive(make_kit(event)) as file, zipfile.ZipFile(file) as kit:
        texts = {name: kit.read(name).decode("utf-8-sig") for name in kit.namelist() if not name.endswith(".jpg")}
        assert [name for name in kit.namelist() if name.endswith(".jpg")] == ["photos/photo-01.jpg"]
    whole = "\n".join(texts.values())
    assert [word for word in ("Hugo", "hugo@", "Nadia", "Invisible", draft.key) if word in whole] == []
    figures = next(text for name, text in texts.items() if name.startswith(("chiffres", "figures")))
    assert [line.split(";")[1] for line in figures.splitlines()[1:]] == ["1", "2", "6", "300"]
    assert "Le Progrès" in figures


def test_press_page_is_for_the_team(client, event, ideas):
    sign_in(client, make_organiser(territory=event.territory))
    response = client.get(reverse("evening:press_zip", args=[event.slug]))
    assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
    content = io.BytesIO(b"".join(response.streaming_content))
    response.close()
    assert zipfile.ZipFile(content).testzip() is None
