"""Mails of projects that seek a bearer, one function per message; no address leaves before both said yes (D22)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from foundation import links
from members.models import Role
from members.phones import spoken_phone
from outbox.models import Message
from outbox.queueing import queue

STILL, ANSWER, MINE = "seeking-still", "seeking-answer", "seeking-mine"  # purposes of links (D64)
MONTHS = 90  # days: a link of the candidate lives a little longer than the answer may take


def ask_whether_true(listing):
    """To who leads the group (the team when nobody can be reached): is it still true? One button (D22)."""
    link = links.access(STILL, f"{listing.pk}:{listing.expires_on:%Y-%m-%d}", until=_end_of(listing.expires_on))
    url = _url("seeking_still", link)
    for reader in _readers(listing.project):
        key = f"seeking-still:{listing.pk}:{listing.expires_on:%Y-%m-%d}:{reader.key}"
        _queue(listing, "still", key=key, reader=reader, url=url)


def confirm(introduction):
    """To who wrote: prove the address first (D65)."""
    _to_author(introduction, "confirm")


def wrote(introduction):
    """To who leads the group (else the team): someone would like to know more; nothing that would reach them."""
    for reader in _readers(introduction.project):
        link = links.access(ANSWER, f"{introduction.pk}:{reader.membership_pk}", until=_end_of(introduction.answer_by))
        key = f"seeking-wrote:{introduction.pk}:{reader.key}"
        _queue(introduction.listing, "wrote", key=key, reader=reader, url=_url("seeking_answer", link),
               introduction=introduction)  # fmt: skip


def put_in_touch(introduction, *, contact):
    """To who wrote: the project says yes, and how to reach it."""
    _to_author(introduction, "put_in_touch", contact=contact)


def was_put_in_touch(introduction, *, contact, membership):
    """To who answered: how to reach who wrote, as they agreed."""
    for reader in _readers(introduction.project):
        if membership is not None and reader.membership_pk != membership.pk:
            continue
        key = f"seeking-was-put-in-touch:{introduction.pk}:{reader.key}"
        shared = {"name": introduction.given_name, "email": introduction.email}
        shared["phone"] = spoken_phone(introduction.phone) if introduction.shares_phone else ""
        _queue(introduction.listing, "was_put_in_touch", key=key, reader=reader, shared=shared, contact=contact)


def not_this_time(introduction, *, why):
    """To who wrote: the project thanks and prefers not to, kindly; what they wrote is erased."""
    _to_author(introduction, "not_this_time", why=why, listed=_list_url())


def no_answer(introduction):
    """To who wrote: nobody answered in time; it says nothing about them."""
    _to_author(introduction, "no_answer", listed=_list_url())


def withdraw_question(listing):
    """It was confirmed or closed: the question that has not left is no longer true."""
    Message.objects.filter(key__startswith=f"seeking-still:{listing.pk}:").withdraw()


def withdraw_all(introduction):
    """What was written about, or asked of, someone who waits and has not left is no longer true."""
    Message.objects.filter(key__startswith=f"seeking-wrote:{introduction.pk}:").withdraw()
    Message.objects.filter(key=f"seeking-confirm:{introduction.pk}").withdraw()


def keys_of(introduction):
    """The keys of the mails to who wrote."""
    names = ("confirm", "put-in-touch", "not-this-time", "no-answer")
    return [f"seeking-{name}:{introduction.pk}" for name in names]


def about_author(introduction):
    """The mails to the project that say who wrote, and perhaps how to reach them."""
    keys = [f"seeking-{name}:{introduction.pk}:" for name in ("wrote", "was-put-in-touch")]
    return Message.objects.filter(Q(key__startswith=keys[0]) | Q(key__startswith=keys[1]))


@dataclass(frozen=True, kw_only=True)
class _Reader:
    """Who reads for the project: a member who leads its group, or an organiser (`membership_pk` 0)."""

    key: str
    email: str
    name: str
    language: str
    membership_pk: int = 0


def _readers(project):
    leads = project.group.leads().exclude(email="")
    if found := [
        _Reader(key=f"m{one.pk}", email=one.email, name=one.given_name, language=one.language, membership_pk=one.pk)
        for one in leads
    ]:
        return found
    roles = Role.objects.in_force().filter(territory=project.territory_id, kind__in=Role.ORGANISING)
    people = {role.person_id: role.person for role in roles.exclude(person__email=None).select_related("person")}
    return [
        _Reader(key=f"p{one.pk}", email=one.email, name=one.given_name, language=one.language)
        for one in people.values()
    ]


def _to_author(introduction, name, **context):
    author = _Reader(key="", email=introduction.email, name=introduction.given_name, language=introduction.language)
    link = links.access(MINE, introduction.pk, until=_end_of(introduction.answer_by, MONTHS))
    _queue(introduction.listing, name, key=f"seeking-{name.replace('_', '-')}:{introduction.pk}", reader=author,
           url=_url("seeking_message", link), introduction=introduction, **context)  # fmt: skip


def _queue(listing, name, *, key, reader, **context):
    project = listing.project
    queue(
        key=key,
        kind=f"seeking-{name.replace('_', '-')}",
        to=reader.email,
        to_name=reader.name,
        template=f"emails/projects/seeking_{name}",
        context={
            "project": project,
            "listing": listing,
            "territory": project.territory,
            "space_url": settings.PUBLIC_URL + reverse("projects:listing", args=[project.slug]),
            **context,
        },
        language=reader.language,
        about=project.subject,
    )


def _url(name, link):
    return settings.PUBLIC_URL + reverse(f"projects:{name}", args=[links.token(link)])


def _list_url():
    return settings.PUBLIC_URL + reverse("projects:seeking_list")


def _end_of(day, more=1):
    """The moment, in local time, some days after `day`: a link of the last evening still opens the next day."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=more), time(12)))
