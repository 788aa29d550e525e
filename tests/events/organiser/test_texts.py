"""Words of the mails of an evening: written by the team, tried, taken back, and never able to break a mail."""

import re

import pytest

from events import emails, rehearsing, wording
from events.models import Authorisation, EventPhoto, EventText, Ride, copy_texts, keep_text
from foundation import pictures
from ideas.models import Claim, Idea
from outbox.models import Message
from tests.factories import (
    make_briefing,
    make_call,
    make_event,
    make_facilitator,
    make_group,
    make_idea,
    make_organiser,
    make_registration,
    make_territory,
    make_working_group,
    make_workshop,
)
from tests.pictures import upload
from tests.signing import sign_in

NAME = "events/workshop_changed"
LINKS = re.compile(r'<a href="(https?://[^/"]+/[a-z-]+/)')


@pytest.fixture
def nadia(event):
    return make_registration(
        event=event,
        workshop=make_workshop(event=event, title="Les vélos"),
        email="nadia@example.org",
        given_name="Nadia",
    )


def url(event, end="", *, name=NAME, language="fr"):
    return f"/organiser/soirees/{event.slug}/textes/{name}/{language}/{end}"


def typed(subject="Bonjour {prénom}", body="# Bravo\n\nRendez-vous à l’atelier **{atelier}**.", seen=0, **others):
    return {"subject": subject, "body": body, "seen": seen, **others}


def write(event, name=NAME, language="fr", *, subject="Coucou {given_name}", body="Bonsoir {given_name}", seen=0):
    return keep_text(event, name, language, subject=subject, body=body, seen=seen, by=None)


def test_words_of_the_team_replace_the_original_ones_not_the_ticket(desk, event, nadia):
    assert desk.post(url(event), typed()).status_code == 302
    message = emails.workshop_changed(nadia)
    assert message.subject == "Bonjour Nadia"
    assert message.text.startswith("Bravo\n\nRendez-vous à l’atelier Les vélos.\n\n")
    assert "<strong>Les vélos</strong>" in message.html
    for body in (message.text, message.html):
        assert ("Vous avez une nouvelle table" in body, "/billet/lien/" in body) == (False, True)
    assert [part["name"] for part in message.attachments] == [f"{nadia.code}.png", "soiree.ics"]
    assert EventText.objects.get().body == "# Bravo\n\nRendez-vous à l’atelier **{workshop}**."


def test_only_the_language_that_was_written_changes(desk, event, nadia):
    desk.post(url(event), typed())
    nadia.language = "en"
    assert emails.workshop_changed(nadia).subject == "Crépite: your new table"
    page = desk.get(url(event)).content.decode()
    assert "Les personnes qui lisent en anglais reçoivent le texte d’origine." in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (typed("Bonjour {prnom}"), "{prnom} n’existe pas. Vouliez-vous écrire {prénom}\u202f?"),
        (typed(body="{atelié}"), "{atelié} n’existe pas. Vouliez-vous écrire {atelier}\u202f?"),
        (typed(body="{prénom"), "Une accolade est seule\u00a0: un mot automatique s’écrit {prénom}."),
        (
            typed(body="[ici](javascript:alert)"),
            "Le lien «\u00a0javascript:alert\u00a0» ne s’ouvrira pas\u00a0: "
            "il commence par https:// ou c’est un mot automatique.",
        ),
        (typed(body=""), "Écrivez un texte, ou reprenez celui d’origine."),
    ],
)
def test_what_cannot_be_read_is_told_at_once_and_kept_on_the_page(desk, event, wrong, sentence):
    response = desk.post(url(event), wrong)
    assert response.status_code == 422
    assert [error for errors in response.context["form"].errors.values() for error in errors] == [sentence]
    assert response.context["form"]["body"].value() == wrong["body"]
    assert EventText.objects.count() == 0


def test_twenty_thousand_characters_are_refused(desk, event):
    assert desk.post(url(event), typed(body="a" * 20_000)).status_code == 422


def test_hostile_words_are_words(desk, event, nadia):
    desk.post(url(event), typed("<script>alert(1)</script>", "<img src=x onerror=alert(1)> {prénom}"))
    message = emails.workshop_changed(nadia)
    assert "<img src=x" not in message.html
    assert "&lt;img src=x onerror=alert(1)&gt; Nadia" in message.html
    assert message.subject == "<script>alert(1)</script>"


def test_what_cannot_be_filled_is_empty_and_leaves(event):
    write(event, subject="{workshop}", body="Bonjour {given_name}, table {table} {gone}.")
    placed_nowhere = make_registration(event=event, email="hugo@example.org", given_name="Hugo")
    message = emails.workshop_changed(placed_nowhere)
    assert message.subject == "Crépite\u00a0: votre nouvelle table"
    assert message.text.startswith("Bonjour Hugo, table.\n\n")


def test_two_organisers_who_write_at_once_notice_each_other(desk, event):
    assert desk.post(url(event), typed("Un", seen=0)).status_code == 302
    response = desk.post(url(event), typed("Deux", seen=0))
    assert response.status_code == 422
    assert response.context["form"]["subject"].value() == "Deux"
    assert EventText.objects.get().subject == "Un"
    assert desk.post(url(event), typed("Deux", seen=1)).status_code == 302


