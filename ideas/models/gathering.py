"""Ideas gathered before the evening: a preparatory workshop, a market stall, a festival, an open door.

A gathering is not an evening: it has no registration, no table and no programme, and never shows among evenings. It
feeds one, which may still be a draft without a date: moderation, lists and figures of the evening then hold its ideas.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event, Theme
from foundation import links
from foundation.codes import new_code
from ideas.models.record import bump
from members.models import Commune

STALL = "gathering"  # the purpose of access links to one gathering, for who holds the stall
STALL_LASTS = timedelta(days=400)  # an open door without an end is held all year


class GatheringQuerySet(models.QuerySet):
    def managed_by(self, person):
        return self.filter(event__in=Event.objects.managed_by(person))

    def open(self, now):
        """Taking ideas: nobody closed it, and a phone has had a week to find its network again (D12)."""
        since = timezone.localdate(now - Event.LATE_IDEAS)
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=since), status=Gathering.Status.OPEN)

    def with_counts(self):
        """Add `idea_count`, what was gathered and stands, and `typed_count`, what was typed from paper or a voice."""
        standing = Q(ideas__status__in=("submitted", "accepted"))
        return self.annotate(
            idea_count=Count("ideas", filter=standing),
            typed_count=Count("ideas", filter=standing & Q(ideas__typed=True)),
        )


def new_gathering_code():
    return new_code(6)


class Gathering(models.Model):
    """Where and when ideas are gathered; its code opens the page where they are written."""

    class Kind(models.TextChoices):
        WORKSHOP = "workshop", _("preparatory workshop")
        STALL = "stall", _("market stall")
        FESTIVAL = "festival", _("festival")
        DESK = "desk", _("open door")

    class Status(models.TextChoices):
        OPEN = "open", _("gathers ideas")
        CLOSED = "closed", _("closed")

    event = models.ForeignKey(Event, models.CASCADE, related_name="gatherings", verbose_name=_("feeds the evening"))
    kind = models.CharField(_("what it is"), max_length=10, choices=Kind, default=Kind.STALL)
    name = models.CharField(_("its name"), max_length=80)
    place = models.CharField(_("place"), max_length=120, blank=True)
    commune = models.ForeignKey(Commune, models.SET_NULL, null=True, blank=True, related_name="+")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="gatherings", verbose_name=_("theme")
    )
    code = models.CharField(max_length=8, unique=True, default=new_gathering_code)
    status = models.CharField(max_length=6, choices=Status, default=Status.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        verbose_name = _("gathering of ideas")
        indexes = [models.Index(fields=["event", "-starts_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="ideas_gathering_ends_after_start",
                violation_error_message=_("The last day cannot come before the first."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The page of the team."""
        return reverse("ideas:gathering", args=[self.pk])

    @property
    def is_open(self):
        return Gathering.objects.open(timezone.now()).filter(pk=self.pk).exists()

    @property
    def is_closed(self):
        return self.status == self.Status.CLOSED

    @property
    def where(self):
        """« place de la Liberté, Lons-le-Saunier », as far as it is known."""
        town = self.commune.name if self.commune else ""
        return ", ".join(dict.fromkeys(part for part in (self.place, town) if part))

    @transaction.atomic
    def settle(self, *, by):
        """Save it, new or changed. When it feeds another evening, its ideas go with it."""
        before = Gathering.objects.filter(pk=self.pk).values_list("event_id", flat=True).first() if self.pk else None
        self.opened_by = self.opened_by or by
        self.save()
        if before not in (None, self.event_id):
            self.ideas.update(event_id=self.event_id, territory_id=self.event.territory_id)
            bump(before)
            bump(self.event_id)

    @transaction.atomic
    def close(self):
        """No more ideas here; touched twice, it stays closed."""
        opened = Gathering.objects.filter(pk=self.pk, status=self.Status.OPEN)
        if opened.update(status=self.Status.CLOSED, closed_at=timezone.now()):
            links.revoke(STALL, self.pk)
        self.refresh_from_db()

    def reopen(self):
        Gathering.objects.filter(pk=self.pk).update(status=self.Status.OPEN, closed_at=None)
        self.refresh_from_db()

    def stall_link(self):
        """The access of who holds the stall: to type sheets, one after the other (D63, D64)."""
        return links.access(STALL, self.pk, until=timezone.now() + STALL_LASTS)

    def stall_url(self):
        return settings.PUBLIC_URL + reverse("ideas:stall_link", args=[links.token(self.stall_link())])
