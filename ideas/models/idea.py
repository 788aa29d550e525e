"""Ideas that people write: they stand alone (D65), exist once (D12), and are read before being shown (D15)."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from events.models import Event, Table, Theme
from foundation import links
from foundation.codes import new_code
from foundation.folding import fold
from ideas import emails, emails_life
from ideas.models import family
from ideas.models.gathering import Gathering
from ideas.models.headings import HEADINGS
from ideas.models.idea_queries import IdeaQuerySet
from ideas.models.life import MERGED, PUBLIC_STAGES, Stage
from ideas.models.photo import IdeaPhoto, discard_photos
from ideas.models.record import IdeaConsent, IdeaStep, Report, bump
from members.consents import VERSION
from members.models import Commune, ConsentRecord, Territory

RECEIPT = "receipt"  # the purpose of access links to one idea
RECEIPT_KEPT = timedelta(days=400)  # an author comes back at the next edition
REGRETS = timedelta(days=30)  # a withdrawn idea can be put back: people withdraw in a moment of anger, too


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

    TEXTS = ("title", "need", "solution", "audience", "existing", "payer", "resources", "first_step")

    client_key = models.UUIDField(unique=True, default=uuid.uuid4)  # made by the phone: exists once (D12)
    digest = models.CharField(max_length=64, blank=True)  # of what was sent under this key: see submitting.py
    receipt = models.CharField(max_length=8, unique=True, default=new_receipt)
    slug = models.SlugField(max_length=100, unique=True)
    event = models.ForeignKey(Event, models.CASCADE, related_name="ideas")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="ideas")
    table = models.ForeignKey(Table, models.SET_NULL, null=True, blank=True, related_name="ideas")
    gathering = models.ForeignKey(Gathering, models.SET_NULL, null=True, blank=True, related_name="ideas")
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="ideas")
    title = models.CharField(_("its name"), max_length=120)
    need = models.TextField(_("the need"), max_length=1500, blank=True)
    solution = models.TextField(_("your solution"), max_length=1500, blank=True)
    audience = models.TextField(_("for whom"), max_length=800, blank=True)
    existing = models.TextField(_("what already exists"), max_length=800, blank=True)
    payer = models.TextField(_("who would pay"), max_length=800, blank=True)
    resources = models.TextField(_("what we have here for it"), max_length=800, blank=True)
    first_step = models.TextField(_("a first step within thirty days"), max_length=800, blank=True)
    commune = models.ForeignKey(Commune, models.SET_NULL, null=True, blank=True, related_name="+")
    commune_text = models.CharField(max_length=80, blank=True)  # typed, when the list does not know it
    seeks_bearer = models.BooleanField(_("this idea seeks someone to carry it"), default=False)
    author_name = models.CharField(_("your given name"), max_length=80, blank=True)
    author_email = models.EmailField(_("your e-mail"), blank=True)
    language = models.CharField(max_length=5, default="fr")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="ideas")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    typed = models.BooleanField(default=False)  # from a sheet or a voice, by the team or who holds a stall
    sheet_number = models.CharField(max_length=16, blank=True)  # of the paper sheet it was written on, as printed (D13)
    status = models.CharField(max_length=10, choices=Status, default=Status.SUBMITTED)
    refusal = models.CharField(max_length=12, choices=Refusal, blank=True)
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.TO_SORT)  # of its life: see life.py (D18)
    merged_into = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="merged")  # D17
    whole = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="parts")  # last of the chain
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    off_wall_at = models.DateTimeField(null=True, blank=True)
    wall_at = models.DateTimeField(default=timezone.now)  # when it landed on the wall: the newest are shown
    folded = models.TextField(editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        verbose_name = _("idea")
        indexes = [
            models.Index(fields=["event", "status", "-id"]),
            models.Index(fields=["event", "stage", "-id"]),
            models.Index(fields=["table", "-id"]),
            models.Index(fields=["status", "-id"]),
            models.Index(fields=["gathering", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="refused") & ~Q(refusal="") | ~Q(status="refused") & Q(refusal=""),
                name="ideas_idea_refused_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None, whole=None) | Q(merged_into__isnull=False, whole__isnull=False),
                name="ideas_idea_part_has_whole",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        self.folded = folded_text(self.title, self.need, self.solution)
        self.slug = self.slug or f"{slugify(self.title)[:80].strip('-') or 'idee'}-{new_code(5).lower()}"
        super().save(**kwargs)

    def get_absolute_url(self):
        return reverse("ideas:idea", args=[self.slug])

    def written_texts(self):
        """Return [(what, words)] of the texts of its sheet that are not empty, its name apart."""
        return [(label, getattr(self, name)) for name, label in HEADINGS.items() if getattr(self, name)]

    @property
    def origin(self):
        """Where it was written: the gathering's name, else the evening's."""
        return str(self.gathering or self.event)

    @property
    def shown_author(self):
        """The author's name, only with a consent that stands (D14); read from `consents`, prefetched in lists."""
        return self.author_name if self.name_is_shown else ""

    @property
    def name_is_shown(self):
        shown = ConsentRecord.Purpose.NAME_SHOWN
        return any(c.purpose == shown and c.withdrawn_at is None for c in self.consents.all())

    @property
    def is_standing(self):
        return self.status in self.STANDING

    @property
    def is_refused(self):
        return self.status == self.Status.REFUSED

    @property
    def is_submitted(self):
        return self.status == self.Status.SUBMITTED

    @property
    def is_withdrawn(self):
        return self.status == self.Status.WITHDRAWN

    @property
    def public_stage(self):
        """Where it is in its life, as everyone reads it (D18)."""
        return MERGED if self.merged_into_id else PUBLIC_STAGES[self.stage]

    @property
    def has_moved(self):
        """Whether its life says more than that it was received."""
        return self.stage != Stage.TO_SORT

    @property
    def asks_for_bearer(self):
        """Its sheet asks for someone, and no project answers for it yet: from then on the project says it (D19)."""
        return self.seeks_bearer and self.stage != Stage.PROJECT

    @property
    def kept_photo(self):
        """Its photo, or None."""
        return getattr(self, "photo", None)

    @property
    def shown_photo(self):
        """Its photo once the team has seen it, or None."""
        return self.kept_photo if self.kept_photo and self.kept_photo.read_at else None

    def access_link(self):
        """The access that a receipt gives: to complete, follow or withdraw the idea (D11, D64)."""
        return links.access(RECEIPT, self.pk, until=timezone.now() + RECEIPT_KEPT)

    def open_url(self, *, journey=False):
        """The address, for mails, that exchanges the access link for a cookie, then leads to the sheet or journey."""
        path = reverse("ideas:open", args=[links.token(self.access_link())])
        return f"{settings.PUBLIC_URL}{path}{'?vers=parcours' if journey else ''}"

    @transaction.atomic
    def accept(self, *, by, photos=()):
        """Show an idea that waited; `photos` are the keys of those that were seen. Its author is told (D15, D18)."""
        unread = IdeaPhoto.objects.unread().filter(idea=self)
        unread.filter(key__in=photos).update(read_at=timezone.now())
        if unread.exists():  # added while the queue was being read
            raise _stale()
        lands = {"wall_at": timezone.now()} if self.event.wall_moderation == Event.Moderation.BEFORE else {}
        step = self._move(
            IdeaStep.Kind.ACCEPTED, by=by, source=(self.Status.SUBMITTED,), status=self.Status.ACCEPTED, **lands
        )
        emails.idea_accepted(self, step=step)

    @transaction.atomic
    def refuse(self, *, by, reason):
        """Refuse with one of the listed reasons; its author is told, and may edit and send again (D15)."""
        if reason not in self.Refusal.values:
            raise ValidationError(_("Choose one of the reasons."), code="reason")
        held = family.hold([self.pk])
        step = self._move(
            IdeaStep.Kind.REFUSED,
            by=by,
            source=self.STANDING,
            details=reason,
            status=self.Status.REFUSED,
            refusal=reason,
        )
        emails_life.withdraw(self)
        Report.objects.open().filter(idea=self).update(handled_at=timezone.now(), handled_by=by)
        family.leave(self, held, by=by)
        emails.idea_refused(self, step=step)

    @transaction.atomic
    def reopen(self, *, by):
        """Undo an acceptance or a refusal: the idea waits to be read again."""
        source = (self.Status.ACCEPTED, self.Status.REFUSED)
        self._move(IdeaStep.Kind.REOPENED, by=by, source=source, status=self.Status.SUBMITTED, refusal="")

    @transaction.atomic
    def take_down(self, *, by):
        """One tap removes the idea from the wall; it stays in the list (D15)."""
        if not Idea.objects.filter(pk=self.pk, off_wall_at=None).update(off_wall_at=timezone.now()):
            raise _stale()
        self._record(IdeaStep.Kind.TAKEN_DOWN, by=by)

    @transaction.atomic
    def put_back(self, *, by):
        if not Idea.objects.filter(pk=self.pk).exclude(off_wall_at=None).update(off_wall_at=None):
            raise _stale()
        self._record(IdeaStep.Kind.PUT_BACK, by=by)

    @transaction.atomic
    def dismiss_reports(self, *, by):
        """The team looked and keeps the idea."""
        if not Report.objects.open().filter(idea=self).update(handled_at=timezone.now(), handled_by=by):
            raise _stale()

    @transaction.atomic
    def withdraw(self, *, by=None):
        """Its author takes the idea back, at once everywhere; the name goes with it (D14)."""
        held = family.hold([self.pk])
        self._move(
            IdeaStep.Kind.WITHDRAWN,
            by=by,
            source=(*self.STANDING, self.Status.REFUSED),
            status=self.Status.WITHDRAWN,
            refusal="",
            author_name="",
        )
        self._withdraw_name()
        emails_life.withdraw(self)
        family.leave(self, held, by=by)
        discard_photos([self.pk])

    @transaction.atomic
    def restore(self, *, by=None):
        """Its author thinks again within `REGRETS`: it is read anew; the name and the photo went for good."""
        if not Idea.objects.restorable(timezone.now()).filter(pk=self.pk).exists():
            raise ValidationError(_("More than 30 days have passed: write your idea again, please."), code="late")
        self._move(
            IdeaStep.Kind.RESTORED, by=by, source=(self.Status.WITHDRAWN,), status=self.Status.SUBMITTED, refusal=""
        )

    def attach_photo(self, picture, *, alt="", by=None):
        """Keep a `pictures.Picture` instead of the former one; a shown idea is read again with it (D15)."""
        photo = IdeaPhoto.drawn(picture, idea=self, alt=alt)  # files first: none in a transaction
        try:
            with transaction.atomic():
                self._replace_photo(photo, by=by)
        except (IntegrityError, ValidationError):
            photo.discard_files()
            raise _stale() from None

    @transaction.atomic
    def describe_photo(self, alt):
        """Change the words for who cannot see the photo: they are shown, so they are read again."""
        if IdeaPhoto.objects.filter(idea=self).exclude(alt=alt).update(alt=alt, read_at=None):
            self._read_again(IdeaStep.Kind.PHOTO_ADDED, by=None)

    @transaction.atomic
    def remove_photo(self, *, by=None):
        """Take the photo away for good, at once; nothing happens when there is none."""
        if self._drop_photo():
            self._record(IdeaStep.Kind.PHOTO_REMOVED, by=by)

    @transaction.atomic
    def complete(self, *, by=None, at_table=False, **values):
        """Keep what its author, or who facilitates its table (`at_table`), added.

        New words of an accepted idea are read again before being shown (D15).
        """
        if self.status not in self.STANDING:
            raise _stale()
        reads_again = any(values.get(name, getattr(self, name)) != getattr(self, name) for name in self.TEXTS)
        reads_again |= values.get("author_name", "") not in {"", self.author_name}  # a name may hold any words
        status = self.Status.SUBMITTED if reads_again else self.status
        details = IdeaStep.AT_TABLE if at_table else ""
        self._edit(IdeaStep.Kind.COMPLETED, values, by=by, status=status, details=details)

    @transaction.atomic
    def resubmit(self, *, by=None, **values):
        """After a refusal, the idea is sent again, edited (D15)."""
        if not self.is_refused:
            raise _stale()
        self._edit(IdeaStep.Kind.RESUBMITTED, values, by=by, status=self.Status.SUBMITTED)

    @transaction.atomic
    def show_name(self, shown):
        """Record or withdraw the consent to show the author's name; withdrawing acts at once (D14, D56)."""
        if not shown:
            if self._withdraw_name():  # a photographed sheet may hold the name as well: unseen again
                IdeaPhoto.objects.filter(idea=self).update(read_at=None)
        elif not self.consents.filter(purpose=ConsentRecord.Purpose.NAME_SHOWN, withdrawn_at=None).exists():
            IdeaConsent.objects.bulk_create(
                [IdeaConsent(idea=self, purpose=ConsentRecord.Purpose.NAME_SHOWN, text_version=VERSION)],
                ignore_conflicts=True,
            )
        bump(self.event_id)

    @transaction.atomic
    def follow(self, email):
        """Attach an address: the receipt leaves to it, and from now on claiming goes through it (D11)."""
        Idea.objects.filter(pk=self.pk).update(author_email=email.strip().lower())
        self.refresh_from_db()
        if self.author_email:
            emails.idea_received(self)

    def _withdraw_name(self):
        named = self.consents.filter(purpose=ConsentRecord.Purpose.NAME_SHOWN, withdrawn_at=None)
        return named.update(withdrawn_at=timezone.now())

    def _drop_photo(self):
        photo = IdeaPhoto.objects.filter(idea=self).first()
        if photo:
            photo.discard()
        return photo is not None

    def _replace_photo(self, photo, *, by):
        if not Idea.objects.not_withdrawn().filter(pk=self.pk).exists():
            raise _stale()
        self._drop_photo()
        photo.save()
        self._read_again(IdeaStep.Kind.PHOTO_ADDED, by=by)

    def _read_again(self, kind, *, by):
        if Idea.objects.accepted().filter(pk=self.pk).update(status=self.Status.SUBMITTED):
            emails.withdraw_answers(self)
        self._record(kind, by=by)

    def _edit(self, kind, values, *, by, status, details=""):
        texts = [values.get(name, getattr(self, name)) for name in ("title", "need", "solution")]
        edited = {**values, "folded": folded_text(*texts), "status": status, "refusal": ""}
        if not Idea.objects.filter(pk=self.pk, status=self.status).update(**edited):
            raise _stale()
        if status != self.status:
            emails.withdraw_answers(self)
        self._record(kind, by=by, details=details)

    def _move(self, kind, *, by, source, details="", **values):
        if not Idea.objects.filter(pk=self.pk, status__in=source).update(**values):
            raise _stale()
        emails.withdraw_answers(self)  # an answer that has not left is no longer true
        return self._record(kind, by=by, details=details)

    def _record(self, kind, *, by, details=""):
        self.refresh_from_db()
        bump(self.event_id)
        return self.steps.create(kind=kind, by=by, details=details)


def folded_text(title, need, solution):
    return fold(f"{title} {need} {solution}")


def _stale():
    return ValidationError(_("This was already done, or is no longer possible: look at the page again."), code="stale")
