"""What members wrote to one another: the directory, introductions, meetings (D56, D58); it goes, the register stays.

Runs before the register's own part: a member is found by the address of their card.
"""

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from members.cooperative import emails_introductions as emails
from members.cooperative.models import DelegateConfirmation, Entry, GatheringAttendance, Introduction, Member
from members.cooperative.models.directory import BLANK as NO_ENTRY
from members.cooperative.models.introduction import BLANK as NOBODY
from outbox import personal_data as mails

PERSONAL = {
    "cooperative.Entry": {**NO_ENTRY, "folded": ""},
    "cooperative.Introduction": dict(NOBODY),
}
NOT_PERSONAL = {
    "cooperative.Entry": {"consent_version": "which text was agreed to"},
    "cooperative.Introduction": {
        "language": "of the mails",
        "about about_name": "the project whose team asked",
    },
    "cooperative.Gathering": {"title details place": "a meeting told to all members, not to one"},
}
MOST_KEPT = 500  # lines of one kind in an export


def last_actions(addresses):
    """Return {address: when its owner last wrote to members, or said they would come}."""
    found = {}
    of_members = [(Entry, "changed_at"), (GatheringAttendance, "at"), (DelegateConfirmation, "at")]
    rows = list(Introduction.objects.named().filter(email__in=addresses).values_list("email", "at"))
    for model, moment in of_members:
        own = model.objects.annotate(mail_address=Lower("member__email")).filter(mail_address__in=addresses)
        rows += own.values_list("mail_address", moment)
    for address, at in rows:
        found[address] = max(at, found.get(address, at))
    return found


def expire(addresses, *, before):
    """Forget what the owners of these addresses left before `before`; they stay in the register (D51)."""
    members = Member.objects.annotate(mail_address=Lower("email")).filter(mail_address__in=addresses)
    _leave_directory(Entry.objects.filter(member__in=members, changed_at__lt=before))
    old = Introduction.objects.filter(at__lt=before)
    _forget(old.filter(Q(email__in=addresses) | Q(asker__in=members)), old.asked_of(members))
    GatheringAttendance.objects.filter(member__in=members, at__lt=before).delete()


def export(person):
    """The person's entry, who they wrote to, who wrote to them, the meetings they said they would come to."""
    members = Member.objects.of_person(person)
    asked = Introduction.objects.filter(Q(asker__in=members) | Q(email=(person.email or "-").lower()))
    received = Introduction.objects.asked_of(members)
    coming = GatheringAttendance.objects.filter(member__in=members).select_related("gathering").order_by("pk")
    return {
        "members_directory": [
            {
                "offers": one.offers, "seeks": one.seeks, "where": one.where, "shown_since": one.shown_since,
                "withdrawn_at": one.withdrawn_at, "text_version": one.consent_version,
            }
            for one in Entry.objects.filter(member__in=members).select_related("commune")
        ],
        "introductions_asked": [_told(one) for one in asked.select_related("asked").order_by("pk")[:MOST_KEPT]],
        "introductions_received": [_told(one) for one in received.select_related("asked").order_by("pk")[:MOST_KEPT]],
        "meetings_of_members": [[str(one.gathering), one.gathering.starts_at, one.at] for one in coming[:MOST_KEPT]],
    }  # fmt: skip


def erase_all_of(person):
    """Forget on request: what waited is taken back, or goes without an answer."""
    members = Member.objects.of_person(person)
    _leave_directory(Entry.objects.filter(member__in=members))
    asked = Introduction.objects.filter(Q(asker__in=members) | Q(email=(person.email or "-").lower()))
    _forget(asked, Introduction.objects.asked_of(members))
    GatheringAttendance.objects.filter(member__in=members).delete()


def _leave_directory(entries):
    for entry in entries:
        entry.withdraw()


def _forget(asked, received):
    """Forget who `asked`, and who said yes to those `received`: also in the mails that each kept of the other."""
    for one in asked.for_display():
        if one.is_waiting:
            one.withdraw()
        one.forget()
    for one in received.for_display():
        if one.is_waiting:
            one.lapse()
        told = emails.to_asker(one)
        mails.unname(told, [str(one.asked), one.asked.email], become=_("Former member"))


def _told(one):
    return {
        "to": str(one.asked), "from": one.name, "project": one.about_name, "word": one.word, "at": one.at,
        "state": str(one.get_state_display()),
    }  # fmt: skip
