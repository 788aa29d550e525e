"""What links an expert to structures and people all year long, confirmed once a year (D25)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import Structure
from projects.committee.models.expert import Expert

CONFIRMED_FOR = timedelta(days=365)  # each expert confirms the list once a year (D25)
MOST = 60  # links of one expert: more would be read by nobody


class StandingInterestQuerySet(models.QuerySet):
    def standing(self):
        """Those that still hold."""
        return self.filter(ended_at=None)

    @transaction.atomic
    def note(self, expert, *, kind, name, words="", now=None):
        """Add a link to the list of `expert`; ValidationError `known` when it is there, `many` past the most."""
        name = " ".join(name.split())
        if self.standing().filter(expert=expert).count() >= MOST:
            raise ValidationError(_("Your list is full: take out what is over first."), code="many")
        known = Structure.objects.filter(territory=expert.committee.territory_id, name__iexact=name)
        made = self.model(expert=expert, kind=kind, name=name, words=words.strip(), since=now or timezone.now())
        made.structure = known.order_by("pk").first()
        try:
            with transaction.atomic():
                made.save()
        except IntegrityError:
            raise ValidationError(_("This link is in your list already."), code="known") from None
        return made


class StandingInterest(models.Model):
    """A link that lasts: it is proposed by itself when a file names the same structure or person."""

    class Kind(models.TextChoices):
        EMPLOYER = "employer", pgettext_lazy("interest", "I work there, or worked there less than three years ago")
        MANDATE = "mandate", pgettext_lazy("interest", "I have a seat on its board, or a mandate there")
        MONEY = "money", pgettext_lazy("interest", "I have money there: shares, a loan, a guarantee")
        BUSINESS = "business", pgettext_lazy("interest", "client, supplier or competitor")
        MEMBER = "member", pgettext_lazy("interest", "active member or volunteer")
        CLOSE = "close", pgettext_lazy("interest", "family or close friend")
        OTHER = "other", pgettext_lazy("interest", "other link")

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="interests")
    kind = models.CharField(_("what links you"), max_length=8, choices=Kind)
    structure = models.ForeignKey(Structure, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("structure or person"), max_length=120)
    words = models.CharField(_("in a few words"), max_length=300, blank=True)
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = StandingInterestQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["expert", "kind", "name"],
                condition=Q(ended_at=None),
                name="committee_interest_once",
                violation_error_message=_("This link is in your list already."),
            ),
        ]

    def __str__(self):
        return self.name

    def end(self, *, now=None):
        """It no longer holds; twice changes nothing. It is forgotten with its expert's term (D58)."""
        StandingInterest.objects.standing().filter(pk=self.pk).update(ended_at=now or timezone.now())


class InterestsConfirmationQuerySet(models.QuerySet):
    def experts_due(self, now):
        """Experts in term who never confirmed their list, or did over a year before `now` (D25)."""
        lately = self.filter(expert=OuterRef("pk"), at__gt=now - CONFIRMED_FOR)
        return Expert.objects.in_term(timezone.localdate(now)).filter(~Exists(lately))

    def confirm(self, expert, *, now=None):
        """`expert` says that the list is complete, an empty one too; twice within a day is once."""
        now = now or timezone.now()
        if not self.filter(expert=expert, at__gt=now - timedelta(days=1)).exists():
            self.create(expert=expert, at=now)

    def last_by_expert(self, experts):
        """Return {expert pk: when they last confirmed their list}, in one statement."""
        return dict(self.filter(expert__in=experts).order_by().values_list("expert").annotate(Max("at")))


class InterestsConfirmation(models.Model):
    """An expert said that the list is complete that day, an empty one too."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="interests_confirmations")
    at = models.DateTimeField(default=timezone.now)

    objects = InterestsConfirmationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.expert} · {timezone.localdate(self.at)}"
