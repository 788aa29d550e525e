"""The board corrects a member's card: what it said before is kept (D41, D43)."""

from datetime import date

from django.db import transaction

from members.cooperative.capital import check_authorities, holding_of, locked
from members.cooperative.models import AddressChange, ContactChange, Member


@transaction.atomic
def correct(member, *, by, email=None, **values):
    """Write `values` (fields of `Member`) on the card; return (`ContactChange`, `AddressChange`), None for no change.

    Another address does not take effect here: both addresses are asked (D65). Whoever becomes a local authority counts
    in the part of authorities: D43 may refuse it.
    """
    cooperative = locked(member.cooperative_id)
    asked = None if email is None else AddressChange.ask(member, email, by=by)
    now = Member.objects.select_related("category", "college").select_for_update(of=("self",)).get(pk=member.pk)
    changes = {
        name: [_said(getattr(now, name)), _said(value)] for name, value in values.items() if getattr(now, name) != value
    }
    if not changes:
        return None, asked
    if values.get("is_authority") and not now.is_authority:
        check_authorities(cooperative, more=0, of_authorities=holding_of(now).amount)
    for name in changes:
        setattr(now, name, values[name])
    now.save()
    return ContactChange.objects.create(member=now, changes=changes, by=by), asked


def _said(value):
    """A value as the history keeps it: a text, whatever becomes of the college it names."""
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)
