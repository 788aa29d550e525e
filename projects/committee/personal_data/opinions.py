"""What experts wrote on files, and that they voted: words go with them, notes stay; no vote is here (D28, D58)."""

from django.db.models import Q

from projects.committee.models import Expert, Opinion, Score, Voting

PERSONAL = {
    "committee.Opinion": {"comment": "", "private_comment": ""},
    "committee.Score": {"comment": ""},
}
NOT_PERSONAL = {
    "committee.SealedVote": {"sealed": "closed with the key of the platform, written over and deleted by the count"},
    "committee.PendingVote": {"sealed code_mark": "closed likewise, until the code is typed or the votes are counted"},
    "committee.ProposedCondition": {"text": "what a vote proposed to ask of a project, kept without its author"},
    "committee.CommitteeWeights": {"weights": "numbers of the grid"},
    "committee.SessionWeights": {"weights": "numbers of the grid"},
}


def last_actions(addresses):
    """Return {address: when its owner last wrote an opinion or voted}."""
    found = {}
    for model, moment in ((Opinion, "saved_at"), (Voting, "at")):
        rows = model.objects.filter(expert__person__email__in=addresses).order_by()
        for address, at in rows.values_list("expert__person__email", moment):
            found[address] = max(at, found.get(address, at))
    return found


def expire(addresses, *, before):
    _forget(Expert.objects.filter(person__email__in=addresses, until__lt=before))


def leftovers(before):
    """The words of opinions of long ago; their notes stay."""
    words = ~Q(comment="") | ~Q(private_comment="")
    opinions = Opinion.objects.filter(words, saved_at__lt=before)
    scores = Score.objects.filter(opinion__saved_at__lt=before).exclude(comment="")
    return [
        (opinions, lambda keys: _blank(Opinion.objects.filter(pk__in=keys))),
        (scores, lambda keys: _blank(Score.objects.filter(pk__in=keys))),
    ]


def export(person):
    """The opinions of `person`, and on which files they voted; no file says how, not even this one (D28)."""
    theirs = {"expert__person": person}
    written = Opinion.objects.filter(**theirs).select_related("item__project").prefetch_related("scores")
    voted = Voting.objects.filter(**theirs).select_related("item__project").order_by("pk")
    return {
        "committee_opinions": [
            {
                "project": str(one.item.project),
                "notes": [
                    {"line": line.get_criterion_display(), "note": line.score, "comment": line.comment}
                    for line in one.scores.all()
                ],
                "comment": one.comment,
                "private_comment": one.private_comment,
                "saved_at": one.saved_at,
                "fixed_at": one.locked_at,
            }
            for one in written
        ],
        "committee_votes": [{"project": str(one.item.project), "voted_at": one.at} for one in voted],
    }


def erase_all_of(person):
    _forget(Expert.objects.filter(person=person))


def _forget(experts):
    _blank(Opinion.objects.filter(expert__in=experts))
    _blank(Score.objects.filter(opinion__expert__in=experts))


def _blank(rows):
    rows.update(**PERSONAL[rows.model._meta.label])
