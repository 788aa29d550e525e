"""A partner's answer to a call for facilitators, by access link, without login (D64)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.forms.facilitator import ReplyForm, comers
from events.models import FacilitatorCall
from events.models.briefing import CALL
from events.views.facilitator import lost
from foundation import links
from foundation.models import Link


@login_not_required
@require_safe
def open_link(request, token):
    """Exchange the token for a cookie, so that it leaves the address (D64)."""
    link = links.find(token, purpose=CALL, kind=Link.Kind.ACCESS)
    call = FacilitatorCall.objects.open_to([link.subject]).first() if link else None
    if call is None:
        return lost(request, status=410)
    return links.grant(request, redirect(call), link)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def call_answer(request, pk):
    """Names, or how many, or nobody; the same page later, to add names."""
    call = _open(request, pk)
    if call is None:
        return lost(request)
    data = request.POST or None
    declines = request.POST.get("answer_is") == "no"
    people, form = comers(call, None if declines else data), ReplyForm(data, call=call)
    if request.method == "POST" and form.is_valid() and (declines or people.is_valid()):
        try:
            _answer(request, call, people=people, form=form, declines=declines)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect(call)
    context = {
        "call": call,
        "event": call.event,
        "territory": call.event.territory,
        "form": form,
        "lines": people,
        "people": call.people.all(),
        "is_open": call.takes_answers(now=timezone.now()),
    }
    return render(request, "events/call.html", context, status=422 if request.method == "POST" else 200)


@login_not_required
@require_POST
def call_take_out(request, pk, person):
    """Take back a name, as long as the team has not written to that person."""
    call = _open(request, pk)
    if call is None:
        return lost(request)
    someone = get_object_or_404(call.people.to_invite(), pk=person)
    name = str(someone)
    if call.takes_answers(now=timezone.now()):
        someone.remove()
        messages.success(request, _("%(name)s was taken off your list.") % {"name": name})
    return redirect(call)


def _answer(request, call, *, people, form, declines):
    data, now = form.cleaned_data, timezone.now()
    if declines:
        call.decline(answer=data["answer"], now=now)
        messages.success(request, _("Thank you for answering. The team knows that nobody can come this time."))
        return
    named = people.people()
    if not named and data["promised"] is None and not call.people.exists():
        raise ValidationError(_("Give at least one name, or say how many people will come."))
    call.reply(people=named, **data, now=now)
    total = call.people.count()
    words = ngettext("Thank you! %(count)s name is noted.", "Thank you! %(count)s names are noted.", total)
    messages.success(request, words % {"count": total} if total else _("Thank you! Come back with the names."))


def _open(request, pk):
    mine = FacilitatorCall.objects.open_to(links.granted(request, purpose=CALL))
    return mine.filter(pk=pk).select_related("event__territory", "structure").first()
