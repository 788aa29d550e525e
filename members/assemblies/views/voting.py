"""The member's votes: the list, and one screen per vote (D50)."""

import time

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from members.assemblies import ballot_screen, codes
from members.assemblies.models import Voter
from members.assemblies.opening import member_page, member_required
from members.assemblies.voting import cast, checked, why_closed

PROVED_FOR = 3 * 60 * 60  # seconds: an assembly; then the code is asked for again


@member_required
@require_safe
def member_votes(request, assembly, member):
    """The votes of the assembly, the open ones first."""
    votes = list(assembly.resolutions.all())
    votes.sort(key=lambda one: (not one.is_open, one.number))
    return render(request, "assemblies/member_votes.html", {"assembly": assembly, "member": member, "votes": votes})


@sensitive_post_parameters()
@sensitive_variables()
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def member_vote(request, assembly, member, number):
    """Vote, for oneself and for those one represents; the code is typed once on this device."""
    resolution = get_object_or_404(assembly.resolutions, number=number)
    voter = Voter.objects.filter(assembly=assembly, member=member).first()
    shown = ballot_screen.slips(resolution, voter) if voter else []
    if request.method != "POST":
        return _page(request, assembly, member, resolution, shown)
    try:
        if request.POST.get("act") == "code":
            return _send_code(request, assembly, member, resolution, shown)
        kept = _vote(request, resolution, voter, shown)
    except ValidationError as refusal:
        return _page(request, assembly, member, resolution, shown, refusal=refusal)
    if kept:
        said = ngettext("Your vote is recorded.", "%(n)s votes are recorded.", kept)
        messages.success(request, said % {"n": kept})
    else:
        messages.info(request, _("Your vote was recorded already: nothing was added."))
    return redirect(member_page(request, "assemblies:member_vote", assembly, resolution.number))


def _send_code(request, assembly, member, resolution, shown):
    """Mail another code to who lost theirs; what they had chosen stays on the screen, and nowhere else."""
    ballot_screen.typed(shown, request.POST, election=resolution.is_election)
    codes.ask_code(assembly, member)
    messages.success(request, _("A code has just left by e-mail. The one that you may have had is worth nothing now."))
    return _page(request, assembly, member, resolution, shown)


def _vote(request, resolution, voter, shown):
    """Check what was typed before the code, so that a slip of the finger costs no try; return what `cast` returns."""
    choices, receipts = ballot_screen.typed(shown, request.POST, election=resolution.is_election)
    if why := why_closed(resolution, now=timezone.now()):
        raise ValidationError(why, code="closed")
    if not choices:
        raise ValidationError(_("Choose an answer before you vote: nothing is recorded yet."), code="nothing")
    for choice in choices.values():
        checked(resolution, choice)
    if not _proved(request, voter):
        version = codes.prove(voter.assembly, voter.member, typed=request.POST.get("code", ""))
        request.session[_key(voter.member, voter.assembly)] = [version, int(time.time())]
    return cast(resolution, voter=voter, choices=choices, receipts=receipts)


def _page(request, assembly, member, resolution, shown, *, refusal=None):
    voter = shown[0].right if shown else None
    why = why_closed(resolution, now=timezone.now())
    context = {
        "assembly": assembly,
        "member": member,
        "resolution": resolution,
        "slips": shown,
        "to_give": not why
        and any(slip.state == "" or (slip.state == "voted" and not resolution.secret) for slip in shown),
        "open_now": not why,
        "why": why,
        "late": bool(refusal and refusal.code == "closed"),  # said above already
        "asks_code": bool(voter) and not _proved_for(request, assembly, member),
        "refusal": refusal,
        "candidates": [(str(one.pk), one) for one in resolution.candidates.all()] if resolution.is_election else [],
        "voted": ballot_screen.who_voted_what(resolution) if resolution.is_announced else [],
        "receipts": resolution.published_receipts.values_list("receipt", flat=True) if resolution.is_counted else [],
    }
    return render(request, "assemblies/member_vote.html", context, status=422 if refusal else 200)


def _proved(request, voter):
    return _proved_for(request, voter.assembly, voter.member)


def _proved_for(request, assembly, member):
    """Whether the code of this member was typed on this device, lately, and is still theirs."""
    version, at = request.session.get(_key(member, assembly), (0, 0))
    return time.time() - at < PROVED_FOR and codes.is_proved(assembly, member, version=version)


def _key(member, assembly):
    return f"assembly-code-{assembly.pk}-{member.pk}"
