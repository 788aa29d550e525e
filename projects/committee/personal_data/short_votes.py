"""That an expert answered a short vote on conditions (D28, D30): who stays with the count, how is gone with it."""

from projects.committee.models import LiftingVoting

PERSONAL = {}
NOT_PERSONAL = {"committee.SealedLifting": {"sealed": "closed until the count, which deletes it"}}


def last_actions(addresses):
    """Return {address: when its owner last answered a short vote}."""
    rows = LiftingVoting.objects.filter(expert__person__email__in=addresses).order_by("at")
    return dict(rows.values_list("expert__person__email", "at"))


def export(person):
    """The short votes that `person` answered, never how."""
    rows = LiftingVoting.objects.filter(expert__person=person).select_related("vote__decision__project").order_by("pk")
    return {"committee_short_votes": [{"project": str(one.vote.decision.project), "at": one.at} for one in rows]}
