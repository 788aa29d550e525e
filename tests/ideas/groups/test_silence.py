"""A silent group is asked first, then sleeps; it wakes with one click (D10, D19)."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from ideas.following import queue_questions
from ideas.groups import silence
from ideas.groups.models import GroupRules, WorkingGroup
from outbox.models import Message
from tests.factories import make_event, make_idea, make_member, make_organiser, make_working_group
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


def paris(*moment):
    return timezone.make_aware(datetime(*moment))


def silent(days, *, now, **fields):
    group = make_working_group(**fields)
    WorkingGroup.objects.filter(pk=group.pk).update(active_at=now - timedelta(days=days))
    group.refresh_from_db()
    return group


def received(address, kind):
    return Message.objects.filter(to=address, kind=kind).count()


@pytest.mark.parametrize("now", [paris(2026, 3, 29, 10), paris(2026, 10, 25, 10), paris(2026, 11, 23, 10)])
def test_a_silent_group_is_asked_then_sleeps_each_once(now):
    """Across both changes of the clocks; twice changes nothing; never at night (D9)."""
    with time_machine.travel(now, tick=False):
        silent(59, now=now, lead="autre@example.org")
        group = silent(60, now=now)
        make_member(group=group, email="paul@example.org")
        night = silence.queue_due(now=now.replace(hour=22))
        runs = [silence.queue_due(now=now), silence.queue_due(now=now)]
    later = [silence.queue_due(now=now + timedelta(days=days)) for days in (13, 14, 14)]
    group.refresh_from_db()
    assert (night, runs) == ((0, 0), [(1, 0), (0, 0)])
    assert [asleep for _asked, asleep in later] == [0, 1, 0]
    assert (group.status, group.idea.stage) == ("asleep", "grouped")
    assert [received("lea@example.org", kind) for kind in ("group-alive", "group-asleep")] == [1, 1]
    assert [received("paul@example.org", kind) for kind in ("group-alive", "group-asleep")] == [0, 1]


def test_a_territory_has_its_own_patience():
    now = paris(2026, 11, 23, 10)
    group = silent(30, now=now)
    GroupRules.objects.create(territory=group.territory, silence_days=30)
    assert silence.queue_due(now=now) == (1, 0)


def test_the_lead_answers_with_one_button_and_any_member_wakes(client):
    now = timezone.now()
    group = silent(70, now=now)
    group.ask_whether_alive(now=now)
    client.get(group.leads().get().open_url())
    page = f"{group.get_absolute_url()}vivant/"
    assert client.get(page).status_code == 200
    client.post(page, {"act": "oui"})
    group.refresh_from_db()
    assert (group.asked_at, group.active_at > now - timedelta(minutes=1)) == (None, True)

    WorkingGroup.objects.filter(pk=group.pk).update(asked_at=now)
    group.refresh_from_db()
    group.fall_asleep(now=now)
    paul = make_member(group=group, email="paul@example.org")
    client.cookies.clear()
    client.get(paul.open_url())
    client.post(page, {"act": "arret", "why": "Assez"})  # not a lead: 404, nothing changes
    client.post(page, {"act": "oui"})
    group.refresh_from_db()
    assert (group.status, received("lea@example.org", "group-awake"), received("paul@example.org", "group-awake")) == (
        "alive", 1, 0,
    )  # fmt: skip


def test_help_is_called_back_once(client):
    group = make_working_group()
    group.ask_for_help(membership=group.leads().get())
    sign_in(client, make_organiser(territory=group.territory))
    assert "aide" in client.get("/espace/a-faire/").content.decode()
    client.post(f"/organiser/groupes/{group.pk}/aide/")
    group.refresh_from_db()
    assert (group.help_at, group.mark_helped(by=None)) == (None, False)


def test_the_author_is_not_asked_what_the_group_is_asked():
    """D10: three months later, the idea that has a group is asked of its group."""
    now = paris(2026, 11, 23, 10)
    event = make_event(starts_at=now - timedelta(days=90, hours=4), hours=3)
    make_idea(event=event, author_email="seule@example.org")
    idea = make_idea(event=event, author_email="lea@example.org")
    make_working_group(idea=idea)
    with time_machine.travel(now, tick=False):
        queue_questions(now=now)
    asked = Message.objects.filter(kind="follow-up-alive").values_list("to", flat=True)
    assert list(asked) == ["seule@example.org"]
