"""The register outlives an erasure, under names and numbers (D51); addresses go, and whoever never entered it."""

from datetime import datetime, time

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils import timezone

from members.cooperative.applying import take_back
from members.cooperative.capital import holding_of
from members.cooperative.models import AddressChange, Application, ContactChange, Delegation, Member, MemberStep

NAMES = {"given_name": "", "family_name": "", "organisation": "", "address": "", "folded": ""}
REACHED = {"email": "", "phone": "", "person": None, "notices_by_mail_since": None}  # then letters (D45, D63)
PERSONAL = {
    "cooperative.Member": {"email": "", "phone": ""},
    "cooperative.Application": {"message": "", "why": ""},
    "cooperative.AddressChange": {"email": "", "former": ""},
}
NOT_PERSONAL = {
    "cooperative.Member": {
        "given_name family_name organisation address folded": "in the register, which the law keeps (D51)",
    },
    "cooperative.Application": {
        "language consent_version reported_to": "of the form, and of the assembly that was told",
    },
    "cooperative.JoiningWords": {"welcome how_to_pay": "what a cooperative says to everyone"},
    "cooperative.ShareMovement": {"details": "the reference of a refund, in the register (D51)"},
    "cooperative.Payment": {"reference": "of a transfer or a cheque, in the accounts"},
    "cooperative.Refund": {"reference": "of a transfer or a cheque, in the accounts"},
    "cooperative.MemberStep": {"details figures why": "what the register keeps of an entry or a way out (D44, D51)"},
    "cooperative.Exclusion": {
        "reasons hearing decided_by": "what the assembly was told, kept as its minutes are (D44, D51)",
    },
}


def _addressed():
    """Whoever applied and is not in the register, with `mail_address` (None without one)."""
    known = Coalesce(NullIf(F("email"), Value("")), F("person__email"), output_field=CharField())
    outside = Member.objects.filter(number=None).exclude(given_name="", family_name="", organisation="")
    return outside.annotate(mail_address=Lower(known))


def old_addresses(before, *, after, limit):
    """Return at most `limit` addresses of applications older than `before`, that sort after `after`."""
    old = _addressed().filter(applied_on__lt=timezone.localdate(before), mail_address__gt=after)
    return sorted(set(old.order_by("mail_address").values_list("mail_address", flat=True).distinct()[:limit]))


def last_actions(addresses):
    """Return {address: when its owner last applied}; being a member is an act that lasts until they leave."""
    found, now = {}, timezone.now()
    for address, applied, number, left in (
        Member.objects.annotate(mail_address=Lower("email"))
        .filter(mail_address__in=addresses)
        .values_list("mail_address", "applied_on", "number", "left_on")
    ):
        at = now if number and left is None else _morning(left or applied)
        found[address] = max(at, found.get(address, at))
    return found


def expire(addresses, *, before):
    """Forget who applied before `before` and never entered the register, and how to reach who left it."""
    day = timezone.localdate(before)
    outside = _addressed().filter(mail_address__in=addresses, applied_on__lt=day)
    forget_applicants(list(outside.values_list("pk", flat=True)))
    unreach(Member.objects.filter(email__in=addresses, left_on__lt=day))


def leftovers(before):
    """Return [(rows, act on their keys)]: applications without an address, long refused."""
    day = timezone.localdate(before)
    return [
        (_addressed().filter(mail_address=None, applied_on__lt=day, payments=None), forget_applicants),
        (
            Member.objects.filter(left_on__lt=day).exclude(email="", phone="", person=None),
            lambda keys: unreach(Member.objects.filter(pk__in=keys)),
        ),
    ]


def export(person):
    """What the person asked, holds and held, with each movement, payment and step."""
    mine = Member.objects.of_person(person).select_related("cooperative", "category", "college", "application")
    return {"cooperative_memberships": [_exported(member) for member in mine.order_by("pk")]}


def erase_all_of(person):
    """Forget on request: an application is taken back; in the register, only the ways to reach the person go."""
    mine = Member.objects.of_person(person)
    for member in mine.joining():
        take_back(member, by=None)
    forget_applicants(list(mine.filter(number=None).values_list("pk", flat=True)))
    if person.email:
        Delegation.objects.filter(email__iexact=person.email).update(email="", phone="")
        theirs = Q(email__iexact=person.email) | Q(former__iexact=person.email)
        _forget_addresses(AddressChange.objects.filter(theirs))
    unreach(mine)


def unreach(members):
    """Forget how to reach `members` (a queryset), and the addresses and phones that their cards once said."""
    keys = list(members.values_list("pk", flat=True))
    _forget_addresses(AddressChange.objects.filter(member__in=keys))
    for one in ContactChange.objects.filter(member__in=keys):
        if gone := one.changes.keys() & {"email", "phone"}:  # `email`: written before addresses had a trace of theirs
            ContactChange.objects.filter(pk=one.pk).update(changes=one.changes | {key: ["", ""] for key in gone})
    Member.objects.filter(pk__in=keys).update(**REACHED)


def forget_applicants(keys):
    """Blank who applied without entering the register; money already received keeps its name, for the accounts."""
    members = Member.objects.filter(pk__in=keys, number=None, payments=None)
    Application.objects.filter(member__in=members).update(**PERSONAL["cooperative.Application"])
    MemberStep.objects.filter(member__in=members).update(why="")
    members.update(**NAMES, **REACHED)
    unreach(Member.objects.filter(pk__in=keys, number=None))


def _forget_addresses(changes):
    keys = list(changes.values_list("pk", flat=True))
    for one in AddressChange.objects.waiting().filter(pk__in=keys):
        one.drop()
    AddressChange.objects.filter(pk__in=keys).update(**PERSONAL["cooperative.AddressChange"])


def _morning(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def _exported(member):
    held, asked = holding_of(member), getattr(member, "application", None)
    return {
        "cooperative": str(member.cooperative),
        "name": str(member),
        "delegate": f"{member.given_name} {member.family_name}" if member.organisation else "",
        "number": member.number,
        "state": member.get_status_display(),
        "category": str(member.category),
        "college": str(member.college or ""),
        "email": member.email,
        "phone": member.phone,
        "address": member.address,
        "notices_by_mail_since": member.notices_by_mail_since,
        "applied_on": member.applied_on,
        "member_since": member.registered_on,
        "member_until": member.left_on,
        "message": asked.message if asked else "",
        "shares": held.shares,
        "amount": held.amount,
        "movements": [
            {"what": one.get_kind_display(), "shares": one.shares, "amount": one.amount, "on": one.on}
            for one in member.movements.all()
        ],
        "payments": [{"amount": one.amount, "on": one.on} for one in member.payments.all()],
        "refunds": [
            {"shares": one.shares, "amount": one.amount, "asked_on": one.asked_on, "paid_on": one.paid_on}
            for one in member.refunds.all()
        ],
        "history": [{"what": one.get_kind_display(), "on": one.on} for one in member.steps.all()],
    }
