"""From one's ticket: what one needs, and the parent of a minor; and the page where that parent answers (D59, D68)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.forms.care import AnswerForm, NeedsForm, ParentForm
from events.models import Authorisation, CareSettings, Need
from events.models.authorisation import PARENT
from events.views.ticket import about, lost, opened
from foundation import links, throttling
from foundation.models import Link

MOST_ASKED, ASKED_WINDOW = 4, 60 * 60  # nobody fills a parent's letterbox


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def needs(request, code):
    """See, change or withdraw what one needs; withdrawing deletes at once (D56)."""
    registration = opened(request, code)
    if registration is None:
        return lost(request, _("To see this ticket, open the link of your mail, or ask for it again."), status=404)
    settings, need = CareSettings.of(registration.event), Need.objects.filter(registration=registration).first()
    if not registration.is_live or not (settings.asks_anything or need):
        return redirect(registration)
    if "withdraw" in request.POST:
        Need.forget(registration)
        messages.success(request, _("It is erased. Your ticket stays."))
        return redirect(registration)
    form = NeedsForm(request.POST, settings=settings) if request.method == "POST" else NeedsForm.of(
        need, settings=settings
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        Need.record(registration, **form.needs())
        messages.success(request, _("Noted: the team will know it."))
        return redirect(registration)
    context = {**about(registration), "form": form, "need": need}
    return render(request, "events/needs.html", context, status=422 if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def parent(request, code):
    """Give the address of a minor's parent, who then answers by a link."""
    registration = opened(request, code)
    if registration is None:
        return lost(request, _("To see this ticket, open the link of your mail, or ask for it again."), status=404)
    if not registration.is_live or not registration.lacks_authorisation:
        return redirect(registration)
    form = ParentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not throttling.allow(f"parent:{registration.pk}", limit=MOST_ASKED, per=ASKED_WINDOW):
            form.add_error(None, _("Several messages left already. Try again in an hour, or bring the paper."))
        else:
            Authorisation.ask(registration, **form.cleaned_data)
            messages.success(request, _("A message leaves for this parent, who answers in a minute."))
            return redirect(registration)
    status = 422 if form.errors else 200
    return render(request, "events/parent.html", {**about(registration), "form": form}, status=status)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def authorise(request, token):
    """A parent's page: GET shows what the evening is, POST keeps their yes or no, once (D59, D64)."""
    link = links.find(token, purpose=PARENT, kind=Link.Kind.ACT)
    asked = _asked(link) if link else None
    if asked is None:
        return render(request, "events/authorise_gone.html", status=410)
    registration, problem = asked.registration, ""
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        is_child=registration.is_child,
        initial={"parent_name": asked.parent_name},
    )
    if form.is_valid():
        try:
            asked.answer(link, **form.said())
        except ValidationError as refusal:
            problem = " ".join(refusal.messages)
        else:
            return render(request, "events/authorise_done.html", _context(asked))
    context = {**_context(asked), "form": form, "problem": problem}
    return render(request, "events/authorise.html", context, status=409 if problem else 422 if form.errors else 200)


def _asked(link):
    """The request that a link answers, unless the registration is gone."""
    rows = Authorisation.objects.filter(registration=link.subject, registration__erased_at=None)
    found = rows.select_related("registration__event__territory", "registration__table__workshop").first()
    return found if found and found.registration.is_live else None


def _context(asked):
    event = asked.registration.event
    return {
        "authorisation": asked,
        "registration": asked.registration,
        "event": event,
        "territory": event.territory,
        "scenes": event.scenes.in_order(),
        "is_over": event.ends_at <= timezone.now(),
    }
