"""Meetings of members: the list, one of them, planning, coming, calling off, its calendar file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import keyset
from foundation.refusals import saying_why
from members.cooperative import calendars
from members.cooperative.belonging import member_of, member_required
from members.cooperative.forms.gatherings import GatheringForm
from members.cooperative.models import Gathering

PAGE = 20
MOST_NAMED = 200  # of those who come


@member_required
@require_safe
def gathering_list(request, members):
    """Those to come, all of them; those held, by pages."""
    now, seen = timezone.now(), Gathering.objects.visible_to(members).with_counts().for_display()
    held = seen.held(now)
    page = keyset.paginate(held, order=("-starts_at", "-id"), cursor=request.GET.get("suite", ""), size=PAGE)
    context = {
        "upcoming": seen.upcoming(now),
        "page": page,
        "coming": set(Gathering.objects.upcoming(now).attended_by(members).values_list("pk", flat=True)),
        "several": len({member.cooperative_id for member in members}) > 1,
        "territory": members[0].cooperative.territory,
        **keyset.turning(request.GET, page),
    }
    return render(request, "cooperative/gathering_list.html", context)


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def gathering_new(request, members):
    """Any member may propose a meeting, in their first cooperative or the one of the address."""
    me = next((one for one in members if str(one.pk) == request.GET.get("pour", "")), members[0])
    form = GatheringForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = Gathering.plan(me.cooperative, by=me, **form.values())
            messages.success(request, _("The meeting is planned: the other members see it, and say whether they come."))
            return redirect(made)
        except ValidationError as refusal:
            form.add_error("starts_at" if refusal.code == "past" else None, refusal)
    context = {"form": form, "member": me, "territory": me.cooperative.territory}
    return render(request, "cooperative/gathering_form.html", context, status=422 if form.errors else 200)


@member_required
@require_safe
def gathering(request, members, pk):
    one, me = _found(members, pk)
    attendances = one.attendances.select_related("member").order_by("pk")
    context = {
        "gathering": one,
        "me": me,
        "coming": attendances.filter(member__in=members).exists(),
        "count": attendances.count(),
        "people": attendances[:MOST_NAMED],
        "is_over": one.is_over(timezone.now()),
        "may_lead": one.may_be_led_by(request.user),
        "territory": one.cooperative.territory,
    }
    return render(request, "cooperative/gathering.html", context)


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def gathering_edit(request, members, pk):
    one, _me = _led(request, members, pk)
    form = GatheringForm(request.POST if request.method == "POST" else None, gathering=one)
    if form.is_bound and form.is_valid():
        try:
            one.change(**form.values())
            messages.success(request, _("It is kept. Those who come are told when the date or the place changed."))
            return redirect(one)
        except ValidationError as refusal:
            form.add_error("starts_at" if refusal.code == "past" else None, refusal)
    context = {"form": form, "gathering": one, "territory": one.cooperative.territory}
    return render(request, "cooperative/gathering_form.html", context, status=422 if form.errors else 200)


@member_required
@require_POST
def gathering_cancel(request, members, pk):
    one, _me = _led(request, members, pk)
    with saying_why(request):
        one.cancel()
        messages.success(request, _("The meeting is called off: those who said they would come are told by mail."))
    return redirect(one)


@member_required
@require_POST
def gathering_come(request, members, pk):
    """« Je viens », or no longer."""
    one, me = _found(members, pk)
    with saying_why(request):
        if request.POST.get("act") == "non":
            one.do_not_come(me)
            messages.success(request, _("You are no longer coming: it is noted."))
        else:
            one.come(me)
            told = _("You are coming: the calendar file is in your mail.") if me.email else _("You come: it is noted.")
            messages.success(request, told)
    return redirect(one)


@member_required
@require_safe
def gathering_calendar(request, members, pk):
    one, _me = _found(members, pk)
    content = calendars.gathering_file(one, url=request.build_absolute_uri(one.get_absolute_url()))
    response = HttpResponse(content, content_type=f"{calendars.TYPE}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{calendars.FILE_NAME}"'
    return response


def _found(members, pk):
    """(a meeting that `members` may see, who of them it is for); 404 without one."""
    one = get_object_or_404(Gathering.objects.visible_to(members).for_display(), pk=pk)
    return one, member_of(members, one.cooperative_id)


def _led(request, members, pk):
    """As `_found`, for who may change it; 403 for the other members."""
    one, me = _found(members, pk)
    if not one.may_be_led_by(request.user):
        raise PermissionDenied
    return one, me
