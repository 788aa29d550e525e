"""What lines of the access table about the members' space are about: a structure, and someone who wrote to it."""

from datetime import timedelta

from django.utils import timezone

from members.cooperative.models import AddressChange, Entry, Gathering, Introduction, Member
from tests.cast_of_cooperatives import make_cooperator, make_shareholder


def subjects_of(cooperative, project):
    """Return {word of the table: arguments of its address}; `project` is of the same territory."""
    named = {"kind": Member.Kind.STRUCTURE, "organisation": "Garage du Revermont"}
    member, other = make_shareholder(cooperative=cooperative, **named), make_cooperator(cooperative=cooperative)
    entry = Entry.show(member, offers="Une camionnette", seeks="")
    starts_at = timezone.now() + timedelta(days=9)
    hours = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1)}
    meeting = Gathering.plan(cooperative, by=member, title="Visite", place="Salle", **hours)
    to_come = AddressChange.ask(other, "autre@example.org", by=None)
    return {
        "address-to-come": {"slug": cooperative.territory.slug, "pk": other.pk, "change": to_come.pk},
        "membership": {"pk": member.pk},
        "structure": {"slug": cooperative.territory.slug, "pk": member.pk},
        "members-entry": {"pk": entry.pk},
        "members-introduction": {"pk": Introduction.ask(entry, word="Bonjour", asker=other).pk},
        "members-gathering": {"pk": meeting.pk},
        "project-helper": {"slug": project.slug, "pk": entry.pk},
    }
