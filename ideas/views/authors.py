"""What authors do with their idea, without an account: by the receipt's link or the proved address (D11)."""

from contextlib import suppress

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import kept_pictures, links, pictures
from foundation.codes import spaced
from foundation.models import Link
from foundation.refusals import saying_why
from ideas import guarding, journeys, personal_data
from ideas.forms import CompleteForm, FollowForm
from ideas.models import RECEIPT, Idea

MOST_MINE = 50  # ideas on one page: whoever wrote more finds the others by their receipts


def mine(request):
    """Return the ideas that this visitor may edit: by the links held, or by the address proved."""
    subjects = links.granted(request, purpose=RECEIPT)
    if not subjects and not request.user.is_authenticated:
        return Idea.objects.none()
    return Idea.objects.opened_by(request.user, subjects=subjects).for_cards()


def opened(request, slug):
    """Return the idea of `slug` if this visitor may edit it, else None; a withdrawn one is closed to everyone."""
    return mine(request).not_withdrawn().select_related("commune").filter(slug=slug).first()


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
    tells = request.GET.get("vers") == "parcours"
    return links.grant(request, redirect(journeys.path_of(idea) if tells else _sheet(idea)), link)


def _sheet(idea):
    return reverse("ideas:complete", args=[idea.slug])


@login_not_required
@require_safe
def my_ideas(request):
    """« Mes idées »: where each one is, in words for people, what happened to it, and what can be done now."""
    found = mine(request).select_related("whole").prefetch_related("steps").order_by("-pk")
    recent = set(Idea.objects.restorable(timezone.now()).filter(pk__in=found).values_list("pk", flat=True)[:MOST_MINE])
    shown = set(Idea.objects.listed().filter(pk__in=found).values_list("pk", flat=True)[:MOST_MINE])
    ideas = [idea for idea in found[:MOST_MINE] if not idea.is_withdrawn or idea.pk in recent]
    context = {
        "ideas": [
            {
                "idea": idea,
                "receipt": spaced(idea.receipt),
                "listed": idea.pk in shown,
                "journey_url": journeys.path_of(idea),
            }
            for idea in ideas
        ]
    }
    return render(request, "ideas/mine.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def complete(request, slug):
    """The whole sheet, to complete, or to edit and send again after a refusal (D11, D15)."""
    idea = _mine(request, slug)
    form = CompleteForm(request.POST, request.FILES, idea=idea) if request.method == "POST" else CompleteForm(idea=idea)
    if form.is_bound and form.is_valid() and not pictures.note_refusal(request, form):
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
    typed = form.cleaned_data
    idea.show_name(typed["show_name"] and bool(typed["author_name"]))
    if typed["photo"]:
        idea.attach_photo(typed["photo"], alt=typed["photo_alt"])
    elif typed["remove_photo"]:
        idea.remove_photo()
    elif idea.kept_photo:
        idea.describe_photo(typed["photo_alt"])


@login_not_required
@require_safe
def photo(request, slug, size):
    """The photo of a sheet: to everyone once the team has seen it, before that to its author and to the team."""
    found = opened(request, slug)
    kept = found.kept_photo if found else None
    if kept is None:
        shown = Idea.objects.visible_to(request.user) | Idea.objects.on_pages()
        found = shown.select_related("photo").filter(slug=slug).first()
        managed = found and Idea.objects.managed_by(request.user).filter(pk=found.pk).exists()
        kept = (found.kept_photo if managed else found.shown_photo) if found else None
    if kept is None:
        raise Http404
    return kept_pictures.answer(kept, small=size == "vignette")


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
        messages.success(
            request, _("Your idea is withdrawn: nobody sees it any more. You have 30 days to put it back.")
        )
        return redirect("ideas:mine")
    return render(request, "ideas/withdraw.html", {"idea": idea, "territory": idea.event.territory})


@login_not_required
@require_POST
def restore(request, slug):
    """Put back an idea withdrawn in the last thirty days: it is read again before being shown."""
    idea = get_object_or_404(mine(request).withdrawn(), slug=slug)
    with saying_why(request):
        idea.restore()
        messages.success(request, _("Your idea is back. The team reads it before showing it again."))
    return redirect("ideas:mine")


@login_not_required
@require_POST
def erase_author(request, slug):
    """Erase the author's name and address on their request: the idea stays, signed by its table (D58)."""
    personal_data.erase_author(_mine(request, slug))
    messages.success(request, _("Your name and your address are erased. The idea stays; its receipt still opens it."))
    return redirect("ideas:find")
