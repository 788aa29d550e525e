"""One's own evening as a facilitator, by access link: answer, see, print (D5, D64)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events import calendars, kits, table_pages
from events.forms.facilitator import AnswerForm, DeclineForm
from events.models import Facilitator, Table
from events.models.facilitator import FACILITATOR
from events.views.public import calendar_response
from foundation import links
from foundation.models import Link
from foundation.refusals import attempt


@login_not_required
@require_safe
def open_link(request, token):
    """Exchange the token for a cookie, so that it leaves the address (D64)."""
    link = links.find(token, purpose=FACILITATOR, kind=Link.Kind.ACCESS)
    person = Facilitator.objects.open_to([link.subject]).for_pages().first() if link else None
    if person is None:
        return lost(request, status=410)
    return links.grant(request, redirect(_first_page(person, now=timezone.now())), link)


@login_not_required
@require_safe
def facilitator(request, pk):
    person = opened(request, pk)
    if person is None:
        return lost(request)
    return _page(request, person)


@login_not_required
@require_POST
def facilitator_answer(request, pk):
    """Yes with a briefing, or no; saying yes again changes what was said."""
    person = opened(request, pk)
    if person is None:
        return lost(request)
    if request.POST.get("answer") == "no":
        form = DeclineForm(request.POST)
        if not form.is_valid():
            return _page(request, person, decline=form)
        done = _("Thank you for telling us. The team looks for someone in your place.")
        attempt(request, lambda: person.decline(reason=form.cleaned_data["reason"]), done=done)
        return redirect(person)
    form = _answer_form(person, request.POST)
    if not form.is_valid():
        return _page(request, person, form=form)
    attempt(request, lambda: person.accept(**form.answer()), done=_("Thank you! It is noted, and a mail confirms it."))
    return redirect(person)


@login_not_required
@require_safe
def facilitator_calendar(request, pk):
    person = opened(request, pk)
    if person is None:
        return lost(request)
    return calendar_response(calendars.facilitator_file(person), kept="no-store")


@login_not_required
@require_safe
def facilitator_kit(request, pk):
    """The kit of one's table, as a page that the browser prints."""
    person = opened(request, pk)
    if person is None or person.is_gone:
        return lost(request)
    kit = kits.kit(person.event, tables=_table_of(person), person=person)
    return render(request, "events/kit.html", {**_about(person), "kit": kit})


@login_not_required
@require_safe
def facilitator_kit_pdf(request, pk):
    person = opened(request, pk)
    if person is None or person.is_gone:
        return lost(request)
    return pdf_response(kits.kit_pdf(person.event, tables=_table_of(person), person=person), name="livret.pdf")


def pdf_response(content, *, name):
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def lost(request, *, status=404):
    """The page for whoever has no right to this, or no longer."""
    return render(request, "events/facilitator_lost.html", status=status)


def opened(request, pk):
    """Return the person whose links this visitor holds, or who signed in with their address (D65), or None."""
    mine = Facilitator.objects.open_to(links.granted(request, purpose=FACILITATOR))
    if request.user.is_authenticated:
        mine |= Facilitator.objects.of_address(request.user.email)
    return mine.filter(pk=pk).for_pages().first()


def _first_page(person, *, now):
    """Return where a mail leads: on the evening itself, straight to the table."""
    event = person.event
    tonight = event.is_living and event.starts_at - table_pages.OPENS <= now < event.ends_at
    return table_pages.live_page_of(person) or person if tonight and person.is_accepted else person


def _page(request, person, *, form=None, decline=None):
    scenes = person.event.scenes.in_order()
    tables = _table_of(person).select_related("workshop")
    others = person.table.facilitators.standing().exclude(pk=person.pk) if person.table else []
    context = {
        **_about(person),
        "form": form or _answer_form(person),
        "decline": decline or DeclineForm(),
        "can_answer": person.can_answer(now=timezone.now()),
        "scenes": scenes,
        "others": others,
        "table": tables.first(),
        "live": table_pages.live_page_of(person),
        "partners": person.event.partners.select_related("structure"),
    }
    return render(request, "events/facilitator.html", context, status=422 if form or decline else 200)


def _about(person):
    return {"person": person, "event": person.event, "territory": person.event.territory, "briefing": person.briefing}


def _answer_form(person, data=None):
    return AnswerForm(data, person=person, briefings=person.event.briefings.coming(timezone.now()))


def _table_of(person):
    return Table.objects.filter(pk=person.table_id)
