"""What groups hold of people, when it goes and what stays (D58): whoever is erased leaves « former member »."""

from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from foundation import links
from ideas.groups import emails
from ideas.groups.models import ACCESS, Entry, GroupMessage, GroupStep, Membership
from ideas.groups.models.entry import BLANK
from ideas.groups.personal_data import meetings
from outbox import personal_data as mails
from outbox.models import Message

FORMER = _("Former member")
PERSONAL = {
    "groups.Membership": {
        "given_name": "",
        "family_name": "",
        "email": "",
        "phone": "",
        "role_title": "",
        "left_why": "",
        "person": None,
    },
    "groups.Entry": BLANK,
}
NOT_PERSONAL = {
    "groups.WorkingGroup": {
        "name slug purpose place folded": "what the group says of itself to everyone",
        "closed_why": "why a group stops, told to its members",
    },
    "groups.Membership": {"language": "of the mails"},
    "groups.MembershipConsent": {"text_version": "which text was agreed to"},
    "groups.Entry": {"language": "of the answer", "consent_version": "which text was agreed to"},
    "groups.WantedRole": {"title task folded": "what the group looks for, told to everyone"},
    "groups.GroupMessage": {"text": "said to the group; its author becomes a former member"},
    **meetings.NOT_PERSONAL,
    "groups.GroupStep": {"details": "the title of a role", "why": "what was answered in the group’s name"},
}


def named():
    """Members who are still named, with `mail_address` (empty without one)."""
    return Membership.objects.exclude(given_name="").annotate(mail_address=Lower("email"))


def of_person(person):
    """Memberships of the address that `person` proved (D65)."""
    return named() & Membership.objects.of_person(person)


def entries_of(person):
    return Entry.objects.exclude(email="").filter(email__iexact=person.email or "-")


def old_addresses(before, *, after, limit):
    """Return at most `limit` addresses that sort after `after`, in a group since before `before`, sorted."""
    old = named().exclude(email="").filter(joined_at__lt=before, mail_address__gt=after).order_by("mail_address")
    return list(old.values_list("mail_address", flat=True).distinct()[:limit])


def last_actions(addresses):
    """Return {address: when its owner last joined a group, wrote in one, answered or did something there}."""
    found = {}
    members = named().filter(mail_address__in=addresses)
    written = GroupMessage.objects.filter(author__in=members).annotate(mail_address=Lower("author__email"))
    for rows, when in ((members, "joined_at"), (written.order_by(), "at")):
        for address, at in rows.values_list("mail_address", when):
            found[address] = max(at, found.get(address, at))
    for address, at in meetings.last_actions(members):
        found[address] = max(at, found.get(address, at))
    return found


def expire(addresses, *, before):
    """Forget the members of these addresses who entered before `before`."""
    old = named().filter(mail_address__in=addresses, joined_at__lt=before)
    forget(list(old.values_list("pk", flat=True)))


@transaction.atomic
def erase_all_of(person):
    """Forget on request: what was said stays, by a former member; requests and invitations go."""
    forget(list(of_person(person).values_list("pk", flat=True)))
    _forget_entries(list(entries_of(person).values_list("pk", flat=True)))


def leftovers(before):
    """Return [(rows, act on their keys)]: members without an address, long after they entered."""
    return [(named().filter(email="", joined_at__lt=before), forget), *meetings.leftovers(before)]


def forget(keys):
    """Blank who these members are; those who were present leave without a word, their roles are free again."""
    for member in Membership.objects.filter(pk__in=keys).select_related("group"):
        about = Message.objects.filter(about=member.group.subject)
        mails.blank(about.filter(to=member.email).exclude(to=""))
        mails.unname(about, names_of(member), become=FORMER)
        if member.is_present:
            member.vanish()
        member.group.record(GroupStep.Kind.ERASED, role=GroupStep.Role.MACHINE)
    links.forget(ACCESS, keys)
    Membership.objects.filter(pk__in=keys).update(**PERSONAL["groups.Membership"])


def names_of(member):
    """What the mails to others say of this member, the longest first."""
    return [member.full_name, member.shown_name] if member.given_name else []


def _forget_entries(keys):
    for entry in Entry.objects.filter(pk__in=keys):
        mails.blank(Message.objects.filter(to=entry.email, key__in=emails.keys_of(entry)))
        asked = Message.objects.filter(key__startswith=f"group-asked:{entry.pk}:")
        mails.unname(asked, [str(entry)] if entry.given_name else [], become=FORMER)
        mails.blank(asked)
    Entry.objects.open().filter(pk__in=keys).update(state=Entry.State.LAPSED, **BLANK)
    Entry.objects.filter(pk__in=keys).update(**BLANK)


def export(person):
    """Every group of the person: what they are in it, what they wrote, what they agreed to."""
    mine = of_person(person).select_related("group").prefetch_related("messages", "consents", "roles").order_by("pk")
    return {
        "working_groups": [_exported(member) for member in mine],
        "group_requests": [
            {"group": str(one.group), "what": one.get_kind_display(), "words": one.words, "at": one.at}
            for one in entries_of(person).select_related("group").order_by("pk")
        ],
        **meetings.export(mine),
    }


def _exported(member):
    return {
        "group": str(member.group),
        "name": member.full_name,
        "email": member.email,
        "phone": member.phone,
        "role": member.role_title,
        "leads": member.is_lead,
        "roles_held": [role.title for role in member.roles.all()],
        "joined_at": member.joined_at,
        "left_at": member.left_at,
        "left_why": member.left_why,
        "messages": [{"text": post.text, "at": post.at} for post in member.messages.all()],
        "consents": [
            {"text_version": one.text_version, "given_at": one.given_at, "withdrawn_at": one.withdrawn_at}
            for one in member.consents.all()
        ],
    }
