"""What who facilitates a table writes: an idea for someone, the rest of a sheet, who carries on (D13, D19, D56)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.kits import short_name
from foundation import pictures
from foundation.codes import spaced
from ideas import guarding
from ideas.evening.views.live_opening import about, back, closed_to_words, facilitator_required, idea_of, idea_required
from ideas.forms import CROWDED, TERMS, JoinForm, SharedSheetForm, TypedForm
from ideas.models import Idea
from ideas.models.joining import join
from ideas.submitting import submit


@facilitator_required
@require_http_methods(["GET", "HEAD", "POST"])
def live_write(request, live):
    """An idea said aloud or written on paper, typed for its author; its receipt is shown (D13, D63)."""
    if not live.takes_words:
        return closed_to_words(request, live)
    form = TypedForm(request.POST, request.FILES) if request.method == "POST" else TypedForm()
    if (
        form.is_bound
        and form.is_valid()
        and not pictures.note_refusal(request, form)
        and _may_write(request, live, form)
    ):
        idea = _write(live, form)
        said = _("Kept: “%(title)s”. Its receipt, to copy for its author: %(receipt)s")
        messages.success(request, said % {"title": idea, "receipt": spaced(idea.receipt)})
        return back(live, "idees")
    context = {**about(live.person), "live": live, "form": form, "terms": TERMS}
    return render(request, "evening/live_write.html", context, status=422 if form.errors else 200)


@idea_required
@require_http_methods(["GET", "HEAD", "POST"])
def live_sheet(request, live, idea):
    """The whole sheet of an idea of one's table; two people who complete it at once lose nothing."""
    if not live.takes_words:
        return closed_to_words(request, live)
    form = SharedSheetForm(idea=idea)
    if request.method == "POST":
        form = _complete(live, idea, request.POST)
        if form is None:
            messages.success(request, _("It is kept."))
            return back(live, f"idee-{idea.pk}")
    context = {**about(live.person), "live": live, "idea": idea, "form": form}
    return render(request, "evening/live_sheet.html", context, status=422 if form.errors else 200)


@idea_required
@require_http_methods(["GET", "HEAD", "POST"])
def live_joiners(request, live, idea):
    """« Qui continue ? »: each on their own agreement, one at a time (D56)."""
    joiners = list(idea.joiners.standing().for_pages())
    people = _to_propose(live, joiners)
    data = request.POST if request.method == "POST" else None
    form = JoinForm(data, people=[(one.code, short_name(one)) for one in people])
    if request.method == "POST" and not live.takes_words:
        return closed_to_words(request, live)
    if form.is_bound and form.is_valid() and _join(live, idea, form, people):
        messages.success(request, _("It is noted, with their agreement."))
        return redirect("evening:live_joiners", pk=live.person.pk, slug=idea.slug)
    context = {**about(live.person), "live": live, "idea": idea, "joiners": joiners, "form": form}
    return render(request, "evening/live_joiners.html", context, status=422 if form.errors else 200)


@idea_required
@require_POST
def live_leave(request, live, idea, joiner):
    """Someone takes it back: their name and how to reach them go at once (D56)."""
    found = idea.joiners.filter(pk=joiner).select_related("idea").first()
    if found is None:
        raise Http404
    found.withdraw()
    messages.success(request, _("Taken back: the name and the address are erased."))
    return redirect("evening:live_joiners", pk=live.person.pk, slug=idea.slug)


def _may_write(request, live, form):
    """Whether this sending passes; else the form says why, with all that was typed."""
    pictures.note_refusal(request, form)
    if request.POST.get("table") != str(live.table.pk):
        said = _("You are now at table %(number)s. Everything is kept: touch Keep again, and it goes to that table.")
        form.add_error(None, said % {"number": live.table.number})
    elif not guarding.has_room(request, event=live.event, table=live.table, queued=False):
        form.add_error(None, CROWDED)
    return form.is_valid()


def _write(live, form):
    draft = form.draft(language=live.person.language)
    idea = submit(live.event, draft, table=live.table, client_key=form.key, typed=True)
    if form.cleaned_data["photo"] and not idea.kept_photo:
        idea.attach_photo(form.cleaned_data["photo"], alt=form.cleaned_data["photo_alt"])
    return idea


@transaction.atomic
def _complete(live, idea, data):
    """Keep what was typed and return None, or return the form that says why not.

    The idea is read and written under one lock: what a colleague saves at this instant is seen, not written over.
    """
    Idea.objects.select_for_update().filter(pk=idea.pk).first()
    fresh = idea_of(live, idea.slug) or idea
    form = SharedSheetForm(data, idea=fresh)
    if not form.is_valid():
        return form
    changes = form.changes()
    try:
        if changes:
            fresh.complete(at_table=True, **changes)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return form
    return None


def _to_propose(live, joiners):
    """Who is present at the table and did not join yet; a child joins with a parent only (D59)."""
    known = {joiner.registration_id for joiner in joiners}
    return [one for one in live.people if one.is_present and one.pk not in known and not one.is_child]


def _join(live, idea, form, people):
    typed = form.cleaned_data
    chosen = next((one for one in people if one.code == typed["person"]), None)
    names = {name: getattr(chosen, name) if chosen else typed[name] for name in ("given_name", "family_name")}
    reached = {name: typed[name] for name in ("role", "email", "phone", "key")}
    try:
        join(idea, registration=chosen, by=live.person, **names, **reached)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True
