"""What prepares facilitation: the calls to partners and the briefings."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.emails import facilitators as emails
from events.models.event import Event
from foundation import links
from members.models import Structure

CALL = "facilitator-call"  # the purpose of access links to one call
MOST_WANTED = 40  # from one partner: an evening has 25 tables and two facilitators at each


class BriefingQuerySet(models.QuerySet):
    def coming(self, now):
        return self.filter(ends_at__gt=now)

    def about_to_begin(self, now):
        """Whose reminder may be due: it leaves the day before, at 8:00 after a night."""
        near = self.filter(starts_at__gt=now, starts_at__lte=now + timedelta(days=2))
        return near.filter(event__status__in=(Event.Status.DRAFT, *Event.LIVING))


class Briefing(models.Model):
    """A meeting that prepares the facilitators of one evening; each comes to one of them."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="briefings")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=150, blank=True)
    online_url = models.URLField(_("Link to join from afar"), max_length=300, blank=True)
    edition = models.PositiveIntegerField(default=0)  # grows with each change: calendars compare it
    changed_at = models.DateTimeField(auto_now=True)

    objects = BriefingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("briefing")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="events_briefing_ends_after_start",
                violation_error_message=_("The briefing must end after it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(online_url=""),
                name="events_briefing_has_a_place",
                violation_error_message=_("Say where: a place, or a link to join from afar."),
            ),
        ]

    def __str__(self):
        return timezone.localtime(self.starts_at).strftime("%Y-%m-%d %H:%M")

    @transaction.atomic
    def settle(self):
        """Save the briefing; who chose it is told when it moves, and reminded of the new date."""
        before = Briefing.objects.select_for_update().filter(pk=self.pk).first() if self.pk else None
        if before is None:
            self.save()
            return
        fields = ("starts_at", "ends_at", "place", "online_url")
        if all(getattr(before, name) == getattr(self, name) for name in fields):
            return
        self.edition = before.edition + 1
        self.save()
        for person in self.people.accepted().for_pages():
            person.reminders.of_briefing().forget()
            emails.briefing_changed(person)

    @transaction.atomic
    def remove(self):
        """Take the briefing away, as long as nobody chose it."""
        if self.people.exists():
            raise ValidationError(_("People chose this briefing: move it, they will be told."))
        self.delete()


class FacilitatorCallQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(status=FacilitatorCall.Status.WAITING)

    def to_call_again(self, now):
        """Without an answer a week after the call, still in time, and not called again yet."""
        week_ago = now - FacilitatorCall.AGAIN_AFTER
        late = self.waiting().filter(called_at__lte=week_ago, called_again_at=None, until__gte=timezone.localdate(now))
        return late.filter(event__status__in=(Event.Status.DRAFT, *Event.LIVING)).select_related(
            "event__territory", "structure"
        )

    def open_to(self, subjects):
        return self.filter(pk__in=[int(subject) for subject in subjects if subject.isdecimal()])


