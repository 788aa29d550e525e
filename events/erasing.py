"""Erases whom a registration names as soon as they ask; what was counted stays counted (D58)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events import short_lived
from events.models import Facilitator, FacilitatorCall, PhotoRemoval, Registration, RegistrationStep, Table
from events.personal_data import forget, forget_contacts, forget_helpers, forget_removals
from events.personal_data import year as personal_data_year


def carried(registration):
    """Those whom it brought and who have no address of their own: nobody could reach them without it."""
    alone = registration.companions.filter(email=None, payer_email="", erased_at=None)
    return list(alone.select_related("event", "table__workshop").order_by("pk"))


@transaction.atomic
def erase(registration, *, by=None):
    """Erase one registration and those it carries; before the evening begins, their seats are given back first.

    ValidationError when it was erased already.
    """
    people, now = [registration, *carried(registration)], timezone.now()
    Registration.objects.filter(pk__in=[one.pk for one in people]).hold()
    Table.objects.filter(workshop__tables__registrations__in=people).hold()
    for one in people:
        if one.is_known and not one.event.has_begun(now):
            one.cancel(by=by, tell=False)
    if not forget([one.pk for one in people]):
        raise ValidationError(_("These data were already erased."), code="stale")
    for one in people:
        one.steps.create(kind=RegistrationStep.Kind.ERASED, by=by)
    registration.event.bump()
    registration.refresh_from_db()


@transaction.atomic
def erase_all_of(person):
    """Erase every registration of a person who asks for it, and give their coming seats back."""
    address = person.email or "-"
    mine = Registration.objects.filter(Q(person=person) | Q(email__iexact=address), erased_at=None)
    for registration in mine.select_related("event", "table__workshop"):
        if Registration.objects.filter(pk=registration.pk, erased_at=None).exists():  # not carried by another of theirs
            erase(registration)
    Registration.objects.filter(payer_email__iexact=address).update(payer_email="")
    short_lived.forget_address(address)
    personal_data_year.forget_address(address)
    forget_helpers(list(Facilitator.objects.filter(email__iexact=address).values_list("pk", flat=True)))
    forget_contacts(list(FacilitatorCall.objects.filter(contact_email__iexact=address).values_list("pk", flat=True)))
    forget_removals(list(PhotoRemoval.objects.filter(email__iexact=address).values_list("pk", flat=True)))
