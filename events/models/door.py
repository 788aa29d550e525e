"""A door of the evening: one access link per volunteer, closed at once when it must be (D7, D60, D64)."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from foundation import links

DOOR = "door"  # the purpose of access links to one volunteer's door
LINK_KEPT = timedelta(hours=6)  # after the end: what a phone kept leaves on the way home
SEEN_EVERY = timedelta(seconds=30)  # how finely « seen … ago » is kept: a phone asks every few seconds
TICKET_LENGTH = 24  # hexadecimal digits of a ticket's mark: 96 bits, no two tickets share one


class DoorQuerySet(models.QuerySet):
    def open(self):
        return self.filter(revoked_at=None)

    def open_to(self, subjects):
        """Those that access links name, and that nobody closed."""
        return self.open().filter(pk__in=[int(subject) for subject in subjects if subject.isdecimal()])

    def managed_by(self, person):
        return self.filter(event__in=Event.objects.managed_by(person))


class Door(models.Model):
    """One volunteer who welcomes people; `name` is what the other doors read beside « présent »."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="doors")
    name = models.CharField(_("given name of the volunteer"), max_length=60)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    open_until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_seen_at = models.DateTimeField(null=True)

    objects = DoorQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name or str(_("Erased name"))

    def get_absolute_url(self):
        return reverse("events:door", args=[self.pk])

    @classmethod
    @transaction.atomic
    def make(cls, event, *, name, by):
        """Open a door until some hours after the end (D64); ValidationError when the evening is over or called off."""
        until = _until(event)
        door = cls.objects.create(event=event, name=name, created_by=by, open_until=until)
        links.access(DOOR, door.pk, until=until)
        return door

    def access_link(self):
        """The address that the volunteer's phone opens; empty once the door is closed."""
        if self.is_closed:
            return ""
        token = links.token(links.access(DOOR, self.pk, until=self.open_until))
        return settings.PUBLIC_URL + reverse("events:door_link", args=[token])

    @property
    def is_revoked(self):
        return self.revoked_at is not None

    @property
    def is_closed(self):
        return self.is_revoked or self.open_until <= timezone.now()

    @transaction.atomic
    def revoke(self):
        """Close the door at once; closing it twice changes nothing."""
        Door.objects.open().filter(pk=self.pk).update(revoked_at=timezone.now())
        links.revoke(DOOR, self.pk)

    @transaction.atomic
    def reopen(self):
        """Open it again with a new link: the same phone sends what it had kept."""
        until = _until(self.event)
        Door.objects.filter(pk=self.pk).update(revoked_at=None, open_until=until)
        links.access(DOOR, self.pk, until=until)

    def be_seen(self, *, now):
        """Note that its phone asked something."""
        old = Q(last_seen_at=None) | Q(last_seen_at__lt=now - SEEN_EVERY)
        if self.last_seen_at is None or self.last_seen_at < now - SEEN_EVERY:
            Door.objects.filter(old, pk=self.pk).update(last_seen_at=now)

    @property
    def salt(self):
        """What this door's phone mixes into a ticket before it compares: of no use at another door."""
        return salted_hmac("events.door", str(self.pk), algorithm="sha256").hexdigest()[:32]

    def mark(self, code):
        """The mark under which this door knows a ticket; the phone computes the same from what it scans."""
        return mark(code, salt=self.salt)

    def find(self, mark_of_ticket):
        """Return the registration of a mark made by `mark`, here or at another door of the evening; or None.

        A phone whose door was closed sends what it kept through a new one, under the marks of the old.
        Codes alone are read: a list of three thousand takes a few milliseconds, and no mark is kept anywhere.
        """
        codes = list(self.event.registrations.filter(erased_at=None).values_list("pk", "code"))
        others = Door.objects.filter(event=self.event_id).exclude(pk=self.pk)
        pk = _among(codes, [self], mark_of_ticket) or _among(codes, others, mark_of_ticket)
        return self.event.registrations.filter(pk=pk).select_related("table__workshop").first() if pk else None


def _among(codes, doors, wanted):
    for door in doors:
        salt = door.salt
        for pk, code in codes:
            if mark(code, salt=salt) == wanted:
                return pk
    return None


def mark(code, *, salt):
    return hashlib.sha256(f"{salt}:{code}".encode()).hexdigest()[:TICKET_LENGTH]


def _until(event):
    if event.is_called_off or event.is_draft:
        raise ValidationError(_("A door opens for an evening that is published."))
    now = timezone.now()
    return max(event.ends_at or now, now) + LINK_KEPT
