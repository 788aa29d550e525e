"""What organisers have to do around their evenings: tasks of the timetable (D67), requests to answer (D66)."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import HostingRequest, Task
from events.models.timetable import SOON
from members.duties import Duty

MOST_TASKS = 60  # late or of this week, over all evenings: more are read in the timetables
MOST_REQUESTS = 20
ANSWER_WITHIN = timedelta(days=7)  # whoever asked waits, and their council meets


def duties(person, now):
    """Return the `Duty` list of `person`: two statements, whatever there is."""
    return [*_tasks(person, now), *_requests(person)]


def duties_of_timetable(event, now):
    """Return the late and near tasks of one evening as one line each: one statement."""
    tasks = event.tasks.due_by(timezone.localdate(now) + SOON).select_related("owner").in_order()
    return [_duty(event, task) for task in tasks[:MOST_TASKS]]


def _tasks(person, now):
    """Mine and those that nobody has, one line each; those of colleagues only when late, one line per evening."""
    today = timezone.localdate(now)
    near = Task.objects.managed_by(person).of_prepared_evenings().due_by(today + SOON)
    of_others = {}
    for task in near.select_related("event__territory", "owner").in_order()[:MOST_TASKS]:
        if task.owner_id in (None, person.pk) and not task.owner_name:
            yield _duty(task.event, task)
        elif task.is_late(today):
            of_others.setdefault(task.event, []).append(task)
    for event, tasks in of_others.items():
        title = ngettext("%(count)s task of a colleague is late", "%(count)s tasks of colleagues are late", len(tasks))
        url = reverse("events:timetable", args=[event.slug]) + "?qui=retard"
        yield Duty(
            tasks[0].due_on,
            title % {"count": len(tasks)},
            ", ".join(sorted({task.who for task in tasks})),
            url,
            _("Look"),
            evening=str(event),
            territory=str(event.territory),
        )


def _duty(event, task):
    why = _("%(evening)s · %(who)s") % {"evening": event, "who": task.who or _("nobody has it yet")}
    url = reverse("events:timetable", args=[event.slug]) + f"#tache-{task.pk}"
    return Duty(
        task.due_on, task.title, why, url, _("See the task"), evening=str(event), territory=str(event.territory)
    )


def _requests(person):
    for asked in HostingRequest.objects.managed_by(person).awaiting_us().for_display()[:MOST_REQUESTS]:
        url, why = reverse("events:hosting_request", args=[asked.pk]), asked.need
        names = {"asker": asked.asker}
        if asked.is_accepted:
            title, action = _("Prepare the evening promised to %(asker)s") % names, _("Prepare")
        else:
            title, action = _("Answer %(asker)s, who asks for an evening") % names, _("Reply")
        day = timezone.localdate(asked.created_at) + ANSWER_WITHIN
        yield Duty(None if asked.is_accepted else day, title, why, url, action, territory=str(asked.territory))
