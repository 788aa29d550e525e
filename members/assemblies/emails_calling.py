"""Mails of a call to its members, one function per message: service mails, never cut by preferences (D45, D57)."""

from django.utils import translation

from members.assemblies import calendars
from outbox.models import Message
from outbox.queueing import queue

NOTICE, REMINDED, ANSWERED = "assembly-notice", "assembly-reminded", "assembly-question"


def notice(notice, *, assembly, edition, open_url, due_at):
    """To a member who agreed to mails: the notice of this edition, what changed first, with its calendar file.

    A known key writes nothing.
    """
    with translation.override(notice.member.language):
        file = (calendars.FILE_NAME, calendars.TYPE, calendars.assembly_file(assembly, edition=edition))
    return _queue(
        notice.member, "cancelled" if edition.kind == edition.Kind.CANCEL else "notice",
        key=f"{NOTICE}:{assembly.pk}:{edition.number}:{notice.member_id}", kind=NOTICE, assembly=assembly, to=notice.to,
        context={"edition": edition, "resolutions": list(assembly.resolutions.all())}, open_url=open_url,
        due_at=due_at, attachments=[file],
    )  # fmt: skip


def reminded(member, *, assembly, day, open_url):
    """To a member who has not said how they take part."""
    key = f"{REMINDED}:{assembly.pk}:{day:%Y-%m-%d}:{member.pk}"
    return _queue(member, "reminded", key=key, kind=REMINDED, assembly=assembly, open_url=open_url)


def answered(question, *, open_url, due_at):
    """To whoever asked in writing: what the board answers, before all members read it."""
    key = f"{ANSWERED}:{question.assembly_id}:{question.pk}:{question.answered_at:%Y%m%d%H%M%S}"
    return _queue(
        question.member, "question_answered", key=key, kind=ANSWERED, assembly=question.assembly,
        context={"question": question}, open_url=open_url, due_at=due_at,
    )  # fmt: skip


def reminded_on(assembly, *, day):
    """The keys of the members to whom a reminder was written for `day`, as a set."""
    written = Message.objects.filter(key__startswith=f"{REMINDED}:{assembly.pk}:{day:%Y-%m-%d}:")
    return {int(key.rpartition(":")[2]) for key in written.values_list("key", flat=True)}


def withdraw(assembly):
    """Take back the mails of `assembly` that have not left: they are no longer true."""
    for kind in (NOTICE, REMINDED):
        Message.objects.filter(key__startswith=f"{kind}:{assembly.pk}:").withdraw()


def _queue(member, name, *, key, kind, assembly, open_url, context=None, to="", due_at=None, attachments=()):
    address = to or member.email
    if not address:
        return None
    cooperative = assembly.cooperative
    return queue(
        key=key,
        kind=kind,
        to=address,
        to_name=member.given_name,
        template=f"emails/assemblies/{name}",
        context={
            "assembly": assembly,
            "cooperative": cooperative,
            "territory": cooperative.territory,
            "member": member,
            "open_url": open_url,
            **(context or {}),
        },
        language=member.language,
        about=f"assembly:{assembly.pk}",
        due_at=due_at,
        attachments=attachments,
    )
