"""What « Qui continue ? » holds of people, and how it goes (D58); read by `ideas.personal_data`."""

from django.db.models import Q
from django.db.models.functions import Lower

from ideas.models import Joiner

PERSONAL = {"ideas.Joiner": {"given_name": "", "family_name": "", "email": "", "phone": "", "registration": None}}
NOT_PERSONAL = {"ideas.JoinerConsent": {"text_version": "which text was agreed to"}}


def named():
    """Rows that still say who carries on, with `mail_address` (empty without one)."""
    return Joiner.objects.exclude(given_name="").annotate(mail_address=Lower("email"))


def addressed():
    return named().exclude(email="")


def forget(keys):
    """Blank who these rows name; that someone carried on stays counted."""
    Joiner.objects.filter(pk__in=keys).update(**PERSONAL["ideas.Joiner"])


def of_person(person):
    """Rows of the address that `person` proved, or of their registrations (D65)."""
    address = person.email or "-"
    return named().filter(Q(email__iexact=address) | Q(registration__person=person))


def erase_all_of(person):
    """Take back, on request, every « je continue » of a person."""
    for joiner in of_person(person).select_related("idea"):
        joiner.withdraw()


def leftovers(before):
    """Return [(rows, act on their keys)]: those without an address, and those whose registration was erased."""
    alone = named().filter(email="", at__lt=before)
    return [(alone, forget), (named().filter(registration__erased_at__isnull=False), forget)]


def export(person):
    return [
        {
            "idea": str(one.idea),
            "as": one.get_role_display(),
            "name": str(one),
            "email": one.email,
            "phone": one.phone,
            "at": one.at,
            "consents": [
                {"text_version": consent.text_version, "given_at": consent.given_at} for consent in one.consents.all()
            ],
        }
        for one in of_person(person).select_related("idea").prefetch_related("consents").order_by("pk")
    ]
