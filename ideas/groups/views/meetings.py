"""Meetings of a group: the list, planning one, its page, changing, calling off, saying whether one comes (D19)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.keyset import paginate, turning
from foundation.refusals import saying_why
from ideas.groups import calendars
from ideas.groups.forms.meetings import CancelForm, ChangeForm, DecisionForm, MeetingForm, PollForm
from ideas.groups.forms.tasks import TaskForm
from ideas.groups.models import Coming, Meeting, ask_dates
from ideas.groups.models.agenda import roles_of
from ideas.groups.models.attending import say
from ideas.groups.models.poll import SlotAnswer, grid_of
from ideas.groups.opening import group_required

PAGE = 20
MOST_COMING = 20
MOST_TOLD = 12  # steps of one meeting's history


def actor(request, membership):
    """Who acts, as every verb takes it: a member, or someone of the team."""
    return {"membership": membership, "by": request.user if membership is None else None}


def frame(group, membership, tab):
    """What every page of a group is given."""
    return {"group": group, "membership": membership, "tab": tab, "territory": group.territory}


def number_of(text, *, default=0):
    """Return the number that a form sent, `default` for anything else."""
    return int(text) if text.isdecimal() and len(text) <= 18 else default


def meeting_of(group, pk):
    return get_object_or_404(Meeting.objects.select_related("made_by", "group__territory"), group=group, pk=pk)


@group_required
@require_safe
def meetings(request, group, membership):
    """What comes, what waits for its date, what was held."""
    now = timezone.now()
    rows = group.meetings.all()
    held = rows.planned().filter(ends_at__lte=now)
    page = paginate(held, order=("-starts_at", "-pk"), cursor=request.GET.get("suite", ""), size=PAGE)
    context = {
        **frame(group, membership, "meetings"), "page": page, "now": now,
        "upcoming": list(rows.upcoming(now)[:MOST_COMING]),
        "polling": list(rows.polling().order_by("pk")[:MOST_COMING]), **turning(request.GET, page),
    }  # fmt: skip
    return render(request, "groups/meetings.html", context)


@group_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request, group, membership):
    """Plan a meeting: its date at once, or dates to choose among."""
    form = MeetingForm(request.POST if request.method == "POST" else None, initial={"place": group.place})
    if form.is_bound and form.is_valid():
        verb = ask_dates if form.asks_dates else Meeting.plan
        try:
            meeting = verb(group, **form.values(), **actor(request, membership))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _said_of_new(meeting))
            return redirect(meeting)
    shown, more = form.slots_shown()
    more_open = any(field.value() or field.errors for field in more)
    context = {
        **frame(group, membership, "meetings"), "form": form, "shown": shown, "more": more, "more_open": more_open,
    }  # fmt: skip
    return render(request, "groups/meeting_new.html", context, status=422 if form.errors else 200)


def _said_of_new(meeting):
    if meeting.is_polling:
        return _("The dates leave by mail to every member. You choose one when enough people have answered.")
    if meeting.ends_at < timezone.now():
        return _("It is noted. Nobody is written to about a meeting that took place.")
    return _("The date is set: every member receives it by mail, with a calendar file.")


@group_required
@require_safe
def meeting(request, group, membership, pk):
    return meeting_page(request, group, membership, meeting_of(group, pk))


def meeting_page(request, group, membership, meeting, *, status=200, **forms):
    """Show one meeting with all that can be done of it; `forms` are those to show again with their errors."""
    now, members = timezone.now(), list(group.memberships.present().in_order())
    points = list(meeting.points.select_related("presenter"))
    decisions = list(meeting.decisions.standing())
    tasks = list(meeting.tasks.standing().select_related("owner", "group").in_order())
    context = {
        **frame(group, membership, "meetings"), "meeting": meeting, "now": now,
        "has_begun": meeting.has_begun(now), "is_over": meeting.is_planned and meeting.ends_at <= now,
        "may_lead": meeting.may_be_led_by(membership), "points": points,
        "total": sum(point.minutes for point in points), "roles": roles_of(meeting),
        "decisions": decisions, "tasks": tasks,
        "is_blank": meeting.is_polling and not (forms or meeting.notes or decisions or tasks),
        "coming": _coming(meeting, members), "choices": Coming.choices,
        "mine": meeting.answers.filter(membership=membership).first() if membership else None,
        "steps": list(meeting.steps.select_related("by", "membership")[:MOST_TOLD]), "today": timezone.localdate(now),
        "decision_form": DecisionForm(), "task_form": TaskForm(group=group), "cancel_form": CancelForm(), **forms,
    }  # fmt: skip
    if meeting.is_polling:
        context["grid"] = grid_of(meeting, members)
        if membership:
            known = SlotAnswer.objects.filter(slot__meeting=meeting, membership=membership)
            said = dict(known.values_list("slot", "answer"))
            context |= {"poll_form": forms.get("poll_form") or PollForm(meeting=meeting, known=said), "answered": said}
    return render(request, "groups/meeting.html", context, status=status)


def _coming(meeting, members):
    """[(label, [members])] of what was said, then of who said nothing."""
    said = dict(meeting.answers.values_list("membership", "answer"))
    groups = [(label, [one for one in members if said.get(one.pk) == value]) for value, label in Coming.choices]
    return [*groups, (_("no answer yet"), [one for one in members if one.pk not in said])]


@group_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_edit(request, group, membership, pk):
    """Change what a meeting says; a new date or place is told to everybody."""
    meeting = meeting_of(group, pk)
    if meeting.is_cancelled:
        return redirect(meeting)
    form = ChangeForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if form.is_bound and form.is_valid():
        edition = meeting.edition
        try:
            meeting.change(**form.values(), **actor(request, membership))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            told = meeting.edition > edition and meeting.ends_at > timezone.now()
            messages.success(request, _("It is kept, and every member is told by mail.") if told else _("It is kept."))
            return redirect(meeting)
    context = {**frame(group, membership, "meetings"), "meeting": meeting, "form": form}
    return render(request, "groups/meeting_edit.html", context, status=422 if form.errors else 200)


@group_required
@require_POST
def meeting_cancel(request, group, membership, pk):
    """Call it off, once; everybody is told."""
    meeting, form = meeting_of(group, pk), CancelForm(request.POST)
    if not form.is_valid():
        return meeting_page(request, group, membership, meeting, status=422, cancel_form=form)
    with saying_why(request):
        meeting.cancel(why=form.cleaned_data["why"], **actor(request, membership))
        messages.success(request, _("The meeting is called off: every member is told by mail."))
    return redirect(meeting)


@group_required
@require_POST
def meeting_answer(request, group, membership, pk):
    """« Je viens, peut-être, je ne viens pas »."""
    meeting = meeting_of(group, pk)
    with saying_why(request):
        if membership is None:
            raise ValidationError(_("Only members say whether they come."))
        say(meeting, membership, request.POST.get("answer", ""))
        messages.success(request, _("Your answer is kept. You can change it until the meeting."))
    return redirect(f"{meeting.get_absolute_url()}#presence")


@group_required
@require_safe
def meeting_calendar(request, group, membership, pk):
    """The meeting for one's own calendar; a newer file replaces the older one."""
    meeting = get_object_or_404(Meeting.objects.exclude(starts_at=None).select_related("group"), group=group, pk=pk)
    response = HttpResponse(calendars.meeting_file(meeting), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{calendars.FILE_NAME}"'
    return response
