"""What the coach holds of people (D58): which advice, which answer; it goes with its member or account."""

from django.db.models import Q

from ideas.groups.models import Membership
from projects.coaching.models import Suggestion

PERSONAL = {}
NOT_PERSONAL = {
    "coaching.Suggestion": {"code": "which advice, of a list; what was answered is one of three words"},
    "coaching.AdviceSetting": {"code sentence why": "what an organisation tells everyone"},
}


def old_addresses(before, *, after, limit):
    """No address is kept here."""
    return []


def last_actions(addresses):
    """{address: when its owner last answered}, as a member of a group or someone of the team."""
    found = {}
    for path in ("membership__email", "person__email"):
        answered = Suggestion.objects.filter(**{f"{path}__in": addresses}).exclude(answered_at=None)
        for address, at in answered.values_list(path, "answered_at"):
            found[address] = max(at, found.get(address, at))
    return found


def expire(addresses, *, before):
    """Forget what these addresses answered before `before`."""
    theirs = Q(membership__email__in=addresses) | Q(person__email__in=addresses)
    Suggestion.objects.filter(theirs, proposed_at__lt=before).delete()


def leftovers(before):
    """Nothing is left that an address does not tell of."""
    return []


def export(person):
    """Every piece of advice given to the person, and what they answered."""
    found = _of(person).order_by("pk")
    return {"advice": [{"advice": one.code, "answer": one.get_state_display(), "at": one.answered_at} for one in found]}


def erase_all_of(person):
    """Forget on request what was suggested to a person, and answered."""
    _of(person).delete()


def _of(person):
    return Suggestion.objects.filter(Q(person=person) | Q(membership__in=Membership.objects.of_person(person)))
