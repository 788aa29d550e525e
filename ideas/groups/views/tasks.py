"""Tasks of a group: added, taken, done, undone with one tap; « done » from a mail too (D64)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from foundation import links
from foundation.keyset import paginate, turning
from foundation.models import Link
from ideas.groups.forms.tasks import TaskForm
from ideas.groups.models import Meeting, Task, open_tasks
from ideas.groups.models.task import DONE_LINK
from ideas.groups.opening import group_required
from ideas.groups.views.meetings import actor, frame, meeting_of, meeting_page, number_of

PAGE = 20
MOST_SHOWN = 200
SAID = {
    "prendre": gettext_lazy("Thank you: it is yours."),
    "laisser": gettext_lazy("Nobody has this task any more: someone can take it."),
    "reprendre": gettext_lazy("It is to be done again."),
    "remettre": gettext_lazy("The task is back on the list."),
}


@group_required
@require_http_methods(["GET", "HEAD", "POST"])
def tasks(request, group, membership):
    """Everything to be done in the group; POST adds a task, from here or from the page of a meeting."""
    form = TaskForm(request.POST if request.method == "POST" else None, group=group)
    if form.is_bound and form.is_valid():
        meeting = Meeting.objects.standing().filter(group=group, pk=number_of(request.POST.get("meeting", ""))).first()
        try:
            task = Task.add(group, **form.cleaned_data, meeting=meeting, **actor(request, membership))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The task is on the list."))
            return redirect(f"{meeting.get_absolute_url()}#taches" if meeting else task.page)
    if form.errors and number_of(request.POST.get("meeting", "")):
        meeting = meeting_of(group, number_of(request.POST["meeting"]))
        return meeting_page(request, group, membership, meeting, status=422, task_form=form)
    return _page(request, group, membership, form, status=422 if form.errors else 200)


def _page(request, group, membership, form, *, status=200):
    found = list(open_tasks(group)[:MOST_SHOWN])
    done = Task.objects.done().filter(group=group).select_related("owner")
    page = paginate(done, order=("-done_at", "-pk"), cursor=request.GET.get("suite", ""), size=PAGE)
    mine = membership.pk if membership else 0
    context = {
        **frame(group, membership, "tasks"), "form": form, "today": timezone.localdate(),
        "mine": [task for task in found if mine and task.owner_id == mine],
        "free": [task for task in found if task.owner_id is None],
        "others": [task for task in found if task.owner_id and task.owner_id != mine],
        "page": page, "cursor": request.GET.get("suite", ""),
        "ticked": _one(Task.objects.done(), group, request.GET.get("fait", "")),
        "dropped": _one(Task.objects.dropped(), group, request.GET.get("retire", "")), **turning(request.GET, page),
    }  # fmt: skip
    return render(request, "groups/tasks.html", context, status=status)


def _one(rows, group, number):
    """The task that was just ticked or taken off, to be undone; None for anything else."""
    return rows.filter(group=group, pk=number_of(number)).first() if number else None


@group_required
@require_http_methods(["GET", "HEAD", "POST"])
def task_edit(request, group, membership, pk):
    """Write a task anew, hand it to someone, put it off, or take it off the list."""
    task = get_object_or_404(Task.objects.open().select_related("group"), group=group, pk=pk)
    form = TaskForm(request.POST if request.method == "POST" else None, group=group, task=task)
    if form.is_bound and form.is_valid():
        try:
            task.change(**form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("It is kept."))
            return redirect(task.page)
    context = {**frame(group, membership, "tasks"), "form": form, "task": task}
    return render(request, "groups/task_edit.html", context, status=422 if form.errors else 200)


@group_required
@require_POST
def task_step(request, group, membership, pk, act):
    """One tap on a task; a tap too many is undone by the next."""
    task = get_object_or_404(Task.objects.select_related("group"), group=group, pk=pk)
    verbs = {
        "fait": lambda: task.finish(membership),
        "reprendre": task.reopen,
        "prendre": lambda: task.take(membership) if membership else None,
        "laisser": lambda: task.let_go(membership),
        "retirer": task.drop,
        "remettre": task.put_back,
    }
    if act not in verbs:
        raise Http404
    try:
        verbs[act]()
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("groups:tasks", group.slug)
    if act in SAID:
        messages.success(request, SAID[act])
    undone = f"?fait={task.pk}" if act == "fait" else f"?retire={task.pk}" if act == "retirer" else ""
    return redirect(f"{request.path.partition('/taches/')[0]}/taches/{undone}")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def task_done(request, token):
    """« C’est fait » from a mail: GET shows one button, POST does it, once (D64)."""
    link = links.find(token, purpose=DONE_LINK, kind=Link.Kind.ACT)
    task = link and Task.objects.standing().select_related("group__territory", "owner").filter(pk=link.subject).first()
    if not task or task.group.is_closed or task.owner_id != link.payload.get("owner"):
        return render(request, "groups/task_gone.html", status=410)
    if request.method == "POST":
        with transaction.atomic():
            if links.spend(link):
                task.finish(task.owner)
        task.refresh_from_db()
    context = {
        "task": task,
        "group": task.group,
        "territory": task.group.territory,
        "is_done": task.done_at is not None,
    }
    return render(request, "groups/task_done.html", context)
