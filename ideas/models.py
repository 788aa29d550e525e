"""Ideas that people write: they stand alone (D65), exist once (D12), and are read before being shown (D15)."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from events.models import Event, Table, Theme
from foundation.codes import new_code
from foundation.folding import fold, words
from members.models import Commune, ConsentRecord, Territory

RECEIPT = "receipt"  # the purpose of access links to one idea


class IdeaQuerySet(models.QuerySet):
    def submitted(self):
        """Waiting to be read by the team, oldest first in the queue."""
        return self.filter(status=Idea.Status.SUBMITTED)

    def standing(self):
        """What counts as an idea: neither refused nor withdrawn."""
        return self.filter(status__in=Idea.STANDING)

    def listed(self):
        """What the public list shows, under each event's own rule (D15)."""
        shown_at_once = Q(status=Idea.Status.SUBMITTED, event__list_moderation=Event.Moderation.AFTER)
        return self.filter(Q(status=Idea.Status.ACCEPTED) | shown_at_once)

    def on_wall(self):
        """What the wall shows, under the event's own rule; one tap takes an idea away (D15)."""
        shown_at_once = Q(status=Idea.Status.SUBMITTED, event__wall_moderation=Event.Moderation.AFTER)
        return self.filter(Q(status=Idea.Status.ACCEPTED) | shown_at_once, off_wall_at=None)

    def managed_by(self, person):
        return self.filter(event__in=Event.objects.managed_by(person))

    def visible_to(self, person):
        if not person.is_authenticated:
            return self.listed()
        return self.filter(Q(pk__in=self.listed().values("pk")) | Q(pk__in=self.managed_by(person).values("pk")))

    def matching(self, search):
        """Every word of `search`, without accents or capitals."""
        found = self
        for word in words(search):
            found = found.filter(folded__contains=word)
        return found


def new_receipt():
    return new_code(8)


class Idea(models.Model):
    class Status(models.TextChoices):
        SUBMITTED = "submitted", _("to be read")
        ACCEPTED = "accepted", _("shown")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn by its author")

    STANDING = (Status.SUBMITTED, Status.ACCEPTED)

    class Refusal(models.TextChoices):
        OFF_TOPIC = "off_topic", _("off topic")
        DUPLICATE = "duplicate", _("already sent")
        UNLAWFUL = "unlawful", _("unlawful words")
        PERSONAL = "personal", _("personal data")
        ADVERTISING = "advertising", _("advertising")

    client_key = models.UUIDField(unique=True, default=uuid.uuid4)  # made by the phone: sent twice, it exists once (D12)
    receipt = models.CharField(max_length=8, unique=True, default=new_receipt)
    slug = models.SlugField(max_length=100, unique=True)
    event = models.ForeignKey(Event, models.CASCADE, related_name="ideas")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="ideas")
    table = models.ForeignKey(Table, models.SET_NULL, null=True, blank=True, related_name="ideas")
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="ideas", verbose_name=_("theme"))
    title = models.CharField(_("its name"), max_length=120)
    need = models.TextField(_("the need"), max_length=1500, blank=True)
    solution = models.TextField(_("your solution"), max_length=1500, blank=True)
    audience = models.TextField(_("for whom"), max_length=800, blank=True)
    existing = models.TextField(_("what already exists"), max_length=800, blank=True)
    payer = models.TextField(_("who would pay"), max_length=800, blank=True)
    resources = models.TextField(_("what we have here for it"), max_length=800, blank=True)
    first_step = models.TextField(_("a first step within thirty days"), max_length=800, blank=True)
    commune = models.ForeignKey(Commune, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("commune"))
    seeks_bearer = models.BooleanField(_("this idea seeks someone to carry it"), default=False)
    author_name = models.CharField(_("your given name"), max_length=80, blank=True)
    author_email = models.EmailField(_("your e-mail"), blank=True)
    language = models.CharField(max_length=5, default="fr")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="ideas")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.SUBMITTED)
    refusal = models.CharField(max_length=12, choices=Refusal, blank=True)
    off_wall_at = models.DateTimeField(null=True, blank=True)
    folded = models.TextField(editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        verbose_name = _("idea")
        indexes = [
            models.Index(fields=["event", "status", "-id"]),
            models.Index(fields=["table", "-id"]),
            models.Index(fields=["status", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="refused") & ~Q(refusal="") | ~Q(status="refused") & Q(refusal=""),
                name="ideas_idea_refused_has_reason",
            )
        ]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        self.folded = fold(f"{self.title} {self.need} {self.solution}")
        self.slug = self.slug or f"{slugify(self.title)[:80].strip('-') or 'idee'}-{new_code(5).lower()}"
        super().save(**kwargs)

    def get_absolute_url(self):
        return reverse("ideas:idea", args=[self.slug])

    @property
    def shown_author(self):
        """The author's name, only with a consent that stands (D14); read from `consents`, prefetched in lists."""
        shown = any(c.purpose == ConsentRecord.Purpose.NAME_SHOWN and c.withdrawn_at is None for c in self.consents.all())
        return self.author_name if shown else ""


class IdeaConsent(ConsentRecord):
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="consents")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["idea", "purpose"], condition=Q(withdrawn_at=None), name="ideas_consent_once")
        ]

    def __str__(self):
        return f"{self.idea} · {self.get_purpose_display()}"


class IdeaStep(models.Model):
    """Each step of an idea's life: when, by whom, why (D18)."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", _("sent")
        COMPLETED = "completed", _("completed")
        ACCEPTED = "accepted", _("shown")
        REFUSED = "refused", _("refused")
        RESUBMITTED = "resubmitted", _("sent again")
        TAKEN_DOWN = "taken_down", _("taken off the wall")
        PUT_BACK = "put_back", _("put back on the wall")
        WITHDRAWN = "withdrawn", _("withdrawn by its author")

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    details = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.idea} · {self.get_kind_display()}"


class Report(models.Model):
    """Someone tells the team that an idea should not be shown (D15)."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="reports")
    reason = models.CharField(_("what is wrong"), max_length=500)
    at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    def __str__(self):
        return f"{self.idea} · {self.at:%Y-%m-%d}"


class Board(models.Model):
    """The version of what an event's lists and wall show: pages answer « not modified » from it."""

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="board")
    version = models.PositiveBigIntegerField(default=0)

    def __str__(self):
        return f"{self.event} · {self.version}"


def bump(event_id):
    """Tell lists and wall that ideas of an event have changed; call it inside the change's transaction."""
    if not Board.objects.filter(pk=event_id).update(version=F("version") + 1):
        Board.objects.bulk_create([Board(event_id=event_id, version=1)], ignore_conflicts=True)
