"""The timetable of an evening (D67): what is late, this week, later, done; a task, and what is done with it."""

from itertools import groupby

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from events import calendars_timetable, preparing
from events.forms.organising.timetable import TaskForm, TimetableFilterForm
from events.models import Task
from events.models.timetable import SOON
from events.views.organising.opening import evening_required
from foundation.refusals import attempt

MOST_TASKS = 200  # of one evening: the ready-made timetable has forty


@evening_required
@require_GET
def timetable(request, event):
    """Every task, grouped as a team reads them: late, this week, then month by month; those done are folded."""
    today = timezone.localdate()
    form = TimetableFilterForm(request.GET)
    tasks = form.filter(event.tasks.for_display(), person=request.user, today=today)
    waiting, done = list(tasks.open()[: MOST_TASKS + 1]), list(tasks.done()[: MOST_TASKS + 1])
    ticked = event.tasks.done().filter(pk=request.GET.get("faite") or None).first() if _is_number(request) else None
    context = {
        "event": event,
        "tab": "timetable",
        "form": form,
        "groups": list(_groups(waiting[:MOST_TASKS], today)),
        "done": done[:MOST_TASKS],
        "most": MOST_TASKS if max(len(waiting), len(done)) > MOST_TASKS else 0,
        "today": today,
        "ticked": ticked,
        "patterns": preparing.PATTERNS.values(),
        "is_empty": not event.tasks.exists(),
        "late_count": event.tasks.late(today).count(),
    }
    return render(request, "events/organiser/timetable.html", context)


def _is_number(request):
    return request.GET.get("faite", "").isdecimal() and len(request.GET["faite"]) < 12


def _groups(tasks, today):
    """Yield (kind, a day of the month when it is one, tasks) in order; `tasks` are sorted, undated ones last."""

    def group(task):
        if task.due_on is None:
            return "undated", None
        if task.due_on < today:
            return "late", None
        return ("week", None) if task.due_on <= today + SOON else ("month", task.due_on.replace(day=1))

    for (kind, month), members in groupby(tasks, key=group):
        yield kind, month, list(members)


@evening_required
def task_new(request, event):
    return _task(request, event, Task(event=event))


@evening_required
def task_edit(request, event, pk):
    return _task(request, event, get_object_or_404(Task, event=event, pk=pk))


def _task(request, event, task):
    form = TaskForm(request.POST if request.method == "POST" else None, instance=task, event=event)
    if request.method == "POST" and form.is_valid():
        form.instance.settle()
        messages.success(request, _("The timetable is up to date."))
        return redirect("events:timetable", event.slug)
    context = {"event": event, "tab": "timetable", "form": form}
    return render(request, "events/organiser/task.html", context, status=422 if form.errors else 200)


@evening_required
@require_POST
def task_tick(request, event, pk):
    """Say that it is done; the page that follows offers to take it back."""
    task = get_object_or_404(Task, event=event, pk=pk)
    done = attempt(request, lambda: task.tick(by=request.user), done=_("Done: “%(task)s”.") % {"task": task})
    page = reverse("events:timetable", args=[event.slug])
    return redirect(f"{page}?faite={task.pk}" if done else page)


@evening_required
@require_POST
def task_reopen(request, event, pk):
    task = get_object_or_404(Task, event=event, pk=pk)
    attempt(request, task.reopen, done=_("“%(task)s” is to be done again.") % {"task": task})
    return redirect("events:timetable", event.slug)


@evening_required
@require_POST
def task_take(request, event, pk):
    task = get_object_or_404(Task, event=event, pk=pk)
    attempt(request, lambda: task.take(by=request.user), done=_("You do it: “%(task)s”.") % {"task": task})
    return redirect("events:timetable", event.slug)


@evening_required
@require_POST
def task_remove(request, event, pk):
    task = get_object_or_404(Task, event=event, pk=pk)
    attempt(request, task.remove, done=_("“%(task)s” is taken out of the timetable.") % {"task": task})
    return redirect("events:timetable", event.slug)


@evening_required
@require_POST
def timetable_propose(request, event):
    """Add what a usual evening prepares, as far as it is not there yet."""
    pattern = preparing.PATTERNS.get(request.POST.get("pattern"), preparing.STANDARD)
    added = preparing.propose_timetable(event, pattern=pattern)
    said = ngettext("%(count)s task was added.", "%(count)s tasks were added.", added) % {"count": added}
    messages.success(request, said if added else _("Nothing was added: everything is already there."))
    return redirect("events:timetable", event.slug)


@evening_required
@require_GET
def timetable_file(request, event):
    """What is still to be done, for the team's calendars."""
    tasks = event.tasks.open().exclude(due_on=None).order_by(F("due_on"), "pk")[:MOST_TASKS]
    response = HttpResponse(
        calendars_timetable.timetable_file(event, tasks), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="calendrier-{event.slug}.ics"'
    return response
