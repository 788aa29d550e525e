"""What will leave about an evening besides reminders to those registered: to who helps, who prepares, who answers."""

from collections import Counter, defaultdict
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from events import care_reminding, facilitating, lettering, reminding, timetabling
from events.coming import Coming, offer
from events.models import Authorisation, Facilitator, FacilitatorCall, FacilitatorReminder, Group, Reminder
from foundation.clocks import NIGHT_ENDS, after_night, ten_before

Kind = FacilitatorReminder.Kind


@offer
def facilitators(event, *, now):
    """Their reminders a fortnight and two days before, to those who accepted (D9): two statements."""
    if not (event.is_living and now < event.starts_at):
        return
    for kind in facilitating.DAYS:
        begins, ends = facilitating.window(kind, event.starts_at)
        if now < ends:
            answered = event.facilitators.filter(answered_at__lt=begins)
            label = _("Reminder to facilitators, %(when)s") % {"when": kind.label}
            yield Coming(max(begins, now), label, FacilitatorReminder.due(kind, answered).count())


@offer
def briefings(event, *, now):
    """The reminder of each briefing, the day before: one statement."""
    coming = Facilitator.objects.filter(event=event, briefing__starts_at__gt=now)
    due = FacilitatorReminder.due(Kind.BRIEFING, coming).values_list("briefing__starts_at", flat=True)
    for starts_at, count in sorted(Counter(due).items()):
        begins, _ends = facilitating.window(Kind.BRIEFING, starts_at)
        label = _("Reminder to facilitators, %(when)s") % {"when": Kind.BRIEFING.label}
        yield Coming(max(begins, now), label, count)


@offer
def partners(event, *, now):
    """The second call to partners that do not answer, a line per day: one statement."""
    if not (event.is_draft or event.is_living):
        return
    silent = event.calls.waiting().filter(called_again_at=None)
    days = defaultdict(list)
    for called_at, until in silent.values_list("called_at", "until"):
        moment = after_night(max(called_at + FacilitatorCall.AGAIN_AFTER, now))
        if timezone.localdate(moment) <= until:
            days[timezone.localdate(moment)].append(moment)
    for moments in days.values():
        yield Coming(min(moments), _("Second call to partners who have not answered"), len(moments))


@offer
def letters(event, *, now):
    """The reminder written on paper a week before, for who has no e-mail (D63): one statement."""
    if not (event.is_living and now < event.starts_at):
        return
    begins, ends = reminding.window(Reminder.Kind.WEEK, event.starts_at)
    if now < ends:
        count = lettering.unreached(event, before=begins).count()
        yield Coming(max(begins, now), _("Letters to print: the reminder"), count)


@offer
def tasks(event, *, now):
    """The next mail about the timetable, three days before a task and on its day (D67): one statement."""
    if event.is_called_off:
        return
    today, owners = timezone.localdate(now), defaultdict(set)
    mine = event.tasks.open().of_prepared_evenings().with_owner_in_force(today)
    for due_on, owner in mine.filter(due_on__gt=today).values_list("due_on", "owner"):
        for day in (due_on - timetabling.NOTICE, due_on):
            if day > today:
                owners[day].add(owner)
    if owners:
        day = min(owners)
        moment = timezone.make_aware(datetime.combine(day, NIGHT_ENDS))
        yield Coming(moment, _("Tasks of the timetable, to those who have them"), len(owners[day]))


@offer
def parents_and_referents(event, *, now):
    """Parents who have not answered, referents of incomplete groups (D59): two statements."""
    if not (event.is_living and now < event.starts_at):
        return
    for kinds, rows, label in (
        (care_reminding.PARENTS, Authorisation.objects.awaited(event), _("Reminder to parents: the authorisation")),
        (
            care_reminding.REFERENTS,
            Group.objects.incomplete().filter(event=event),
            _("Reminder to those who answer for a group"),
        ),
    ):
        dues = [ten_before(event.starts_at, days=days) for _kind, days, _until in kinds]
        count = rows.count() if any(now < due for due in dues) else 0
        yield from (Coming(due, label, count) for due in dues if now < due)
