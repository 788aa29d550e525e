"""What each line of the grid weighs: a setting of the committee, frozen when a session opens its votes (D27)."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from projects.committee import criteria
from projects.committee.models.committee import Committee
from projects.committee.models.session import Session
from projects.committee.models.step import CommitteeStep


def usual():
    return dict(criteria.USUAL)


class CommitteeWeights(models.Model):
    """The committee's own weights; a committee without this row has the usual ones."""

    committee = models.OneToOneField(Committee, models.CASCADE, related_name="grid")
    weights = models.JSONField(default=usual)
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.committee}"


class SessionWeights(models.Model):
    """The weights of a session from its opening on: what the committee changes later is for the next one."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="grid")
    weights = models.JSONField()
    frozen_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.session}"


def weights_of_committee(committee):
    """Return {criterion: weight} that the next session of `committee` will open with."""
    own = CommitteeWeights.objects.filter(committee=committee).first()
    return own.weights if own else usual()


@transaction.atomic
def set_weights(committee, weights, *, by=None):
    """Keep `weights` {criterion: whole number} for the next sessions; ValidationError unless they make 100 (D27).

    What changed stands among the steps of the committee, where its members read it.
    """
    before, weights = weights_of_committee(committee), criteria.checked(weights)
    CommitteeWeights.objects.update_or_create(
        committee=committee, defaults={"weights": weights, "changed_at": timezone.now()}
    )
    changed = [f"{line.label} {before[line.code]} → {line.weight}" for line in criteria.lines(weights)]
    changed = [said for said, code in zip(changed, weights, strict=True) if before[code] != weights[code]]
    if changed:
        details = f"{gettext('Weights of the grid')}: {', '.join(changed)}"[:300]
        committee.steps.create(kind=CommitteeStep.Kind.RULES, by=by, details=details)


def freeze_grid(session):
    """Freeze the weights of `session`, once: called by the verb that opens its votes, in its transaction (D27)."""
    SessionWeights.objects.get_or_create(session=session, defaults={"weights": weights_of_committee(session.committee)})


def weights_of(session):
    """Return {criterion: weight} of `session`: the frozen ones, or before its opening the committee's."""
    frozen = SessionWeights.objects.filter(session=session).first()
    return frozen.weights if frozen else weights_of_committee(session.committee)
