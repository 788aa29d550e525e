"""Someone who would like to know more about a project: put in touch only when both sides say yes (D22)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import Territory
from outbox import personal_data as mails
from projects import consents
from projects import emails_seeking as emails
from projects.models.listing import Listing, seeking_rules
from projects.models.step import ProjectStep

UNPROVED_KEPT = timedelta(days=2)  # a link in a mail may be read the next day (D65)
ANSWERED_KEPT = timedelta(days=30)  # then each has the mail, or does not want it: who wrote is forgotten here


class IntroductionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=Introduction.OPEN)

    def unproved(self):
        return self.filter(state=Introduction.State.UNPROVED)

    def waiting(self):
        """Of people who proved their address: the project answers."""
        return self.filter(state=Introduction.State.WAITING)

    def named(self):
        return self.exclude(email="")

    def managed_by(self, person):
        return self.filter(listing__project__territory__in=Territory.objects.managed_by(person))

    def due_to_lapse(self, now):
        """Never proved, or past the day when an answer was due."""
        late = Q(state=Introduction.State.WAITING, answer_by__lt=timezone.localdate(now))
        return self.filter(Q(state=Introduction.State.UNPROVED, at__lte=now - UNPROVED_KEPT) | late)

    def due_to_forget(self, now):
        """Answered yes long enough ago: both have their mail."""
        return self.named().filter(state=Introduction.State.ACCEPTED, answered_at__lte=now - ANSWERED_KEPT)

    def for_pages(self):
        return self.select_related("listing__project__territory", "listing__project__group")


class Introduction(models.Model):
    class State(models.TextChoices):
        UNPROVED = "unproved", _("address to confirm")
        WAITING = "waiting", _("waits for an answer")
        ACCEPTED = "accepted", pgettext_lazy("introduction", "put in touch")
        REFUSED = "refused", pgettext_lazy("introduction", "not this time")
        WITHDRAWN = "withdrawn", pgettext_lazy("introduction", "taken back")
        LAPSED = "lapsed", pgettext_lazy("introduction", "without an answer")

    OPEN = (State.UNPROVED, State.WAITING)

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="introductions")
    state = models.CharField(max_length=9, choices=State, default=State.UNPROVED)
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    shares_phone = models.BooleanField(default=False)
    why_me = models.TextField(_("why you"), max_length=1200, blank=True)
    availability = models.CharField(_("when you are free"), max_length=200, blank=True)
    language = models.CharField(max_length=5, default="fr")
    consent_version = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField(default=timezone.now)
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        verbose_name = _("introduction")
        indexes = [models.Index(fields=["state", "answer_by"]), models.Index(fields=["listing", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "email"],
                condition=Q(state__in=("unproved", "waiting")),
                name="projects_introduction_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("refused", "withdrawn", "lapsed"))
                | Q(given_name="", email="", phone="", why_me="", availability=""),
                name="projects_introduction_ended_is_nameless",
            ),
        ]

    def __str__(self):
        return self.given_name or str(self.get_state_display())

    @property
    def project(self):
        return self.listing.project

    @property
    def is_unproved(self):
        return self.state == self.State.UNPROVED

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    @property
    def is_accepted(self):
        return self.state == self.State.ACCEPTED

    @property
    def is_open(self):
        return self.state in self.OPEN

    @classmethod
    @transaction.atomic
    def ask(cls, listing, *, email, proved=False, **values):
        """« Je voudrais en savoir plus »: a mail asks to confirm first (D65), unless the address is `proved`.

        An address that wrote already changes nothing: its first words stand, its letterbox has the link (D3).
        """
        if not Listing.objects.public(timezone.now()).filter(pk=listing.pk).exists():
            raise ValidationError(_("This project is no longer on the list."), code="gone")
        email = email.strip().lower()
        state = cls.State.WAITING if proved else cls.State.UNPROVED
        values |= {"email": email, "state": state, "consent_version": consents.VERSION}
        try:
            with transaction.atomic():
                made = cls.objects.create(listing=listing, answer_by=_last_day(listing), **values)
        except IntegrityError:
            made = cls.objects.open().get(listing=listing, email=email)
            if made.is_unproved and proved:
                made.prove()
            return made
        if proved:
            emails.wrote(made)
        else:
            emails.confirm(made)
        return made

    @transaction.atomic
    def prove(self):
        """The address was confirmed: the people of the project read the words; False when it was done already."""
        proved = {"state": self.State.WAITING, "at": timezone.now(), "answer_by": _last_day(self.listing)}
        if not Introduction.objects.unproved().filter(pk=self.pk).update(**proved):
            return False
        self.refresh_from_db()
        emails.wrote(self)
        return True

    @transaction.atomic
    def accept(self, *, contact, by=None, membership=None):
        """The project says yes: one mail to each with what they agreed to share (D22).

        `contact` is {"name", "email", "phone"} of who answers, the two last possibly empty but not both.
        ValidationError: `contact`, `stale`.
        """
        if not (contact.get("email") or contact.get("phone")):
            raise ValidationError(_("Say how this person can reach you."), code="contact")
        self._answer(self.State.ACCEPTED)
        emails.put_in_touch(self, contact=contact)
        emails.was_put_in_touch(self, contact=contact, membership=membership)
        kind = ProjectStep.Kind.INTRODUCED
        self.project.record(kind, by=by, membership=membership, stage=self.project.stage)
        self.project.group.touch()

    @transaction.atomic
    def refuse(self, *, why="", by=None, membership=None):
        """Not this time: told kindly, and what was written is erased at once."""
        self._answer(self.State.REFUSED, mail=lambda: emails.not_this_time(self, why=why.strip()[:300]))

    @transaction.atomic
    def withdraw(self):
        """Who wrote takes it back: it goes at once, and what had not left is not sent."""
        if not Introduction.objects.open().filter(pk=self.pk).update(**self._ended(self.State.WITHDRAWN)):
            raise _stale()
        emails.withdraw_all(self)
        self.refresh_from_db()

    @transaction.atomic
    def lapse(self):
        """Nobody confirmed, or nobody answered in time: who waited is told, and forgotten."""
        waited = self.is_waiting
        if not Introduction.objects.filter(pk=self.pk, state=self.state).update(**self._ended(self.State.LAPSED)):
            return False
        emails.withdraw_all(self)
        if waited:
            emails.no_answer(self)
        self.refresh_from_db()
        return True

    @transaction.atomic
    def end_with_listing(self):
        """The project left the list before answering."""
        if self.is_waiting:
            self._answer(self.State.REFUSED, mail=lambda: emails.not_this_time(self, why=""))
        else:
            self.lapse()

    @transaction.atomic
    def forget(self):
        """Blank who this is, here and in the mails kept: each has had the other's way to be reached."""
        mails.unname(emails.about_author(self), [self.given_name], become=_("Former member"))
        mails.blank(emails.about_author(self))
        Introduction.objects.filter(pk=self.pk).update(**BLANK)

    def _answer(self, state, *, mail=None):
        """Compare and set; `mail` is queued while the address is still known here."""
        ended = self._ended(state) if state != self.State.ACCEPTED else {"state": state, "answered_at": timezone.now()}
        if not Introduction.objects.waiting().filter(pk=self.pk).update(**ended):
            raise _stale()
        emails.withdraw_all(self)
        if mail:
            mail()
        self.state = state

    @staticmethod
    def _ended(state):
        return {"state": state, "answered_at": timezone.now(), **BLANK}


def contact_of(membership, territory, *, email, phone):
    """How who answers may be reached: their own address and phone as they chose, the team's by its public contact."""
    if membership is None:
        reach = {"email": territory.contact_email, "phone": territory.contact_phone}
        return {"name": territory.structure or territory.name, **reach}
    reach = {"email": membership.email if email else "", "phone": membership.spoken_phone if phone else ""}
    return {"name": membership.given_name, **reach}


BLANK = {"given_name": "", "email": "", "phone": "", "why_me": "", "availability": "", "shares_phone": False}


def _last_day(listing):
    rules = seeking_rules(listing.project.territory_id)
    return timezone.localdate() + timedelta(days=rules.answer_days)


def _stale():
    return ValidationError(_("This was answered or taken back meanwhile: look at the page again."), code="stale")
