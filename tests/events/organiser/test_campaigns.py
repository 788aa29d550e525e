"""Campaigns: read, confirmed with the number, sent once, stoppable (D57, D59, D62)."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from events import campaigning
from events.models import Campaign, Registration, RegistrationConsent
from events.models.audience import Audience, Who
from events.registering import Companion
from foundation import jobs
from outbox.models import EVERYTHING, Mailbox, Message, OptOut
from tests.factories import (
    make_campaign,
    make_event,
    make_facilitator,
    make_organiser,
    make_registration,
    make_table,
    make_workshop,
)
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
NOON = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=1)


@pytest.fixture
def organiser(territory):
    return make_organiser(territory=territory, email="camille@example.org")


@pytest.fixture
def people(event):
    workshop = make_workshop(event=event)
    return [
        make_registration(event=event, workshop=workshop, email=f"p{n}@example.org", given_name=f"Prénom{n}")
        for n in range(3)
    ]


def confirm(campaign, organiser, *, number=3, now=NOON, **fields):
    campaign.confirm(by=organiser, number=number, version=campaign.version, now=now, **fields)
    return campaign


def work():
    """What the worker would do."""
    for pk in list(jobs.Job.objects.live().values_list("pk", flat=True)):
        jobs.run(pk)


def written(campaign):
    return sorted(campaign.messages().values_list("to", "status"))


def test_every_person_chosen_gets_one_mail_of_their_own(event, organiser, people):
    campaign = make_campaign(event=event, text="Bonjour {given_name},\n\nÀ la table {table}.")
    confirm(campaign, organiser)
    work()
    assert written(campaign) == [(f"p{n}@example.org", "queued") for n in range(3)]
    mail = campaign.messages().get(to="p0@example.org")
    assert mail.text.startswith("Bonjour Prénom0,\n\nÀ la table 1.\n")
    assert (mail.subject, mail.priority, mail.topic) == ("Une nouvelle", Message.Priority.LATER, "")
    work(), jobs.run(jobs.start(Campaign.JOB, campaign.pk).pk)  # a worker that begins again sends nothing twice
    assert Message.objects.count() == 3


def test_the_number_is_compared_when_it_is_confirmed(event, organiser, people):
    campaign = make_campaign(event=event)
    make_registration(event=event, email="late@example.org")
    with pytest.raises(ValidationError, match="maintenant 4 personnes, et vous avez confirmé 3"):
        confirm(campaign, organiser)
    assert (Campaign.objects.get().status, jobs.Job.objects.count()) == ("draft", 0)


def test_nobody_to_write_to_is_refused_in_a_sentence(event, organiser):
    with pytest.raises(ValidationError, match="Cette sélection est vide"):
        confirm(make_campaign(event=event), organiser, number=0)
    assert Campaign.objects.get().is_draft


def test_a_second_click_and_a_second_organiser_are_told(event, organiser, people):
    campaign = make_campaign(event=event)
    other = Campaign.objects.get(pk=campaign.pk)
    confirm(campaign, organiser)
    with pytest.raises(ValidationError, match="modifié ou confirmé entre-temps"):
        confirm(other, organiser)
    with pytest.raises(ValidationError, match="a modifié ou confirmé ce message"):
        other.write(by=organiser, seen=1)


def test_a_text_changed_since_it_was_read_is_not_sent(event, organiser, people):
    campaign = make_campaign(event=event)
    read = campaign.version
    campaign.text = "Autre chose"
    campaign.write(by=organiser, seen=read)
    with pytest.raises(ValidationError, match="modifié ou confirmé entre-temps"):
        campaign.confirm(by=organiser, number=3, version=read, now=NOON)


def test_planned_it_leaves_at_its_moment_once_and_not_at_night(event, organiser, people):
    campaign = confirm(make_campaign(event=event), organiser, at=NOON.replace(hour=23))
    assert timezone.localtime(campaign.planned_at).strftime("%H:%M") == "08:00"
    campaigning.begin_due(now=NOON)
    assert Campaign.objects.get().is_planned
    for _ in range(2):
        campaigning.begin_due(now=campaign.planned_at)
    work()
    assert len(written(campaign)) == 3


@pytest.mark.parametrize("act", ["move", "call_off"])
def test_an_evening_that_changes_meanwhile_puts_it_back_to_draft(event, organiser, people, act):
    campaign = confirm(make_campaign(event=event), organiser, at=NOON + timedelta(days=1))
    if act == "move":
        event.starts_at += timedelta(hours=1)
        event.change(["starts_at"], by=organiser, seen=event.last_step())
    else:
        event.cancel(by=organiser, reason="Neige")
    campaigning.begin_due(now=campaign.planned_at)
    campaign.refresh_from_db()
    assert (campaign.status, campaign.steps.first().kind, campaign.messages().count()) == ("draft", "held_back", 0)


def test_stopping_tells_what_left_and_withdraws_the_rest(event, organiser, people):
    campaign = confirm(make_campaign(event=event), organiser)
    work()
    Message.objects.filter(to="p0@example.org").update(status="sent", sent_at=NOON)
    assert campaign.stop(by=organiser) == (1, 2)
    assert [status for _to, status in written(campaign)] == ["sent", "withdrawn", "withdrawn"]
    with pytest.raises(ValidationError, match="déjà arrêté"):
        campaign.stop(by=organiser)


@pytest.mark.parametrize("act", ["move", "call_off"])
def test_what_waits_under_a_limit_is_withdrawn_when_the_evening_changes(event, organiser, people, act):
    campaign, other = confirm(make_campaign(event=event), organiser), make_campaign(event=event)
    work()
    Message.objects.filter(to="p0@example.org").update(status="sent", sent_at=NOON)
    if act == "move":
        event.starts_at += timedelta(hours=1)
        event.change(["starts_at"], by=organiser, seen=event.last_step())
    else:
        event.cancel(by=organiser, reason="Neige")
    campaign.refresh_from_db()
    step = campaign.steps.first()
    assert (campaign.status, step.kind, step.details) == (
        "stopped",
        "recalled",
        "1 message était parti, 2 ont été retirés",
    )
    assert [status for _to, status in written(campaign)] == ["sent", "withdrawn", "withdrawn"]
    assert other.steps.count() == 0


def test_what_waits_is_withdrawn_for_who_cancels_and_for_nobody_else(event, organiser, people):
    campaign = confirm(make_campaign(event=event), organiser)
    work()
    people[0].cancel()
    assert [status for _to, status in written(campaign)] == ["withdrawn", "queued", "queued"]


def test_a_family_that_shares_an_address_still_reads_it_when_one_cancels(event, organiser):
    head = make_registration(event=event, email="famille@example.org", companions=[Companion("Léo", "Morel")])
    child = head.companions.get()
    campaign = confirm(make_campaign(event=event), organiser, number=1)
    work()
    child.cancel()
    assert written(campaign) == [("famille@example.org", "queued")]
    head.cancel()
    assert written(campaign) == [("famille@example.org", "withdrawn")]


def test_stopped_before_the_worker_began_nothing_is_written(event, organiser, people):
    campaign = confirm(make_campaign(event=event), organiser)
    assert campaign.stop(by=organiser) == (0, 3)
    work()
    assert Message.objects.count() == 0


def test_who_left_the_selection_meanwhile_is_left_out(event, organiser, people):
    campaign = confirm(make_campaign(event=event), organiser)
    people[0].cancel(tell=False)
    work()
    campaign.refresh_from_db()
    assert ([to for to, _status in written(campaign)], campaign.written, campaign.skipped) == (
        ["p1@example.org", "p2@example.org"], 2, 1,
    )  # fmt: skip


def test_a_worker_killed_amid_a_campaign_goes_on_and_doubles_nothing(event, organiser, people, monkeypatch):
    campaign = confirm(make_campaign(event=event), organiser)
    monkeypatch.setattr(campaigning, "BATCH", 1)
    monkeypatch.setattr(campaigning.jobs, "breathe", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        work()
    assert Message.objects.count() == 1
    monkeypatch.undo()
    jobs.Job.objects.update(lease_until=timezone.now() - timedelta(minutes=2))
    work()
    assert len(written(campaign)) == 3


def test_it_is_over_when_nothing_waits_any_more(event, organiser, people):
    campaign = confirm(make_campaign(event=event), organiser)
    work()
    campaigning.begin_due(now=NOON)
    assert Campaign.objects.get().is_sending
    Message.objects.update(status="sent", sent_at=NOON)
    for _ in range(2):
        campaigning.begin_due(now=NOON)
    campaign.refresh_from_db()
    assert (campaign.status, campaign.people, campaign.steps.filter(kind="done").count()) == ("done", [], 1)


@pytest.mark.django_db(transaction=True)
def test_of_eight_confirmations_at_the_same_instant_one_counts(event, organiser, people):
    campaign, done, ready = make_campaign(event=event), [], threading.Barrier(8)

    def click():
        ready.wait()
        try:
            confirm(Campaign.objects.get(pk=campaign.pk), organiser)
            done.append(True)
        except ValidationError:
            done.append(False)
        connection.close()

    threads = [threading.Thread(target=click) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(done) == [False] * 7 + [True]


# --- to whom -----------------------------------------------------------------


def chosen(event, *, news=False, **fields):
    audience = Audience(events=(event.pk,), **fields)
    return list(audience.select(event.territory, news=news, topic="news").people)


def agree(registration, *, withdrawn=None):
    RegistrationConsent.objects.create(
        registration=registration, purpose="newsletter", text_version="1", withdrawn_at=withdrawn
    )


def test_a_family_that_shares_an_address_gets_one_mail_and_who_has_none_is_counted(event):
    make_registration(event=event, email="famille@example.org", companions=[])
    Registration.objects.create(event=event, given_name="Léo", payer_email="famille@example.org")
    Registration.objects.create(event=event, given_name="Odette")
    found = Audience(events=(event.pk,)).select(event.territory, news=False)
    assert (list(found.people), found.shared, found.without_address) == (["famille@example.org"], 1, 1)


def test_news_only_go_to_those_who_agreed_and_still_do(event):
    yes, no, took_back, complained, dead = (
        make_registration(event=event, email=f"{name}@example.org") for name in "yes no back spam dead".split()
    )
    for one in (yes, complained, dead):
        agree(one)
    agree(took_back, withdrawn=timezone.now())
    OptOut.objects.create(address="spam@example.org", topic=EVERYTHING)
    Mailbox.objects.bury("dead@example.org", answer="550", now=timezone.now())
    assert chosen(event, news=True) == ["yes@example.org"]
    assert len(chosen(event)) == 4  # about the evening: everyone but the dead address
    assert no.email in chosen(event)


def test_filters_choose_people(event):
    workshop = make_workshop(event=event)
    make_registration(event=event, workshop=workshop, email="seated@example.org", profiles=("farmer",)[:0])
    make_registration(event=event, email="standing@example.org", age_band="15_17")
    make_facilitator(table=make_table(workshop=workshop), email="Anim@Example.org")
    assert chosen(event, who=Who.UNPLACED) == ["standing@example.org"]
    assert chosen(event, workshop=workshop.pk) == ["seated@example.org"]
    assert chosen(event, adults=True) == ["seated@example.org"]
    assert chosen(event, who=Who.FACILITATORS) == ["anim@example.org"]
    assert chosen(event, who=Who.PRESENT) == []
    assert len(chosen(event, who=Who.ABSENT)) == 2


def test_another_territory_lends_nobody(event):
    elsewhere = make_event()
    make_registration(event=elsewhere, email="ailleurs@example.org")
    assert list(Audience(events=(elsewhere.pk,)).select(event.territory, news=False).people) == []


# --- pages -------------------------------------------------------------------


def page(event, name="campaign_list", *args):
    return reverse(f"events:{name}", args=[event.slug, *args])


def typed(event, **fields):
    return {
        "kind": "service", "evenings": [event.pk], "who": "registered", "subject": "Covoiturage",
        "text": "Bonjour", **fields,
    }  # fmt: skip


def test_a_draft_is_written_read_and_confirmed_with_the_number(desk, event, people, django_capture_on_commit_callbacks):
    answer = desk.post(page(event, "campaign_new"), typed(event, text="Bonjour {soirée}"))
    campaign = Campaign.objects.get()
    assert (answer.status_code, campaign.text) == (302, "Bonjour {evening}")
    shown = desk.get(page(event, "campaign", campaign.pk)).content.decode()
    assert "Envoyer à 3 personnes" in shown
    wrong = desk.post(page(event, "campaign_confirm", campaign.pk), {"version": 1, "number": "30"})
    assert (wrong.status_code, Campaign.objects.get().status) == (422, "draft")
    right = desk.post(page(event, "campaign_confirm", campaign.pk), {"version": 1, "number": "3"})
    assert (right.status_code, Campaign.objects.get().is_draft) == (302, False)
    assert desk.get(page(event, "campaign", campaign.pk)).status_code == 200


@pytest.mark.parametrize(
    "bad", [{"text": "Bonjour {prénon}"}, {"text": ""}, {"evenings": []}, {"who": "friends"}, {"subject": "x" * 151},
            {"kind": "news", "who": "facilitators"}, {"kind": "news", "text": "{lien du billet}"}]
)  # fmt: skip
def test_what_cannot_be_sent_is_refused_and_kept_typed(desk, event, bad):
    answer = desk.post(page(event, "campaign_new"), typed(event, **bad))
    assert (answer.status_code, Campaign.objects.count()) == (422, 0)


def test_a_preview_shows_a_real_person_and_hides_personal_links(desk, event, people):
    campaign = make_campaign(event=event, text="{given_name} {ticket_link}")
    answer = desk.get(page(event, "campaign_preview", campaign.pk), {"personne": f"r{people[1].pk}"})
    assert (answer.status_code, "Prénom1" in answer.content.decode(), "billet/lien" in answer.content.decode()) == (
        200, True, False,
    )  # fmt: skip
    assert desk.get(page(event, "campaign_preview", campaign.pk), {"personne": "r999999"}).status_code == 404


def test_a_test_goes_to_oneself_alone(desk, event, people):
    campaign = make_campaign(event=event)
    desk.post(page(event, "campaign_test", campaign.pk), {"personne": f"r{people[0].pk}"})
    mail = Message.objects.get()
    assert (mail.to, mail.subject, campaign.messages().count()) == ("camille@example.org", "[Essai] Une nouvelle", 0)


def test_stopping_says_how_many_had_left(desk, event, organiser, people):
    campaign = confirm(make_campaign(event=event), organiser)
    work()
    answer = desk.post(page(event, "campaign_stop", campaign.pk), follow=True)
    assert "0 message était parti, 3 ont été retirés" in answer.content.decode()


def test_another_territory_finds_no_campaign(client, event):
    campaign = make_campaign(event=event)
    sign_in(client, make_organiser(territory=make_event().territory))
    assert client.get(page(event, "campaign", campaign.pk)).status_code == 404


@pytest.mark.parametrize("number", [1, 3, 300])
def test_reading_a_draft_asks_as_much_whatever_the_number(desk, event, number, django_assert_max_num_queries):
    Registration.objects.bulk_create(
        Registration(event=event, given_name="A", email=f"q{n}@example.org") for n in range(number)
    )
    campaign = make_campaign(event=event)
    desk.get(page(event, "campaign", campaign.pk))
    with django_assert_max_num_queries(14):
        desk.get(page(event, "campaign", campaign.pk))
