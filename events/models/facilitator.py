"""Who helps a table work: asked, accepted, declined, replaced (D5)."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.emails import facilitators as emails
from events.models.briefing import Briefing, FacilitatorCall
from events.models.event import Event
from events.models.workshop import Table
from foundation import links
from members.models import Structure
from members.phones import spoken_phone

FACILITATOR = "facilitator"  # the purpose of access links to one person's evening
LINK_KEPT = timedelta(days=30)  # the kit and the results of the table are still of use after the evening
SILENT_AFTER = timedelta(days=7)  # beyond a week, an invitation without answer is worth a phone call
FULL = 2  # facilitators of a table, as D5 recommends


class FacilitatorQuerySet(models.QuerySet):
    def of_address(self, address):
        """Whom an address was given for; nobody for an empty one."""
        return self.filter(email__iexact=address) if address else self.none()

    def standing(self):
        """Those who did not say no: they count for their table."""
        return self.exclude(status__in=Facilitator.GONE)

    def gone(self):
        return self.filter(status__in=Facilitator.GONE)

    def to_invite(self):
        return self.filter(status=Facilitator.Status.NEW)

    def to_invite_by_mail(self):
        return self.to_invite().exclude(email="")

    def invited(self):
        """Asked, without an answer yet."""
        return self.filter(status=Facilitator.Status.INVITED)

    def asked(self):
        """Invited or accepted: they know of the evening."""
        return self.filter(status__in=(Facilitator.Status.INVITED, Facilitator.Status.ACCEPTED))

    def silent(self, now):
        return self.invited().filter(invited_at__lt=now - SILENT_AFTER)

    def accepted(self):
        return self.filter(status=Facilitator.Status.ACCEPTED)

    def without_table(self):
        return self.standing().filter(table=None)

    def here(self):
        """Those who said, or of whom the team saw, that they are at the evening."""
        return self.standing().exclude(here_at=None)

    def reachable(self):
        return self.exclude(email="")

    def for_pages(self):
        return self.select_related("event__territory", "table__workshop", "structure", "briefing")

    def asked_of(self, person):
        """What was asked of the address that `person` proved, the latest evening first."""
        return self.of_address(person.email).asked().for_pages().order_by("-event__starts_at", "-pk")

    def to_replace_at(self, table):
        """Who could help `table` now: free or in reserve first, then the second person of a table that has two.

        Adds `is_second`, whether they leave someone behind at their table; declined and asked-only people are left out.
        """
        theirs = Facilitator.objects.accepted().filter(table=OuterRef("table")).order_by().values("table")
        second = theirs.annotate(n=Count("pk")).filter(n__gte=FULL)
        free = self.accepted().filter(event=table.event_id).exclude(table=table)
        return (
            free.annotate(is_second=Exists(second))
            .filter(Q(table=None) | Q(is_second=True))
            .order_by(F("table__number").asc(nulls_first=True), "-is_reserve", "family_name")
            .select_related("table__workshop", "structure")
        )

    def open_to(self, subjects):
        """Those whom access links name."""
        return self.filter(pk__in=[int(subject) for subject in subjects if subject.isdecimal()])


class Facilitator(models.Model):
    """Who helps a table work; takes no seat, and cannot hold two tables at once (D5)."""

    class Status(models.TextChoices):
        NEW = "new", pgettext_lazy("facilitator", "to invite")
        INVITED = "invited", pgettext_lazy("facilitator", "invited")
        ACCEPTED = "accepted", pgettext_lazy("facilitator", "accepted")
        DECLINED = "declined", pgettext_lazy("facilitator", "declined")
        UNAVAILABLE = "unavailable", pgettext_lazy("facilitator", "unavailable")

    GONE = (Status.DECLINED, Status.UNAVAILABLE)
    COMING = (Status.NEW, Status.INVITED, Status.ACCEPTED)

    event = models.ForeignKey(Event, models.CASCADE, related_name="facilitators")
    table = models.ForeignKey(
        Table, models.SET_NULL, null=True, blank=True, related_name="facilitators", verbose_name=_("table")
    )
    structure = models.ForeignKey(
        Structure, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("structure")
    )
    call = models.ForeignKey(FacilitatorCall, models.SET_NULL, null=True, blank=True, related_name="people")
    briefing = models.ForeignKey(
        Briefing, models.SET_NULL, null=True, blank=True, related_name="people", verbose_name=_("briefing")
    )
    status = models.CharField(max_length=11, choices=Status, default=Status.NEW)
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(_("language of the mails"), max_length=5, choices=settings.LANGUAGES, default="fr")
    needs = models.CharField(_("what you need"), max_length=300, blank=True)
    is_reserve = models.BooleanField(_("in reserve, for whoever is absent"), default=False)
    invited_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    here_at = models.DateTimeField(null=True)

    objects = FacilitatorQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name"]
        verbose_name = _("facilitator")
        constraints = [
            models.UniqueConstraint(
                "event",
                Lower("email"),
                condition=~Q(email=""),
                name="events_facilitator_one_table",
                violation_error_message=_("This person already facilitates a table of this evening."),
            ),
            models.CheckConstraint(
                condition=Q(table=None) | ~Q(status__in=("declined", "unavailable")),
                name="events_facilitator_gone_holds_no_table",
                violation_error_message=_("Who does not come holds no table."),
            ),
        ]

    def __str__(self):
        return self.full_name

    def get_absolute_url(self):
        return reverse("events:facilitator", args=[self.pk])

    @property
    def full_name(self):
        return f"{self.given_name} {self.family_name}".strip() or str(_("Erased name"))

    @property
    def spoken_phone(self):
        return spoken_phone(self.phone)

    @property
    def is_new(self):
        return self.status == self.Status.NEW

    @property
    def is_invited(self):
        return self.status == self.Status.INVITED

    @property
    def is_accepted(self):
        return self.status == self.Status.ACCEPTED

    @property
    def is_gone(self):
        return self.status in self.GONE

    def is_silent(self, *, now):
        return self.is_invited and self.invited_at is not None and self.invited_at < now - SILENT_AFTER

    def can_answer(self, *, now):
        """Until the evening ends: someone falls ill on the way."""
        return self.event.awaits_people(now)

    def access_link(self):
        """The link that each of their mails carries (D64)."""
        until = (self.event.ends_at or timezone.now()) + LINK_KEPT
        token = links.token(links.access(FACILITATOR, self.pk, until=until))
        return settings.PUBLIC_URL + reverse("events:facilitator_link", args=[token])

    def last_step(self):
        return self.steps.values_list("pk", flat=True).first() or 0

    @transaction.atomic
    def settle(self, structure, *, by=None):
        """Save who facilitates, with a structure that may be new; one person holds one table (D5).

        Whoever was asked is told of another table; links sent to an address that was wrong are closed.
        """
        before = Facilitator.objects.select_for_update().get(pk=self.pk) if self.pk else None
        if self.is_gone and self.table_id:
            raise ValidationError({"table": _("This person does not come: invite them again before giving a table.")})
        if structure is not None and structure.pk is None:
            structure.save()
        self.structure = structure
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            raise ValidationError(_("This person already facilitates a table of this evening.")) from None
        if before is None:
            self.steps.create(kind=FacilitatorStep.Kind.ADDED, by=by, table=self.table)
            return
        if before.email.lower() != self.email.lower():
            links.revoke(FACILITATOR, self.pk)
            emails.withdraw_for(self)
        if before.table_id != self.table_id:
            self._tell_move(by=by)

    @transaction.atomic
    def invite(self, *, by):
        """Ask by mail, once more when there is no answer; ValidationError without address or when they accepted."""
        if not self.email:
            raise ValidationError(_("%(name)s has no address: give them a call.") % {"name": self})
        if not self.event.awaits_people(timezone.now()):
            raise ValidationError(_("The evening is over or called off: nobody is invited any more."))
        asked = Facilitator.objects.filter(pk=self.pk).exclude(status=self.Status.ACCEPTED)
        if not asked.update(status=self.Status.INVITED, invited_at=timezone.now(), answered_at=None):
            raise ValidationError(_("%(name)s has already accepted.") % {"name": self})
        self.refresh_from_db()
        self.steps.create(kind=FacilitatorStep.Kind.INVITED, by=by, table=self.table)
        emails.facilitator_invited(self)

    @transaction.atomic
    def accept(self, *, briefing=None, needs="", language="", by=None):
        """Say yes, or change what was said; `briefing` is one of the evening's. The calendar goes with the mail.

        `language` is that of their mails from now on, when they say it.
        """
        self._refuse_when_over()
        was = self.status
        kept = Facilitator.objects.filter(pk=self.pk, status=was)
        values = {"status": self.Status.ACCEPTED, "briefing": briefing, "needs": needs, "answered_at": timezone.now()}
        values["language"] = language or self.language
        if not kept.update(**values):
            raise ValidationError(_("This was changed meanwhile: look at the page again."), code="stale")
        self.reminders.of_briefing().forget()
        self.refresh_from_db()
        kind = FacilitatorStep.Kind.CHANGED if was == self.Status.ACCEPTED else FacilitatorStep.Kind.ACCEPTED
        self.steps.create(kind=kind, by=by, table=self.table)
        emails.facilitator_accepted(self)

    def decline(self, *, by=None, reason=""):
        """Say no: the table is freed, what was going to be sent is withdrawn."""
        self._leave(self.Status.DECLINED, FacilitatorStep.Kind.DECLINED, by=by, reason=reason)

    def mark_unavailable(self, *, by, reason=""):
        """The team was told that this person cannot come, even the same day; they are told that we know."""
        self._leave(self.Status.UNAVAILABLE, FacilitatorStep.Kind.UNAVAILABLE, by=by, reason=reason)

    @transaction.atomic
    def _leave(self, status, kind, *, by, reason):
        self._refuse_when_over()
        # The table they hold now, not when the page was shown.
        left = Table.objects.filter(facilitators=self.pk).first()
        standing = Facilitator.objects.standing().filter(pk=self.pk)
        if not standing.update(status=status, table=None, briefing=None, here_at=None, answered_at=timezone.now()):
            raise ValidationError(_("This was already said: nothing has changed."), code="stale")
        self.refresh_from_db()
        self.steps.create(kind=kind, by=by, table=left, details=reason[:200])
        self.reminders.forget()
        emails.withdraw_for(self)
        emails.facilitator_released(self)

    @transaction.atomic
    def take_over(self, table, *, by):
        """Sit at `table` instead of whoever does not come; refused when they answered no or moved meanwhile."""
        if table.event_id != self.event_id:
            raise ValidationError(_("This table belongs to another evening."))
        here = Facilitator.objects.accepted().filter(pk=self.pk, table=self.table_id)
        if not here.update(table=table, is_reserve=False):
            raise ValidationError(_("This was changed meanwhile: look at the page again."), code="stale")
        self.refresh_from_db()
        self._tell_move(by=by)

    @transaction.atomic
    def keep_in_reserve(self, *, by):
        """Come without a table, ready to replace someone; their table, if any, is freed."""
        here = Facilitator.objects.standing().filter(pk=self.pk, table=self.table_id)
        if not here.update(table=None, is_reserve=True):
            raise ValidationError(_("This was changed meanwhile: look at the page again."), code="stale")
        had_table = self.table_id is not None
        self.refresh_from_db()
        self.steps.create(kind=FacilitatorStep.Kind.RESERVED, by=by)
        if had_table and not self.is_new:
            emails.facilitator_moved(self)

    @transaction.atomic
    def come(self, *, at, by=None):
        """Be at the evening since `at`, seen at the desk; a second tap changes nothing. ValidationError when gone."""
        if not self.event.awaits_people(at):
            raise ValidationError(_("The evening is over or called off: nothing can be changed any more."))
        if not Facilitator.objects.standing().filter(pk=self.pk).exists():
            raise ValidationError(_("You told us that you do not come: say yes first, on your page."), code="gone")
        if Facilitator.objects.standing().filter(pk=self.pk, here_at=None).update(here_at=at):
            self._seen(FacilitatorStep.Kind.ARRIVED, by=by)

    @transaction.atomic
    def go(self, *, by=None):
        """Take the presence back: tapped by mistake, or the person left; nothing happens when it was not said."""
        if Facilitator.objects.filter(pk=self.pk).exclude(here_at=None).update(here_at=None):
            self._seen(FacilitatorStep.Kind.LEFT, by=by)

    def _seen(self, kind, *, by):
        self.refresh_from_db(fields=["here_at", "table", "status"])
        self.steps.create(kind=kind, by=by, table=self.table)
        self.event.bump()

    @transaction.atomic
    def remove(self):
        """Take the person out of the team; what was going to be sent to them is withdrawn, their links are closed."""
        emails.withdraw_for(self)
        links.revoke(FACILITATOR, self.pk)
        self.delete()

    def _refuse_when_over(self):
        if not self.can_answer(now=timezone.now()):
            raise ValidationError(_("The evening is over or called off: nothing can be changed any more."))

    def _tell_move(self, *, by):
        self.steps.create(kind=FacilitatorStep.Kind.MOVED, by=by, table=self.table)
        if not self.is_new:
            emails.facilitator_moved(self)


class FacilitatorStep(models.Model):
    """What happened to one person of the team, by whom (nobody: themselves), and about which table."""

    class Kind(models.TextChoices):
        ADDED = "added", pgettext_lazy("facilitator", "added to the team")
        INVITED = "invited", pgettext_lazy("facilitator", "invited")
        ACCEPTED = "accepted", pgettext_lazy("facilitator", "accepted")
        CHANGED = "changed", pgettext_lazy("facilitator", "changed their answer")
        DECLINED = "declined", pgettext_lazy("facilitator", "declined")
        UNAVAILABLE = "unavailable", pgettext_lazy("facilitator", "unavailable")
        MOVED = "moved", pgettext_lazy("facilitator", "given another table")
        RESERVED = "reserved", pgettext_lazy("facilitator", "kept in reserve")
        ARRIVED = "arrived", pgettext_lazy("facilitator", "is at the evening")
        LEFT = "left", pgettext_lazy("facilitator", "is no longer at the evening")

    GONE = (Kind.DECLINED, Kind.UNAVAILABLE)

    facilitator = models.ForeignKey(Facilitator, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=11, choices=Kind)
    table = models.ForeignKey(Table, models.SET_NULL, null=True, related_name="facilitator_steps")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    details = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.facilitator} · {self.get_kind_display()}"


def deserted(event):
    """The tables of `event` that someone left and nobody facilitates now, by number."""
    left = FacilitatorStep.objects.filter(table=OuterRef("pk"), kind__in=FacilitatorStep.GONE)
    return event.tables.without_facilitator().filter(Exists(left)).order_by("number")
