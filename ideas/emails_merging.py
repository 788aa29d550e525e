"""Mails about ideas put together and apart, about the agreement of another territory, and about following (D17, D18).

A key says the merge and the reader: « idea-merged:12:K7QPMR2X: » or « idea-merged:12:follower-9: ».
"""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from ideas.emails_life import Reader
from outbox.models import Message
from outbox.queueing import queue, queue_to
from outbox.topics import IDEAS

SECOND_THOUGHTS = timedelta(minutes=10)  # a merge undone at once is told to nobody


def merged(merge, *, sources, followers, head):
    """Tell who wrote or follows the `sources` (idea and its own parts) where they read on, and who wrote `head`."""
    readers = _readers(sources, followers)
    for reader in readers:
        _tell("idea_merged", merge, reader, page=merge.target)
    signed = head.author_email and head.author_email not in {reader.email for reader in readers}
    if signed and merge.source.status == merge.source.Status.ACCEPTED:  # words that nobody read are mailed to nobody
        _tell("idea_joined", merge, _author(head), page=head)


def unmerged(merge, *, sources, followers):
    """Take back what has not left; whoever had read the news is told that it stands no more."""
    withdraw([merge])
    left = Message.objects.filter(key__startswith=f"idea-merged:{merge.pk}:").exclude(status=Message.Status.WITHDRAWN)
    told = set(left.values_list("key", flat=True))
    for reader in _readers(sources, followers):
        if _key("idea_merged", merge, reader) in told:
            _tell("idea_unmerged", merge, reader, page=merge.source)


def withdraw(merges):
    """Take back what has not left about these merges."""
    for merge in merges:
        for name in ("merged", "joined"):
            Message.objects.filter(key__startswith=f"idea-{name}:{merge.pk}:").withdraw()


def merge_requested(request, person):
    """To one organiser of the other territory: an answer is awaited."""
    _tell_team("merge_requested", request, person)


def merge_answered(request):
    """To who asked: what the other territory said, or that nobody did."""
    if request.by and request.by.email:
        _tell_team("merge_answered", request, request.by)


def follow_confirm(follower, *, link, token):
    """The link by which the owner of an address says that they do want to follow."""
    idea = follower.idea
    queue(
        key=f"follow-confirm:{follower.pk}:{link.pk}",
        kind="follow-confirm",
        to=follower.email,
        template="emails/ideas/follow_confirm",
        context={
            "idea": idea,
            "territory": idea.territory,
            "confirm_url": settings.PUBLIC_URL + reverse("ideas:watch_confirm", args=[token]),
        },
        language=follower.language,
        about=idea.event.subject,
    )


def _readers(sources, followers):
    """Return one `Reader` per address: authors first."""
    found = {}
    for idea in sources:
        if idea.author_email:
            found.setdefault(idea.author_email, _author(idea))
    for follower in followers:
        mark = f"follower-{follower.pk}"
        found.setdefault(
            follower.email,
            Reader(
                email=follower.email,
                name="",
                language=follower.language,
                idea=None,
                mark=mark,
                stop_url=follower.stop_url(),
            ),
        )
    return list(found.values())


def _author(idea):
    return Reader(email=idea.author_email, name=idea.author_name, language=idea.language, idea=idea, mark=idea.receipt)


def _key(name, merge, reader):
    return f"{name.replace('_', '-')}:{merge.pk}:{reader.mark}:"


def _tell(name, merge, reader, *, page):
    queue(
        key=_key(name, merge, reader),
        kind=name.replace("_", "-"),
        to=reader.email,
        to_name=reader.name,
        template=f"emails/ideas/{name}",
        context={
            "idea": reader.idea or merge.source,
            "source": merge.source,
            "target": merge.target,
            "why": merge.why,
            "event": merge.source.event,
            "territory": page.territory,
            "follows": reader.idea is None,
            "stop_url": reader.stop_url,
            "page": settings.PUBLIC_URL + reverse("ideas:idea", args=[page.slug]),
            "open_url": reader.idea.open_url() if reader.idea else "",
        },
        language=reader.language,
        about=merge.source.event.subject,
        topic=IDEAS,
        due_at=timezone.now() + SECOND_THOUGHTS,
    )


def _tell_team(name, request, person):
    queue_to(
        person,
        key=f"{name.replace('_', '-')}:{request.pk}:{person.pk}",
        kind=name.replace("_", "-"),
        template=f"emails/ideas/{name}",
        context={
            "request": request,
            "source": request.source,
            "target": request.target,
            "territory": request.asked,
            "page": settings.PUBLIC_URL + reverse("ideas:merge_request", args=[request.pk]),
        },
        about=f"territory:{request.asked_id}",
    )
