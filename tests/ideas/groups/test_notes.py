"""Notes lose nothing, decisions are written once, the report leaves once and says when it corrects (D19)."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from foundation import links
from foundation.models import Link
from ideas.groups.models import Meeting, NotesConflict, Task, open_tasks
from ideas.groups.models.decision import decide
from outbox.models import Message
from tests.events.test_at_the_same_instant import attempted
from tests.events.test_capacity import in_threads
from tests.factories import make_meeting, make_member, make_organiser, make_working_group
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return make_working_group()


def test_two_who_write_at_once_lose_nothing(group):
    meeting = make_meeting(group=group)
    meeting.write_notes("Le car part à 8 h.", version=0)
    late = Meeting.objects.get(pk=meeting.pk)
    with pytest.raises(NotesConflict) as conflict:
        late.write_notes("Le car part à 9 h.", version=0)
    assert (conflict.value.meeting.notes, conflict.value.meeting.notes_version) == ("Le car part à 8 h.", 1)
    late.write_notes("Le car part à 8 h.", version=0)  # the answer of the first saving was lost: sent again
    assert Meeting.objects.get(pk=meeting.pk).notes_version == 1


def test_notes_are_saved_by_the_script_and_by_the_button_and_a_conflict_shows_both(group, client):
    meeting = make_meeting(group=group)
    sign_in(client, make_organiser(territory=group.territory))
    url, json = f"{meeting.get_absolute_url()}notes/", {"headers": {"Accept": "application/json"}}
    assert client.post(url, {"notes": "Un", "version": "0"}, **json).json()["version"] == 1
    behind = client.post(url, {"notes": "Deux", "version": "0"}, **json)
    assert (behind.status_code, behind.json()) == (409, {"version": 1, "notes": "Un"})
    page = client.post(url, {"notes": "Deux", "version": "0"})
    assert page.status_code == 409
    assert re.findall(r"<textarea[^>]*>\s*(\w+)</textarea>", page.content.decode()) == ["Deux", "Un"]
    assert client.post(url, {"notes": "Un et deux", "version": "1"}).status_code == 302
    long = client.post(url, {"notes": "x" * 60_001, "version": "2"})
    assert (long.status_code, "x" * 60_001 in long.content.decode()) == (422, True)
    assert client.post(url, {"notes": "Trois", "version": "rien"}, **json).status_code == 409
    assert Meeting.objects.get(pk=meeting.pk).notes == "Un et deux"


@pytest.mark.django_db(transaction=True)
def test_twenty_savings_over_one_version_keep_one():
    meeting = make_meeting(group=make_working_group(lead=None))

    def write(number):
        try:
            Meeting.objects.get(pk=meeting.pk).write_notes(f"Texte {number}", version=0)
        except NotesConflict:
            return False
        return True

    assert sum(in_threads(20, write)) == 1
    assert Meeting.objects.get(pk=meeting.pk).notes_version == 1


def test_the_report_leaves_once_with_ones_own_tasks_first_then_corrected(group):
    paul = make_member(group=group, email="paul@example.org")
    meeting = make_meeting(group=group, days=-1)
    decide(meeting, "On commence par un trajet.")
    decide(meeting, "On commence par un trajet.")  # the form was sent twice
    Task.add(group, title="Appeler la mairie", owner=group.leads().get(), meeting=meeting)
    Task.add(group, title="Compter les voyageurs", owner=paul, meeting=meeting)
    meeting.send_report(edition=0)
    with pytest.raises(ValidationError):
        Meeting.objects.get(pk=meeting.pk).send_report(edition=0)
    text = Message.objects.get(kind="meeting-report", to="paul@example.org").text
    places = [text.index(words) for words in ("Compter les voyageurs", "On commence", "Appeler la mairie")]
    assert places == sorted(places)
    meeting.send_report(edition=1)
    subjects = Message.objects.filter(kind="meeting-report", to="paul@example.org").order_by("pk")
    first, second = subjects.values_list("subject", flat=True)
    assert first != second
    assert [step.kind for step in meeting.steps.all()][:2] == ["corrected", "reported"]


def test_no_report_leaves_before_the_meeting(group):
    meeting = make_meeting(group=group)
    with pytest.raises(ValidationError):
        meeting.send_report(edition=0)
    assert Message.objects.filter(kind="meeting-report").count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_report_sent_by_six_at_once_leaves_once():
    group = make_working_group()
    meeting = make_meeting(group=group, days=-1)
    sent = in_threads(6, lambda _n: attempted(lambda: Meeting.objects.get(pk=meeting.pk).send_report(edition=0)))
    assert (sum(sent), Message.objects.filter(kind="meeting-report").count()) == (1, 1)


def test_a_task_is_taken_done_undone_and_outlives_its_owner(group, client):
    paul = make_member(group=group, email="paul@example.org")
    task = Task.add(group, title="Appeler la mairie")
    assert Task.add(group, title="Appeler la mairie") == task
    client.get(paul.open_url(), follow=True)
    step = f"{group.get_absolute_url()}taches/{task.pk}"
    for act in ("prendre", "fait", "reprendre"):
        assert client.post(f"{step}/{act}/").status_code == 302
    task.refresh_from_db()
    assert (task.owner, task.done_at) == (paul, None)
    assert client.post(f"{step}/rien/").status_code == 404
    with pytest.raises(ValidationError):
        task.take(group.leads().get())
    paul.leave()
    assert list(open_tasks(group).values_list("title", "owner")) == [("Appeler la mairie", None)]


def test_a_task_is_done_from_the_mail_by_one_press_never_by_looking(group, client):
    lea = group.leads().get()
    task = Task.add(group, title="Appeler la mairie", owner=lea, due_on=timezone.localdate())
    url = f"/groupes/tache/{task.done_link()}/"
    assert (client.get(url).status_code, Task.objects.open().count()) == (200, 1)
    assert (client.post(url).status_code, Task.objects.open().count()) == (200, 0)
    task.reopen()
    assert client.post(url).status_code == 410  # once
    other = f"/groupes/tache/{task.done_link()}/"
    task.change(title=task.title, owner=None, due_on=None)
    assert client.get(other).status_code == 410  # it is nobody's any more
    assert links.find("x" * 40, purpose="group-task", kind=Link.Kind.ACT) is None
