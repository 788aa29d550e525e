"""One asks to be put in touch with a member; addresses are exchanged only when both said yes (D56)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.cooperative import emails_introductions as emails
from members.cooperative.models.cooperative import Cooperative
from members.cooperative.models.directory import Entry
from members.cooperative.models.member import Member
from outbox import personal_data as mails

MOST_ASKED = 5  # by one member, or one project, in a week: nobody canvasses here
MOST_WAITING = 5  # at one member: who is asked a lot is left in peace
WEEK = timedelta(days=7)
ANSWER_WITHIN = timedelta(days=21)  # then it lapses, kindly
REST = timedelta(days=90)  # after « pas pour l’instant »: the same does not ask again
ANSWERED_KEPT = timedelta(days=30)  # then each has the mail: nothing more is kept here


class IntroductionQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Introduction.State.WAITING)

    def settled(self):
        """Said yes to: both have the other's address."""
        return self.filter(state=Introduction.State.ACCEPTED)

    def named(self):
        return self.exclude(email="")

    def asked_of(self, members):
        return self.filter(asked__in=members)

    def asked_by(self, members):
        return self.filter(asker__in=members)

    def of_sides(self, members):
        """Those that `members` received or asked."""
        return self.asked_of(members) | self.asked_by(members)

    def about(self, subject):
        """Those that the team of a project asked: `subject` as « project:12 »."""
        return self.filter(about=subject)

    def due_to_lapse(self, now):
        """Nobody answered in time, or who was asked left the register."""
        late = Q(at__lte=now - ANSWER_WITHIN)
        gone = ~Q(asked__in=Member.objects.registered(timezone.localdate(now)))
        return self.waiting().filter(late | gone)

    def due_to_forget(self, now):
        return self.named().settled().filter(answered_at__lte=now - ANSWERED_KEPT)

    def for_display(self):
        return self.select_related("asker", "asked__cooperative__territory", "asked__person")


