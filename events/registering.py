"""Registers people for an evening: one person per seat, companions each with their own name (D3, D4)."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from events import emails
from events.emails import seats as emails_seats
from events.models import Registration, RegistrationConsent, RegistrationProfile, RegistrationStep, Table
from events.models.attendance import mark_present
from events.models.serving import join
from events.models.wish import keep_wishes
from members.consents import VERSION


@dataclass(frozen=True)
class Newcomer:
    """What one person says when registering; the same for a form, the team, or the door."""

    given_name: str
    family_name: str = ""
    email: str = ""
    phone: str = ""
    commune: object = None  # members.Commune, or None
    commune_text: str = ""
    age_band: str = ""
    language: str = "fr"
    profiles: tuple = ()
    consents: tuple = ()  # purposes that were ticked


@dataclass(frozen=True)
class Companion:
    given_name: str
    family_name: str = ""
    age_band: str = ""

    @property
    def full_name(self):
        return f"{self.given_name} {self.family_name}".strip()


class AlreadyKnown(Exception):
    """The address is registered already: nothing was changed (D3)."""


@dataclass(frozen=True)
class Asked:
    """Beyond a seat at once: lists to wait in (D4; None is the whole evening's), wishes in their order (D3).

    `only_waits` says that no seat is taken meanwhile.
    """

    waits: tuple = ()
    only_waits: bool = False
    wishes: tuple = ()


NOTHING = Asked()


@transaction.atomic
def register(
    event,
    newcomer,
    *,
    workshop,
    companions=(),
    source=Registration.Source.FORM,
    source_ref="",
    by=None,
    tell=True,
    asked=NOTHING,
):
    """Register `newcomer` and `companions` at `workshop` (None: to be placed later) and return the registration.

    All or nothing: ValidationError("full") when there is no seat for everyone; AlreadyKnown when the address is
    registered for this event; ValidationError("called_off") when it is cancelled. One confirmation leaves, with every
    ticket, unless the evening is over.
    """
    if newcomer.email and event.registrations.known().of_address(newcomer.email).exists():
        raise AlreadyKnown
    if companions or asked.waits:  # before the evening's row: whoever holds several takes them in one order
        Table.objects.filter(workshop__in=[*filter(None, [workshop, *asked.waits])]).hold()
    if not asked.only_waits:
        event.make_room_for(1 + len(companions))
    status = Registration.Status.WAITING if asked.only_waits else Registration.Status.REGISTERED
    try:
        with transaction.atomic():
            registration = _seat(event, newcomer, workshop, source=source, by=by, status=status, source_ref=source_ref)
    except IntegrityError:  # two tabs sent at the same instant
        raise AlreadyKnown from None
    people = [registration, *(_seat_companion(registration, one, workshop, by=by) for one in companions)]
    keep_wishes(people, asked.wishes)
    if asked.waits:
        join(registration, asked.waits, by=by)
    if tell:
        confirm = emails_seats.waiting_confirmed if asked.only_waits else emails.registration_confirmed
        confirm(registration)
    return registration


@transaction.atomic
def bring(registration, companion, *, workshop, by=None):
    """Register a companion of `registration`, on a seat and with a ticket of their own."""
    if not registration.is_known:
        raise ValidationError(_("This registration is cancelled: register the person again first."))
    if registration.is_live:
        registration.event.make_room_for(1)
    made = _seat_companion(registration, companion, workshop, by=by)
    keep_wishes([made], [wish.workshop for wish in registration.wishes.select_related("workshop")])
    return made


def _seat_companion(registration, companion, workshop, *, by):
    newcomer = Newcomer(
        companion.given_name, companion.family_name, age_band=companion.age_band, language=registration.language
    )
    return _seat(
        registration.event, newcomer, workshop,
        source=registration.source, by=by, status=registration.status, brought_by=registration,
    )  # fmt: skip


def _seat(event, newcomer, workshop, *, source, by, status, source_ref="", brought_by=None):
    table = None
    if workshop is not None:
        table = Table.objects.filter(workshop=workshop).claim()
        if table is None:
            raise ValidationError(
                _("There are not enough seats left at « %(workshop)s ». Nothing is lost: choose another workshop.")
                % {"workshop": workshop},
                code="full",
            )
    registration = Registration.objects.create(
        event=event,
        table=table,
        status=status,
        given_name=newcomer.given_name,
        family_name=newcomer.family_name,
        email=newcomer.email or None,
        phone=newcomer.phone,
        commune=newcomer.commune,
        commune_text=newcomer.commune_text,
        age_band=newcomer.age_band,
        language=newcomer.language,
        source=source,
        source_ref=source_ref,
        brought_by=brought_by,
    )
    event.check_takes_people(public=source == Registration.Source.FORM)
    RegistrationProfile.objects.bulk_create(
        RegistrationProfile(registration=registration, profile=profile) for profile in newcomer.profiles
    )
    RegistrationConsent.objects.bulk_create(
        RegistrationConsent(registration=registration, purpose=purpose, text_version=VERSION)
        for purpose in newcomer.consents
    )
    registration.steps.create(kind=RegistrationStep.Kind.REGISTERED, by=by, details=str(workshop or ""))
    return registration


@transaction.atomic
def welcome(event, newcomer, *, workshop=None, by=None, key="", **arrival):
    """Register someone who arrives unregistered (D7), present at once; a minor once a parent agreed (D59).

    `key` is made by the phone of a door: the same person sent twice raises AlreadyKnown. `arrival` is what
    `mark_present` notes besides: `door`, `at`.
    """
    source = Registration.Source.WALK_IN
    registration = register(event, newcomer, workshop=workshop, source=source, source_ref=key, by=by)
    if not registration.lacks_authorisation:
        mark_present(registration, by=by, device_key=key, **arrival)
    return registration
