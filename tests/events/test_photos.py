"""Photos of an edition: nobody is shown without their agreement, anyone can have one hidden at once (D56, D59)."""

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.duties import photos as photo_duties
from events.models import Event, EventPhoto, PhotoRemoval
from events.models.record import RegistrationConsent
from foundation import pictures
from outbox.models import Message
from tests.factories import make_event, make_organiser, make_registration, make_territory
from tests.pictures import HEIC, upload
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def event():
    return make_event(territory=make_territory(contact_email="equipe@example.org"), status=Event.Status.DONE)


@pytest.fixture
def organiser(event):
    return make_organiser(territory=event.territory)


@pytest.fixture
def team(client, organiser):
    return sign_in(client, organiser)


def make_photo(event, **fields):
    photo = EventPhoto.add(event, pictures.read(upload()), by=None)
    EventPhoto.objects.filter(pk=photo.pk).update(**{"alt": "Une table", "people": "nobody", **fields})
    photo.refresh_from_db()
    return photo


def shown(event, **fields):
    return make_photo(event, status="published", **fields)


def test_several_at_once_stay_with_the_team_and_the_others_say_why(team, event):
    files = [upload("a.jpg"), upload("b.heic", HEIC), upload("c.png", kind="PNG")]
    response = team.post(f"/organiser/soirees/{event.slug}/photos/", {"photos": files, "credit": "Nadia"}, follow=True)
    page = response.content.decode()
    assert (EventPhoto.objects.count(), EventPhoto.objects.published().count(), "b.heic" in page) == (2, 0, True)


def test_photos_weigh_together_more_than_one_may(team, event, settings):
    settings.UPLOAD_MAX_BYTES = 3_000
    files = [upload(f"{n}.jpg", size=(200, 100)) for n in range(3)] + [
        upload("lourde.jpg", b"\xff\xd8\xff" + b"0" * 90_000)
    ]
    response = team.post(f"/organiser/soirees/{event.slug}/photos/", {"photos": files}, follow=True)
    assert (EventPhoto.objects.count(), response.content.decode().count("lourde.jpg · ")) == (3, 1)


def test_none_chosen_is_told(team, event):
    assert team.post(f"/organiser/soirees/{event.slug}/photos/").status_code == 422


def test_photos_are_protected_from_other_sites(organiser, event):
    from django.test import Client

    strict = sign_in(Client(enforce_csrf_checks=True), organiser)
    assert strict.post(f"/organiser/soirees/{event.slug}/photos/", {"photos": [upload()]}).status_code == 403


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"people": "nobody"}, "published"),
        ({"people": "unknown"}, "draft"),
        ({"people": "agreed"}, "draft"),
        ({"people": "agreed", "agreement": "Papier signé"}, "draft"),
        ({"people": "agreed", "agreement": "Papier signé", "agreed_on": "2026-10-01"}, "published"),
        ({"people": "nobody", "alt": ""}, "draft"),
    ],
)
def test_published_only_with_the_agreement_of_each(team, event, fields, status):
    photo = make_photo(event)
    sent = {"alt": "Une table", "publier": "1", **fields}
    team.post(f"/organiser/soirees/{event.slug}/photos/{photo.pk}/", sent)
    assert EventPhoto.objects.get().status == status


def test_agreement_taken_away_takes_the_photo_back(team, event):
    photo = shown(event)
    team.post(f"/organiser/soirees/{event.slug}/photos/{photo.pk}/", {"alt": "Une table", "people": "unknown"})
    assert EventPhoto.objects.get().status == "draft"


def test_the_database_refuses_one_without_agreement(event):
    with pytest.raises(IntegrityError), transaction.atomic():
        shown(event, people="agreed")


def test_files_open_to_whom_they_may(client, team, event):
    draft, public = make_photo(event), shown(event)
    stranger, other = type(client)(), sign_in(type(client)(), make_organiser(territory=make_territory()))
    found = [
        [browser.get(f"/soirees/{event.slug}/photos/{photo.key}/photo.jpg").status_code for photo in (draft, public)]
        for browser in (team, stranger, other)
    ]
    assert found == [[200, 200], [404, 200], [404, 200]]


def test_page_of_the_evening_shows_the_first_ones(client, event):
    photos = [shown(event, alt=f"Table {n}") for n in range(6)]
    page = client.get(f"/soirees/{event.slug}/").content.decode()
    assert [photo.alt in page for photo in photos] == [True] * 4 + [False] * 2
    assert "Table 5" in client.get(f"/soirees/{event.slug}/photos/").content.decode()


def test_asking_hides_at_once_and_tells_the_team(client, event, organiser):
    photo = shown(event)
    page = f"/soirees/{event.slug}/photos/{photo.key}/retirer/"
    assert EventPhoto.objects.public().count() == 1  # to look at the page hides nothing (D64)
    client.get(page)

    client.post(page, {"words": "C’est moi", "email": "nadia@example.org"})

    assert (
        EventPhoto.objects.get().status,
        client.get(f"/soirees/{event.slug}/photos/{photo.key}/photo.jpg").status_code,
    ) == ("hidden", 404)
    assert list(Message.objects.values_list("kind", "to")) == [("photo-removal-asked", "equipe@example.org")]
    assert [duty.url for duty in photo_duties.duties(organiser, timezone.now())] == [
        f"/organiser/soirees/{event.slug}/photos/?vue=demandes"
    ]


def test_request_granted_deletes_the_files_and_answers(team, event, django_capture_on_commit_callbacks):
    photo = shown(event)
    removal = photo.contest(words="", email="nadia@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        team.post(f"/organiser/soirees/{event.slug}/photos/demandes/{removal.pk}/supprimer/")
    assert (EventPhoto.objects.count(), default_storage.exists(photo.file_name())) == (0, False)
    assert Message.objects.filter(kind="photo-removal-granted", to="nadia@example.org").count() == 1


def test_request_kept_stays_with_the_team_until_published_again(team, event):
    photo = shown(event)
    removal = photo.contest(words="", email="")
    team.post(f"/organiser/soirees/{event.slug}/photos/{photo.pk}/", {"alt": "a", "people": "nobody", "publier": "1"})
    assert EventPhoto.objects.get().status == "hidden"
    team.post(f"/organiser/soirees/{event.slug}/photos/demandes/{removal.pk}/garder/")
    assert (EventPhoto.objects.get().status, PhotoRemoval.objects.open().count()) == ("draft", 0)


def test_who_refused_pictures_is_reminded(team, event):
    """D59: silence is a refusal."""
    make_registration(event=event, given_name="Bernadette")
    agreed = make_registration(event=event, given_name="Zoé")
    RegistrationConsent.objects.create(registration=agreed, purpose="image", text_version="t")
    page = team.get(f"/organiser/soirees/{event.slug}/photos/").content.decode()
    assert ("Bernadette" in page, "Zoé" in page) == (True, False)


def test_another_territory_does_nothing(client, event):
    photo = shown(event)
    sign_in(client, make_organiser(territory=make_territory()))
    base = f"/organiser/soirees/{event.slug}/photos/"
    assert [client.get(base).status_code, client.post(f"{base}{photo.pk}/supprimer/").status_code] == [404, 404]
