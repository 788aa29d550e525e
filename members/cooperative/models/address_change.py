"""Another address for a member: it opens nothing before it is proved, and whoever had the former may refuse (D41, D65).

Whoever keeps the register could else write an address of theirs on a card, and vote for its member.
"""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation import links
from foundation.folding import fold
from members.cooperative import emails_addresses as emails
from members.cooperative.models.member import Member

SILENCE = timedelta(days=3)  # for the former address, or someone else of the board, to refuse
KEPT = timedelta(days=30)  # what nobody confirmed is given up
LINK = "member-address"
NEW, FORMER = "new", "former"  # the two sides that answer


class AddressChangeQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(status=AddressChange.Status.WAITING)

    def due(self, now):
        """Confirmed by the new address, agreed to or left without a refusal for `SILENCE`."""
        heard = Q(agreed_at__isnull=False) | Q(at__lte=now - SILENCE)
        return self.waiting().filter(heard, confirmed_at__isnull=False)

    def due_to_lapse(self, now):
        return self.waiting().filter(at__lte=now - KEPT)

    def for_display(self):
        """Latest first, with who asked."""
        return self.select_related("member__cooperative__territory", "by", "agreed_by").order_by("-pk")


class AddressChange(models.Model):
    """`email` (empty: letters) in the place of `former`, the last address that the member had (empty: none)."""

    class Status(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("address", "another address is asked for")
        DONE = "done", pgettext_lazy("address", "the address changed")
        REFUSED = "refused", pgettext_lazy("address", "another address was refused by mail")
        DROPPED = "dropped", pgettext_lazy("address", "another address was given up")

    member = models.ForeignKey(Member, models.CASCADE, related_name="address_changes")
    email = models.EmailField(_("e-mail"), blank=True)
    former = models.EmailField(blank=True)
    status = models.CharField(max_length=7, choices=Status, default=Status.WAITING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)  # from the new address
    agreed_at = models.DateTimeField(null=True)  # from the former one, or by someone else of the board
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = AddressChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(status="waiting"), name="cooperative_one_address_to_come"
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | Q(email="") | Q(confirmed_at__isnull=False),
                name="cooperative_address_was_confirmed",
            ),
        ]

    def __str__(self):
        return f"{self.member_id} · {self.get_status_display()}"

    @property
    def counts_from(self):
        """The day on which it takes effect at the soonest, once confirmed."""
        return timezone.localdate(self.agreed_at or self.at + SILENCE)

    @property
    def hint(self):
        """« z…@example.org »: for the former address, which may be a stranger's."""
        name, _at, place = self.email.partition("@")
        return f"{name[:1]}…@{place}"

    @classmethod
    @transaction.atomic
    def ask(cls, member, email, *, by, name="", agreed=False, now=None):
        """Prepare `email` for `member` and write to both addresses; return the change, None for the one they have.

        It takes effect once the new address confirmed it and, after `SILENCE` or an agreement, nobody refused; `agreed`
        says that the former address asks. An empty one takes effect at once: letters are printed (D63). `name` is who
        reads it, a new delegate. ValidationError `taken`: someone else of the register, or of the board, has it.
        """
        now, email = now or timezone.now(), email.strip().lower()
        member = _held(member)
        if email == member.email.lower():
            return None
        waiting = cls.objects.waiting().filter(member=member)
        if same := waiting.filter(email=email).first():
            return same
        if email:
            _check_free(member, email, name=name or _name(member))
        for one in waiting:
            one.drop(now=now)
        change = cls.objects.create(
            member=member, email=email, former=_former(member), by=by, at=now, agreed_at=now if agreed else None
        )
        change._tell()
        if not email:
            change._take_effect(now=now)
        return change

    @transaction.atomic
    def confirm(self, *, now=None):
        """Said from the new address."""
        self._note(now=now, field="confirmed_at")

    @transaction.atomic
    def agree(self, *, by=None, now=None):
        """Said from the former address, or by someone else of the board than who typed it; ValidationError `own`."""
        if by is not None and by.pk == self.by_id:
            raise ValidationError(
                _("You typed this address: someone else of the board says that it is right."), code="own"
            )
        self._note(now=now, field="agreed_at", agreed_by=by)

    @transaction.atomic
    def refuse(self, *, now=None):
        """Said from either address: nothing changes, and the board is told. ValidationError `stale`."""
        self._end(self.Status.REFUSED, now=now)
        for keeper in self.member.cooperative.keepers():
            emails.refused(self, keeper)

    @transaction.atomic
    def drop(self, *, now=None):
        """Given up by the board, replaced by another one, or never confirmed; False when it was settled meanwhile."""
        try:
            self._end(self.Status.DROPPED, now=now)
        except ValidationError:
            return False
        return True

    @transaction.atomic
    def settle(self, *, now=None):
        """Take effect if it is due; whether it did."""
        now = now or timezone.now()
        _held(self.member)
        due = AddressChange.objects.due(now).filter(pk=self.pk).exists()
        if due:
            self._take_effect(now=now)
        return due

    def url_of(self, side):
        """The address by which `side` answers, once, for a mail to it (D64)."""
        return emails.answer_url(links.token(links.act(LINK, f"{self.pk}:{side}", lasts=KEPT)))

    def _tell(self):
        if self.email:
            emails.to_confirm(self, url=self.url_of(NEW))
        if self.agreed_at:
            return
        if self.former:
            emails.former_told(self, url=self.url_of(FORMER) if self.email else "")
        for keeper in self.member.cooperative.keepers():
            if self.email and keeper.pk != self.by_id:
                emails.asked(self, keeper)

    def _note(self, *, now, field, **values):
        now = now or timezone.now()
        if not AddressChange.objects.waiting().filter(pk=self.pk).update(**{field: now}, **values):
            raise _stale()
        self.refresh_from_db()
        self.settle(now=now)

    def _take_effect(self, *, now):
        self._end(self.Status.DONE, now=now)
        member = Member.objects.get(pk=self.member_id)
        member.email, member.person = self.email, None
        member.save()

    def _end(self, status, *, now):
        ended = {"status": status, "settled_at": now or timezone.now()}
        if not AddressChange.objects.waiting().filter(pk=self.pk).update(**ended):
            raise _stale()
        self.refresh_from_db()
        links.forget(LINK, [f"{self.pk}:{side}" for side in (NEW, FORMER)])
        if status != self.Status.DONE:  # else the former address is told all the same
            emails.withdraw(self)


