"""What organisers have to do about ideas, for « à faire »."""

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events.models import Event
from ideas.models import Claim, FollowUp, Idea, MergeRequest
from members.duties import Duty

MOST_CALLS = 20  # lines of one person's list


def duties(person, now):
    """Ideas to read and reports to look at, one line of each per evening that `person` organises."""
    waiting = Q(ideas__in=Idea.objects.submitted())
    reported = Q(ideas__in=Idea.objects.reported())
    events = (
        Event.objects.managed_by(person)
        .select_related("territory")
        .annotate(
            waiting=Count("ideas", filter=waiting, distinct=True),
            reported=Count("ideas", filter=reported, distinct=True),
            oldest=Min("ideas__created_at", filter=waiting),
        )
    )
    for event in events.filter(Q(waiting__gt=0) | Q(reported__gt=0)).order_by("starts_at", "pk"):
        url = reverse("ideas:moderation", args=[event.slug])
        names = {"evening": str(event), "territory": str(event.territory)}
        if event.waiting:
            said = ngettext("%(n)s idea waits to be read", "%(n)s ideas wait to be read", event.waiting)
            why = _("%(event)s: their authors see them only once they are read.") % {"event": event}
            yield Duty(timezone.localdate(event.oldest), said % {"n": event.waiting}, why, url, _("Read"), **names)
        if event.reported:
            said = ngettext("%(n)s idea was reported", "%(n)s ideas were reported", event.reported)
            why = _("%(event)s: someone thinks that it should not be shown.") % {"event": event}
            yield Duty(
                timezone.localdate(now), said % {"n": event.reported}, why, f"{url}?vue=signalees", _("Look"), **names
            )
    yield from _claims(person)
    yield from _calls(person)
    yield from _merge_requests(person)


def _claims(person):
    """Two people say that they wrote the same idea: someone has to decide (D11)."""
    found = Claim.objects.managed_by(person).open().aggregate(count=Count("pk"), oldest=Min("at"))
    if found["count"]:
        said = ngettext("%(n)s idea is claimed by two people", "%(n)s ideas are claimed by two people", found["count"])
        why = _("They wait for your decision; both will be told.")
        url = reverse("ideas:claims")
        yield Duty(timezone.localdate(found["oldest"]), said % {"n": found["count"]}, why, url, _("Decide"))


def _calls(person):
    """Authors who answered that their idea needs help: someone calls them (D10), the oldest first."""
    waiting = FollowUp.objects.managed_by(person).to_help().select_related("idea__event__territory")
    for question in waiting.order_by("answered_at", "pk")[:MOST_CALLS]:
        idea = question.idea
        said = _("Help “%(title)s”, which asks for it") % {"title": idea.title}
        who = " ".join(filter(None, [idea.author_name, idea.author_email])) or _("its author")
        why = _("Get in touch with %(who)s.") % {"who": who}
        url = f"{reverse('ideas:follow_ups', args=[idea.event.slug])}?reponse={FollowUp.Answer.HELP}"
        names = {"evening": str(idea.event), "territory": str(idea.event.territory)}
        yield Duty(timezone.localdate(question.answered_at), said, why, url, _("Get in touch"), **names)


def _merge_requests(person):
    """Another territory suggests putting two ideas together: one of ours, one of theirs (D17)."""
    asked = MergeRequest.objects.to_be_answered_by(person).for_pages()
    for request in asked.order_by("at", "pk")[:MOST_CALLS]:
        names = {"title": request.source.title, "head": request.target.title}
        said = _("Answer: may “%(title)s” and “%(head)s” be put together?") % names
        why = _("Another territory suggests it; without you, nothing changes.")
        url = reverse("ideas:merge_request", args=[request.pk])
        until = timezone.localdate(request.expires_at)
        yield Duty(until, said, why, url, pgettext("button", "Answer"), territory=str(request.asked))
