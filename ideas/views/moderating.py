"""The team reads ideas, oldest first: one tap each, undone as easily (D15)."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.models import Event
from foundation import keyset, pictures
from foundation.codes import spaced
from ideas.forms import TERMS, EntryForm
from ideas.models import Board, Idea, Joiner
from ideas.submitting import submit
from members.access import organiser_required

MOST_GATHERINGS = 30
PAGE = 20  # as many as are accepted in one tap: what was read on one screen
VIEWS = {
    "a-relire": (gettext_lazy("To read"), Idea.objects.submitted, ("id",)),
    "signalees": (gettext_lazy("Reported"), Idea.objects.reported, ("id",)),
    "affichees": (gettext_lazy("Shown"), Idea.objects.accepted, ("-id",)),
    "refusees": (gettext_lazy("Refused"), Idea.objects.refused, ("-id",)),
}


@organiser_required
@require_safe
def moderation(request, slug):
    event = _event(request, slug)
    return render(request, "ideas/moderation.html", _queue(event, request.GET))


@organiser_required
@require_POST
def accept(request, pk):
    return _act(request, pk, lambda idea: idea.accept(by=request.user, photos=request.POST.getlist("photo")), undo=True)


@organiser_required
@require_POST
def refuse(request, pk):
    reason = request.POST.get("reason", "")
    return _act(request, pk, lambda idea: idea.refuse(by=request.user, reason=reason), undo=True)


@organiser_required
@require_POST
def reopen(request, pk):
    return _act(request, pk, lambda idea: idea.reopen(by=request.user))


@organiser_required
@require_POST
def take_down(request, pk):
    return _act(request, pk, lambda idea: idea.take_down(by=request.user))


@organiser_required
@require_POST
def put_back(request, pk):
    return _act(request, pk, lambda idea: idea.put_back(by=request.user))


@organiser_required
@require_POST
def dismiss_reports(request, pk):
    return _act(request, pk, lambda idea: idea.dismiss_reports(by=request.user))


@organiser_required
@require_POST
def joiner_remove(request, pk):
    """Someone who carried on tells the team that they no longer do: their name goes at once (D56)."""
    mine = Joiner.objects.filter(idea__in=Idea.objects.managed_by(request.user))
    joiner = get_object_or_404(mine.select_related("idea"), pk=pk)
    joiner.withdraw()
    messages.success(request, _("Erased: this person no longer carries on with the idea."))
    return redirect(joiner.idea)


@organiser_required
@require_POST
def accept_page(request, slug):
    """Accept the ideas that were on the screen; those that someone else read meanwhile stay as they are."""
    event = _event(request, slug)
    shown = [int(pk) for pk in request.POST.getlist("idea") if pk.isdecimal() and len(pk) < 19][:PAGE]
    photos, accepted = request.POST.getlist("photo")[:PAGE], 0
    for idea in Idea.objects.submitted().filter(event=event, pk__in=shown).order_by("pk"):
        try:
            with transaction.atomic():
                idea.accept(by=request.user, photos=photos)
            accepted += 1
        except ValidationError:
            continue
    messages.success(request, _("Ideas accepted: %(count)s.") % {"count": accepted})
    return redirect("ideas:moderation", slug=event.slug)


@organiser_required
@require_safe
def queue_state(request, slug):
    """The queue again when something changed since the version it shows (`v`), else 204: nothing is swapped."""
    event = _event(request, slug)
    version = Board.version_of(event.pk)
    if request.GET.get("v") == str(version):
        response = HttpResponse(status=204)
    else:
        response = render(request, "ideas/moderation.html#queue", _queue(event, request.GET))
    response["ETag"] = f'"{version}"'
    return response


@organiser_required
@require_http_methods(["GET", "POST"])
def enter(request, slug):
    """« Saisir pour quelqu’un »: the team types what was said or written on paper; the next one follows (D13, D63)."""
    event = _event(request, slug)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = EntryForm(*posted, event=event, initial={"table": request.GET.get("table", "")})
    if form.is_bound and form.is_valid() and not pictures.note_refusal(request, form):
        typed = form.cleaned_data
        idea = submit(event, form.draft(language="fr"), table=typed["table"], client_key=form.key, by=request.user)
        if typed["photo"] and not idea.kept_photo:
            idea.attach_photo(typed["photo"], alt=typed["photo_alt"], by=request.user)
        said = _("Kept: « %(title)s ». Its receipt, to give to its author: %(receipt)s")
        messages.success(request, said % {"title": idea, "receipt": spaced(idea.receipt)})
        return redirect(f"{reverse('ideas:enter', args=[slug])}?table={typed['table'].pk if typed['table'] else ''}")
    context = {"form": form, "event": event, "territory": event.territory, "terms": TERMS}
    return render(request, "ideas/enter.html", context, status=422 if form.errors else 200)


def _event(request, slug):
    return get_object_or_404(Event.objects.managed_by(request.user).select_related("territory"), slug=slug)


def _act(request, pk, verb, *, undo=False):
    """Do one thing to one idea, then show the queue it was in, without the page around it when htmx asks."""
    idea = get_object_or_404(Idea.objects.managed_by(request.user).select_related("event__territory"), pk=pk)
    done, error = None, ""
    try:
        with transaction.atomic():
            verb(idea)
        done = idea if undo else None
    except ValidationError as refused:
        error = refused.messages[0]
    if request.htmx:
        context = {**_queue(idea.event, request.POST), "done": done, "error": error}
        return render(request, "ideas/moderation.html#queue", context)
    if error:
        messages.error(request, error)
    kept = {name: request.POST.get(name, "") for name in ("vue", "collecte")}
    kept["fait"] = idea.pk if done else ""
    asked = urlencode({name: value for name, value in kept.items() if value})
    return redirect(f"{reverse('ideas:moderation', args=[idea.event.slug])}?{asked}")


def _queue(event, params):
    chosen = params.get("vue", "")
    chosen = chosen if chosen in VIEWS else "a-relire"
    _label, select, order = VIEWS[chosen]
    ideas = select().filter(event=event).for_moderation()
    wanted = params.get("collecte", "")[:8]
    gathering = event.gatherings.filter(code=wanted).first() if wanted else None
    if gathering:
        ideas = ideas.filter(gathering=gathering)
    done = params.get("fait", "")
    return {
        "event": event,
        "territory": event.territory,
        "chosen": chosen,
        "gathering": gathering,
        "gatherings": event.gatherings.order_by("-pk")[:MOST_GATHERINGS],
        "version": Board.version_of(event.pk),
        "cursor": params.get("suite", ""),
        "views": [(name, label) for name, (label, _select, _order) in VIEWS.items()],
        "counts": event.ideas.aggregate(
            waiting=Count("pk", filter=Q(pk__in=Idea.objects.submitted().values("pk"))),
            reported=Count("pk", filter=Q(pk__in=Idea.objects.reported().values("pk"))),
        ),
        "page": keyset.paginate(ideas, order=order, cursor=params.get("suite", ""), size=PAGE),
        "reasons": Idea.Refusal.choices,
        "done": event.ideas.filter(pk=done).first() if done.isdecimal() and len(done) < 19 else None,
    }