def answered_by(link):
    """Return (the change that waits, the side that answers) of a link of `LINK`; (None, "") without one."""
    key, _colon, side = link.subject.partition(":") if link else ("", "", "")
    return (key and AddressChange.objects.waiting().for_display().filter(pk=key).first()) or None, side


def _held(member):
    """The member, read again and held until the end of the transaction: addresses change one at a time."""
    found = Member.objects.select_for_update(of=("self",), no_key=True).select_related("cooperative__territory")
    return found.get(pk=member.pk)


def _former(member):
    """The address of `member`, or the last one that they had: it is still told when another comes later."""
    known = AddressChange.objects.filter(member=member).exclude(former="").values_list("former", flat=True)
    return member.email or known.first() or ""


def _check_free(member, email, *, name):
    """An address opens the votes of one person, who may also be the delegate of a structure, or several (D41)."""
    known = Member.objects.filter(cooperative=member.cooperative_id, email__iexact=email).exclude(pk=member.pk)
    theirs = [(_name(one), str(one)) for one in known.joining() | known.registered()]
    board = [(_name(one), _name(one)) for one in member.cooperative.keepers() if one.email.lower() == email]
    for who, shown in (*theirs, *board):
        if fold(who) != fold(name):
            raise ValidationError(
                _(
                    "This address is that of %(name)s: it would open the votes of both to whoever reads it. Choose"
                    " another one, or leave it empty: letters are printed."
                ),
                params={"name": shown},
                code="taken",
            )


def _name(member):
    return f"{member.given_name} {member.family_name}".strip()


def _stale():
    return ValidationError(_("This address was answered about, or given up meanwhile: nothing changed."), code="stale")
