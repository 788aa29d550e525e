"""Someone who asks to join a group, or whom a member invites: nobody enters without both sides saying yes (D19)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ideas.groups import consents, emails
from ideas.groups.models.group import WorkingGroup
from ideas.groups.models.membership import Membership, enter
from ideas.groups.models.role import WantedRole
from ideas.groups.models.step import GroupStep
from members.models import Territory
from members.phones import spoken_phone

UNPROVED_KEPT = timedelta(days=2)  # a link in a mail may be read the next day (D65)
UNANSWERED_KEPT = timedelta(days=30)  # then nobody wanted it: the address goes


class EntryQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=Entry.OPEN)

    def for_pages(self):
        return self.select_related("group__idea__event__territory", "group__territory", "wanted_role", "invited_by")

    def asked(self):
        """Requests of people who proved their address: the group answers."""
        return self.filter(kind=Entry.Kind.ASKED, state=Entry.State.WAITING)

    def invited(self):
        """Invitations without an answer."""
        return self.filter(kind=Entry.Kind.INVITED, state=Entry.State.WAITING)

    def unproved(self):
        return self.filter(state=Entry.State.UNPROVED)

    def managed_by(self, person):
        return self.filter(group__territory__in=Territory.objects.managed_by(person))

    def due_to_lapse(self, now):
        """Never proved, or without an answer for a month: no address is kept for nothing."""
        return self.filter(
            Q(state=Entry.State.UNPROVED, at__lte=now - UNPROVED_KEPT)
            | Q(state=Entry.State.WAITING, at__lte=now - UNANSWERED_KEPT)
        )


class Entry(models.Model):
    """One person on the doorstep of one group."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("asks to join")
        INVITED = "invited", _("is invited")

    class State(models.TextChoices):
        UNPROVED = "unproved", _("address to confirm")
        WAITING = "waiting", _("waits for an answer")
        ACCEPTED = "accepted", pgettext_lazy("entry", "in the group")
        REFUSED = "refused", pgettext_lazy("entry", "not accepted")
        LAPSED = "lapsed", pgettext_lazy("entry", "without an answer")

    OPEN = (State.UNPROVED, State.WAITING)

    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=7, choices=Kind)
    state = models.CharField(max_length=8, choices=State)
    given_name = models.CharField(_("given name"), max_length=80, blank=True)
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(max_length=5, default="fr")
    wanted_role = models.ForeignKey(WantedRole, models.SET_NULL, null=True, blank=True, related_name="entries")
    role_title = models.CharField(_("what you would bring"), max_length=80, blank=True)
    words = models.TextField(_("a word to the group"), max_length=800, blank=True)
    consent_version = models.CharField(max_length=12, blank=True)
    invited_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "at"]), models.Index(fields=["group", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "kind", "email"],
                condition=Q(state__in=("unproved", "waiting")),
                name="groups_entry_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="lapsed") | Q(given_name="", family_name="", email="", phone="", words=""),
                name="groups_entry_lapsed_is_nameless",
            ),
        ]

    def __str__(self):
        return f"{self.given_name} {self.family_name}".strip() or self.get_state_display()

    @property
    def offered(self):
        """What this person would do in the group, in their words or by the role looked for."""
        return self.role_title or (self.wanted_role.title if self.wanted_role else "")

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
    def spoken_phone(self):
        return spoken_phone(self.phone)

    @property
    def proof_until(self):
        return self.at + UNPROVED_KEPT

    @property
    def answer_until(self):
        return self.at + UNANSWERED_KEPT

    @classmethod
    @transaction.atomic
    def ask(cls, group, *, email, proved=False, **values):
        """A stranger asks to join: a mail asks for a confirmation first (D65), unless the address is `proved`.

        Returns the `Entry`, or None when that address is in the group already: only its letterbox learns it (D3).
        """
        group.must_stand()
        email = email.strip().lower()
        member = group.memberships.reachable().filter(email=email).first()
        if member:
            emails.known_already(member, day=timezone.localdate())
            return None
        state = cls.State.WAITING if proved else cls.State.UNPROVED
        values |= {"email": email, "state": state, "consent_version": consents.VERSION}
        try:
            with transaction.atomic():
                entry = cls.objects.create(group=group, kind=cls.Kind.ASKED, **values)
        except IntegrityError:  # asked already
            entry = cls.objects.open().get(group=group, kind=cls.Kind.ASKED, email=email)
            if entry.is_unproved and proved:
                entry.prove()
            return entry
        if proved:
            entry._tell_leads()
        else:
            emails.confirm(entry)
        return entry

    @transaction.atomic
    def prove(self):
        """The address was confirmed: the people who lead the group are asked."""
        if not Entry.objects.unproved().filter(pk=self.pk).update(state=self.State.WAITING, at=timezone.now()):
            return False
        self.refresh_from_db()
        self._tell_leads()
        return True

    @classmethod
    @transaction.atomic
    def invite(cls, group, *, email, given_name="", words="", role_title="", language="fr", by=None, membership=None):
        """A member (or the team) invites an address; who is invited accepts, or not. Returns the `Entry` or None."""
        group.must_stand()
        email = email.strip().lower()
        if group.memberships.present().filter(email=email).exists():
            return None
        values = {"given_name": given_name, "words": words, "role_title": role_title, "language": language}
        try:
            with transaction.atomic():
                entry = cls.objects.create(
                    group=group, kind=cls.Kind.INVITED, state=cls.State.WAITING, email=email,
                    invited_by=membership, **values,
                )  # fmt: skip
        except IntegrityError:  # invited already
            return cls.objects.invited().get(group=group, email=email)
        group.record(GroupStep.Kind.INVITED, by=by, membership=membership)
        emails.invited(entry)
        return entry

    @transaction.atomic
    def accept(self, *, by=None, acting=None, given_name="", family_name="", phone=""):
        """Let who asked enter the group (by its lead, `acting`, or the team, `by`); or an invited person says yes.

        Returns the `Membership`. ValidationError `stale` when it was answered already.
        """
        self.group.must_stand()
        self._answer(self.State.ACCEPTED)
        member = enter(
            self.group, given_name=given_name or self.given_name, family_name=family_name or self.family_name,
            email=self.email, phone=phone or self.phone, language=self.language, role_title=self.offered,
            is_lead=False, consented_at=self.at if self.kind == self.Kind.ASKED else None,
        )  # fmt: skip
        if self.wanted_role_id and WantedRole.objects.open().filter(pk=self.wanted_role_id).exists():
            self.wanted_role.take(membership=member, by=by, acting=acting)
        self.group.touch()
        self.forget()
        emails.withdraw_entry(self)
        emails.welcome(member)
        for other in self.group.memberships.reachable().exclude(pk=member.pk).exclude(pk=acting.pk if acting else None):
            emails.arrived(other, who=member)
        return member

    @transaction.atomic
    def refuse(self, *, why="", by=None, acting=None):
        """Not now: who asked is told kindly; or an invited person says no, and their address goes at once."""
        self._answer(self.State.REFUSED)
        emails.withdraw_entry(self)
        if self.kind == self.Kind.ASKED:
            step = self.group.record(GroupStep.Kind.REFUSED, by=by, membership=acting, why=why.strip()[:300])
            emails.not_accepted(self, step=step)
        self.forget()

    def lapse(self):
        """Nobody answered: what was kept of this person goes."""
        if (
            not Entry.objects.open()
            .filter(pk=self.pk, state=self.state)
            .update(state=self.State.LAPSED, answered_at=timezone.now(), **BLANK)
        ):
            return False
        emails.withdraw_entry(self)
        return True

    def forget(self):
        """Blank who this is, once answered: what is needed is in the membership."""
        Entry.objects.filter(pk=self.pk).update(**BLANK)

    def _answer(self, state):
        waiting = Entry.objects.filter(pk=self.pk, state=self.State.WAITING)
        if not waiting.update(state=state, answered_at=timezone.now()):
            raise ValidationError(_("This was answered already: look at the page again."), code="stale")
        self.state = state

    def _tell_leads(self):
        for lead in self.group.leads().reachable():
            emails.asked_to_join(lead, entry=self)


BLANK = {"given_name": "", "family_name": "", "email": "", "phone": "", "words": "", "role_title": ""}
