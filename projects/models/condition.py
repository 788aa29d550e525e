"""What a conditional go asks for: dated, with the proof expected and who looks after it; never a silent no (D30)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.guards import Frozen
from ideas.groups.models import Membership
from members.models import Role, Territory
from projects.models.condition_step import ConditionStep
from projects.models.decision import Decision, settle
from projects.models.step import ProjectStep

MOST_CONDITIONS = 12  # of one decision: beyond, the file is to be worked on again rather than accepted
LONGEST_DELAY = timedelta(days=730)  # a condition later than two years is none

Kind = ConditionStep.Kind


class ConditionQuerySet(models.QuerySet):
    def released(self):
        """Of decisions that the group has read: nobody is asked anything before (D31)."""
        return self.exclude(decision__released_at=None)

    def open(self):
        """Asked, and not lifted: they keep the project from being accompanied (D23)."""
        return self.released().filter(state__in=Condition.OPEN)

    def asked(self):
        """Open, and the group's turn: no proof is waiting."""
        return self.open().filter(state=Condition.State.ASKED)

    def sent(self):
        """A proof waits for the committee to read it."""
        return self.open().filter(state=Condition.State.SENT)

    def accepted(self):
        """The proof was found good; the chair or the experts have to confirm."""
        return self.open().filter(state=Condition.State.ACCEPTED)

    def lifted(self):
        return self.filter(state=Condition.State.LIFTED)

    def late(self, today):
        """Asked for an earlier day than `today`, and no proof came."""
        return self.asked().filter(due_on__lt=today)

    def overdue(self):
        """Late, and taken back to the committee."""
        return self.open().exclude(overdue_at=None)

    def waiting_for_committee(self):
        """Open, and the committee's turn: to read, to confirm, or a call to make."""
        return self.open().filter(
            Q(state__in=(Condition.State.SENT, Condition.State.ACCEPTED)) | Q(overdue_at__isnull=False, called_at=None)
        )

    def to_call(self):
        """Overdue, without a proof since, and nobody has called who looks after it yet."""
        return self.overdue().filter(state=Condition.State.ASKED, called_at=None)

    def due_to_be_overdue(self, today):
        """Late, and not taken back to the committee yet."""
        return self.late(today).filter(overdue_at=None)

    def of_living_projects(self):
        """Of projects that go on: nothing is asked of a group that stopped."""
        from projects.models.project import Project

        return self.filter(decision__project__in=Project.objects.moving())

    def of(self, project):
        return self.filter(decision__project=project)

    def kept_by(self, person):
        """Of the territories of which `person` is chair or secretary of the committee today (D60)."""
        if not person.is_authenticated:
            return self.none()
        kept = Role.objects.in_force().filter(person=person, kind__in=(Role.Kind.CHAIR, Role.Kind.SECRETARY))
        return self.filter(decision__project__territory__in=kept.values("territory"))

    def managed_by(self, person):
        return self.filter(decision__project__territory__in=Territory.objects.managed_by(person))

    def in_order(self):
        """The most pressing first."""
        return self.order_by("due_on", "pk")

    def for_lists(self):
        """With what a line shows."""
        return self.select_related("decision__project__territory", "decision__project__group", "in_charge")


