"""What those who wrote to a project left here (D22, D58): erased thirty days after the answer, at once on request."""

from django.db.models.functions import Lower

from foundation import links
from outbox import personal_data as mails
from outbox.models import Message
from projects import emails_seeking as emails
from projects.models import Introduction
from projects.models.introduction import BLANK

PERSONAL = {"projects.Introduction": {name: blank for name, blank in BLANK.items() if name != "shares_phone"}}
NOT_PERSONAL = {
    "projects.Introduction": {"language consent_version": "of the mails, and which text was agreed to"},
    "projects.Listing": {
        "what_exists bearer_does skills place time_per_week": "what a project tells everyone of what it looks for"
    },
}


def named():
    """People who are still named here, with `mail_address`."""
    return Introduction.objects.named().annotate(mail_address=Lower("email"))


def of_person(person):
    """What was written from the address that `person` proved (D65)."""
    return named().filter(mail_address=(person.email or "-").lower())


def old_addresses(before, *, after, limit):
    """Return at most `limit` addresses that sort after `after`, written here before `before`, sorted."""
    old = named().filter(at__lt=before, mail_address__gt=after).order_by("mail_address")
    return list(old.values_list("mail_address", flat=True).distinct()[:limit])


def last_actions(addresses):
    """Return {address: when its owner last wrote to a project}."""
    found = {}
    for address, at in named().filter(mail_address__in=addresses).values_list("mail_address", "at"):
        found[address] = max(at, found.get(address, at))
    return found


def expire(addresses, *, before):
    forget(list(named().filter(mail_address__in=addresses, at__lt=before).values_list("pk", flat=True)))


def erase_all_of(person):
    """Forget on request: what waited is taken back."""
    forget(list(of_person(person).values_list("pk", flat=True)))


def forget(keys):
    """Blank who these people are; those who waited take their words back."""
    for one in Introduction.objects.for_pages().filter(pk__in=keys):
        mails.blank(Message.objects.filter(key__in=emails.keys_of(one)))
        was_open = one.is_open
        one.forget()
        if was_open:
            one.withdraw()
    links.forget(emails.MINE, keys)
    Introduction.objects.filter(pk__in=keys).update(**BLANK)


def export(person):
    """Return what the person wrote to projects, and what became of it."""
    mine = of_person(person).select_related("listing__project").order_by("pk")
    return {
        "project_messages": [
            {
                "project": str(one.listing.project),
                "name": one.given_name,
                "email": one.email,
                "phone": one.phone,
                "why_me": one.why_me,
                "availability": one.availability,
                "state": one.get_state_display(),
                "text_version": one.consent_version,
                "at": one.at,
            }
            for one in mine
        ]
    }
