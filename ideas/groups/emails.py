"""Every mail of a group, one function per message (D19). No address of a member is ever written to another one."""

from django.conf import settings
from django.urls import reverse

from events.wording import worded
from foundation import links
from outbox.models import Message
from outbox.queueing import queue
from outbox.topics import IDEAS

CONFIRM, ANSWER, INVITATION = "group-confirm", "group-answer", "group-invitation"  # purposes of links (D64)


def welcome(membership, *, mark=""):
    """To a new member: the link to the group, once; `mark` makes another one, for who tries its words."""
    key = f"group-welcome:{membership.pk}{mark and f':{mark}'}"
    _to_member(membership, "welcome", key=key, given_name=membership.given_name)


def known_already(membership, *, day):
    """Someone asked to join with the address of a member: only its letterbox learns that it is one (D3)."""
    _to_member(membership, "known_already", key=f"group-known:{membership.pk}:{day:%Y-%m-%d}")


def arrived(membership, *, who):
    """To the others: someone joined; in the mail of the day."""
    _to_member(membership, "arrived", key=f"group-arrived:{who.pk}:{membership.pk}", topic=IDEAS, who=who)


def left(membership, *, who, step, leaderless):
    """To the others: someone left; at once when nobody leads the group any more."""
    key, topic = f"group-left:{step.pk}:{membership.pk}", "" if leaderless else IDEAS
    _to_member(membership, "left", key=key, topic=topic, who=who, leaderless=leaderless)


def removed(membership, *, step):
    """To who was taken out of the group: the reason. No link: it opens nothing any more."""
    _queue(
        membership.group, "removed", key=f"group-removed:{step.pk}", to=membership.email, name=membership.given_name,
        language=membership.language, why=step.why,
    )  # fmt: skip


def lead_offered(membership, *, step):
    """To who may take the lead: one button, no hurry."""
    page = reverse("groups:lead", args=[membership.group.slug])
    _to_member(membership, "lead_offered", key=f"group-lead-offered:{step.pk}", page=page)


def lead_taken(membership, *, who, step):
    """To the others: who leads from now on; in the mail of the day."""
    _to_member(membership, "lead_taken", key=f"group-lead-taken:{step.pk}:{membership.pk}", topic=IDEAS, who=who)


def alive(membership, *, step):
    """To a lead, after a long silence: is the group alive? Three buttons."""
    page = reverse("groups:alive", args=[membership.group.slug])
    days = (step.at - membership.group.active_at).days
    _to_member(membership, "alive", key=f"group-alive:{step.pk}:{membership.pk}", page=page, days=days)


def asleep(membership, *, step):
    """The group sleeps: one click wakes it."""
    page = reverse("groups:alive", args=[membership.group.slug])
    _to_member(membership, "asleep", key=f"group-asleep:{step.pk}:{membership.pk}", page=page)


def awake(membership, *, step):
    """The group is at work again; in the mail of the day."""
    _to_member(membership, "awake", key=f"group-awake:{step.pk}:{membership.pk}", topic=IDEAS)


def closed(membership, *, step):
    """The group stops, and why."""
    _to_member(membership, "closed", key=f"group-closed:{step.pk}:{membership.pk}", why=step.why)


def message(membership, *, message):
    """Words of a member to each of the others: in the mail of the day, at once when urgent; answers go to the page."""
    page = reverse("groups:messages", args=[message.group.slug])
    _to_member(
        membership, "message", key=f"group-message:{message.pk}:{membership.pk}", page=page,
        topic="" if message.urgent else IDEAS, message=message,
    )  # fmt: skip


def confirm(entry):
    """To who asks to join: prove the address first (D65)."""
    link = links.access(CONFIRM, entry.pk, until=entry.proof_until)
    url = settings.PUBLIC_URL + reverse("groups:confirm", args=[links.token(link)])
    _to_entry(entry, "confirm", key=f"group-confirm:{entry.pk}", url=url)


def asked_to_join(membership, *, entry):
    """To a lead: who asks, what they offer; one click accepts."""
    link = links.access(ANSWER, f"{entry.pk}:{membership.pk}", until=entry.answer_until)
    url = settings.PUBLIC_URL + reverse("groups:answer", args=[links.token(link)])
    key = f"group-asked:{entry.pk}:{membership.pk}"
    _to_member(membership, "asked_to_join", key=key, entry=entry, url=url)


def not_accepted(entry, *, step):
    """To who asked: the answer, kindly, and what else there is to do."""
    url = settings.PUBLIC_URL + reverse("groups:group_list")
    _to_entry(entry, "not_accepted", key=f"group-not-accepted:{entry.pk}", url=url, why=step.why)


def invited(entry):
    """To who is invited: the group, who asks, and the choice; the address goes after a month of silence."""
    link = links.access(INVITATION, entry.pk, until=entry.answer_until)
    url = settings.PUBLIC_URL + reverse("groups:invitation", args=[links.token(link)])
    by = entry.invited_by.shown_name if entry.invited_by else ""
    _to_entry(entry, "invited", key=f"group-invited:{entry.pk}", url=url, who=by)


def withdraw_entry(entry):
    """What was written about someone on the doorstep and has not left is no longer true."""
    Message.objects.filter(key__startswith=f"group-asked:{entry.pk}:").withdraw()
    Message.objects.filter(key__in=keys_of(entry)).withdraw()


def keys_of(entry):
    """The keys of the mails to someone on the doorstep."""
    return [f"group-{name}:{entry.pk}" for name in ("confirm", "invited", "not-accepted")]


def _to_member(membership, name, *, key, page="", topic="", **context):
    if not membership.email:
        return None
    return _queue(
        membership.group, name, key=key, to=membership.email, name=membership.given_name,
        language=membership.language, topic=topic, open_url=membership.open_url(page), **context,
    )  # fmt: skip


def _to_entry(entry, name, *, key, **context):
    return _queue(
        entry.group, name, key=key, to=entry.email, name=entry.given_name, language=entry.language,
        entry=entry, **context,
    )  # fmt: skip


def _queue(group, template, *, key, to, name, language, topic="", **context):
    context |= {"group": group, "idea": group.idea, "event": group.idea.event, "territory": group.territory}
    return queue(
        key=key,
        kind=f"group-{template.replace('_', '-')}",
        to=to,
        to_name=name,
        template=f"emails/groups/{template}",
        context=worded(f"groups/{template}", context, language=language),
        language=language,
        about=group.subject,
        topic=topic,
    )
