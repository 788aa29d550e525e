"""The mails of the committee to who bears or presents a project: the slot, its changes, the questions (D24)."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from outbox.models import Message
from projects.committee.slot_calendars import FILE_NAME, slot_file
from projects.emails import to_member

SLOT, QUESTIONS = "committee-slot", "committee-questions"


def slot_given(membership, *, item, notice, online, due_at):
    """To who presents the project: the session that reads its file, the day, the hour, the place; with a calendar file.

    What waited about an earlier edition is taken back: only the last slot is told.
    """
    _slot(membership, "slot_given", item=item, notice=notice, online=online, due_at=due_at)


def slot_changed(membership, *, item, notice, online, due_at):
    """To who presents the project: the hour or the place moved; the calendar file replaces the former one."""
    _slot(membership, "slot_changed", item=item, notice=notice, online=online, due_at=due_at)


def slot_left(membership, *, item, notice, due_at):
    """To who presents the project: it is not heard at this session after all; another date will be told."""
    _slot(membership, "slot_left", item=item, notice=notice, online=False, due_at=due_at)


def questions_asked(membership, *, item, questions, due_at):
    """To who presents the project: what the experts ask, all at once (D62), and until when it is answered."""
    key = f"{QUESTIONS}:{item.pk}:{questions[-1].pk}:{membership.pk}"
    context = {"questions": questions}
    _to(membership, "questions_asked", key=key, kind=QUESTIONS, item=item, due_at=due_at, context=context)


def take_back(item):
    """What has not left about a slot or questions is no longer true: the file left the session."""
    for kind in (SLOT, QUESTIONS):
        Message.objects.filter(key__startswith=f"{kind}:{item.pk}:").withdraw()


def calendar(item, notice, *, language):
    """The attachment of a slot, as `queue` takes it."""
    with translation.override(language):
        content = slot_file(item, notice, url=page_of(item.project))
    method = "CANCEL" if notice.cancelled_at else "PUBLISH"
    return (FILE_NAME, f"text/calendar; method={method}; charset=utf-8", content)


def page_of(project):
    """The address, without any access in it, of what the project's team reads of the committee."""
    return settings.PUBLIC_URL + reverse("committee:project", args=[project.slug])


def _slot(membership, name, *, item, notice, online, due_at):
    Message.objects.filter(key__startswith=f"{SLOT}:{item.pk}:", key__endswith=f":{membership.pk}").withdraw()
    key = f"{SLOT}:{item.pk}:{notice.edition}:{membership.pk}"
    files = [] if online else [calendar(item, notice, language=membership.language)]
    context = {"notice": notice, "online": online}
    _to(membership, name, key=key, kind=SLOT, item=item, due_at=due_at, context=context, attachments=files)


def _to(membership, name, *, item, context, **mail):
    page, context = reverse("committee:project", args=[item.project.slug]), {"session": item.session, **context}
    to_member(membership, f"committee/{name}", project=item.project, page=page, context=context, **mail)
