"""What an assembly votes on: resolutions, and elections of one or several (D48)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.assemblies.models.assembly import Assembly


class ResolutionQuerySet(models.QuerySet):
    def waiting(self):
        """Still to be voted."""
        return self.filter(status=Resolution.Status.WAITING)

    def voting(self):
        """Whose vote is open."""
        return self.filter(status=Resolution.Status.OPEN)

    def counted(self):
        """Whose vote is closed: it has a result, announced or not."""
        return self.filter(status__in=(Resolution.Status.CLOSED, Resolution.Status.RELEASED))

    def announced(self):
        """Whose result was announced, the latest first."""
        return self.filter(status=Resolution.Status.RELEASED).order_by("-closed_at", "-number")


class Resolution(models.Model):
    class Majority(models.TextChoices):
        ORDINARY = "ordinary", _("ordinary")
        EXTRAORDINARY = "extraordinary", _("extraordinary")

    class Choosing(models.TextChoices):
        ONE = "one", _("for, against or abstention")
        SEVERAL = "several", _("election of one or several people")

    class Status(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("resolution", "to be voted")
        OPEN = "open", pgettext_lazy("resolution", "vote open")
        CLOSED = "closed", pgettext_lazy("resolution", "counted")
        RELEASED = "released", pgettext_lazy("resolution", "result announced")
        WITHDRAWN = "withdrawn", pgettext_lazy("resolution", "withdrawn")

    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="resolutions")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(_("text put to the vote"), max_length=6000)
    majority = models.CharField(_("majority"), max_length=13, choices=Majority, default=Majority.ORDINARY)
    secret = models.BooleanField(_("secret ballot"), default=False)
    choosing = models.CharField(_("what is voted"), max_length=7, choices=Choosing, default=Choosing.ONE)
    seats = models.PositiveSmallIntegerField(_("seats"), default=1)
    status = models.CharField(max_length=9, choices=Status, default=Status.WAITING)
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(_("remote votes until"), null=True, blank=True)  # the server's clock: D50
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["assembly", "number"], name="assemblies_number_once"),
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="assemblies_one_seat_at_least"),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"

    @property
    def is_election(self):
        return self.choosing == self.Choosing.SEVERAL

    @property
    def is_waiting(self):
        return self.status == self.Status.WAITING

    @property
    def is_open(self):
        return self.status == self.Status.OPEN

    @property
    def is_to_announce(self):
        """Counted, its result being told to nobody yet (D50)."""
        return self.status == self.Status.CLOSED

    @property
    def is_announced(self):
        return self.status == self.Status.RELEASED

    @property
    def is_counted(self):
        """Whether its vote is closed: nobody votes any more, its ballots are published or kept."""
        return self.status in (self.Status.CLOSED, self.Status.RELEASED)


class Candidate(models.Model):
    """Someone to be elected; the order on the ballot is `rank`."""

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="candidates")
    name = models.CharField(_("name"), max_length=150)
    presentation = models.TextField(_("in a few words"), max_length=800, blank=True)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [models.UniqueConstraint(fields=["resolution", "name"], name="assemblies_candidate_once")]

    def __str__(self):
        return self.name
