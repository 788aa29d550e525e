"""What browsers never send, and what two taps send at the same instant: a sentence, never a failure."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from ideas.groups import checking_files
from ideas.groups.models import GroupMessage, Task, WantedRole
from ideas.groups.models.agenda import take_role, write_agenda
from ideas.groups.models.decision import decide
from tests.events.test_at_the_same_instant import attempted
from tests.events.test_capacity import in_threads
from tests.factories import make_meeting, make_member, make_working_group
from tests.ideas.groups.test_files import ODT


@pytest.mark.once
def test_a_document_whose_parts_do_not_unpack_is_refused():
    start = ODT.index(b"mimetype") + len(b"mimetype")
    broken = ODT[:start] + b"\xa5" * 30 + ODT[start + 30 :]
    with pytest.raises(ValidationError):
        checking_files.read(SimpleUploadedFile("notes.odt", broken))


@pytest.mark.django_db
def test_a_role_of_a_meeting_that_does_not_exist_is_refused(client):
    group = make_working_group()
    client.get(group.leads().get().open_url(), follow=True)
    meeting = make_meeting(group=group)
    url = f"{meeting.get_absolute_url()}roles/"
    assert client.post(url, {"act": "leave", "role": "a\x00b"}).status_code == 302


@pytest.mark.django_db
def test_other_words_from_a_page_that_was_sent_already_are_another_message():
    group, other, key = make_working_group(), make_working_group(), uuid.uuid4()
    for where, text in ((group, "Bonjour"), (group, "Bonjour"), (group, "Bonsoir"), (other, "Bonjour")):
        GroupMessage.write(where, key=key, text=text, author=where.leads().get())
    assert [(one.group, one.text) for one in GroupMessage.objects.order_by("pk")] == [
        (group, "Bonjour"), (group, "Bonsoir"), (other, "Bonjour"),
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_message_tapped_many_times_at_once_is_written_once():
    group, key = make_working_group(), uuid.uuid4()
    lead = group.leads().get()
    written = in_threads(20, lambda _n: GroupMessage.write(group, key=key, text="Bonjour", author=lead).pk)
    assert {GroupMessage.objects.get().pk} == set(written)


@pytest.mark.django_db(transaction=True)
def test_what_is_sent_many_times_at_once_is_written_once():
    """Double taps: one agenda, one task, one role, one decision; of two who volunteer, the second is told."""
    group = make_working_group()
    meeting, people = make_meeting(group=group), [make_member(group=group) for _ in range(4)]
    acts = [
        *[lambda: write_agenda(meeting, [("Tour de table", 10, None)])] * 4,
        *[lambda: Task.add(group, title="Appeler la mairie")] * 4,
        *[lambda: WantedRole.look_for(group, title="Comptable")] * 4,
        *[lambda: decide(meeting, "Le mardi")] * 4,
    ]
    in_threads(len(acts), lambda number: acts[number]())
    counted = meeting.points.count(), group.tasks.count(), group.wanted_roles.count(), meeting.decisions.count()
    assert counted == (1, 1, 1, 1)
    took = in_threads(len(people), lambda number: attempted(lambda: take_role(meeting, "writes", people[number])))
    assert sorted(took) == [False, False, False, True]


@pytest.mark.django_db(transaction=True)
def test_of_two_leads_who_stop_at_once_one_stays():
    group = make_working_group()
    leads = [group.leads().get(), make_member(group=group, is_lead=True)]
    in_threads(2, lambda number: attempted(leads[number].give_up_lead))
    assert group.leads().count() == 1
