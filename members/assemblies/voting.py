"""Opens a vote, then takes its ballots until its hour by the server's clock (D50).

Whoever holds proxies gives one ballot per right on one screen: their own, then one for each person they represent.
"""

import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation import sealing
from foundation.codes import ALPHABET
from members.assemblies.models import (
    AssemblyStep,
    BallotChoice,
    BallotRight,
    OpenBallot,
    Resolution,
    UrnBallot,
    Voted,
    freeze_rights,
)
from members.assemblies.models.urn import NAMES, RECEIPT, urn_of

LONGEST = timedelta(days=15)  # a vote left open for longer is a typing mistake
ON_SCREEN = (BallotChoice.FOR, BallotChoice.AGAINST, BallotChoice.ABSTENTION)


@transaction.atomic
def open_ballot(resolution, *, by, closes_at=None, now=None):
    """Open the vote on `resolution` and fix who votes (D46); return its rights.

    `closes_at` is the hour after which no ballot is taken on screens; without it, until the closing. ValidationError
    says why not: `open`, `closed` (a closed vote is never opened again), `deadline`, `candidates`, or the assembly's.
    """
    now = now or timezone.now()
    if closes_at and not now < closes_at <= now + LONGEST:
        raise ValidationError(_("The hour until which one votes is to come, within fifteen days."), code="deadline")
    if resolution.is_election and resolution.candidates.count() < 1:
        raise ValidationError(_("This election has no candidate yet: add them first."), code="candidates")
    waiting = Resolution.objects.filter(pk=resolution.pk, status=Resolution.Status.WAITING)
    if not waiting.update(status=Resolution.Status.OPEN, opened_at=now, closes_at=closes_at):
        resolution.refresh_from_db()
        raise _not_to_open(resolution)
    resolution.refresh_from_db()
    rights = freeze_rights(resolution, now=now)
    resolution.assembly.record(AssemblyStep.Kind.VOTE_OPEN, by=by, details=resolution, now=now)
    return rights


def why_closed(resolution, *, now):
    """Return why nobody votes on `resolution` at `now`, as a sentence; "" while they do. The closing second is late."""
    if resolution.status == Resolution.Status.WAITING:
        return _("This vote is not open yet: the meeting will say when it is.")
    if resolution.status == Resolution.Status.WITHDRAWN:
        return _("This resolution was withdrawn: nobody votes on it.")
    if resolution.status != Resolution.Status.OPEN or (resolution.closes_at and now >= resolution.closes_at):
        return _("This vote is closed: what came too late does not count. What you had voted before is kept.")
    return ""


@transaction.atomic
def cast(resolution, *, voter, choices, receipts=None, now=None):
    """Keep the ballots that `voter` gives, {key of a right: choice}; return how many of them are new or changed.

    The caller has proved who votes. `receipts` is {key of a right: receipt made by the device}, for secret votes. A
    secret ballot is given once: a second click changes nothing (0); an open one is changed until the closing.
    ValidationError: `closed`, `choice`, `paper` (a paper ballot was taken for this right), `nothing`.
    """
    now = now or timezone.now()
    resolution = waiting_for(resolution)
    if why := why_closed(resolution, now=now):
        raise ValidationError(why, code="closed")
    allowed = {right.pk: right for right in BallotRight.objects.filter(resolution=resolution).exercised_by(voter)}
    ballots = {allowed[pk]: checked(resolution, choice) for pk, choice in choices.items() if pk in allowed}
    if not ballots:
        raise ValidationError(_("Choose an answer before you vote: nothing is recorded yet."), code="nothing")
    used = {one.right_id: one for one in Voted.objects.filter(right__in=ballots)}
    if any(one.on_paper for one in used.values()):
        raise ValidationError(
            _("A paper ballot was taken for this vote: drop it in the box, or give it back to the desk."), code="paper"
        )
    new = [right for right in ballots if right.pk not in used]
    _mark(new, day=timezone.localdate(now))
    if not resolution.secret:
        return _keep_open(ballots)
    _seal(resolution, [(right, ballots[right], (receipts or {}).get(right.pk, "")) for right in new])
    return len(new)


