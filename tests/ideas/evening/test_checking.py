"""The checks of the day before: each one really tries something, and says what will not work."""

import os
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import Door, Event
from foundation import tasks
from foundation.models import SignOfLife
from ideas.evening import checking, duties
from ideas.evening.models import Control
from ideas.evening.paper import sheets_for
from outbox.models import Message
from tests.factories import make_event, make_facilitator, make_organiser, make_registration, make_scene, make_workshop
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event(starts_at=timezone.now() + timedelta(days=1))


def tried(check, event):
    return check(event, now=timezone.now()).is_ok


@pytest.mark.parametrize(
    ("url", "https", "secure", "reached"),
    [
        ("https://soiree.example.org", True, True, True),
        ("http://192.168.1.20:8000", False, False, True),
        ("http://localhost:8000", False, True, False),
        ("https://inconnu.example.net", True, True, False),  # a name that ALLOWED_HOSTS does not hold
    ],
)
def test_the_address_is_secure_and_opens_on_phones(event, settings, url, https, secure, reached):
    settings.PUBLIC_URL, settings.HTTPS = url, https
    settings.ALLOWED_HOSTS = ["soiree.example.org", "192.168.1.20", "localhost"]
    assert (tried(checking.secure, event), tried(checking.address, event)) == (secure, reached)


def test_codes_are_followed_as_a_phone_would(event):
    workshop = make_workshop(event=event, tables=2)
    assert tried(checking.codes, event)
    Event.objects.filter(pk=event.pk).update(status=Event.Status.DRAFT)
    assert not tried(checking.codes, Event.objects.get(pk=event.pk))
    Event.objects.filter(pk=event.pk).update(status=Event.Status.PUBLISHED)
    workshop.tables.filter(number=2).update(code="A B")  # no address leads there
    assert not tried(checking.codes, Event.objects.get(pk=event.pk))


def test_each_table_has_someone_who_said_yes(event):
    assert not tried(checking.tables, event)
    workshop = make_workshop(event=event, tables=2)
    one, two = workshop.tables.all()
    make_facilitator(table=one, status="accepted")
    make_facilitator(table=two, status="invited", email="b@example.org")
    assert "2" in checking.tables(event, now=timezone.now()).said
    assert not tried(checking.tables, event)
    event.facilitators.update(status="accepted")
    assert tried(checking.tables, event)


def test_a_programme_that_a_rehearsal_played_is_not_ready(event):
    assert not tried(checking.programme, event)
    scene = make_scene(event=event)
    assert tried(checking.programme, event)
    organiser = make_organiser(territory=event.territory)
    Control.of(event).start(scene, by=organiser, seen=0, now=timezone.now())
    assert not tried(checking.programme, event)
    Control.of(event).plan_again(by=organiser, seen=1, now=timezone.now())
    assert tried(checking.programme, event)


def test_doors_have_a_link_that_opens(event):
    assert not tried(checking.doors, event)
    Door.make(event, name="Lucas", by=make_organiser(territory=event.territory))
    assert tried(checking.doors, event)
    Door.objects.update(open_until=timezone.now())
    assert not tried(checking.doors, event)


@pytest.mark.parametrize(
    ("backend", "sender", "is_ok"),
    [
        ("django.core.mail.backends.smtp.EmailBackend", "Soirée <bonjour@jura.example.org>", True),
        ("django.core.mail.backends.smtp.EmailBackend", "webmaster@localhost", False),
        ("django.core.mail.backends.filebased.EmailBackend", "bonjour@jura.example.org", False),
    ],
)
def test_mails_leave_this_computer(event, settings, backend, sender, is_ok):
    settings.EMAIL_BACKEND, settings.DEFAULT_FROM_EMAIL, settings.EMAIL_FILE_PATH = backend, sender, "/tmp"
    assert tried(checking.mails_leave, event) is is_ok


def a_mail(event, *, minutes=0, **fields):
    due = timezone.now() - timedelta(minutes=minutes)
    return Message.objects.create(
        key=f"k{Message.objects.count()}",
        kind="k",
        about=event.subject,
        to="a@example.org",
        subject="s",
        due_at=due,
        **fields,
    )


def test_mails_that_fail_or_wait_for_long_are_told(event):
    a_mail(event, status=Message.Status.SENT, sent_at=timezone.now())
    a_mail(event, minutes=14)
    assert tried(checking.mails_arrive, event)
    failed = a_mail(event, status=Message.Status.FAILED)
    assert not tried(checking.mails_arrive, event)
    failed.delete()
    a_mail(event, minutes=16)
    assert not tried(checking.mails_arrive, event)


def test_a_last_minute_mail_leaves_in_time(event, settings):
    for number in range(9):
        make_registration(event=event, workshop=None, email=f"p{number}@example.org")
    settings.MAIL_PER_HOUR = 0
    assert tried(checking.mails_in_time, event)
    settings.MAIL_PER_HOUR = 2
    assert not tried(checking.mails_in_time, event)


def test_a_page_is_really_typeset(event, monkeypatch):
    assert tried(checking.printing, event)
    monkeypatch.setattr("foundation.typesetting_apart.fonts", lambda: ["/nowhere"])
    monkeypatch.setattr("foundation.typesetting._folder", lambda: event)  # no template there
    assert not tried(checking.printing, event)


def test_sheets_of_paper_are_ready(event):
    assert not tried(checking.sheets, event)
    sheets_for(event, count=1)
    assert tried(checking.sheets, event)


def test_what_phones_keep_is_asked_for(event, monkeypatch):
    assert tried(checking.offline, event)
    monkeypatch.setattr("django.contrib.staticfiles.finders.find", lambda name: None)
    assert not tried(checking.offline, event)


def test_the_background_gave_a_sign_of_life(event):
    assert not tried(checking.background, event)
    tasks.give_sign_of_life()
    tasks.give_sign_of_life()
    assert (tried(checking.background, event), SignOfLife.objects.count()) == (True, 1)
    SignOfLife.give(now=timezone.now() - timedelta(minutes=6))
    assert not tried(checking.background, event)


def test_a_backup_is_recent(event, settings, tmp_path):
    settings.VAR_DIR, settings.BACKUP_DIR = tmp_path, None
    assert not tried(checking.backup, event)
    (tmp_path / "backups").mkdir()
    kept = tmp_path / "backups" / "sauvegarde-nuit.zip"
    kept.write_bytes(b"zip")
    assert tried(checking.backup, event)
    old = (timezone.now() - timedelta(hours=37)).timestamp()
    os.utime(kept, (old, old))
    assert not tried(checking.backup, event)


def test_the_disk_has_room(event, monkeypatch):
    assert tried(checking.disk, event)
    monkeypatch.setattr(checking, "LEAST_DISK", 10**18)
    assert not tried(checking.disk, event)


def test_the_page_says_everything_once(client, event):
    sign_in(client, make_organiser(territory=event.territory))
    response = client.get(reverse("evening:checks", args=[event.slug]))
    codes = [check.code for check in response.context["to_mend"] + response.context["fine"]]
    assert (len(codes), len(set(codes))) == (15, 15)
    assert all(check.url and check.action for check in response.context["to_mend"])


@pytest.mark.parametrize(("hours", "said"), [(80, 0), (70, 1), (2, 1), (-1, 0)])
def test_the_room_is_to_be_checked_the_day_before(hours, said):
    now = timezone.now()
    event = make_event(starts_at=now + timedelta(hours=hours))
    found = list(duties.duties(make_organiser(territory=event.territory), now))
    assert len(found) == said
    assert [duty.day for duty in found] == [timezone.localdate(event.starts_at) - timedelta(days=1)] * said