def test_original_text_comes_back_and_history_stays(desk, event, organiser, nadia):
    desk.post(url(event), typed())
    assert desk.post(url(event, "origine/"), {"seen": "1"}).status_code == 302
    assert emails.workshop_changed(nadia).text.startswith("Vous avez une nouvelle table")
    assert [(row.number, row.body != "", row.by) for row in event.texts.history(NAME, "fr")] == [
        (2, False, organiser),
        (1, True, organiser),
    ]


def test_preview_shows_real_people_and_changes_nothing(desk, event, nadia):
    other = make_registration(event=event, workshop=event.workshops.get(), email="tom@example.org", given_name="Tom")
    before = Message.objects.count()
    first = desk.post(url(event, "apercu/"), typed())
    second = desk.post(url(event, "apercu/"), typed(person=other.pk))
    assert [first.context["message"].subject, second.context["message"].subject] == ["Bonjour Nadia", "Bonjour Tom"]
    assert (first.context["following"], second.context["previous"]) == (other, nadia)
    assert (Message.objects.count(), EventText.objects.count()) == (before, 0)


def test_preview_of_what_left_already_is_shown_again(desk, event, nadia):
    emails.registration_confirmed(nadia)
    response = desk.post(url(event, "apercu/", name="events/registration_confirmed"), typed())
    assert response.context["message"].subject == "Bonjour Nadia"
    assert Message.objects.get().subject == "Votre billet pour Crépite"


def test_test_leaves_for_oneself_alone_and_says_so(desk, event, organiser, nadia):
    response = desk.post(url(event, "essai/"), typed())
    assert response.status_code == 200
    message = Message.objects.get()
    assert (message.to, message.subject, message.kind) == (organiser.email, "[Essai] Bonjour Nadia", "test")
    assert message.text.startswith("Bravo")
    assert EventText.objects.count() == 0


def test_copying_an_edition_copies_the_words_that_count(event):
    write(event, body="Un")
    write(event, body="Deux", seen=1)
    write(event, "events/event_reminder", body="Trois")
    write(event, "events/event_reminder", subject="", body="", seen=1)
    target = make_event(territory=event.territory)
    assert copy_texts(event, target) == 1
    assert target.texts.current(NAME, "fr").body == "Deux"
    assert target.texts.current("events/event_reminder", "fr") is None


def test_an_organiser_of_elsewhere_finds_nothing(client, event):
    sign_in(client, make_organiser(territory=make_territory()))
    assert client.get(url(event)).status_code == 404


def test_unknown_mails_and_languages_are_not_pages(desk, event):
    assert desk.get(url(event, name="events/ticket_links")).status_code == 404
    assert desk.get(url(event, language="de")).status_code == 404


def everyone(event, workshop):
    """One person at least for every mail: registered, minor, referent, sharing a car, facilitating, called, shown."""
    minor = make_registration(event=event, workshop=workshop, given_name="Zoé", age_band="15_17")
    Authorisation.ask(minor, parent_name="Luc Roux", parent_email="luc@example.org")
    make_group(event=event, seats=1, workshop=workshop)
    place = {"commune": None, "commune_text": "Voiteur"}
    offer = Ride.publish(make_registration(event=event), side="offer", seats=2, **place)
    Ride.publish(make_registration(event=event), side="seek", **place).ask(offer)
    make_facilitator(
        table=workshop.tables.get(), email="do@example.org", status="accepted", briefing=make_briefing(event=event)
    )
    make_call(event=event)
    EventPhoto.add(event, pictures.read(upload()), by=None).contest(words="", email="zoe@example.org")
    idea = make_idea(event=event, author_email="lou@example.org", status=Idea.Status.ACCEPTED)
    Claim.make(idea, email="paul@example.org", words="À deux.", language="fr")
    make_working_group(event=event)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_mail_is_shown_for_someone_in_words_of_the_team(event, nadia, language):
    """What was written is read, in either language; what a reader needs is still there: links and dates."""
    everyone(event, nadia.table.workshop)
    before = Message.objects.count()
    for mail in wording.mails():
        person = mail.people(event).first()
        mail.reader(person).language = language
        plain = rehearsing.rehearse(mail, person, event=event, language=language)
        own = rehearsing.rehearse(mail, person, event=event, language=language, words=("Sujet", "# Nos mots"))
        if mail.name == "evening/table_sheets":  # nothing is sent where no idea is shown
            continue
        assert (own.subject, own.language) == ("Sujet", language), mail.name
        assert own.text.startswith("Nos mots"), mail.name
        assert LINKS.findall(own.html) == LINKS.findall(plain.html), mail.name
    assert Message.objects.count() == before


def test_texts_are_read_by_moment_and_found_by_their_words(desk, event):
    page = desk.get(f"/organiser/soirees/{event.slug}/textes/")
    assert [moment.label for moment, _rows in page.context["moments"]] == [
        "Inscription et billet", "Liste d’attente et tables", "Jusqu’à la soirée", "Mineurs, groupes et covoiturage",
        "Animation", "Idées", "Après la soirée",
    ]  # fmt: skip
    assert sum(len(rows) for _moment, rows in page.context["moments"]) == len(wording.mails())
    found = desk.get(f"/organiser/soirees/{event.slug}/textes/?q=PLACE+liberee").context["moments"]
    assert [mail.name for _moment, rows in found for mail, _languages in rows] == []
    found = desk.get(f"/organiser/soirees/{event.slug}/textes/?q=PREPARATION+demain").context["moments"]
    assert [mail.name for _moment, rows in found for mail, _languages in rows] == ["events/briefing_reminder"]
    assert desk.get(f"/organiser/soirees/{event.slug}/textes/?q=xyzzy").status_code == 200
