"""The notice by mail brings its calendar file, which grows with each edition and opens nothing by itself (D45)."""

from base64 import b64decode
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from icalendar import Calendar

from members.assemblies import calling, noticing
from outbox.models import Message
from tests.cast_of_cooperatives import make_assembly, make_cooperative, make_cooperator, make_resolution


@pytest.mark.django_db
def test_a_notice_brings_a_calendar_file_which_a_cancelling_takes_away():
    cooperative = make_cooperative()
    make_cooperator(cooperative=cooperative, notices_by_mail_since=date(2025, 1, 1))
    assembly = make_assembly(cooperative=cooperative)
    make_resolution(assembly=assembly)
    calling.call(assembly, by=None)
    noticing.write(assembly, assembly.notices.by_mail(), now=timezone.now())
    calling.cancel(assembly, why="La salle est inondée.", by=None)
    noticing.write(assembly, assembly.notices.of_edition(2), now=timezone.now())
    files = [message.attachments[0] for message in Message.objects.filter(kind="assembly-notice").order_by("pk")]
    found = [Calendar.from_ical(b64decode(file["base64"])) for file in files]
    entries = [calendar.walk("VEVENT")[0] for calendar in found]
    page = f"{settings.PUBLIC_URL}/societaire/assemblees/{assembly.pk}/"
    assert {file["name"] for file in files} == {"assemblee.ics"}
    assert [calendar["METHOD"] for calendar in found] == ["PUBLISH", "CANCEL"]
    assert [(one["SEQUENCE"], one["STATUS"]) for one in entries] == [(1, "CONFIRMED"), (2, "CANCELLED")]
    assert {(one["UID"], one["URL"], one["DESCRIPTION"]) for one in entries} == {(entries[0]["UID"], page, page)}
    assert entries[0]["DTSTART"].dt == assembly.starts_at.replace(microsecond=0)
    assert entries[0]["DTEND"].dt - entries[0]["DTSTART"].dt == timedelta(hours=2)
