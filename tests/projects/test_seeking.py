"""Projects that seek a bearer: listed sixty days, put in touch when both say yes, no address exposed (D22)."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from foundation import links
from ideas import guarding
from members.models import Role
from outbox.models import Message
from projects import emails_seeking, handing, personal_data_seeking, seeking
from projects.models import Introduction, Listing, Project, SeekingRules, to_propose
from tests.factories import make_organiser, make_person, make_project, make_territory
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
TEXTS = {"what_exists": "Deux camions", "bearer_does": "Tenir la tournée", "time_per_week": "Un jour par semaine"}
LETTERBOX = "nadia@example.org"
NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)


def make_listing(project=None, **texts):
    return Listing.open(project or make_project(), **{**TEXTS, **texts})


def write(listing, *, email=LETTERBOX, proved=True, **values):
    values = {"given_name": "Nadia", "why_me": "Je rentre au pays", "availability": "le soir", **values}
    return Introduction.ask(listing, email=email, proved=proved, **values)


def contact(**values):
    return {"name": "Léa", "email": "lea@example.org", "phone": "", **values}


def kinds(to):
    return sorted(Message.objects.filter(to=to, kind__startswith="seeking").values_list("kind", flat=True))


def posted(**values):
    with time_machine.travel(timezone.now() - timedelta(minutes=1)):
        stamp = guarding.stamp()
    typed = {"given_name": "Nadia", "email": LETTERBOX, "why_me": "Je rentre au pays", "consent": "on"}
    return {**typed, "stamp": stamp, **values}


def test_a_project_without_a_bearer_for_sixty_days_is_proposed_d22():
    project = make_project()
    territory = project.territory
    now = timezone.now()
    assert list(to_propose(territory, now=now + timedelta(days=59))) == []
    assert list(to_propose(territory, now=now + timedelta(days=61))) == [project]
    SeekingRules.objects.create(territory=territory, unborne_days=90)
    assert list(to_propose(territory, now=now + timedelta(days=61))) == []
    make_listing(project)
    assert list(to_propose(territory, now=now + timedelta(days=91))) == []
    assert not Listing.objects.exclude(project=project).exists()  # nothing is published by itself


def test_a_borne_project_is_neither_listed_nor_kept_on_the_list():
    project = make_project()
    listing = make_listing(project)
    assert project.steps.filter(kind="listed").count() == 1
    assert Project.objects.get(pk=project.pk).seeking_bearer
    handing.accept(handing.ask_to_bear(project, project.group.leads().get()))
    assert not Listing.objects.public(timezone.now()).exists()
    assert listing.end_due(now=timezone.now())
    listing.refresh_from_db()
    assert listing.ended == Listing.Ended.FOUND
    with pytest.raises(ValidationError):
        make_listing(project)


def test_one_listing_at_a_time():
    project = make_project()
    make_listing(project)
    with pytest.raises(ValidationError):
        make_listing(project)
    with pytest.raises(IntegrityError), transaction.atomic():
        today = timezone.localdate()
        Listing.objects.create(project=project, **TEXTS, ask_on=today, expires_on=today)


@pytest.mark.parametrize("start", [datetime(2026, 3, 2, 11, tzinfo=UTC), datetime(2026, 9, 28, 11, tzinfo=UTC)])
def test_a_listing_is_asked_a_week_before_then_ends_across_both_changes_of_clocks(start):
    with time_machine.travel(start, tick=False) as clock:
        listing = make_listing()
        for day, asked, ended in ((52, False, False), (53, True, False), (60, True, False), (61, True, True)):
            clock.move_to(start + timedelta(days=day))
            seeking.queue_due(now=timezone.now())
            seeking.queue_due(now=timezone.now())
            listing.refresh_from_db()
            assert (listing.asked_on is not None, not listing.is_open) == (asked, ended)
        assert listing.ended == Listing.Ended.EXPIRED
        assert kinds("lea@example.org") == ["seeking-still"]
        assert not Project.objects.get().seeking_bearer


def test_nothing_is_asked_at_night():
    with time_machine.travel(NOON, tick=False) as clock:
        make_listing()
        clock.move_to(datetime(2026, 4, 27, 2, 0, tzinfo=UTC))
        assert seeking.queue_due(now=timezone.now()) == 0


def test_one_button_from_the_mail_begins_the_days_anew(client):
    with time_machine.travel(NOON, tick=False) as clock:
        listing = make_listing()
        clock.move_to(NOON + timedelta(days=55))
        seeking.queue_due(now=timezone.now())
        (url,) = re.findall(r"/projets/cherchent/confirmer/\S+/", Message.objects.get(kind="seeking-still").text)
        assert client.get(url).status_code == 200
        listing.refresh_from_db()
        assert listing.is_asked  # GET changes nothing (D64)
        client.post(url, {"act": "garder"})
        listing.refresh_from_db()
        assert (listing.asked_on, listing.expires_on) == (None, timezone.localdate() + timedelta(days=60))
        client.post(url, {"act": "retirer"})  # the button of a day that is over
        listing.refresh_from_db()
        assert listing.is_open


def test_without_a_lead_the_team_is_asked():
    project = make_project(lead=None)
    organiser = make_organiser(territory=project.territory, email="equipe@example.org")
    with time_machine.travel(timezone.now(), tick=False):
        emails_seeking.ask_whether_true(make_listing(project))
    assert kinds(organiser.email) == ["seeking-still"]


def test_someone_who_writes_confirms_their_address_first_d65(client):
    listing = make_listing()
    page = client.post(reverse("projects:seeking_write", args=[listing.project.slug]), posted())
    assert page.status_code == 200
    assert (kinds(LETTERBOX), kinds("lea@example.org")) == (["seeking-confirm"], [])
    (url,) = re.findall(r"/projets/cherchent/message/\S+/", Message.objects.get(kind="seeking-confirm").text)
    client.get(url)
    assert Introduction.objects.get().is_unproved
    client.post(url)
    client.post(url)
    assert Introduction.objects.get().is_waiting
    assert kinds("lea@example.org") == ["seeking-wrote"]


def test_writing_again_says_and_changes_nothing():
    listing = make_listing()
    first = write(listing)
    again = write(listing, given_name="Quelqu’un d’autre", proved=False)
    assert (again, again.given_name) == (first, "Nadia")
    assert kinds("lea@example.org") == ["seeking-wrote"]


def test_bad_messages_are_shown_again_with_what_was_typed(client):
    listing = make_listing()
    url = reverse("projects:seeking_write", args=[listing.project.slug])
    for wrong in ({"email": "nadia"}, {"why_me": ""}, {"consent": ""}, {"stamp": guarding.stamp()}):
        page = client.post(url, posted(**wrong))
        assert page.status_code == 422
        assert "Nadia" in page.content.decode()
    assert client.post(url, posted(website="http://spam.example")).status_code == 200
    assert not Introduction.objects.exists()


def test_addresses_are_exchanged_only_when_both_said_yes_d22(client):
    listing = make_listing()
    one = write(listing, phone="+33612345678", shares_phone=True)
    lead = listing.project.group.leads().get()
    public = [reverse("projects:seeking_list"), reverse("projects:seeking", args=[listing.project.slug])]
    space = lead.open_url(reverse("projects:listing", args=[listing.project.slug]))
    pages = [client.get(url, follow=True).content.decode() for url in (*public, space)]
    mails = [f"{mail.text}{mail.html}" for mail in Message.objects.filter(to=lead.email)]
    assert not any(LETTERBOX in seen or "345678" in seen.replace(" ", "") for seen in (*pages, *mails))
    one.accept(contact=contact(), membership=lead)
    theirs = Message.objects.get(kind="seeking-was-put-in-touch")
    mine = Message.objects.get(kind="seeking-put-in-touch")
    assert (theirs.to, LETTERBOX in theirs.text, "06 12 34 56 78" in theirs.text) == (lead.email, True, True)
    assert (mine.to, "lea@example.org" in mine.text) == (LETTERBOX, True)
    assert not any(LETTERBOX in client.get(url).content.decode() for url in public)


def test_a_phone_that_may_not_be_shared_is_not_kept(client):
    listing = make_listing()
    client.post(reverse("projects:seeking_write", args=[listing.project.slug]), posted(phone="06 12 34 56 78"))
    assert Introduction.objects.get().phone == ""


def test_a_yes_says_how_to_be_reached_and_happens_once(client):
    one = write(make_listing())
    lead = one.project.group.leads().get()
    (url,) = re.findall(r"/projets/cherchent/reponse/\S+/", Message.objects.get(kind="seeking-wrote").text)
    client.post(url, {"act": "oui"})
    assert Introduction.objects.get().is_waiting  # nothing to share was ticked
    client.post(url, {"act": "oui", "email": "on"})
    client.post(url, {"act": "non"})
    assert Introduction.objects.get().is_accepted
    assert lead.email in Message.objects.get(kind="seeking-put-in-touch").text
    with pytest.raises(ValidationError):
        one.refuse()


def test_a_no_is_kind_and_erases_at_once():
    one = write(make_listing())
    one.refuse(why="Nous avons trouvé quelqu’un")
    kept = Introduction.objects.get()
    assert (kept.email, kept.why_me, kept.given_name) == ("", "", "")
    assert kinds(LETTERBOX) == ["seeking-not-this-time"]
    assert not Message.objects.filter(kind="seeking-wrote").exclude(status=Message.Status.WITHDRAWN).exists()


def test_who_wrote_takes_it_back():
    one = write(make_listing())
    one.withdraw()
    assert (Introduction.objects.get().email, kinds(LETTERBOX)) == ("", [])
    with pytest.raises(ValidationError):
        one.accept(contact=contact())


def test_without_an_answer_in_thirty_days_it_is_told_and_erased_once():
    with time_machine.travel(NOON, tick=False) as clock:
        write(make_listing())
        for _turn in range(2):
            clock.move_to(NOON + timedelta(days=31))
            seeking.queue_due(now=timezone.now())
        assert (Introduction.objects.get().email, kinds(LETTERBOX)) == ("", ["seeking-no-answer"])


def test_an_address_never_confirmed_goes_in_two_days_without_a_word():
    with time_machine.travel(NOON, tick=False) as clock:
        write(make_listing(), proved=False)
        clock.move_to(NOON + timedelta(days=2, hours=1))
        seeking.queue_due(now=timezone.now())
        assert (Introduction.objects.get().email, Introduction.objects.get().state) == ("", "lapsed")


def test_a_month_after_a_yes_who_wrote_is_forgotten():
    with time_machine.travel(NOON, tick=False) as clock:
        write(make_listing()).accept(contact=contact())
        clock.move_to(NOON + timedelta(days=31))
        seeking.queue_due(now=timezone.now())
        assert (Introduction.objects.get().is_accepted, Introduction.objects.get().email) == (True, "")


def test_a_listing_taken_off_answers_those_who_wait():
    listing = make_listing()
    write(listing)
    listing.close()
    assert (Introduction.objects.get().state, kinds(LETTERBOX)) == ("refused", ["seeking-not-this-time"])


def test_erasing_takes_the_message_back_and_closes_its_link():
    one = write(make_listing())
    person = make_person(email=LETTERBOX)
    assert personal_data_seeking.export(person)["project_messages"][0]["why_me"] == "Je rentre au pays"
    personal_data_seeking.erase_all_of(person)
    kept = Introduction.objects.get()
    assert (kept.email, kept.state) == ("", "withdrawn")
    assert not links.live(emails_seeking.MINE, one.pk)


def test_only_the_team_of_the_place_sees_its_listings(client):
    project = make_project()
    make_listing(project)
    sign_in(client, make_organiser(territory=project.territory))
    assert str(project) in client.get(reverse("projects:team_seeking")).content.decode()
    sign_in(client, make_organiser(territory=make_territory()))
    assert str(project) not in client.get(reverse("projects:team_seeking")).content.decode()
    assert client.get(reverse("projects:listing", args=[project.slug])).status_code == 404
    assert Role.objects.count() == 2


def test_the_team_writes_the_listing_with_the_group(client):
    project = make_project()
    sign_in(client, make_organiser(territory=project.territory))
    url = reverse("projects:listing", args=[project.slug])
    assert client.post(url, {**TEXTS, "bearer_does": ""}).status_code == 422
    client.post(url, TEXTS)
    assert client.get(reverse("projects:seeking", args=[project.slug])).status_code == 200
    client.post(reverse("projects:listing_close", args=[project.slug]))
    assert client.get(reverse("projects:seeking", args=[project.slug])).status_code == 404


@pytest.mark.parametrize("number", [1, 12])
def test_the_public_list_costs_the_same_for_any_number(client, number, django_assert_num_queries):
    for turn in range(number):
        make_listing(make_project(lead=f"l{turn}@example.org"))
    client.get(reverse("projects:seeking_list"))
    with django_assert_num_queries(5):
        client.get(reverse("projects:seeking_list"))
