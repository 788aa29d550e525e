"""What is personal of those who have an account, and when it goes (D58)."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db.models.functions import Coalesce, Greatest, Lower
from django.utils import timezone

from foundation.personal_data import DELETED
from members.models import Person, Role

PERSONAL = {
    "members.Person": {
        "email": None,
        "given_name": "",
        "family_name": "",
        "phone": "",
        "commune": None,
        "commune_text": "",
        "is_active": False,
    },
    "account.EmailAddress": {"email": DELETED},
    "mfa.Authenticator": {"data": DELETED},
}
NOT_PERSONAL = {
    "members.Person": {"password": "nobody has one; a new unusable one closes the sessions"},
    "members.Commune": {"insee name postal_codes intercommunality": "public geography"},
    "members.Territory": {
        "name slug brand accent": "of an organisation",
        "contact_email contact_phone structure postal_address publisher director host data_contact": (
            "published by the territory about itself, as the law asks"
        ),
    },
    "members.DeclaredFigure": {"label wording source declared_on": "of an organisation, published with its source"},
    "members.Structure": {"name siret website": "of an organisation, in public registers"},
    "members.Minutes": {
        "title content adopted_as": "who sat and what was decided: survives an erasure, as attendance sheets do (D51)",
        "body language previous_sha256 sha256": "drawn by the machine, or one of our words",
    },
    "members.MinutesAddendum": {
        "text added_as": "an addendum is part of its minutes (D51)",
        "previous_sha256 sha256": "drawn by the machine",
    },
    "members.MinutesSigned": {
        "name set_aside_why": "the signed minutes themselves, which stay as they do (D51)",
        "key extension sha256": "drawn by the machine, or one of our words",
    },
}


def _people():
    """Those who can still be named, with `lower` and `last`, when they last signed in (or were first known)."""
    people = Person.objects.filter(is_active=True)
    last = Greatest("created_at", Coalesce("last_login", "created_at"))
    return people.annotate(lower=Lower("email"), last=last)


def _old(before):
    """A role in force keeps its holder known: the territory named them, and ends it."""
    return _people().filter(last__lt=before).exclude(pk__in=Role.objects.in_force().values("person"))


def old_addresses(before, *, after, limit):
    """Return at most `limit` addresses that sort after `after`, known here since before `before`, sorted."""
    return list(_old(before).filter(lower__gt=after).values_list("lower", flat=True).order_by("lower")[:limit])


def last_actions(addresses):
    """Return {address: when its owner last did something here}; who holds a role is at work now."""
    found = dict(_people().filter(lower__in=addresses).values_list("lower", "last"))
    holders = Role.objects.in_force().filter(person__email__in=addresses)
    return found | dict.fromkeys(holders.values_list("person__email", flat=True), timezone.now())


def expire(addresses, *, before):
    forget(_old(before).filter(lower__in=addresses).values_list("pk", flat=True))


def erase_all_of(person):
    """End the account on request; ValidationError when a territory would be left without administrator."""
    for role in person.roles.in_force():
        role.end(by=person)
    forget([person.pk])


def forget(keys):
    """Keep that someone was there, and what they decided; not who. Their sessions end, their address is free."""
    keys = list(keys)
    Person.objects.filter(pk__in=keys).update(password=make_password(None), **PERSONAL["members.Person"])
    EmailAddress.objects.filter(user__in=keys).delete()
    Authenticator.objects.filter(user__in=keys).delete()


def export(person):
    """What the person said of themselves, and the roles given to them."""
    roles = person.roles.select_related("territory").order_by("since")
    return {
        "profile": {
            "email": person.email,
            "given_name": person.given_name,
            "family_name": person.family_name,
            "phone": person.phone,
            "commune": person.commune.name if person.commune else person.commune_text,
            "language": person.language,
            "known_since": person.created_at,
            "last_sign_in": person.last_login,
        },
        "roles": [
            {
                "role": role.get_kind_display(),
                "territory": role.territory.name,
                "since": role.since,
                "until": role.until,
            }
            for role in roles
        ],
    }


def leftovers(before):
    """Return [(rows, act on their keys)]: people known without an address since before `before`."""
    return [(_old(before).filter(email=None), forget)]
