"""Every mail of a session to its experts and to who keeps it, one function per message (D33, D57: service mails).

Who is written to, and when, is said by `inviting.py`, `reminding.py`, `digesting.py`. No mail says how anyone voted.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from foundation.templatetags.french import long_date
from members.phones import spoken_phone
from outbox.models import Message
from outbox.queueing import queue_to
from projects.committee import calendars

INVITED, CHANGED, CANCELLED = "committee-invited", "committee-changed", "committee-cancelled"
REMINDED, DIGEST, CALL = "committee-reminded", "committee-digest", "committee-call"
TERM, INTERESTS = "committee-term", "committee-interests"


def page_of(session):
    """The address of the page where an expert finds the files of a session; signing in comes by itself."""
    return settings.PUBLIC_URL + reverse("committee:my_files", args=[session.pk])


def invited(expert, *, session, announcement, items, due_at):
    """To an expert: date, agenda, the declaration first (D33); with the calendar file. A known key writes nothing.

    A file on its second call says that three votes are enough for it (D26).
    """
    context = {
        "items": items,
        "second_call": any(item.second_call for item in items),
        "minimum_cast": session.committee.minimum_cast,
    }
    return _to(
        expert, "invited", key=f"{INVITED}:{session.pk}:{announcement.edition}:{expert.pk}", kind=INVITED,
        session=session, announcement=announcement, context=context, due_at=due_at,
    )  # fmt: skip


def changed(expert, *, session, announcement, due_at):
    """To an expert: what holds from now on; the calendar file replaces the former one (same UID, next SEQUENCE)."""
    key = f"{CHANGED}:{session.pk}:{announcement.edition}:{expert.pk}"
    return _to(expert, "changed", key=key, kind=CHANGED, session=session, announcement=announcement, due_at=due_at)


def cancelled(expert, *, session, announcement, why, due_at):
    """To an expert: there is no session, and why; the calendar file takes it away (METHOD CANCEL)."""
    key = f"{CANCELLED}:{session.pk}:{expert.pk}"
    return _to(
        expert, "cancelled", key=key, kind=CANCELLED, session=session, announcement=announcement,
        context={"why": why}, due_at=due_at,
    )  # fmt: skip


def reminded(expert, *, session, day, to_declare, to_read, to_vote):
    """To an expert who has not acted near the deadline: only what is left to do, file by file (D33)."""
    context = {"to_declare": to_declare, "to_read": to_read, "to_vote": to_vote}
    key = f"{REMINDED}:{session.pk}:{day:%Y-%m-%d}:{expert.pk}"
    return _to(expert, "reminded", key=key, kind=REMINDED, session=session, context=context)


def call_to_make(keeper, *, call, session):
    """To a named person: an expert did nothing two days before the deadline; a call is worth more than a mail."""
    person = call.expert.person
    context = {"expert": call.expert, "person": person, "session": session, "spoken_phone": spoken_phone(person.phone)}
    return _queue(
        keeper, "call_to_make", key=f"{CALL}:{call.pk}", kind=CALL, committee=session.committee, context=context,
        open_url=messages_page(session),
    )  # fmt: skip


def digest(keeper, *, committee, lines, day):
    """To who keeps the committee: what waits or has changed, at most once a day (D33). `lines` are `digesting.Line`."""
    key = f"{DIGEST}:{committee.pk}:{day:%Y-%m-%d}:{keeper.pk}"
    return _queue(
        keeper, "digest", key=key, kind=DIGEST, committee=committee, context={"lines": lines},
        open_url=settings.PUBLIC_URL + reverse("committee:home"),
    )  # fmt: skip


def term_ends(keeper, *, expert):
    """To who keeps the committee, sixty days before: a term ends, think of who comes next (D25)."""
    context = {"expert": expert}
    return _queue(
        keeper, "term_ends", key=f"{TERM}:{expert.pk}:{expert.until:%Y-%m-%d}:{keeper.pk}", kind=TERM,
        committee=expert.committee, context=context, open_url=settings.PUBLIC_URL + reverse("committee:home"),
    )  # fmt: skip


def interests_due(expert, *, since):
    """To an expert, once a year: are the interests listed on the day `since` still the same? (D25)"""
    url = settings.PUBLIC_URL + reverse("committee:interests", args=[expert.pk])
    return _queue(
        expert.person, "interests_due", key=f"{INTERESTS}:{expert.pk}:{since:%Y-%m-%d}", kind=INTERESTS,
        committee=expert.committee, context={"expert": expert}, open_url=url,
    )  # fmt: skip


def messages_page(session):
    """The address of the page of a session's messages, for who keeps it."""
    return settings.PUBLIC_URL + reverse("committee:session_messages", args=[session.pk])


def told(session, kind):
    """The keys of the experts to whom a mail of `kind` of this session stands, waiting or left, as a set."""
    standing = Message.objects.filter(key__startswith=f"{kind}:{session.pk}:").exclude(status=Message.Status.WITHDRAWN)
    return {int(key.rpartition(":")[2]) for key in standing.values_list("key", flat=True)}


def told_on(session, kind, *, day):
    """The keys of the experts to whom a mail of `kind` was written for `day`."""
    keys = Message.objects.filter(key__startswith=f"{kind}:{session.pk}:{day:%Y-%m-%d}:").values_list("key", flat=True)
    return {int(key.rpartition(":")[2]) for key in keys}


def spoken_day(moment):
    """« jeudi 17 octobre 2019 », in the language in force."""
    return long_date(timezone.localtime(moment))


def withdraw(session, *kinds):
    """Take back the mails of these kinds of a session that are no longer true and have not left."""
    for kind in kinds:
        Message.objects.filter(key__startswith=f"{kind}:{session.pk}:").withdraw()


def _to(expert, name, *, key, kind, session, announcement=None, context=None, due_at=None):
    url = page_of(session)
    files = [_calendar(expert.person, session, announcement, url=url)] if announcement else []
    context = {
        "session": session,
        "expert": expert,
        "edition": announcement and announcement.edition,
        **(context or {}),
    }
    return _queue(
        expert.person, name, key=key, kind=kind, committee=session.committee, context=context, open_url=url,
        due_at=due_at, attachments=files, about=f"session:{session.pk}",
    )  # fmt: skip


def _queue(person, name, *, key, kind, committee, context, open_url, due_at=None, attachments=(), about=""):
    return queue_to(
        person,
        key=key,
        kind=kind,
        template=f"emails/committee/{name}",
        context={
            "committee": committee,
            "territory": committee.territory,
            "open_url": open_url,
            **context,
        },
        about=about or f"committee:{committee.pk}",
        attachments=attachments,
        due_at=due_at,
    )


def _calendar(person, session, announcement, *, url):
    with translation.override(person.language if person else "fr"):
        return (calendars.FILE_NAME, calendars.TYPE, calendars.session_file(session, announcement, url=url))
