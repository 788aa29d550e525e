"""The board corrects a member's card: what it said before is kept (D41, D43)."""

from datetime import date

from django.db import transaction

from members.cooperative.capital import check_authorities, holding_of, locked
from members.cooperative.models import ContactChange, Member


@transaction.atomic
def correct(member, *, by, **values):
    """Write `values` (fields of `Member`) on the card and return the `ContactChange`, or None when nothing changed.

    A new address opens the member's space to whoever proves it, and to nobody else: the former account is no longer
    linked (D65). Whoever becomes a local authority counts in the part of authorities: D43 may refuse it.
    """
    cooperative = locked(member.cooperative_id)
    now = Member.objects.select_related("category", "college").select_for_update(of=("self",)).get(pk=member.pk)
    changes = {
        name: [_said(getattr(now, name)), _said(value)] for name, value in values.items() if getattr(now, name) != value
    }
    if not changes:
        return None
    if values.get("is_authority") and not now.is_authority:
        check_authorities(cooperative, more=0, of_authorities=holding_of(now).amount)
    for name in changes:
        setattr(now, name, values[name])
    if "email" in changes:
        now.person = None
    now.save()
    return ContactChange.objects.create(member=now, changes=changes, by=by)


def _said(value):
    """A value as the history keeps it: a text, whatever becomes of the college it names."""
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)
