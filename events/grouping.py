"""Enters people of a group on the seats held for it, without any address (D59)."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from events.models import Registration, RegistrationStep, Table
from foundation.folding import fold

LONGEST = 80
_BULLET = re.compile(r"^\s*(?:[-–•*]|\d+\s*[.)])\s*")
_BLANKS = re.compile(r"[\s;,\t\u00a0\u202f]+")


@dataclass(frozen=True)
class Member:
    given_name: str
    family_name: str = ""

    @property
    def full_name(self):
        return f"{self.given_name} {self.family_name}".strip()


def read_people(text, *, initials):
    """Return the `Member`s of a pasted list, one a line; with `initials` only that of the family name is kept (D59).

    Bullets, numbers, commas and semicolons are of no matter; « Anne-Lise D. » and « Léa, Martin » are read alike. In a
    class the last word is the family name; in a company the first is the given name.
    """
    members = []
    for line in text.replace("\x00", "").splitlines():
        words = [word for word in _BLANKS.split(_BULLET.sub("", line)) if word]
        if not words:
            continue
        given, family = (words[:-1], words[-1:]) if initials and len(words) > 1 else (words[:1], words[1:])
        family = f"{family[0][0].upper()}." if initials and family else " ".join(family)
        members.append(Member(" ".join(given)[:LONGEST], family[:LONGEST]))
    return members


@transaction.atomic
def enter(group, members, *, age_band="", workshop=None):
    """Register `members` on seats held for `group` (at `workshop`, or anywhere), all or none; return them.

    Whoever is in the group under the same name is not entered twice. ValidationError when the group is closed, called
    off, or has fewer seats than people: the limit holds whoever writes at the same time.
    """
    if not group.is_open or group.event.is_called_off:
        raise ValidationError(_("This group is closed: nobody can be added any more."), code="closed")
    known = {fold(one.full_name) for one in group.people()}
    new = [member for member in members if fold(member.full_name) not in known]
    seats = group.seats.free().select_related("table__workshop").order_by("table__number", "pk")
    if workshop is not None:
        seats = seats.filter(table__workshop=workshop)
    free = iter(list(seats))
    return [_enter_one(group, member, free, age_band=age_band) for member in new]


def _enter_one(group, member, free, *, age_band):
    """Register `member` on the first of the `free` seats that is still so."""
    registration = Registration.objects.create(
        event=group.event,
        given_name=member.given_name,
        family_name=member.family_name,
        age_band=age_band,
        source=Registration.Source.GROUP,
    )
    for seat in free:
        if seat.take(registration):
            Registration.objects.filter(pk=registration.pk).update(table=seat.table)
            registration.table = seat.table
            details = f"{group} · {seat.table.workshop}"[:200]
            registration.steps.create(kind=RegistrationStep.Kind.REGISTERED, details=details)
            return registration
    raise ValidationError(
        _("There are more names than seats kept for you: nobody was added. Take names away, or ask for more seats."),
        code="full",
    )


@transaction.atomic
def take_out(group, registration):
    """Cancel one member of `group`; the seat stays the group's, for someone else.

    The table is locked from the seat's return to its new claim, so that nobody can slip in between.
    """
    Registration.objects.filter(pk=registration.pk).hold()
    table = Table.objects.filter(registrations=registration.pk).first()
    if table:
        Table.objects.filter(pk=table.pk).hold()
    registration.cancel(tell=False)
    group.seats.filter(registration=registration).delete()
    again = Table.objects.filter(pk=table.pk).claim() if table and group.is_open else None
    if again:
        group.seats.create(table=again)
