"""What authors do with their idea, without an account: by the receipt's link or the proved address (D11)."""

import uuid
from contextlib import suppress

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.models import Event
from foundation import links
from foundation.codes import spaced
from foundation.models import Link
from ideas import emails, guarding, personal_data
from ideas.forms import CROWDED, TERMS, CompleteForm, FollowForm, IdeaForm, ReceiptForm
from ideas.models import RECEIPT, Idea
from ideas.submitting import submit


def opened(request, slug):
    """Return the idea of `slug` if this visitor may edit it, else None; a withdrawn one is closed to everyone."""
    subjects = links.granted(request, purpose=RECEIPT)
    if not subjects and not request.user.is_authenticated:
        return None
    mine = Idea.objects.opened_by(request.user, subjects=subjects).not_withdrawn().for_cards()
    return mine.select_related("event__territory", "table__workshop", "theme", "commune").filter(slug=slug).first()


def _mine(request, slug):
    idea = opened(request, slug)
    if idea is None:
        raise Http404
    return idea


@login_not_required
@require_safe
def open_link(request, token):
    """Exchange the link of a mail for a cookie: the token leaves the address (D64)."""
    link = links.find(token, purpose=RECEIPT, kind=Link.Kind.ACCESS)
    idea = Idea.objects.filter(pk=link.subject).first() if link else None
    if idea is None:
        return render(request, "ideas/dead_link.html", status=410)
    return links.grant(request, redirect("ideas:complete", slug=idea.slug), link)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def complete(request, slug):
    """The whole sheet, to complete, or to edit and send again after a refusal (D11, D15)."""
    idea = _mine(request, slug)
    form = CompleteForm(request.POST if request.method == "POST" else None, idea=idea)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(idea, form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("It is kept."))
            return redirect("ideas:complete", slug=idea.slug)
    context = {
        "idea": idea,
        "territory": idea.event.territory,
        "form": form,
        "follow_form": FollowForm(initial={"email": idea.author_email}),
        "receipt": spaced(idea.receipt),
    }
    return render(request, "ideas/complete.html", context, status=422 if form.errors else 200)


def _keep(idea, form):
    verb = idea.resubmit if idea.is_refused else idea.complete
    verb(**form.values())
    idea.show_name(form.cleaned_data["show_name"] and bool(form.cleaned_data["author_name"]))


@login_not_required
@require_POST
def follow(request, slug):
    """Attach an address, or take it away."""
    idea = _mine(request, slug)
    if request.POST.get("act") == "stop":
        idea.follow("")
        messages.success(request, _("We no longer write to you about this idea."))
        return redirect("ideas:complete", slug=idea.slug)
    form = FollowForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["email"][0])
    elif not guarding.may_follow(request, idea, form.cleaned_data["email"]):
        messages.error(request, _("Several addresses were already tried: wait an hour, please."))
    else:
        idea.follow(form.cleaned_data["email"])
        messages.success(request, _("Your receipt leaves for %(address)s.") % {"address": idea.author_email})
    return redirect("ideas:complete", slug=idea.slug)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, slug):
    """« Retirer mon idée », confirmed with its name (D14)."""
    idea = _mine(request, slug)
    if request.method == "POST":
        with suppress(ValidationError):  # touched twice: it is withdrawn already
            idea.withdraw()
        messages.success(request, _("Your idea is withdrawn: nobody sees it any more."))
        return redirect("ideas:idea_list")
    return render(request, "ideas/withdraw.html", {"idea": idea, "territory": idea.event.territory})


@login_not_required
@require_POST
def erase_author(request, slug):
    """Erase the author's name and address on their request: the idea stays, signed by its table (D58)."""
    personal_data.erase_author(_mine(request, slug))
    messages.success(request, _("Your name and your address are erased. The idea stays; its receipt still opens it."))
    return redirect("ideas:find")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def find(request):
    """Find an idea by its receipt; with an address attached, the link goes there instead of the screen (D11)."""
    form = ReceiptForm(request.POST or None)
    mailed = False
    if request.method == "POST" and form.is_valid():
        idea = _by_receipt(request, form)
        if idea and idea.author_email:
            link = idea.access_link()
            emails.idea_found(idea, link=f"{link.key}:{timezone.now():%Y%m%d%H}")
            mailed = True
        elif idea:
            return links.grant(request, redirect("ideas:complete", slug=idea.slug), idea.access_link())
    context = {"form": form, "mailed": mailed}
    return render(request, "ideas/find.html", context, status=422 if form.errors else 200)


def _by_receipt(request, form):
    if not guarding.may_find(request):
        form.add_error(None, _("Many receipts were tried from here. Wait ten minutes, then try again."))
        return None
    idea = Idea.objects.not_withdrawn().filter(receipt=form.cleaned_data["receipt"]).first()
    if idea is None:
        form.add_error("receipt", _("No idea has this receipt. Look at it again: it has eight letters and figures."))
    return idea


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def deposit(request):
    """The phone's form without a table: before the evening, or far from it."""
    events = list(Event.objects.accepting_ideas(timezone.now()).select_related("territory").order_by("starts_at")[:50])
    chosen = request.GET.get("soiree", "")
    event = next((e for e in events if e.slug == chosen), events[0] if len(events) == 1 else None)
    if event is None:
        return render(request, "ideas/deposit_choose.html", {"events": events})
    form = IdeaForm(request.POST if request.method == "POST" else None, initial={"client_key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        if guarding.has_room(request, event=event, table=None, queued=False):
            draft = form.draft(language=request.LANGUAGE_CODE)
            idea = submit(event, draft, client_key=form.key)
            said = _("Received! Your receipt: %(receipt)s. Note it: it finds your idea again.")
            messages.success(request, said % {"receipt": spaced(idea.receipt)})
            return links.grant(request, redirect("ideas:complete", slug=idea.slug), idea.access_link())
        form.add_error(None, CROWDED)
    context = {"form": form, "event": event, "territory": event.territory, "terms": TERMS}
    return render(request, "ideas/deposit.html", context, status=422 if form.errors else 200)
