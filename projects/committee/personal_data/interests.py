"""What experts said of their links (D25): the list goes with them, a recusal stays without its words (D51, D58)."""

from django.db.models import Q

from projects.committee import known_links
from projects.committee.models import (
    Declaration,
    DeclarationStep,
    Expert,
    InterestsConfirmation,
    StandingInterest,
    Undertaking,
)

PERSONAL = {
    "committee.StandingInterest": {"name": "", "words": ""},  # the row itself goes
    "committee.Declaration": {"words": "", "proposed": []},
    "committee.DeclarationStep": {"words": ""},
}
NOT_PERSONAL = {"committee.Undertaking": {"version text": "the undertaking, as every expert reads it"}}


def last_actions(addresses):
    """Return {address: when its owner last undertook, confirmed or declared something}."""
    found = {}
    for model in (Undertaking, InterestsConfirmation, Declaration):
        rows = model.objects.filter(expert__person__email__in=addresses).order_by()
        if model is Declaration:
            rows = rows.filter(by_chair=False)
        for address, at in rows.values_list("expert__person__email", "at"):
            found[address] = max(at, found.get(address, at))
    return found


def expire(addresses, *, before):
    _forget(Expert.objects.filter(person__email__in=addresses, until__lt=before))


def leftovers(before):
    """Links that ended long ago, and the words of declarations of that time: they may name someone else."""
    old = StandingInterest.objects.filter(Q(ended_at__lt=before) | Q(expert__until__lt=before))
    declared = Declaration.objects.filter(at__lt=before).exclude(words="", proposed=[])
    steps = DeclarationStep.objects.filter(at__lt=before).exclude(words="")
    return [
        (old, lambda keys: StandingInterest.objects.filter(pk__in=keys).delete()),
        (declared, lambda keys: _blank(Declaration.objects.filter(pk__in=keys))),
        (steps, lambda keys: _blank(DeclarationStep.objects.filter(pk__in=keys))),
    ]


def export(person):
    """The undertakings, the list of links, the confirmations and the declarations of `person`."""
    theirs = {"expert__person": person}
    declared = Declaration.objects.filter(**theirs).select_related("item__project").order_by("pk")
    return {
        "committee_undertakings": [
            {"text_version": one.version, "answer": one.get_answer_display(), "at": one.at}
            for one in Undertaking.objects.filter(**theirs).order_by("pk")
        ],
        "committee_interests": [
            {
                "what": one.get_kind_display(),
                "name": one.name,
                "words": one.words,
                "since": one.since,
                "until": one.ended_at,
            }
            for one in StandingInterest.objects.filter(**theirs).order_by("pk")
        ],
        "committee_interests_confirmed": list(
            InterestsConfirmation.objects.filter(**theirs).order_by("pk").values_list("at", flat=True)
        ),
        "committee_declarations": [
            {
                "project": str(one.item.project),
                "declared": one.get_kind_display(),
                "reason": one.get_reason_display(),
                "words": one.words,
                "proposed": known_links.told(one.proposed),
                "set_by_the_chair": one.by_chair,
                "at": one.at,
            }
            for one in declared
        ],
    }


def erase_all_of(person):
    _forget(Expert.objects.filter(person=person))


def _forget(experts):
    StandingInterest.objects.filter(expert__in=experts).delete()
    for model in (Declaration, DeclarationStep):
        _blank(model.objects.filter(expert__in=experts))


def _blank(rows):
    rows.update(**PERSONAL[rows.model._meta.label])
