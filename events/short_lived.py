"""What goes sooner than three years: needs after thirty days, shared cars the day after, proofs after a year (D58)."""

from django.utils import timezone

from events.models import Authorisation, Group, Need, Registration, Ride
from events.models.authorisation import PARENT
from events.models.group import GROUP
from events.models.sharing import RIDE_ANSWER
from foundation import links
from foundation.personal_data import DELETED
from outbox import personal_data as mails
from outbox.models import Message

PERSONAL = {
    "events.Need": dict.fromkeys(("access_words", "diet_words", "children_ages"), DELETED),
    "events.Ride": {"commune_text": DELETED},
    "events.Authorisation": {"parent_name": "", "parent_email": "", "parent_phone": ""},
    "events.Group": {"referent_name": "", "referent_email": "", "referent_phone": "", "label": ""},
}
NOT_PERSONAL = {
    "events.Authorisation": {"text_version": "which text was agreed to"},
    "events.Group": {"code": "drawn at random: it opens nothing once the link is gone"},
}


def leftovers():
    """Return [(rows, act on their keys)] of what is due now, whatever the three years of the rest."""
    now = timezone.now()
    return [
        (Need.objects.expired(now), forget_needs),
        (Ride.objects.expired(now), forget_rides),
        (Authorisation.objects.expired(now), forget_parents),
        (Group.objects.expired(now), forget_referents),
    ]


def forget_needs(keys):
    """Delete the needs of these keys; the consent ends, since it covers nothing any more."""
    for registration in Registration.objects.filter(need__in=keys):
        Need.forget(registration)


def forget_rides(keys):
    """Delete lines of the board after the evening, and the mails that carried addresses; nobody is told."""
    rides = Ride.objects.filter(pk__in=keys)
    requests = [*rides.values_list("requests_in", flat=True), *rides.values_list("requests_out", flat=True)]
    numbers = {str(pk) for pk in requests if pk}
    links.forget(RIDE_ANSWER, list(numbers))
    _blank_mails(rides.values_list("registration__event", flat=True), "ride-", lambda key: key.split(":")[1] in numbers)
    rides.delete()


def forget_parents(keys):
    """Blank the parents' names and addresses, and what was written to them; the yes or no stays, for the counts."""
    rows = Authorisation.objects.filter(pk__in=keys)
    people = list(rows.values_list("registration", "registration__code", "registration__event"))
    links.forget(PARENT, [pk for pk, _code, _event in people])
    codes = {code for _pk, code, _event in people}
    events = {event for _pk, _code, event in people}
    _blank_mails(events, "authorisation-", lambda key: key.rpartition(":")[2] in codes)
    rows.blank()


def forget_referents(keys):
    groups = Group.objects.filter(pk__in=keys)
    codes, events = set(groups.values_list("code", flat=True)), set(groups.values_list("event", flat=True))
    links.forget(GROUP, keys)
    _blank_mails(events, "group-", lambda key: key.rpartition(":")[2] in codes)
    groups.blank()


def forget_of(registrations):
    """Forget all this about the registrations of these keys: they are erased now."""
    forget_needs(list(Need.objects.filter(registration__in=registrations).values_list("pk", flat=True)))
    forget_rides(list(Ride.objects.filter(registration__in=registrations).values_list("pk", flat=True)))
    forget_parents(list(Authorisation.objects.filter(registration__in=registrations).values_list("pk", flat=True)))


def forget_address(address):
    """Forget a parent, or a referent, who asks for it by their address."""
    forget_parents(list(Authorisation.objects.of_parent(address).values_list("pk", flat=True)))
    forget_referents(list(Group.objects.filter(referent_email__iexact=address).values_list("pk", flat=True)))


def exported(registration):
    """What is held of one registration here, for its owner; read ahead by `personal_data.export`."""
    need, asked = getattr(registration, "need", None), getattr(registration, "authorisation", None)
    return {
        "needs": [*need.labels, need.access_words, need.diet_words, need.children_ages] if need else [],
        "car_sharing": [
            {
                "side": ride.get_side_display(),
                "from": ride.place,
                "asked": [one.asked_at for one in ride.requests_out.all()],
            }
            for ride in registration.rides.all()
        ],
        "authorisation": {"state": asked.get_state_display(), "parent": asked.parent_name} if asked else {},
    }


def export(person):
    """What was left with the person's address by who answers for others: a parent, the referent of a group."""
    groups = Group.objects.filter(referent_email__iexact=person.email or "-").select_related("event", "structure")
    parents = Authorisation.objects.of_parent(person.email or "-").select_related("registration__event")
    return {
        "groups": [
            {
                "evening": str(one.event),
                "group": one.label,
                "structure": str(one.structure or ""),
                "referent": one.referent_name,
                "email": one.referent_email,
                "phone": one.referent_phone,
                "at": one.created_at,
            }
            for one in groups.order_by("pk")
        ],
        "authorisations": [
            {
                "evening": str(one.registration.event),
                "child": one.registration.given_name,
                "name": one.parent_name,
                "email": one.parent_email,
                "phone": one.parent_phone,
                "state": one.get_state_display(),
                "image": one.image,
                "at": one.answered_at,
            }
            for one in parents.order_by("pk")
        ],
    }


def _blank_mails(events, prefix, concerns):
    """Blank the mails of these evenings whose kind begins with `prefix` and whose key `concerns`."""
    found = []
    for event in set(events):
        written = Message.objects.about(f"event:{event}").exclude(to="").filter(kind__startswith=prefix)
        found += [pk for pk, key in written.values_list("pk", "key") if concerns(key)]
    mails.blank(Message.objects.filter(pk__in=found))
