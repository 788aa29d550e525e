"""Who votes for a structure, and since when: a delegate is replaced with a trace (D41)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.guards import Frozen, Kept
from members.cooperative.days import spoken_day
from members.cooperative.models.address_change import AddressChange
from members.cooperative.models.member import Member


class DelegationQuerySet(models.QuerySet):
    def on(self, day):
        """Those in force on `day`: from `since`, until the day before `until`."""
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))

    def for_display(self):
        """Latest first, with who changed it."""
        return self.select_related("by").order_by("-since", "-pk")


class Delegation(models.Model):
    """One delegate of a structure, from `since` until the day before `until`; the current one has no `until`.

    A structure whose delegate was never replaced has no row: its delegate's names stand on `Member`.
    """

    guards = [
        Frozen(
            "delegation_says_what_it_said",
            fields=["member", "given_name", "family_name", "since"],
            says=_("A delegate is replaced by another one: what stood before is kept."),
        ),
        Kept("delegation_stays", says=_("The register keeps its past delegates.")),
    ]

    member = models.ForeignKey(Member, models.PROTECT, related_name="delegations")
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["member", "since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(until=None), name="cooperative_one_delegate"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="cooperative_delegation_order"
            ),
        ]

    def __str__(self):
        return f"{self.given_name} {self.family_name}".strip()


def delegate_on(member, day):
    """Return the `Delegation` of a structure on `day`, unsaved when it was never replaced; None for a person (D41)."""
    if member.kind != Member.Kind.STRUCTURE:
        return None
    rows = member.delegations.all()
    if not rows.exists():
        return _standing(member)
    return rows.on(day).order_by("since", "pk").last() or rows.order_by("since", "pk").first()


@transaction.atomic
def change_delegate(member, *, given_name, family_name, email, phone, on, by, agreed=False):
    """Another delegate votes for the structure from the day `on` (today at the latest); who did it is kept (D41).

    The address of the former delegate opens nothing any more, and that of the new one nothing yet: `AddressChange` asks
    both, unless the former delegate asks (`agreed`). Returns the new `Delegation`. Ballots whose rights were given
    already are not changed. ValidationError `future`, `before`, `taken`.
    """
    member = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if member.kind != Member.Kind.STRUCTURE:
        raise ValidationError(_("Only a structure votes through a delegate."))
    if not (given_name and family_name):
        raise ValidationError(_("Give the given name and the family name of the delegate."))
    if on > timezone.localdate():
        raise ValidationError(_("A delegate is replaced at the latest today: come back on that day."), code="future")
    current = member.delegations.filter(until=None).first()
    if current is None:
        current = _standing(member)
        current.since = min(current.since, on)
    if on < current.since:
        raise ValidationError(
            _("%(name)s is the delegate since %(since)s only: choose that day or a later one."),
            code="before",
            params={"name": current, "since": spoken_day(current.since)},
        )
    current.until = on
    current.save()
    for one in AddressChange.objects.waiting().filter(member=member).exclude(email__iexact=email):
        one.drop()  # of someone named before
    asked = AddressChange.ask(member, email, by=by, name=f"{given_name} {family_name}", agreed=agreed)
    new = {"given_name": given_name, "family_name": family_name, "phone": phone}
    for name, value in {**new, "person": None, "email": "" if asked else member.email}.items():
        setattr(member, name, value)
    member.save()
    return member.delegations.create(**new, email=email, since=on, by=by)


def _standing(member):
    """The delegate named on the member, as a row not yet written."""
    return Delegation(
        member=member,
        given_name=member.given_name,
        family_name=member.family_name,
        email=member.email,
        phone=member.phone,
        since=member.registered_on or member.applied_on,
    )
