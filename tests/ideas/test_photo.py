"""The photo of a sheet: private until the team has seen it, gone with the idea (D11, D15)."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from foundation import links, pictures
from ideas import personal_data
from ideas.models import Idea, IdeaPhoto
from tests.factories import make_event, make_idea, make_organiser, make_territory
from tests.pictures import HEIC, jpeg, upload
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea():
    return make_idea(event=make_event())


@pytest.fixture
def organiser(idea):
    return make_organiser(territory=idea.territory)


@pytest.fixture
def author(client, idea):
    client.get(f"/idees/lien/{links.token(idea.access_link())}/")
    return client


def attach(idea, **drawn):
    idea.attach_photo(pictures.read(upload(**drawn)), alt="Un croquis")
    return IdeaPhoto.objects.get(idea=idea)


def statuses(client, idea):
    return [client.get(f"/idees/{idea.slug}/{size}.jpg").status_code for size in ("photo", "vignette")]


def sheet(idea, **fields):
    return {"title": idea.title, **fields}


def test_author_adds_a_photo_and_the_idea_is_read_again(author, idea):
    response = author.post(f"/idees/{idea.slug}/completer/", sheet(idea, photo=upload(), photo_alt="Un croquis"))
    idea = Idea.objects.get()
    assert (response.status_code, idea.status, idea.photo.alt, idea.shown_photo) == (
        302,
        "submitted",
        "Un croquis",
        None,
    )


def test_only_author_and_team_see_it_before_the_team_has_looked(client, author, idea, organiser, django_user_model):
    attach(idea)
    stranger, team = type(client)(), sign_in(type(client)(), organiser)
    other = sign_in(type(client)(), make_organiser(territory=make_territory()))
    found = [statuses(browser, idea) for browser in (author, team, stranger, other)]
    assert found == [[200, 200], [200, 200], [404, 404], [404, 404]]


def test_everyone_sees_it_once_accepted(client, idea, organiser):
    photo = attach(idea)
    Idea.objects.get().accept(by=organiser, photos=[photo.key])
    assert statuses(client, idea) == [200, 200]
    assert "Un croquis" in client.get(idea.get_absolute_url()).content.decode()


def test_a_photo_added_while_the_team_was_reading_is_not_shown_unseen(idea, organiser):
    attach(idea)
    with pytest.raises(ValidationError):
        Idea.objects.get().accept(by=organiser)
    assert (Idea.objects.get().status, IdeaPhoto.objects.get().read_at) == ("submitted", None)


def test_file_is_served_harmless(author, idea):
    attach(idea)
    response = author.get(f"/idees/{idea.slug}/photo.jpg")
    content = response.content
    headers = [response[name] for name in ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy")]
    assert headers == ["image/jpeg", "nosniff", "default-src 'none'; sandbox"]
    assert (response["Content-Disposition"].partition(";")[0], b"Nadia" in content) == ("inline", False)


@pytest.mark.parametrize("content", [HEIC, b"<html>", jpeg()[:900]])
def test_refused_photo_loses_nothing_that_was_typed(author, idea, content):
    sent = sheet(idea, title="Un four", need="Le pain", photo=upload("a.jpg", content))
    response = author.post(f"/idees/{idea.slug}/completer/", sent)
    page = response.content.decode()
    assert (response.status_code, "Le pain" in page, IdeaPhoto.objects.count()) == (422, True, 0)


def test_too_heavy_photo_is_told_and_the_words_come_back(author, idea, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    sent = sheet(idea, need="Le pain", photo=upload("a.jpg", jpeg() + b"\0" * 100_000))
    response = author.post(f"/idees/{idea.slug}/completer/", sent)
    page = response.content.decode()
    assert (response.status_code, "Le pain" in page, "Cette photo pèse" in page) == (422, True, True)


def test_another_photo_replaces_the_first_with_its_files(author, idea, django_capture_on_commit_callbacks):
    first = attach(idea)
    with django_capture_on_commit_callbacks(execute=True):
        second = attach(Idea.objects.get())
    assert [default_storage.exists(one.file_name(small=True)) for one in (first, second)] == [False, True]


def test_withdrawing_takes_the_files_away(idea, django_capture_on_commit_callbacks):
    """D14."""
    photo = attach(idea)
    with django_capture_on_commit_callbacks(execute=True):
        Idea.objects.get().withdraw()
    assert (IdeaPhoto.objects.count(), default_storage.exists(photo.file_name())) == (0, False)


def test_erasing_the_author_takes_the_handwriting_away(idea, django_capture_on_commit_callbacks):
    """D58."""
    Idea.objects.update(author_name="Nadia")
    photo = attach(idea)
    with django_capture_on_commit_callbacks(execute=True):
        personal_data.erase_author(Idea.objects.get())
    assert (IdeaPhoto.objects.count(), default_storage.exists(photo.file_name())) == (0, False)


def test_name_no_longer_shown_hides_the_photo_that_may_hold_it(author, client, idea, organiser):
    """D14."""
    author.post(f"/idees/{idea.slug}/completer/", sheet(idea, author_name="Nadia", show_name="on", photo=upload()))
    Idea.objects.get().accept(by=organiser, photos=[IdeaPhoto.objects.get().key])
    author.post(f"/idees/{idea.slug}/completer/", sheet(idea, author_name="Nadia"))
    assert statuses(type(client)(), idea) == [404, 404]


def test_author_removes_it(author, idea):
    attach(idea)
    author.post(f"/idees/{idea.slug}/completer/", sheet(idea, remove_photo="on"))
    assert (IdeaPhoto.objects.count(), idea.steps.first().kind) == (0, "no_photo")


def test_changed_description_is_read_again(author, idea, organiser):
    photo = attach(idea)
    Idea.objects.get().accept(by=organiser, photos=[photo.key])
    author.post(f"/idees/{idea.slug}/completer/", sheet(idea, photo_alt="Autre chose"))
    assert (Idea.objects.get().status, IdeaPhoto.objects.get().read_at) == ("submitted", None)


def test_refused_idea_hides_its_photo(client, idea, organiser):
    photo = attach(idea)
    Idea.objects.get().accept(by=organiser, photos=[photo.key])
    Idea.objects.get().refuse(by=organiser, reason="personal")
    assert statuses(client, idea) == [404, 404]


def test_team_accepts_from_the_queue_with_the_photo_seen(client, idea, organiser):
    photo = attach(idea)
    sign_in(client, organiser)
    address = f"/organiser/soirees/{idea.event.slug}/idees/"
    assert photo.key in client.get(address).content.decode()
    client.post(f"{address}accepter/", {"idea": idea.pk, "photo": photo.key})
    assert (Idea.objects.get().status, IdeaPhoto.objects.get().read_at is None) == ("accepted", False)