class Condition(models.Model):
    """One thing that a conditional go asks for (« réserve »)."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("condition", "to be shown")
        SENT = "sent", pgettext_lazy("condition", "proof sent, being read")
        ACCEPTED = "accepted", pgettext_lazy("condition", "proof found good, to be confirmed")
        LIFTED = "lifted", pgettext_lazy("condition", "lifted")
        MOOT = "moot", pgettext_lazy("condition", "no longer asked")

    OPEN = (State.ASKED, State.SENT, State.ACCEPTED)

    decision = models.ForeignKey("projects.Decision", models.CASCADE, related_name="conditions")
    rank = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(_("what the committee asks"), max_length=600)
    expected_proof = models.CharField(_("the proof expected"), max_length=300)
    due_on = models.DateField(_("by when"))
    in_charge = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="conditions",
        verbose_name=_("who looks after it, in the group"),
    )  # fmt: skip
    in_charge_name = models.CharField(_("or someone else"), max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    call_agreed_at = models.DateTimeField(null=True, blank=True)  # who looks after it may be called by the committee
    call_agreed_text = models.CharField(max_length=20, blank=True)  # the version of the text agreed to (D56)
    overdue_at = models.DateTimeField(null=True, blank=True)  # since when it is back before the committee
    called_at = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ConditionQuerySet.as_manager()

    guards = [
        Frozen(
            "projects_condition_asked_stays",
            fields=["text", "expected_proof"],
            once="(SELECT d.released_at FROM projects_decision d WHERE d.id = OLD.decision_id) IS NOT NULL",
            says=_("What was asked with a released decision does not change: give more time, or ask again."),
        ),
        Frozen(
            "projects_condition_lifted_stays",
            fields=["state", "lifted_at"],
            once="OLD.lifted_at IS NOT NULL",
            says=_("A condition that was lifted stays so."),
        ),
    ]

    class Meta:
        verbose_name = _("condition")
        ordering = ["rank", "pk"]
        indexes = [
            models.Index(fields=["decision", "state"]),
            models.Index(fields=["due_on"], condition=Q(state="asked"), name="projects_condition_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="lifted", lifted_at__isnull=False) | ~Q(state="lifted") & Q(lifted_at=None),
                name="projects_condition_lifted_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(called_at=None) | Q(overdue_at__isnull=False), name="projects_condition_called_was_overdue"
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(expected_proof=""), name="projects_condition_says_what_it_asks"
            ),
        ]

    def __str__(self):
        return Truncator(self.text).chars(80)

    @property
    def project(self):
        return self.decision.project

    @property
    def is_open(self):
        return self.state in self.OPEN

    @property
    def is_asked(self):
        return self.state == self.State.ASKED

    @property
    def is_sent(self):
        return self.state == self.State.SENT

    @property
    def is_accepted(self):
        return self.state == self.State.ACCEPTED

    @property
    def is_lifted(self):
        return self.state == self.State.LIFTED

    @property
    def is_to_call(self):
        """Whether who looks after it is to be called: overdue, and no proof came since."""
        return self.is_asked and self.overdue_at is not None and self.called_at is None

    def is_late(self, today):
        return self.is_asked and self.due_on < today

    @property
    def who(self):
        """Who looks after it, as the group and the committee read it; empty when nobody is named."""
        return self.in_charge.shown_name if self.in_charge else self.in_charge_name

    @property
    def phone(self):
        """The number by which the committee may call who looks after it, who agreed to it; else empty (D56)."""
        return self.in_charge.phone if self.in_charge and self.call_agreed_at else ""

    def record(self, kind, *, by=None, membership=None, words="", due_on=None):
        """Keep one line of its history; returns the `ConditionStep`."""
        return self.steps.create(kind=kind, by=by, membership=membership, words=words.strip()[:600], due_on=due_on)

    @transaction.atomic
    def send_proof(self, proof, *, by=None, membership=None):
        """The group shows that it is done; `proof` is a `ConditionProof` not saved yet. Late ones are welcome (D30)."""
        self._once(self._in(self.State.ASKED, self.State.SENT), state=self.State.SENT)
        proof.condition, proof.step = self, self.record(Kind.PROOF, by=by, membership=membership)
        proof.save()
        return proof

    @transaction.atomic
    def accept(self, *, by, words=""):
        """The proof is found good; what was seen elsewhere (a visit, a call) needs no proof sent."""
        self._once(self._in(self.State.ASKED, self.State.SENT), state=self.State.ACCEPTED)
        return self.record(Kind.ACCEPTED, by=by, words=words)

    @transaction.atomic
    def ask_again(self, *, by, why):
        """The proof does not show it yet: the group reads why and sends another."""
        why = _reason(why)
        self._once(self._in(self.State.SENT, self.State.ACCEPTED), state=self.State.ASKED)
        return self.record(Kind.ASKED_AGAIN, by=by, words=why)

    @transaction.atomic
    def extend(self, *, by, due_on, why):
        """More time, with the reason: a later day than the present one and than today."""
        why = _reason(why)
        if due_on <= max(self.due_on, timezone.localdate()) or due_on > timezone.localdate() + LONGEST_DELAY:
            raise ValidationError(_("Choose a later day than the present one, within two years."), code="day")
        rows = self._in(self.State.ASKED).filter(due_on=self.due_on)
        self._once(rows, due_on=due_on, overdue_at=None, called_at=None)
        return self.record(Kind.EXTENDED, by=by, words=why, due_on=due_on)

    @transaction.atomic
    def mark_overdue(self, *, now):
        """Its day is over and no proof came: it goes back to the committee, once; False when it did already."""
        due = Condition.objects.of_living_projects().due_to_be_overdue(timezone.localdate(now))
        if not due.filter(pk=self.pk).update(overdue_at=now):
            return False
        self.refresh_from_db()
        self.record(Kind.OVERDUE, due_on=self.due_on)
        self._say_in_project(ProjectStep.Kind.OVERDUE, role=ProjectStep.Role.MACHINE)
        return True

    @transaction.atomic
    def called(self, *, by, words):
        """« J’ai appelé », with what was said."""
        if not words.strip():
            raise ValidationError(_("Say in a few words what was said: the committee will read it."), code="reason")
        self._once(Condition.objects.to_call(), called_at=timezone.now())
        return self.record(Kind.CALLED, by=by, words=words)

    @transaction.atomic
    def agree_to_call(self, agreed, *, membership, version):
        """Who looks after it says whether the committee may call them, under the text of `version` (D56)."""
        values = {"call_agreed_at": timezone.now(), "call_agreed_text": version} if agreed else _NOT_CALLED
        self._once(Condition.objects.open().filter(in_charge=membership), **values)

    @transaction.atomic
    def lift(self, *, by=None, words=""):
        """It is lifted, and the project has one condition less; who may say so is checked by who calls (D30)."""
        self._once(self._in(*self.OPEN), state=self.State.LIFTED, lifted_at=timezone.now())
        step = self.record(Kind.LIFTED, by=by, words=words)
        settle(self.project)
        self._say_in_project(ProjectStep.Kind.LIFTED, by=by, role=ProjectStep.Role.COMMITTEE)
        return step

    def _say_in_project(self, kind, *, role, by=None):
        self.project.record(kind, by=by, role=role, stage=self.project.stage, details=str(self))

    def _in(self, *states):
        return Condition.objects.released().filter(state__in=states)

    def _once(self, rows, **values):
        """Compare and set, the project first: two verbs on one project never cross."""
        hold(self.project)
        if not rows.filter(pk=self.pk).update(**values):
            raise ValidationError(_("This condition changed meanwhile: look at the page again."), code="stale")
        self.refresh_from_db()


def hold(project):
    """Let the verbs on the conditions of one project follow one another until the end of this transaction."""
    type(project).objects.select_for_update().get(pk=project.pk)


@transaction.atomic
def write_conditions(decision, wanted, *, by):
    """Put the conditions of a decision being written in place of those it had; `wanted` is a list of dicts of values.

    ValidationError `stale` when the decision was confirmed meanwhile, `many` beyond `MOST_CONDITIONS`.
    """
    if len(wanted) > MOST_CONDITIONS:
        raise ValidationError(
            _("A decision names %(most)s conditions at most."), code="many", params={"most": MOST_CONDITIONS}
        )
    if not Decision.objects.filter(pk=decision.pk, status=Decision.Status.DRAFT).update(prepared_by=by):
        raise ValidationError(_("This decision was confirmed meanwhile: look at the page again."), code="stale")
    decision.conditions.all().delete()
    Condition.objects.bulk_create(
        Condition(decision=decision, rank=rank, **values) for rank, values in enumerate(wanted, start=1)
    )


def end_superseded(decision):
    """The committee decided anew: what earlier decisions of the project still asked is no longer asked."""
    for condition in Condition.objects.open().of(decision.project).exclude(decision=decision):
        Condition.objects.filter(pk=condition.pk).update(state=Condition.State.MOOT)
        condition.record(Kind.MOOT)


def _reason(why):
    if not why.strip():
        raise ValidationError(_("Say why in a few words: the group will read it."), code="reason")
    return why


_NOT_CALLED = {"call_agreed_at": None, "call_agreed_text": ""}