class FacilitatorCall(models.Model):
    """A partner (a school, a company) is asked for people who facilitate; its contact answers by link, no login."""

    class Status(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("call", "no answer yet")
        ANSWERED = "answered", pgettext_lazy("call", "answered")
        DECLINED = "declined", pgettext_lazy("call", "declined")
        CLOSED = "closed", pgettext_lazy("call", "closed")

    AGAIN_AFTER = timedelta(days=7)
    LINK_KEPT = timedelta(days=7)  # after the last day: who is late is told so, kindly, by the page

    event = models.ForeignKey(Event, models.CASCADE, related_name="calls")
    structure = models.ForeignKey(Structure, models.PROTECT, related_name="+", verbose_name=_("structure"))
    contact_name = models.CharField(_("contact person"), max_length=120)
    contact_email = models.EmailField(_("e-mail of the contact person"))
    wanted = models.PositiveSmallIntegerField(_("facilitators wanted"), default=2)
    message = models.TextField(_("your words"), max_length=1500, blank=True)
    until = models.DateField(_("answer until"))
    language = models.CharField(_("language of the mails"), max_length=5, choices=settings.LANGUAGES, default="fr")
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    promised = models.PositiveSmallIntegerField(null=True)  # « three, names later »
    answer = models.CharField(_("a word for the team"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    called_at = models.DateTimeField(default=timezone.now)
    called_again_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    objects = FacilitatorCallQuerySet.as_manager()

    class Meta:
        ordering = ["structure__name", "pk"]
        verbose_name = _("call to a partner")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "structure", "contact_email"],
                condition=~Q(contact_email=""),  # erased ones no longer compare
                name="events_call_once",
                violation_error_message=_("This person was already asked for this evening."),
            )
        ]

    def __str__(self):
        return f"{self.structure} · {self.contact_name}"

    def get_absolute_url(self):
        return reverse("events:call_answer", args=[self.pk])

    @property
    def is_waiting(self):
        return self.status == self.Status.WAITING

    @property
    def is_declined(self):
        return self.status == self.Status.DECLINED

    @property
    def is_closed(self):
        return self.status == self.Status.CLOSED

    def takes_answers(self, *, now):
        return not self.is_closed and timezone.localdate(now) <= self.until and self.event.awaits_people(now)

    def access_link(self):
        last = timezone.make_aware(timezone.datetime.combine(self.until, timezone.datetime.min.time()))
        token = links.token(links.access(CALL, self.pk, until=last + timedelta(days=1) + self.LINK_KEPT))
        return settings.PUBLIC_URL + reverse("events:call_link", args=[token])

    @transaction.atomic
    def launch(self, structure, *, by):
        """Save the call with its structure, which may be new, and write to the contact."""
        if structure.pk is None:
            structure.save()
        self.structure, self.by = structure, by
        self.save()
        emails.facilitators_called(self)

    @transaction.atomic
    def call_again(self, *, now):
        """Remind a silent contact, once, whoever asks twice; return whether it was done now."""
        silent = FacilitatorCall.objects.waiting().filter(pk=self.pk, called_again_at=None)
        if not silent.update(called_again_at=now):
            return False
        emails.facilitators_called_again(self)
        return True

    @transaction.atomic
    def reply(self, *, people=(), promised=None, answer="", language="", now):
        """Keep who comes (unsaved facilitators), or how many; ValidationError when one of them is known already.

        `language` is that of the contact and, until they say otherwise, of those named.
        """
        self._refuse_late(now)
        for person in people:
            person.event, person.call, person.language = self.event, self, language or self.language
            person.settle(self.structure)
        self._answered(self.Status.ANSWERED, promised=promised, answer=answer, language=language, now=now)

    @transaction.atomic
    def decline(self, *, answer="", now):
        """Nobody can come from there; whoever was named before stays until the team looks at it."""
        self._refuse_late(now)
        self._answered(self.Status.DECLINED, promised=None, answer=answer, now=now)

    @transaction.atomic
    def close(self):
        """No more answers are taken."""
        if (
            not FacilitatorCall.objects.filter(pk=self.pk)
            .exclude(status=self.Status.CLOSED)
            .update(status=self.Status.CLOSED)
        ):
            raise ValidationError(_("This call is already closed."))
        emails.withdraw_call(self)
        links.revoke(CALL, self.pk)

    def _answered(self, status, *, promised, answer, now, language=""):
        emails.withdraw_call(self)
        kept = FacilitatorCall.objects.filter(pk=self.pk).exclude(status=self.Status.CLOSED)
        values = {"promised": promised, "answer": answer, "language": language or self.language}
        if not kept.update(status=status, **values, answered_at=now):
            raise ValidationError(_("This call is closed: write to the team."), code="closed")
        self.refresh_from_db()

    def _refuse_late(self, now):
        if not self.takes_answers(now=now):
            raise ValidationError(_("This call is closed: write to the team."), code="closed")
