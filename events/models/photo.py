"""Photos of an edition: nobody is shown without their agreement, and anyone can ask for a photo to go (D56, D59)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.emails import photos as emails_photos
from events.models.event import Event
from events.models.record import RegistrationConsent
from events.models.registration import Registration
from foundation.kept_pictures import KeptPicture
from members.models import ConsentRecord


class EventPhotoQuerySet(models.QuerySet):
    def managed_by(self, person):
        return self.filter(event__in=Event.objects.managed_by(person))

    def published(self):
        return self.filter(status=EventPhoto.Status.PUBLISHED)

    def public(self):
        """Published, on the page of an evening that everyone may open."""
        return self.published().filter(event__in=Event.objects.public())

    def visible_to(self, person):
        if not person.is_authenticated:
            return self.public()
        return self.filter(Q(pk__in=self.public().values("pk")) | Q(pk__in=self.managed_by(person).values("pk")))

    def contested(self):
        """Hidden because someone asked, and waiting for the team."""
        return self.filter(removals__in=PhotoRemoval.objects.open()).distinct()


class EventPhoto(KeptPicture):
    FOLDER = "photos"

    class Status(models.TextChoices):
        DRAFT = "draft", _("kept for the team")
        PUBLISHED = "published", _("shown to everyone")
        HIDDEN = "hidden", _("hidden: someone asked")

    class People(models.TextChoices):
        NOBODY = "nobody", _("nobody can be recognised")
        AGREED = "agreed", _("people can be recognised, and each of them agreed")
        UNKNOWN = "unknown", _("people can be recognised, and not all were asked")

    event = models.ForeignKey(Event, models.CASCADE, related_name="photos")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    caption = models.CharField(_("caption"), max_length=200, blank=True)
    credit = models.CharField(_("who took it"), max_length=80, blank=True)
    people = models.CharField(_("who is on it"), max_length=8, choices=People, default=People.UNKNOWN)
    agreement = models.CharField(_("how they agreed"), max_length=200, blank=True)
    agreed_on = models.DateField(_("on which day"), null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = EventPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of the evening")
        indexes = [models.Index(fields=["event", "status", "id"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="published") | Q(people="nobody") | Q(people="agreed", agreed_on__isnull=False)
                & ~Q(agreement=""),
                name="events_photo_published_with_agreement",
            )
        ]  # fmt: skip

    def __str__(self):
        return self.caption or self.alt or self.key

    @property
    def is_published(self):
        return self.status == self.Status.PUBLISHED

    @property
    def is_hidden(self):
        return self.status == self.Status.HIDDEN

    def obstacles(self):
        """What is missing before everyone may see it, in words for people."""
        missing = []
        if not self.alt:
            missing.append(_("Say in a few words what the photo shows, for who cannot see it."))
        if self.people == self.People.UNKNOWN:
            missing.append(_("People can be recognised who were not asked: the photo stays with the team."))
        if self.people == self.People.AGREED and not (self.agreement and self.agreed_on):
            missing.append(_("Say how each person agreed, and on which day."))
        if PhotoRemoval.objects.open().filter(photo=self).exists():
            missing.append(_("Someone asked for this photo to be removed: answer first."))
        return missing

    @classmethod
    def add(cls, event, picture, *, by, credit=""):
        """Keep a `pictures.Picture` for the team; nobody else sees it yet."""
        photo = cls.drawn(picture, event=event, added_by=by, credit=credit)  # files first: none in a transaction
        photo.save()
        return photo

    @transaction.atomic
    def describe(self, fields):
        """Keep what was typed; a published photo that lacks something from now on goes back to the team."""
        if self.obstacles():
            EventPhoto.objects.published().filter(pk=self.pk).update(status=self.Status.DRAFT)
        self.save(update_fields=fields)

    @transaction.atomic
    def publish(self, *, by):
        """Show it to everyone; ValidationError says what is missing."""
        self.refresh_from_db()
        missing = self.obstacles()
        if missing:
            raise ValidationError(missing)
        shown = {"status": self.Status.PUBLISHED, "published_at": timezone.now(), "published_by": by}
        EventPhoto.objects.filter(pk=self.pk).update(**shown)
        self.refresh_from_db()

    def unpublish(self):
        """Only the team sees it again, at once."""
        EventPhoto.objects.published().filter(pk=self.pk).update(status=self.Status.DRAFT)
        self.refresh_from_db()

    @transaction.atomic
    def remove(self):
        """Delete it for good, files included."""
        self.discard_files()
        self.delete()

    @transaction.atomic
    def contest(self, *, words, email, language=settings.LANGUAGE_CODE):
        """Someone asks for its removal: hidden at once, then the team answers. Asked again, it is one more request."""
        EventPhoto.objects.published().filter(pk=self.pk).update(status=self.Status.HIDDEN)
        self.refresh_from_db()
        removal = self.removals.create(words=words, email=email.strip().lower(), language=language)
        emails_photos.removal_asked(removal)
        return removal


class PhotoRemovalQuerySet(models.QuerySet):
    def open(self):
        return self.filter(handled_at=None)


class PhotoRemoval(models.Model):
    """Someone asks for a photo to go; who asks need not say who they are."""

    photo = models.ForeignKey(EventPhoto, models.CASCADE, related_name="removals")
    words = models.CharField(_("why, if you wish"), max_length=500, blank=True)
    email = models.EmailField(_("your e-mail, for an answer"), blank=True)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="fr")
    at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = PhotoRemovalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["handled_at", "photo"])]

    def __str__(self):
        return f"{self.photo} · {self.at:%Y-%m-%d}"

    @transaction.atomic
    def grant(self):
        """Delete the photo; who asked is told."""
        emails_photos.removal_granted(self)
        self.photo.remove()

    @transaction.atomic
    def keep(self, *, by):
        """The request was looked at and the photo may stay; it waits for a member of the team to show it again."""
        handled = {"handled_at": timezone.now(), "handled_by": by}
        if not PhotoRemoval.objects.open().filter(pk=self.pk).update(**handled):
            raise ValidationError(_("A colleague has already decided: look at the page again."), code="stale")
        EventPhoto.objects.filter(pk=self.photo_id, status=EventPhoto.Status.HIDDEN).update(
            status=EventPhoto.Status.DRAFT
        )
        emails_photos.removal_refused(self)


def refusing_pictures(event):
    """Registrations of `event` that did not agree to be on pictures: silence is a refusal (D56, D59)."""
    agreed = RegistrationConsent.objects.standing().filter(purpose=ConsentRecord.Purpose.IMAGE)
    live = Registration.objects.live().filter(event=event)
    return live.exclude(pk__in=agreed.filter(registration__event=event).values("registration"))
