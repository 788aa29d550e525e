"""Becoming a member: application → board → paid → registered, one guarded verb each (D43).

`on` is the day an act holds from, today by default and never later: what was done on paper is typed afterwards.
`tell=False` writes no mail, for what happened long ago.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.cooperative import emails_register as emails
from members.cooperative.amounts import euros
from members.cooperative.capital import add_movement, check_authorities, locked
from members.cooperative.days import past_day
from members.cooperative.models import Application, JoiningWords, Member, MemberStep, Payment, ShareMovement
from members.cooperative.recording import record
from members.cooperative.refunding import let_refunds_pass

Kind, Status = MemberStep.Kind, Member.Status
WHO = ("given_name", "family_name", "organisation", "email", "phone", "address")


@transaction.atomic
def apply_for(
    cooperative, *, kind=Member.Kind.PERSON, category, college=None, shares=1, is_authority=False, message="",
    notices_by_mail=False, consent_version="", key=None, by=None, on=None, tell=True, **who,
):  # fmt: skip
    """Ask for `shares` shares, for a person or a structure; return the `Member`, who `has applied`.

    `who` has names and addresses: given_name, family_name (those of the delegate for a structure, D41), organisation,
    email, phone, address. `key` is the form's: a double click finds the same application.
    ValidationError: `names`, `shares`, `elsewhere` (category or college of another cooperative).
    """
    if key and (again := Application.objects.filter(key=key).select_related("member").first()):
        return again.member
    on = past_day(on)
    who = {name: value.strip() if isinstance(value, str) else value for name, value in who.items()}
    if unknown := who.keys() - set(WHO):
        raise TypeError(f"apply_for() got unexpected {sorted(unknown)}")
    _check_names(kind, who)
    if shares < 1:
        raise ValidationError(_("A member has at least one share."), code="shares")
    _check_place(cooperative, category, college)
    member = Member.objects.create(
        cooperative=cooperative, kind=kind, category=category, college=college, applied_on=on,
        is_authority=is_authority and kind == Member.Kind.STRUCTURE,
        notices_by_mail_since=on if notices_by_mail and who.get("email") else None,
        **{**who, "email": who.get("email", "").lower()},
    )  # fmt: skip
    Application.objects.create(
        member=member, shares=shares, share_value=cooperative.share_value, message=message.strip(),
        language=(get_language() or "fr")[:2], consent_version=consent_version, key=key,
    )  # fmt: skip
    record(member, Kind.APPLIED, on=on, by=by, shares=shares)
    if tell:
        emails.received(member)
    return member


@transaction.atomic
def accept(member, *, by, on=None, category=None, college=None, shares=None, tell=True):
    """The board accepts an application, in a category and a college, for `shares` shares (those asked by default).

    ValidationError: `stale`, `college` (votes are counted by college and none is given, D41), `authorities` (D43).
    """
    cooperative, on = locked(member.cooperative_id), past_day(on)
    member.refresh_from_db()
    asked = member.application
    category, college, shares = category or member.category, college or member.college, shares or asked.shares
    _check_place(cooperative, category, college)
    if cooperative.has_colleges and college is None:
        raise ValidationError(_("Votes are counted by college: choose the one of this member."), code="college")
    amount = shares * cooperative.share_value
    if member.is_authority:
        check_authorities(cooperative, more=amount, of_authorities=amount, share_value=cooperative.share_value)
    _step(member, Status.APPLIED, Status.ACCEPTED, category=category, college=college)
    Application.objects.filter(pk=asked.pk).update(
        shares=shares, share_value=cooperative.share_value, decided_on=on
    )  # the value of the day of the decision is what is paid
    record(member, Kind.ACCEPTED, on=on, by=by, shares=shares)
    member.refresh_from_db()
    if tell:
        emails.accepted(member, how_to_pay=joining_words(cooperative).how_to_pay)


@transaction.atomic
def refuse(member, *, why, by, on=None, tell=True):
    """The board refuses, with reasons that are sent and reported to the assembly (D43).

    ValidationError: `reason`, `stale`, `paid` (money was received: give it back first, and write it down).
    """
    if not why.strip():
        raise ValidationError(_("Say why: the reasons are sent, and reported to the assembly."), code="reason")
    locked(member.cooperative_id)
    on, asked = past_day(on), member.application
    _step(member, (Status.APPLIED, Status.ACCEPTED), Status.REFUSED)
    if asked.paid > 0:
        told = _("%(paid)s were paid already: give them back first, and write it down as a negative payment.")
        raise ValidationError(told % {"paid": euros(asked.paid)}, code="paid")
    Application.objects.filter(pk=asked.pk).update(decided_on=on, why=why.strip())
    record(member, Kind.REFUSED, on=on, by=by, why=why.strip())
    member.refresh_from_db()
    if tell:
        emails.refused(member)


@transaction.atomic
def take_back(member, *, by=None, on=None):
    """Whoever had applied does not want any more; False when it is decided or paid already."""
    locked(member.cooperative_id)
    member.refresh_from_db()
    if member.status not in (Status.APPLIED, Status.ACCEPTED) or member.application.paid > 0:
        return False
    _step(member, (Status.APPLIED, Status.ACCEPTED), Status.REFUSED)
    Application.objects.filter(member=member).update(withdrawn_on=past_day(on))
    record(member, Kind.TAKEN_BACK, on=past_day(on), by=by)
    return True


@transaction.atomic
def record_payment(member, amount, *, by, on=None, method=Payment.Method.TRANSFER, reference=""):
    """Write down what an accepted newcomer paid, in euros; negative to correct a line. Return the `Payment`.

    ValidationError: `stale` (not accepted, or in the register already), `nothing`, `negative` (less than nothing paid).
    """
    locked(member.cooperative_id)
    member.refresh_from_db()
    on = past_day(on)
    if member.status != Status.ACCEPTED:
        raise ValidationError(_("Only an accepted application is paid: nothing was written."), code="stale")
    if not amount:
        raise ValidationError(_("Write the sum that was received."), code="nothing")
    asked = member.application
    if asked.paid + amount < 0:
        told = _("Only %(paid)s were received: more cannot be given back.")
        raise ValidationError(told % {"paid": euros(asked.paid)}, code="negative")
    return write_payment(member, amount, by=by, on=on, method=method, reference=reference)


@transaction.atomic
def register(member, *, by, on=None, tell=True):
    """Enter a newcomer in the register once all is paid: the next number, without gap, and the shares (D43).

    Return the number. ValidationError with the figures: `stale`, `unpaid`, `too_much`, `authorities`.
    """
    cooperative, on = locked(member.cooperative_id), past_day(on)
    member.refresh_from_db()
    asked = member.application
    if member.status == Status.ACCEPTED:
        _check_paid(asked)
    if member.is_authority:
        check_authorities(
            cooperative, more=asked.amount, of_authorities=asked.amount, share_value=cooperative.share_value
        )
    number = next_number(cooperative)
    _step(member, Status.ACCEPTED, Status.REGISTERED, number=number, registered_on=on)
    add_movement(member, ShareMovement.Kind.SUBSCRIBED, shares=asked.shares, amount=asked.amount, on=on, by=by)
    record(member, Kind.REGISTERED, on=on, by=by, number=number)
    let_refunds_pass(cooperative, on=on, tell=tell)
    member.refresh_from_db()
    if tell:
        emails.registered(member)
    return number


@transaction.atomic
def report_refusals(cooperative, *, to, by=None, on=None):
    """Say that the refusals were told to the assembly named `to` (D43); return how many were."""
    on = past_day(on)
    told = Application.objects.to_report().filter(member__cooperative=cooperative)
    return told.update(reported_on=on, reported_to=to.strip()[:150])


def joining_words(cooperative):
    """Return the `JoiningWords` of a cooperative, unsaved when it never wrote them."""
    return JoiningWords.objects.filter(cooperative=cooperative).first() or JoiningWords(cooperative=cooperative)


def known_with(cooperative, email, *, organisation=""):
    """Return the application or membership under way with this address and this structure's name, or None (D3)."""
    if not email:
        return None
    under_way = Q(status__in=(Status.APPLIED, Status.ACCEPTED, Status.REGISTERED))
    known = Member.objects.filter(under_way, cooperative=cooperative, email__iexact=email)
    return known.filter(organisation__iexact=organisation.strip()).order_by("pk").first()


