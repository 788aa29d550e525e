"""Ideas that people write: they stand alone (D65), exist once (D12), and are read before being shown (D15)."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from events.models import Event, Table, Theme
from foundation import links
from foundation.codes import new_code
from foundation.folding import fold, words
from ideas import emails
from ideas.models.record import IdeaConsent, IdeaStep, Report, bump
from members.consents import VERSION
from members.models import Commune, ConsentRecord, Territory

RECEIPT = "receipt"  # the purpose of access links to one idea
RECEIPT_KEPT = timedelta(days=400)  # an author comes back at the next edition


class IdeaQuerySet(models.QuerySet):
    def submitted(self):
        """Waiting to be read by the team, oldest first in the queue."""
        return self.filter(status=Idea.Status.SUBMITTED)

    def accepted(self):
        return self.filter(status=Idea.Status.ACCEPTED)

    def refused(self):
        return self.filter(status=Idea.Status.REFUSED)

    def withdrawn(self):
        return self.filter(status=Idea.Status.WITHDRAWN)

    def not_withdrawn(self):
        return self.exclude(status=Idea.Status.WITHDRAWN)

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

    def reported(self):
        return self.filter(Exists(Report.objects.open().filter(idea=OuterRef("pk"))))

    def managed_by(self, person):
        return self.filter(event__in=Event.objects.managed_by(person))

    def visible_to(self, person):
        if not person.is_authenticated:
            return self.listed()
        return self.filter(Q(pk__in=self.listed().values("pk")) | Q(pk__in=self.managed_by(person).values("pk")))

    def written_by(self, person):
        """Ideas followed from an address that `person` proved (D65)."""
        if not person.is_authenticated or not person.email:
            return self.none()
        return self.filter(author_email__iexact=person.email)

    def opened_by(self, person, *, subjects):
        """What an author may edit: by the access links held (`subjects`, texts), or by the address proved."""
        keys = [int(subject) for subject in subjects if subject.isdecimal()]
        return self.filter(Q(pk__in=keys) | Q(pk__in=self.written_by(person).values("pk")))

    def matching(self, search):
        """Every word of `search`, without accents or capitals."""
        found = self
        for word in words(search):
            found = found.filter(folded__contains=word)
        return found

    def for_cards(self):
        """With what a card shows, in a constant number of statements."""
        return self.select_related("event__territory", "table__workshop", "theme").prefetch_related("consents")

    def for_moderation(self):
        """With what the queue shows: beside each idea its open reports, and the name if it will be shown."""
        reports = Prefetch("reports", Report.objects.open().order_by("pk"), to_attr="open_reports")
        return self.select_related("table__workshop").prefetch_related(reports, "consents")


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
    seeks_bearer = models.BooleanField(_("this idea seeks someone to carry it"), default=False)
    author_name = models.CharField(_("your given name"), max_length=80, blank=True)
    author_email = models.EmailField(_("your e-mail"), blank=True)
    language = models.CharField(max_length=5, default="fr")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="ideas")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.SUBMITTED)
    refusal = models.CharField(max_length=12, choices=Refusal, blank=True)
    off_wall_at = models.DateTimeField(null=True, blank=True)
    wall_at = models.DateTimeField(default=timezone.now)  # when it landed on the wall: the newest are shown
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
        self.folded = folded_text(self.title, self.need, self.solution)
        self.slug = self.slug or f"{slugify(self.title)[:80].strip('-') or 'idee'}-{new_code(5).lower()}"
        super().save(**kwargs)

    def get_absolute_url(self):
        return reverse("ideas:idea", args=[self.slug])

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

    def access_link(self):
        """The access that a receipt gives: to complete, follow or withdraw the idea (D11, D64)."""
        return links.access(RECEIPT, self.pk, until=timezone.now() + RECEIPT_KEPT)

    def open_url(self):
        """The address, for mails, that exchanges the access link for a cookie."""
        return settings.PUBLIC_URL + reverse("ideas:open", args=[links.token(self.access_link())])

    @transaction.atomic
    def accept(self, *, by):
        """Show an idea that waited; its author is told (D15, D18)."""
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
        step = self._move(
            IdeaStep.Kind.REFUSED,
            by=by,
            source=self.STANDING,
            details=reason,
            status=self.Status.REFUSED,
            refusal=reason,
        )
        Report.objects.open().filter(idea=self).update(handled_at=timezone.now(), handled_by=by)
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
        self._move(
            IdeaStep.Kind.WITHDRAWN,
            by=by,
            source=(*self.STANDING, self.Status.REFUSED),
            status=self.Status.WITHDRAWN,
            refusal="",
            author_name="",
        )
        self._withdraw_name()

    @transaction.atomic
    def complete(self, *, by=None, **values):
        """Keep what its author added. New words of an accepted idea are read again before being shown (D15)."""
        if self.status not in self.STANDING:
            raise _stale()
        reads_again = any(values.get(name, getattr(self, name)) != getattr(self, name) for name in self.TEXTS)
        reads_again |= values.get("author_name", "") not in {"", self.author_name}  # a name may hold any words
        status = self.Status.SUBMITTED if reads_again else self.status
        self._edit(IdeaStep.Kind.COMPLETED, values, by=by, status=status)

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
            self._withdraw_name()
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
        named.update(withdrawn_at=timezone.now())

    def _edit(self, kind, values, *, by, status):
        texts = [values.get(name, getattr(self, name)) for name in ("title", "need", "solution")]
        edited = {**values, "folded": folded_text(*texts), "status": status, "refusal": ""}
        if not Idea.objects.filter(pk=self.pk, status=self.status).update(**edited):
            raise _stale()
        if status != self.status:
            emails.withdraw_answers(self)
        self._record(kind, by=by)

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
