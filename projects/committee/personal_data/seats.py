"""Who sat at the committee: the employer goes with the account, the seat stays without its name (D58)."""

from projects.committee.models import Expert

PERSONAL = {"committee.Expert": {"employer": ""}}
NOT_PERSONAL = {
    "committee.Committee": {"contact": "whom an organisation lets bearers ask"},
    "committee.Session": {"place": "where a session is held"},
    "committee.Announcement": {"place": "where a session is held"},
    "committee.DigestDay": {"mark": "the fingerprint of what was said that day"},
    "committee.SessionStep": {"details why": "what the committee keeps of its sessions"},
    "committee.CommitteeStep": {"details why": "what the committee keeps of its seats and rules"},
}


def last_actions(addresses):
    """Sitting is no act of one's own."""
    return {}


def expire(addresses, *, before):
    Expert.objects.filter(person__email__in=addresses, until__lt=before).update(**PERSONAL["committee.Expert"])


def leftovers(before):
    old = Expert.objects.exclude(employer="").filter(until__lt=before)
    return [(old, lambda keys: Expert.objects.filter(pk__in=keys).update(**PERSONAL["committee.Expert"]))]


def export(person):
    """The seats the person holds or held."""
    seats = Expert.objects.filter(person=person).select_related("committee__territory").order_by("pk")
    return {
        "committee_seats": [
            {
                "committee": str(one.committee),
                "office": one.get_office_display(),
                "employer": one.employer,
                "since": one.since,
                "until": one.until,
            }
            for one in seats
        ]
    }


def erase_all_of(person):
    Expert.objects.filter(person=person).update(**PERSONAL["committee.Expert"])