def given(rights):
    """Return {key of a right: choice, or "" for a secret ballot} of those used, for the eyes of who gives them."""
    rights = list(rights)
    found = dict.fromkeys(Voted.objects.filter(right__in=rights).values_list("right", flat=True), "")
    return found | dict(OpenBallot.objects.filter(right__in=rights).values_list("right", "choice"))


def checked(resolution, choice, *, on_paper=False):
    """Return `choice` as it is counted: a word of `BallotChoice`, or `names:` and keys of candidates, in order.

    ValidationError `choice` for any other, for more names than seats, for a candidate of another vote.
    """
    if on_paper and choice in BallotChoice.values and (choice not in ON_SCREEN[:2] or not resolution.is_election):
        return BallotChoice(choice).value
    if not resolution.is_election:
        if choice not in ON_SCREEN:
            raise ValidationError(_("Choose one of the answers."), code="choice")
        return BallotChoice(choice).value
    if choice in (BallotChoice.BLANK, BallotChoice.ABSTENTION):
        return BallotChoice(choice).value
    typed = {one for one in str(choice).removeprefix(NAMES).split(",") if one}
    known = {str(pk) for pk in resolution.candidates.values_list("pk", flat=True)}
    if not str(choice).startswith(NAMES) or not typed or not typed <= known:
        raise ValidationError(_("Choose among the people on the list, or vote blank."), code="choice")
    if len(typed) > resolution.seats:
        raise ValidationError(
            _("You chose %(chosen)s names for %(seats)s seats: untick some. Nothing is recorded yet."),
            params={"chosen": len(typed), "seats": resolution.seats},
            code="choice",
        )
    return NAMES + ",".join(sorted(typed, key=int))


def waiting_for(resolution):
    """Return `resolution`, held until the end of the transaction: a closing waits, or was before."""
    return (
        Resolution.objects.select_for_update(of=("self",), no_key=True).select_related("assembly").get(pk=resolution.pk)
    )


def _keep_open(ballots):
    """Write {right: choice}, the first ones or better ones; return how many are new or changed."""
    before = dict(OpenBallot.objects.filter(right__in=ballots).values_list("right", "choice"))
    first = {right: choice for right, choice in ballots.items() if right.pk not in before}
    changed = {right: choice for right, choice in ballots.items() if before.get(right.pk, choice) != choice}
    OpenBallot.objects.bulk_create(OpenBallot(right=right, choice=choice) for right, choice in first.items())
    for right, choice in changed.items():
        OpenBallot.objects.filter(right=right).update(choice=choice)
    return len(first) + len(changed)


def _seal(resolution, ballots):
    """Drop ballots in the urn, in an order drawn by chance: not that of the screen."""
    secrets.SystemRandom().shuffle(ballots)
    UrnBallot.objects.bulk_create(
        UrnBallot(
            resolution=resolution,
            sealed=sealing.seal([right.voter.college_id, choice, _tidy(receipt)], about=urn_of(resolution)),
        )
        for right, choice, receipt in ballots
    )


def _mark(rights, *, day):
    Voted.objects.bulk_create(Voted(right=right, on=day) for right in rights)


def _tidy(receipt):
    """Return the receipt of a device, or "" for what no device of ours makes."""
    return receipt if len(receipt) == RECEIPT and set(receipt) <= set(ALPHABET) else ""


def _not_to_open(resolution):
    if resolution.status == Resolution.Status.OPEN:
        return ValidationError(_("This vote is open already."), code="open")
    if resolution.status == Resolution.Status.WITHDRAWN:
        return ValidationError(_("This resolution was withdrawn: nobody votes on it."), code="closed")
    return ValidationError(
        _("This vote is closed: it is never opened again. A new vote needs a new resolution."), code="closed"
    )
