"""Closes a vote once: one transaction empties the urn into the published list (D50).

After it, no reader of the database ties a voter to a ballot. Published ballots are written in the order of colleges and
choices, receipts in that of their letters, and who voted again, in the order of the register: keys, places on the disk
and numbers of transactions are then the same whoever voted what, and when.
"""

import logging
from collections import Counter

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation import sealing
from members.assemblies import papers
from members.assemblies.models import (
    AssemblyStep,
    BallotChoice,
    BallotRight,
    OpenBallot,
    PaperCount,
    PublishedBallot,
    PublishedReceipt,
    Resolution,
    UrnBallot,
    VoteClosing,
    Voted,
)
from members.assemblies.models.urn import urn_of

logger = logging.getLogger(__name__)


@transaction.atomic
def close_ballot(resolution, *, by, blank_choice=BallotChoice.FOR, now=None):
    """Close the vote and publish its ballots; return the counts, {college or None: {choice: number}}.

    `blank_choice` is what the board says of the resolution, for or against, which blank proxies follow (D46); in an
    election they abstain. ValidationError: `closed` (or never opened), those of `papers.agreed`, `urn` when the urn
    does not hold as many ballots as people voted, which happens only if someone wrote in the database.
    """
    now = now or timezone.now()
    opened = Resolution.objects.filter(pk=resolution.pk, status=Resolution.Status.OPEN)
    if not opened.update(status=Resolution.Status.CLOSED, closed_at=now):
        raise ValidationError(_("This vote is not open, or someone has just closed it."), code="closed")
    resolution.refresh_from_db()
    entries, tellers = papers.agreed(resolution)
    rights = BallotRight.objects.filter(resolution=resolution)
    blank = list(rights.blank().select_related("voter"))
    follows = BallotChoice.ABSTENTION if resolution.is_election else BallotChoice(blank_choice)
    voted = Voted.objects.filter(right__resolution=resolution)
    VoteClosing.objects.create(
        resolution=resolution, rights=rights.count(), voted=voted.count(), papers=_number(entries), tellers=tellers,
        blank_proxies=len(blank), blank_choice=follows,
    )  # fmt: skip
    if resolution.secret:
        _publish(
            resolution, _opened(resolution, voted), entries, [(right.voter.college_id, follows) for right in blank]
        )
        _write_again(resolution)
    else:
        OpenBallot.objects.bulk_create(OpenBallot(right_id=int(key), choice=said) for key, said in entries.items())
        OpenBallot.objects.bulk_create(OpenBallot(right=right, choice=follows) for right in blank)
    PaperCount.objects.filter(resolution=resolution).update(entries={})
    PaperCount.objects.filter(resolution=resolution).delete()
    resolution.assembly.record(AssemblyStep.Kind.VOTE_CLOSED, by=by, details=resolution, now=now)
    transaction.on_commit(_sweep, robust=True)
    return counts_of(resolution)


def counts_of(resolution):
    """Return {college or None: {choice: number}} of a closed vote, from its published or open ballots."""
    counts = {}
    for college, choice in pairs_of(resolution):
        counts.setdefault(college, Counter())[choice] += 1
    return {college: dict(sorted(said.items())) for college, said in counts.items()}


def pairs_of(resolution):
    """Return the (college or None, choice) of each ballot of a closed vote; blank proxies are among them."""
    if resolution.secret:
        return list(resolution.published_ballots.values_list("college", "choice"))
    kept = OpenBallot.objects.filter(right__resolution=resolution).order_by("right__voter__number")
    return list(kept.values_list("right__voter__college", "choice"))


def _opened(resolution, voted):
    """The (college, choice, receipt) of the urn, as many as people voted on a screen."""
    try:
        found = [sealing.unseal(row.sealed, about=urn_of(resolution)) for row in UrnBallot.objects.of(resolution)]
    except sealing.SealBroken:
        found = None
    if found is None or len(found) != voted.filter(on_paper=False).count():
        logger.error("Resolution %s: the urn does not hold the ballots of those who voted.", resolution.pk)
        raise ValidationError(
            _("The urn does not hold as many ballots as people voted: it stays open. Tell whoever keeps the platform."),
            code="urn",
        )
    return found


def _publish(resolution, ballots, entries, blank):
    """Write ballots and receipts, each in an order that says nothing of the other nor of the voters."""
    pairs = [(college, choice) for college, choice, _receipt in ballots] + blank
    pairs += [
        (int(college) if college else None, choice)
        for college, said in entries.items()
        for choice, number in said.items()
        for _one in range(number)
    ]
    receipts = sorted({receipt for _college, _choice, receipt in ballots if receipt})
    PublishedBallot.objects.bulk_create(
        PublishedBallot(resolution=resolution, college_id=college, choice=choice)
        for college, choice in sorted(pairs, key=lambda pair: (pair[0] or 0, pair[1]))
    )
    PublishedReceipt.objects.bulk_create(PublishedReceipt(resolution=resolution, receipt=one) for one in receipts)
    urn = UrnBallot.objects.of(resolution)
    urn.update(sealed=b"\0" * sealing.SIZE)  # databases keep deleted bytes for a while
    urn.delete()


def _write_again(resolution):
    """Write who voted in the order of the register: neither its keys nor its rows tell when any more."""
    voted = Voted.objects.filter(right__resolution=resolution)
    rows = list(voted.order_by("right__voter__number", "right__voter").values("right_id", "on_paper", "on"))
    voted.delete()
    Voted.objects.bulk_create(Voted(**row) for row in rows)


def _number(entries):
    return sum(sum(said.values()) if isinstance(said, dict) else 1 for said in entries.values())


def _sweep():
    """Free at once what the disk still keeps of the urn: the journal of SQLite, the dead rows of PostgreSQL."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        elif connection.get_autocommit():
            for model in (UrnBallot, Voted, PaperCount):
                cursor.execute(f"VACUUM {connection.ops.quote_name(model._meta.db_table)}")