def next_number(cooperative):
    """Return the number that follows the greatest; the caller holds the cooperative (`capital.locked`)."""
    return (cooperative.members.aggregate(last=Max("number"))["last"] or 0) + 1


def write_payment(member, amount, *, by, on, method=Payment.Method.TRANSFER, reference=""):
    """Write a payment and its line of history."""
    paid = Payment.objects.create(
        member=member, amount=amount, on=on, method=method, reference=reference.strip(), by=by
    )
    record(member, Kind.PAID, on=on, by=by, amount=str(amount), method=paid.method)
    return paid


def _check_names(kind, who):
    if kind == Member.Kind.STRUCTURE and not who.get("organisation"):
        raise ValidationError({"organisation": _("Write the name of the structure.")}, code="names")
    for name in ("given_name", "family_name"):
        if not who.get(name):
            raise ValidationError({name: _("Write the given name and the family name.")}, code="names")


def _check_place(cooperative, category, college):
    if category.cooperative_id != cooperative.pk or (college and college.cooperative_id != cooperative.pk):
        raise ValidationError(_("This category or this college is of another cooperative."), code="elsewhere")


def _check_paid(asked):
    due, paid = asked.amount, asked.paid
    words = {"due": euros(due), "paid": euros(paid), "missing": euros(due - paid), "more": euros(paid - due)}
    if paid < due:
        told = _("%(missing)s are missing: %(paid)s were received out of %(due)s.")
        raise ValidationError(told % words, code="unpaid")
    if paid > due:
        told = _("%(more)s too much was received: %(paid)s for %(due)s. Give them back, or accept more shares.")
        raise ValidationError(told % words, code="too_much")


def _step(member, sources, to, **values):
    """Compare and set: whoever clicks first; ValidationError `stale` for the others."""
    sources = (sources,) if isinstance(sources, str) else sources
    if not Member.objects.filter(pk=member.pk, status__in=sources).update(status=to, **values):
        raise ValidationError(_("This application was decided or registered meanwhile: nothing changed."), code="stale")
    member.refresh_from_db()