class Introduction(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("members in touch", "waits for an answer")
        ACCEPTED = "accepted", pgettext_lazy("members in touch", "put in touch")
        DECLINED = "declined", pgettext_lazy("members in touch", "not for now")
        WITHDRAWN = "withdrawn", pgettext_lazy("members in touch", "taken back")
        LAPSED = "lapsed", pgettext_lazy("members in touch", "without an answer")

    asked = models.ForeignKey(Member, models.CASCADE, related_name="introductions_received")
    asker = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="introductions_asked")
    about = models.CharField(max_length=40, blank=True)  # « project:12 » when its team asks; else empty
    about_name = models.CharField(max_length=150, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    name = models.CharField(_("name"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(max_length=5, default="fr")
    word = models.TextField(_("your word"), max_length=800, blank=True)
    at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        verbose_name = _("introduction")
        indexes = [
            models.Index(fields=["asked", "state"]),
            models.Index(fields=["about", "asked"]),
            models.Index(fields=["state", "at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["asked", "asker"],
                condition=Q(state="waiting", asker__isnull=False),
                name="cooperative_introduction_once",
            ),
            models.UniqueConstraint(
                fields=["asked", "about"],
                condition=Q(state="waiting") & ~Q(about=""),
                name="cooperative_introduction_once_per_project",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("declined", "withdrawn", "lapsed")) | Q(name="", email="", word=""),
                name="cooperative_introduction_ended_is_nameless",
            ),
        ]

    def __str__(self):
        return self.name or str(self.get_state_display())

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    @property
    def is_accepted(self):
        return self.state == self.State.ACCEPTED

    @property
    def answer_by(self):
        """The local day after which it lapses."""
        return timezone.localdate(self.at + ANSWER_WITHIN)

    @classmethod
    @transaction.atomic
    def ask(cls, entry, *, word, asker=None, name="", email="", about="", about_name="", language="fr", now=None):
        """Ask the member of a directory `entry` by mail, with a word; asking is one's own yes.

        A member asks (`asker`), or the team of a project (`about`, `about_name`, `name` and `email` of who writes).
        ValidationError: `gone` (from the directory), `address`, `self`, `known`, `rest`, `many`, `busy`.
        """
        now = now or timezone.now()
        asked = entry.member
        if asker is not None:
            name, email, language = str(asker), asker.email, asker.language
        Cooperative.objects.select_for_update().get(pk=asked.cooperative_id)  # limits are counted one at a time
        cls._check(entry, asker=asker, email=email, about=about, now=now)
        try:
            with transaction.atomic():
                made = cls.objects.create(
                    asked=asked, asker=asker, about=about, about_name=about_name[:150], name=name[:160],
                    email=email.strip().lower(), language=language, word=word.strip(), at=now,
                )  # fmt: skip
        except IntegrityError:
            raise _known() from None
        emails.asked(made)
        return made

    @classmethod
    def _check(cls, entry, *, asker, email, about, now):
        asked = entry.member
        if not Entry.objects.shown().filter(pk=entry.pk).exists() or not asked.email:
            raise ValidationError(_("This person is no longer in the directory."), code="gone")
        if asker is not None and asker.cooperative_id != asked.cooperative_id:
            raise ValidationError(_("This person is no longer in the directory."), code="gone")
        if not email.strip():
            raise ValidationError(_("We do not know your e-mail: without it, nobody could answer you."), code="address")
        if asked == asker or asked.email.lower() == email.strip().lower():
            raise ValidationError(_("This is you: choose someone else."), code="self")
        mine = cls.objects.about(about) if about else cls.objects.filter(asker=asker)
        between = mine.filter(asked=asked)
        if between.waiting().exists():
            raise _known()
        if between.filter(state=cls.State.DECLINED, answered_at__gt=now - REST).exists():
            raise ValidationError(
                _("This person answered “not for now” a short time ago: let a few months go by."), code="rest"
            )
        if mine.filter(at__gt=now - WEEK).count() >= MOST_ASKED:
            raise ValidationError(
                _("You have asked %(n)s people in a week: wait for their answers before asking others."),
                code="many",
                params={"n": MOST_ASKED},
            )
        if cls.objects.waiting().filter(asked=asked).count() >= MOST_WAITING:
            raise ValidationError(
                _("Several people wait for this member’s answer already: try again in a few days."), code="busy"
            )

    @transaction.atomic
    def accept(self, *, now=None):
        """Both said yes: one mail to each, with the other's address. ValidationError: `stale`."""
        now = now or timezone.now()
        self._move({"state": self.State.ACCEPTED, "answered_at": now})
        emails.put_in_touch(self)
        emails.was_put_in_touch(self)

    @transaction.atomic
    def decline(self, *, now=None):
        """Not for now: who asked reads nothing more than that, and what they wrote is erased."""
        emails.declined(self)
        self._move(self._ended(self.State.DECLINED, now))

    @transaction.atomic
    def withdraw(self, *, now=None):
        """Who asked takes it back; a mail that has not left does not leave."""
        self._move(self._ended(self.State.WITHDRAWN, now))

    @transaction.atomic
    def lapse(self, *, now=None):
        """Nobody answered in time: it says nothing about anyone, and goes; False when it was settled meanwhile."""
        try:
            with transaction.atomic():
                emails.lapsed(self)
                self._move(self._ended(self.State.LAPSED, now))
        except ValidationError:
            return False
        return True

    @transaction.atomic
    def forget(self):
        """Blank who asked, here and in the mails kept: each has had the other's address."""
        mails.unname(emails.about_asker(self), [self.name], become=_("Former member"))
        mails.blank(emails.about_asker(self))
        Introduction.objects.filter(pk=self.pk).update(**BLANK)

    def _move(self, values):
        """Compare and set: an answer counts once, whoever clicks first."""
        if not Introduction.objects.waiting().filter(pk=self.pk).update(**values):
            raise ValidationError(_("This was answered or taken back meanwhile: look at the page again."), code="stale")
        emails.withdraw_question(self)
        self.state = values["state"]
        self.answered_at = values["answered_at"]

    @staticmethod
    def _ended(state, now):
        return {"state": state, "answered_at": now or timezone.now(), **BLANK}


BLANK = {"name": "", "email": "", "word": ""}


def _known():
    return ValidationError(_("You already asked: this person has your word, wait for the answer."), code="known")
