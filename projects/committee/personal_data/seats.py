"""Who sat at the committee: the employer goes with the account, the seat stays without its name (D58)."""

from django.db.models import Q

from projects.committee.appointing import end_terms_of
from projects.committee.models import CommitteeStep, Expert

PERSONAL = {"committee.Expert": {"employer": ""}, "committee.CommitteeStep": {"why": ""}}
NOT_PERSONAL = {
    "committee.Committee": {"contact": "whom an organisation lets bearers ask"},
    "committee.Session": {"place": "where a session is held"},
    "committee.Announcement": {"place": "where a session is held"},
    "committee.DigestDay": {"mark": "the fingerprint of what was said that day"},
    "committee.SessionStep": {"details why": "what the committee keeps of its sessions"},
    "committee.CommitteeStep": {"details": "the name of an office, or rules"},
}


def expire(addresses, *, before):
    _blank(Expert.objects.filter(person__email__in=addresses, until__lt=before))


def leftovers(before):
    said = CommitteeStep.objects.exclude(why="").filter(expert__isnull=False).values("expert")
    old = Expert.objects.filter(until__lt=before).exclude(~Q(pk__in=said), employer="")
    return [(old, lambda keys: _blank(Expert.objects.filter(pk__in=keys)))]


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
    end_terms_of(person)  # the base of a quorum follows (D26)
    _blank(Expert.objects.filter(person=person))


def _blank(experts):
    """Where these experts work, and why their terms ended, are forgotten."""
    CommitteeStep.objects.filter(expert__in=experts).update(**PERSONAL["committee.CommitteeStep"])
    experts.update(**PERSONAL["committee.Expert"])
