"""The committee of a territory and its rules: what law and practice vary is a setting (D24–D33)."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Role, Territory

KEEPING = (Role.Kind.CHAIR, Role.Kind.SECRETARY)  # who prepares and releases; voting is for its experts


COUNTING = ("minimum_cast", "casting_vote")  # how votes are counted: never changed while some are given


class CommitteeQuerySet(models.QuerySet):
    def kept_by(self, person):
        """Those of which `person` is chair or secretary today (D60); none for a visitor."""
        if not person.is_authenticated:
            return self.none()
        roles = Role.objects.in_force().filter(person=person, kind__in=KEEPING)
        return self.filter(territory__in=roles.values("territory"))

    def chaired_by(self, person):
        """Those that `person` chairs today: who confirms what the votes say (D29)."""
        if not person.is_authenticated:
            return self.none()
        roles = Role.objects.in_force().filter(person=person, kind=Role.Kind.CHAIR)
        return self.filter(territory__in=roles.values("territory"))


class Committee(models.Model):
    """The expert committee of one territory; the defaults are the usual rules [settings]."""

    class Lifting(models.TextChoices):
        CHAIR = "chair", _("the chair confirms that they are lifted")
        VOTE = "vote", _("the experts confirm it by a short vote")

    territory = models.OneToOneField(Territory, models.CASCADE, related_name="committee")
    contact = models.CharField(_("whom bearers may ask"), max_length=200, blank=True)
    smallest = models.PositiveSmallIntegerField(_("experts, at least"), default=7)  # D25
    largest = models.PositiveSmallIntegerField(_("experts, at most"), default=12)
    term_years = models.PositiveSmallIntegerField(_("years of a term"), default=3)
    minimum_cast = models.PositiveSmallIntegerField(_("votes cast, at least, for a file"), default=3)  # D26
    casting_vote = models.BooleanField(_("on exactly half, the chair’s vote decides"), default=False)  # D29
    condition_days = models.PositiveSmallIntegerField(_("days to lift a condition"), default=90)  # D30
    lifting = models.CharField(_("who says that conditions are lifted"), max_length=5, choices=Lifting, default="chair")
    return_months = models.PositiveSmallIntegerField(_("months before a file may come back"), default=2)  # D32
    complete_days = models.PositiveSmallIntegerField(_("days before a session, its files are complete"), default=10)
    call_days = models.PositiveSmallIntegerField(_("days before a session, its experts are invited"), default=7)  # D33
    notice_days = models.PositiveSmallIntegerField(_("days to give notice of a decision"), default=7)  # D31

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = _("expert committee")
        constraints = [
            models.CheckConstraint(
                condition=Q(smallest__gte=3, smallest__lte=models.F("largest"), largest__lte=30),
                name="committee_size_in_order",
            ),
            models.CheckConstraint(condition=Q(minimum_cast__gte=1), name="committee_minimum_cast_positive"),
        ]

    def __str__(self):
        return f"{self.territory}"

    @transaction.atomic
    def set_rules(self, values, *, by):
        """Keep `values` {name of a setting: its value}, and say in the history which ones changed; how many did.

        ValidationError by field: how votes are counted does not change while a vote is open (D26, D29).
        """
        known = Committee.objects.select_for_update().get(pk=self.pk)
        changed = {name: value for name, value in values.items() if getattr(known, name) != value}
        if not changed:
            return 0
        held = [name for name in COUNTING if name in changed]
        if held and self.sessions.voting().exists():
            said = _("A vote is open: how votes are counted changes once it is closed.")
            raise ValidationError(dict.fromkeys(held, said))
        Committee.objects.filter(pk=self.pk).update(**changed)
        self.refresh_from_db()
        fields = {name: Committee._meta.get_field(name) for name in changed}
        said = " · ".join(f"{fields[name].verbose_name}: {getattr(self, name)}" for name in fields if name != "contact")
        self.steps.create(kind="rules", by=by, details=said[:300])
        return len(changed)
