"""Every mail to those who facilitate and to the partners who send them, one function per message (D5, D9).

Keys end with « facilitator-42 » or « call-7 », so that what waits for someone can be found and withdrawn.
"""

from django.utils import timezone, translation

from events import calendars
from events.wording import worded
from outbox.models import Message
from outbox.queueing import queue


def facilitators_called(call):
    """A partner is asked for people who facilitate; the link leads to a page where its contact answers."""
    return _to_contact(call, "facilitators_called", key="facilitators-called")


def facilitators_called_again(call):
    """The same, once, a week later, when nobody answered."""
    return _to_contact(call, "facilitators_called_again", key="facilitators-called-again")


def facilitator_invited(person):
    """Would you facilitate? With the table when it is known, the hours, the briefings to choose from."""
    briefings = list(person.event.briefings.coming(timezone.now()))
    return _to_person(
        person, "facilitator_invited", key=f"facilitator-invited:{person.last_step()}", context={"briefings": briefings}
    )


def facilitator_accepted(person):
    """Thank you; with the evening and the briefing for the calendar."""
    return _to_person(
        person, "facilitator_accepted", key=f"facilitator-accepted:{person.last_step()}",
        attachments=[_calendar(person)],
    )  # fmt: skip


def facilitator_moved(person):
    """Another table, or none for now; None when the evening is over or called off."""
    if not person.event.awaits_people(timezone.now()):
        return None
    return _to_person(person, "facilitator_moved", key=f"facilitator-moved:{person.last_step()}")


def facilitator_released(person):
    """The team knows that this person does not come."""
    return _to_person(person, "facilitator_released", key=f"facilitator-released:{person.last_step()}")


def facilitator_reminder(person, *, kind, number, now):
    """A reminder two weeks or two days before (D9), or the day before the briefing; `number` makes the key."""
    day = person.briefing.starts_at if kind == "briefing" else person.event.starts_at
    return _to_person(
        person,
        "briefing_reminder" if kind == "briefing" else "facilitator_reminder",
        key=f"event-reminder-facilitator:{kind}:{number}",
        kind=f"event-reminder-facilitator-{kind}",
        context={"days": (timezone.localdate(day) - timezone.localdate(now)).days},
        attachments=[_calendar(person)],
    )


def briefing_changed(person):
    """The briefing they chose moves."""
    key = f"briefing-changed:{person.briefing.pk}:{person.briefing.edition}"
    return _to_person(person, "briefing_changed", key=key, attachments=[_calendar(person)])


def facilitator_event_changed(person, *, step):
    """The evening's date or place has changed; `step` (its number) makes the key."""
    return _to_person(
        person, "facilitator_event_changed", key=f"facilitator-event-changed:{step}", attachments=[_calendar(person)]
    )


def facilitator_event_cancelled(person, *, reason):
    """The evening does not take place, and why."""
    return _to_person(
        person, "facilitator_event_cancelled", key="facilitator-event-cancelled", context={"reason": reason}
    )


def withdraw_for(person):
    """Take back what was going to be sent to someone of the team; return how many mails."""
    about = Message.objects.about(person.event.subject)
    return about.filter(key__endswith=f":facilitator-{person.pk}").withdraw()


def withdraw_call(call):
    """Take back the reminder of a call that was answered or closed."""
    return Message.objects.about(call.event.subject).filter(key__endswith=f":call-{call.pk}").withdraw()


def _calendar(person):
    with translation.override(person.language):
        content = calendars.facilitator_file(person)
    return (calendars.FILE_NAME, calendars.TYPE, content)


def _to_person(person, name, *, key, kind=None, context=None, attachments=()):
    if not person.email:
        return None
    event = person.event
    context = {
        "event": event,
        "territory": event.territory,
        "person": person,
        "table": person.table,
        "briefing": person.briefing,
        "access_url": person.access_link(),
        "to_name": person.full_name,
        **(context or {}),
    }
    return queue(
        key=f"{key}:facilitator-{person.pk}",
        kind=kind or key.partition(":")[0],
        to=person.email,
        to_name=person.full_name,
        template=f"emails/events/{name}",
        context=worded(f"events/{name}", context, language=person.language),
        language=person.language,
        about=event.subject,
        attachments=attachments,
    )


def _to_contact(call, name, *, key):
    event = call.event
    context = {
        "event": event,
        "territory": event.territory,
        "call": call,
        "access_url": call.access_link(),
        "to_name": call.contact_name,
    }
    return queue(
        key=f"{key}:call-{call.pk}",
        kind=key,
        to=call.contact_email,
        to_name=call.contact_name,
        template=f"emails/events/{name}",
        context=worded(f"events/{name}", context, language=call.language),
        language=call.language,
        about=event.subject,
    )
