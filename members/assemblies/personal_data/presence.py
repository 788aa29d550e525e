"""Lists of voters, attendance sheets, proxies and officers: they survive an erasure, as minutes do (D51)."""

from members.assemblies.models import Officer, Presence, Proxy, Voter
from members.cooperative.models import Member

PERSONAL = {}
NOT_PERSONAL = {
    "assemblies.Voter": {"name folded": "the list of those who could vote survives an erasure (D51)"},
    "assemblies.Presence": {"signed_by": "the attendance sheet survives an erasure (D51)"},
    "assemblies.Proxy": {"spouse": "named on a proxy, which is kept with the attendance sheet (D51)"},
    "assemblies.Officer": {"name": "the officers of a meeting stand in its minutes (D51)"},
}


def export(person):
    """When `person`, or the structure they vote for, could vote, came, gave or received a proxy, held an office."""
    mine = Member.objects.of_person(person)
    voters = Voter.objects.filter(member__in=mine).select_related("assembly")
    came = Presence.objects.filter(voter__in=voters).select_related("voter__assembly")
    given = Proxy.objects.filter(giver__in=mine).for_display()
    received = Proxy.objects.filter(holder__in=mine).for_display()
    offices = Officer.objects.filter(member__in=mine).select_related("assembly")
    return {
        "meetings_where_i_could_vote": [[str(one.assembly), one.name, one.number] for one in voters],
        "attendance": [[str(one.voter.assembly), one.mode, one.signed_by, one.at, one.until] for one in came],
        "proxies_given": [[str(one.assembly), one.holder_name, one.given_at, one.ended_at] for one in given],
        "proxies_received": [[str(one.assembly), str(one.giver), one.given_at, one.ended_at] for one in received],
        "offices_in_meetings": [[str(one.assembly), one.kind, one.since, one.until] for one in offices],
    }


def erase_all_of(person):
    """The sheet survives (D51); an office is no longer tied to the account that goes."""
    Officer.objects.filter(person=person).update(person=None)
