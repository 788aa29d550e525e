"""The page where stickers are put: a list, a button per idea, nothing to drag (D16), no account, no JavaScript."""

import random
from contextlib import suppress
from dataclasses import replace
from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from events.models import Table
from foundation import origins
from ideas.evening.places import find_place
from ideas.evening.voters import keep, typed_ticket, voter_of
from ideas.models import Hand, Idea, vote_of
from ideas.tallying import totals

PAGE = 60  # ideas of one page: 6 kB compressed
MOST_IDEAS = 3000  # put in order by their keys alone
BEST = 10


@csrf_exempt  # a table has no session to bind a token to: the origin is checked instead
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stickers(request, code):
    """Read the ideas, put stickers and take them back."""
    place = find_place(code)
    if place is None or place.gathering:
        return render(request, "evening/unknown.html", {"code": code}, status=404)
    vote = vote_of(place.event)
    words = request.POST if request.method == "POST" else request.GET
    voter = voter_of(request, place, vote, wanted=words.get("billet", ""))
    if request.method == "POST":
        return _put(request, place, vote, voter)
    return keep(_page(request, place, vote, voter), voter)


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ticket(request, code):
    """Show a ticket by its code: from now on this phone sticks for it, and what it had put follows."""
    place = find_place(code)
    if place is None or place.gathering:
        return render(request, "evening/unknown.html", {"code": code}, status=404)
    vote, here = vote_of(place.event), reverse("evening:stickers", args=[place.code])
    if request.method != "POST":
        return redirect(here)
    voter = voter_of(request, place, vote)
    try:
        if not origins.is_own(request):
            raise ValidationError(_("This did not come from this page, so nothing was done. Touch the button again."))
        shown = typed_ticket(request, place.event, request.POST.get("code", ""))
    except ValidationError as refusal:
        said = {"ticket_error": refusal.messages[0], "typed": request.POST.get("code", "")[:20]}
        return keep(_page(request, place, vote, voter, status=422, **said), voter)
    with suppress(ValidationError):  # a vote that is not open moves nothing
        replace(voter, hand=Hand.of_ticket(vote, shown), ticket=shown).bring_over(vote)
    return keep(redirect(here), voter, ticket=shown)


def _put(request, place, vote, voter):
    """One act on one idea; said in JSON to the page's script, else by the page itself."""
    idea, number = _asked(request)
    bad, status = "", 200
    try:
        _check(request, voter)
        voter.bring_over(vote)
        held = voter.hand.stick(idea, number)
    except ValidationError as refusal:
        bad, status = refusal.messages[0], 409 if refusal.code == "closed" else 422
        vote = vote_of(place.event)  # it may have closed meanwhile
        held = voter.hand.held() if voter.hand else {}
    if request.headers.get("accept", "").startswith("application/json"):
        return keep(_told(vote, voter, idea, held, bad=bad, status=status), voter)
    if bad:
        return keep(_page(request, place, vote, voter, status=status, bad=bad), voter)
    return keep(redirect(f"{request.get_full_path().split('#')[0]}#i{idea.pk}"), voter)


def _check(request, voter):
    if not origins.is_own(request):
        raise ValidationError(_("This did not come from this page, so nothing was done. Touch the button again."))
    if voter.hand is None:
        raise ValidationError(_("To put stickers, type the code of your ticket below, or scan the code of a table."))
    if voter.is_new and not voter.ticket:
        raise ValidationError(
            _("Your phone had not kept its place at the table. It has now: touch the button once more.")
        )


def _asked(request):
    """Return (idea, how many) of a button « 12:1 »; an idea that nobody knows is withdrawn for all it matters."""
    key, _colon, number = request.POST.get("gommettes", "").partition(":")
    fine = key.isdecimal() and len(key) < 18 and number.isdecimal() and len(number) < 3
    return Idea(pk=int(key) if fine else 0), int(number) if fine else 1


def _told(vote, voter, idea, held, *, bad, status):
    shown = vote.ideas().filter(pk=idea.pk).select_related("table__workshop")
    row = next((_row(one, held) for one in shown), None)
    words = {**_mine(vote, voter, held), "vote": vote}
    answer = {
        "bad": bad,
        "left": render_to_string("evening/stickers.html#left", words),
        "mine": render_to_string("evening/stickers.html#mine", words),
        "row": render_to_string("evening/stickers.html#row", {"row": row, **words}) if row else "",
        "open": vote.is_open,
    }
    return JsonResponse(answer, status=status)


def _page(request, place, vote, voter, *, status=200, **said):
    held = voter.hand.held() if voter.hand else {}
    asked, here = request.GET, reverse("evening:stickers", args=[place.code])
    context = {
        "place": place,
        "event": place.event,
        "territory": place.event.territory,
        "vote": vote,
        "voter": voter,
        "asked": asked,
        "here": f"{here}?{asked.urlencode()}" if asked else here,
        **_mine(vote, voter, held),
        **said,
    }
    if vote.is_open:
        context |= _rows(place, vote, voter, held, asked)
    elif vote.is_closed:
        context["best"] = _best(vote)
    return render(request, "evening/stickers.html", context, status=status)


def _rows(place, vote, voter, held, asked):
    """The page of ideas asked for, in an order of one's own: every table has its chance, every idea at its table."""
    found = vote.ideas()
    number = asked.get("table", "")
    if number.isdecimal() and len(number) < 5:
        found = found.filter(table__number=int(number))
    found = found.matching(asked.get("q", "")[:80])
    keys = shuffled(found.order_by("table__number", "pk").values_list("table__number", "pk")[:MOST_IDEAS], voter.seed)
    start = max(0, int(asked["suite"])) * PAGE if asked.get("suite", "").isdecimal() and len(asked["suite"]) < 4 else 0
    shown = Idea.objects.select_related("table__workshop").in_bulk(keys[start : start + PAGE])
    kept = {name: asked[name] for name in ("table", "q", "billet") if asked.get(name)}
    more = len(keys) > start + PAGE
    return {
        "rows": [_row(shown[key], held) for key in keys[start : start + PAGE] if key in shown],
        "count": len(keys),
        "tables": Table.objects.filter(event=place.event)
        .open()
        .order_by("number")
        .values_list("number", flat=True)[:400],
        "next": urlencode({**kept, "suite": start // PAGE + 1}) if more else "",
        "previous": urlencode(kept | {"suite": start // PAGE - 1}) if start else "",
    }


def shuffled(pairs, seed):
    """Return the keys of [(table, key)], sorted by table: tables in an order of chance, then ideas within each.

    The chance is that of `seed`: the same person always reads the same order.
    """
    chance = random.Random(seed)
    tables = [[key for _table, key in group] for _number, group in groupby(pairs, key=lambda pair: pair[0])]
    chance.shuffle(tables)
    for keys in tables:
        chance.shuffle(keys)
    return [key for keys in tables for key in keys]


def _row(idea, held):
    number = held.get(idea.pk, 0)
    return {"idea": idea, "number": number, "one_more": number + 1}


def _mine(vote, voter, held):
    """What this hand put, and what it has left."""
    allowed = voter.hand.allowed if voter.hand else vote.per_person
    ideas = Idea.objects.only("title").in_bulk(list(held)) if held else {}
    return {
        "mine": [(ideas[key], number) for key, number in held.items() if key in ideas],
        "left": allowed - sum(held.values()),
        "allowed": allowed,
        "voter": voter,
    }


def _best(vote):
    counted = totals(vote)[:BEST]
    ideas = Idea.objects.select_related("table").in_bulk([total.idea for total in counted])
    return [(ideas[total.idea], total.all) for total in counted]
