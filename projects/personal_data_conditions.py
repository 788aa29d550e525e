"""What conditions of the committee hold of people, when it goes (D58): who looks after them, calls, proofs and files.

Whoever is erased there is « ancien membre »; what was asked, when and how it ended stays with the decision.
"""

from django.db.models import Q

from ideas.groups import personal_data as groups
from projects.models import Condition, ConditionProof, ConditionStep
from projects.models.condition_step import discard

PERSONAL = {
    "projects.Condition": {"in_charge_name": ""},
    "projects.ConditionStep": {"words": ""},  # what was said on the phone; the rest was told to the group
    "projects.ConditionProof": {"words": "", "link": "", "name": ""},  # the row itself goes, with its file
}
NOT_PERSONAL = {
    "projects.Condition": {
        "text expected_proof": "what the committee asks, told to the group",
        "call_agreed_text": "which text was agreed to",
    },
    "projects.ConditionProof": {"key": "drawn by the machine", "kind": "the ending of a file’s name"},
    "projects.NewElements": {"text": "the work of the group on its project"},
}
_NOT_CALLED = {"call_agreed_at": None, "call_agreed_text": ""}


def last_actions(addresses):
    """{address: when its owner last sent a proof}."""
    sent = ConditionStep.objects.filter(membership__email__in=addresses).order_by("at")
    return dict(sent.values_list("membership__email", "at"))


def expire(addresses, *, before):
    """Nobody is called any more whose name goes."""
    Condition.objects.filter(in_charge__email__in=addresses, created_at__lt=before).update(**_NOT_CALLED)


def erase_all_of(person):
    """Forget on request; runs before the group forgets its member."""
    Condition.objects.filter(in_charge__in=groups.of_person(person)).update(**_NOT_CALLED)
    if person.full_name:
        Condition.objects.filter(in_charge_name__iexact=person.full_name).update(in_charge_name="")


def leftovers(before):
    """Names written by hand, words said on the phone and proofs of conditions that ended long ago."""
    over = Q(lifted_at__lt=before) | Q(state=Condition.State.MOOT, created_at__lt=before)
    named = Condition.objects.filter(over).exclude(in_charge_name="")
    said = ConditionStep.objects.filter(kind=ConditionStep.Kind.CALLED, at__lt=before).exclude(words="")
    proofs = ConditionProof.objects.filter(condition__in=Condition.objects.filter(over))
    return [
        (named, lambda keys: Condition.objects.filter(pk__in=keys).update(**PERSONAL["projects.Condition"])),
        (said, lambda keys: ConditionStep.objects.filter(pk__in=keys).update(**PERSONAL["projects.ConditionStep"])),
        (proofs, lambda keys: discard(ConditionProof.objects.filter(pk__in=keys))),
    ]


def export(person):
    """What the person looks after for the committee, and the proofs they sent."""
    mine = groups.of_person(person)
    looked_after = Condition.objects.released().filter(in_charge__in=mine).select_related("decision__project")
    sent = ConditionProof.objects.filter(Q(step__by=person) | Q(step__membership__in=mine))
    sent = sent.select_related("condition__decision__project").order_by("pk")
    return {
        "conditions_looked_after": [
            {
                "project": str(one.project),
                "asked": one.text,
                "by": one.due_on,
                "state": one.get_state_display(),
                "may_be_called_since": one.call_agreed_at,
            }
            for one in looked_after.order_by("pk")
        ],
        "proofs_sent": [
            {
                "project": str(one.condition.project),
                "words": one.words,
                "link": one.link,
                "file": one.name,
                "at": one.sent_at,
            }
            for one in sent
        ],
    }
