"""What of an evening is personal, when it goes and what stays for the counts (D58).

Three years after the evening's end go names, addresses, phones and free words; age band, commune, profiles, presence
and the choice of a workshop stay: they make the figures.
"""

from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from events import short_lived
from events.changing import CHANGE
from events.models import (
    Attendance,
    Door,
    Facilitator,
    FacilitatorCall,
    FacilitatorStep,
    Letter,
    PhotoRemoval,
    PostalAddress,
    Registration,
    RegistrationConsent,
    RegistrationStep,
    Workshop,
)
from events.models.briefing import CALL
from events.models.door import DOOR
from events.models.facilitator import FACILITATOR
from events.models.registration import TICKET
from events.personal_data import year
from events.personal_data.export import export
from foundation import links
from foundation.personal_data import DELETED
from outbox import personal_data as mails
from outbox.models import Message

__all__ = ["NOT_PERSONAL", "PERSONAL", "expire", "export", "last_actions", "leftovers", "old_addresses"]
PERSONAL = {
    **short_lived.PERSONAL,
    **year.PERSONAL,
    "events.Registration": {
        "given_name": "",
        "family_name": "",
        "email": None,
        "payer_email": "",
        "phone": "",
        "commune_text": "",
        "person": None,
        "folded": "",
    },
    "events.RegistrationStep": {"details": ""},
    "events.Attendance": {"device_key": ""},
    "events.Door": {"name": ""},
    "events.Facilitator": {"given_name": "", "family_name": "", "email": "", "phone": "", "needs": ""},
    "events.FacilitatorStep": {"details": ""},
    "events.FacilitatorCall": {"contact_name": "", "contact_email": "", "message": "", "answer": ""},
    "events.Letter": {"text": "", "subject": ""},
    "events.PostalAddress": {"lines": DELETED},
    "events.Workshop": {"bearer_name": "", "bearer_agreed": False},
    "events.PhotoRemoval": {"words": "", "email": ""},
    # Lines of an import live a fortnight: `ImportBatch.forget`.
    "events.ImportBatch": {"packed": None},
    "events.ImportRow": dict.fromkeys(
        "source_ref given_name family_name email payer_email phone commune_text postal_code workshop_text folded "
        "reasons".split(),
        DELETED,
    ),
}
NOT_PERSONAL = {
    **year.NOT_PERSONAL,
    **short_lived.NOT_PERSONAL,
    "events.RegistrationConsent": {"text_version": "which text was agreed to"},
    "events.Theme": {"letter slug name name_en": "public vocabulary"},
    "events.EventPhoto": {
        "key alt caption credit": "what the team publishes of a photo; who is on it asks for it to go",
        "agreement": "the proof that each person agreed: it lives as long as the photo",
    },
    "events.Event": {
        "slug code brand tagline description venue_name venue_address": "what an organisation publishes of its evening",
        "declared_wording declared_source declared_on": "a published figure and its source",
    },
    "events.EventStep": {"details": "the names of the fields changed, or the reason that was told to everyone"},
    "events.Workshop": {"title question": "the subject of a table"},
    "events.Table": {"room code": "a place"},
    "events.Scene": {"title": "a line of the programme"},
    "events.Script": {"steps": "what a table does, step by step"},
    "events.Placement": {"missed": "numbers: which wishes were full, for how many people"},
    "events.SeatingPlan": {"figures": "numbers"},
    "events.Partner": {"part": "what a structure brings"},
    "events.Briefing": {"place online_url": "where a meeting takes place"},
    "events.Letter": {"key kind language": "our words about a letter, and a code drawn at random"},
    "events.Registration": {
        "code": "drawn at random: it opens nothing once the links are gone",
        "source_ref": "an order's number, which means nothing without the shop's file; it keeps an old file, "
        "imported again, from bringing back whoever asked to be erased",
        "language": "of mails, for the counts",
    },
    "events.Campaign": {
        "subject text facts": "what an organisation writes to many, with variables in place of names",
        "audience people": "a choice and keys of rows, no name nor address; emptied once it is over",
    },
    "events.CampaignStep": {"details": "numbers"},
    "events.EventText": {
        "mail language subject body": "what an organisation writes to many, with variables in place of names"
    },
    "events.ColumnMapping": {"signature headers columns": "the names of a list's columns, never its lines"},
    "events.ImportBatch": {"file_name used ignored columns": "a file and its headers, as the shop names them"},
}


def _ended(rows):
    """Add `ended`: the evening's end, or when the row was made as long as no date is set."""
    return rows.annotate(ended=Coalesce("event__ends_at", "event__created_at"))


def _registrations():
    return _ended(Registration.objects.filter(erased_at=None))


def _facilitators():
    return _ended(Facilitator.objects.exclude(given_name="", family_name="")).annotate(mail_address=Lower("email"))


def old_addresses(before, *, after, limit):
    """Return at most `limit` addresses that sort after `after`, known here since before `before`, sorted."""
    found = set()
    for rows in (_registrations().with_address(), _facilitators(), year.requests()):
        old = rows.filter(ended__lt=before, mail_address__gt=after).order_by("mail_address")
        found.update(old.values_list("mail_address", flat=True).distinct()[:limit])
    return sorted(found)[:limit]


def last_actions(addresses):
    """Return {address: the end of the last evening it is registered for or helps}."""
    found = {}
    for rows in (_registrations().with_address(), _facilitators(), year.requests()):
        for address, ended in rows.filter(mail_address__in=addresses).values_list("mail_address", "ended"):
            found[address] = max(ended, found.get(address, ended))
    return found


def expire(addresses, *, before):
    """Forget what evenings that ended before `before` know of addresses, companions without their own included."""
    old = _registrations().with_address().filter(mail_address__in=addresses, ended__lt=before)
    forget(list(old.values_list("pk", flat=True)))
    paid = _ended(Registration.objects.alias(payer=Lower("payer_email")).filter(payer__in=addresses))
    paid.filter(ended__lt=before).update(payer_email="")
    helpers = _facilitators().filter(mail_address__in=addresses, ended__lt=before)
    forget_helpers(list(helpers.values_list("pk", flat=True)))
    asked = year.requests().filter(mail_address__in=addresses, ended__lt=before)
    year.forget_requests(list(asked.values_list("pk", flat=True)))


def leftovers(before):
    """Return [(rows, act on their keys)]: what no address says whose it is, of evenings ended before `before`."""
    reached = Registration.objects.with_address().values("pk")
    return [
        (_registrations().filter(ended__lt=before).exclude(pk__in=reached), forget),
        (_facilitators().filter(ended__lt=before, email=""), forget_helpers),
        (_ended(Workshop.objects.exclude(bearer_name="")).filter(ended__lt=before), _forget_bearers),
        (Attendance.objects.exclude(device_key="").filter(at__lt=before), _forget_devices),
        (_ended(Door.objects.exclude(name="")).filter(ended__lt=before), _forget_volunteers),
        (PhotoRemoval.objects.exclude(words="", email="").filter(at__lt=before), forget_removals),
        (_ended(FacilitatorCall.objects.exclude(contact_email="")).filter(ended__lt=before), forget_contacts),
        *short_lived.leftovers(),
        *year.leftovers(before),
    ]


def forget_removals(keys):
    PhotoRemoval.objects.filter(pk__in=keys).update(**PERSONAL["events.PhotoRemoval"])


def forget(keys):
    """Blank the registrations of these keys, once, with all that names them elsewhere; return how many."""
    kept = Registration.objects.filter(pk__in=keys, erased_at=None).select_related("event")
    people, now = list(kept), timezone.now()
    keys = [one.pk for one in people]
    kept = Registration.objects.filter(pk__in=keys, erased_at=None)
    short_lived.forget_of(keys)
    done = kept.update(erased_at=now, **PERSONAL["events.Registration"])
    RegistrationStep.objects.filter(registration__in=keys).update(**PERSONAL["events.RegistrationStep"])
    Attendance.objects.filter(registration__in=keys).update(**PERSONAL["events.Attendance"])
    RegistrationConsent.objects.standing().filter(registration__in=keys).update(withdrawn_at=now)
    for purpose in (TICKET, CHANGE):
        links.forget(purpose, keys)
    Letter.objects.filter(registration__in=keys).withdraw()
    Letter.objects.filter(registration__in=keys).update(**PERSONAL["events.Letter"])
    PostalAddress.objects.filter(registration__in=keys).delete()
    mails.blank(Message.objects.filter(pk__in=_mails(people)))
    return done


def forget_helpers(keys):
    Facilitator.objects.filter(pk__in=keys).update(**PERSONAL["events.Facilitator"])
    FacilitatorStep.objects.filter(facilitator__in=keys).update(**PERSONAL["events.FacilitatorStep"])
    links.forget(FACILITATOR, keys)


def forget_contacts(keys):
    FacilitatorCall.objects.filter(pk__in=keys).update(**PERSONAL["events.FacilitatorCall"])
    links.forget(CALL, keys)


def _forget_bearers(keys):
    Workshop.objects.filter(pk__in=keys).update(**PERSONAL["events.Workshop"])


def _forget_devices(keys):
    Attendance.objects.filter(pk__in=keys).update(**PERSONAL["events.Attendance"])


def _forget_volunteers(keys):
    Door.objects.filter(pk__in=keys).update(**PERSONAL["events.Door"])
    links.forget(DOOR, keys)


def _mails(people):
    """Return the keys of what was written of registrations: their ticket's code ends it, or it went to them as news.

    One statement per evening: a search for each code would read the evening's mails as many times.
    """
    found = []
    codes, addresses = {one.code for one in people}, {one.email for one in people if one.email}
    for subject in {one.event.subject for one in people}:
        written = Message.objects.about(subject).exclude(to="").values_list("pk", "key", "to", "kind")
        for pk, key, to, kind in written:
            if key.rpartition(":")[2] in codes or (to in addresses and kind.startswith("event-")):
                found.append(pk)
    return found
