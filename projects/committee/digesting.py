"""One mail a day at most to who keeps the committee: who has not acted, what waits, what presses (D33)."""

import hashlib
from dataclasses import dataclass
from datetime import time, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.committee import emails_sessions as emails
from projects.committee import releasing
from projects.committee.models import Call, Committee, DigestDay, Question, Session
from projects.committee.reminding import keepers_of, left_to_do
from projects.committee.standing import SessionStanding
from projects.models import Condition

BEGINS, ENDS = time(9), time(12)  # read with the coffee; the width is for a worker that was stopped
PRESSES = timedelta(days=2)  # before a deadline
MOST_NAMED = 12  # people named in one line
MOST_COMMITTEES = 100  # of one run


@dataclass(frozen=True)
class Line:
    """One thing to look at: `presses` says it whatever was said the day before; `url` is a whole address."""

    title: str
    words: str
    url: str
    action: str
    presses: bool = False


def queue_due(*, now, most=MOST_COMMITTEES):
    """Write the digest of each committee that has one today; return how many mails. Running it twice changes nothing.

    Changes are those since the last digest; what presses is said every day.
    """
    today, hour = timezone.localdate(now), timezone.localtime(now).time()
    if not BEGINS <= hour < ENDS:
        return 0
    waiting = Committee.objects.exclude(digest_days__day=today).select_related("territory").order_by("pk")
    return sum(_digest(committee, now=now, today=today) for committee in waiting[:most])


def lines_of(committee, *, now):
    """Return the `Line`s of a committee at `now`, in the language in force; empty when nothing waits."""
    found = []
    for session in Session.objects.going_on().filter(committee=committee).order_by("closes_at"):
        found += _session_lines(session, now=now)
    for session in Session.objects.closed().filter(committee=committee).order_by("closes_at"):
        found += _release_lines(session, now=now)
    return [*found, *_call_lines(committee), *_condition_lines(committee)]


def _digest(committee, *, now, today):
    keepers = keepers_of(committee)
    if not keepers:
        return 0
    with translation.override(settings.LANGUAGE_CODE):
        lines = lines_of(committee, now=now)
    mark = hashlib.sha256("\n".join(f"{one.title}|{one.words}|{one.presses}" for one in lines).encode()).hexdigest()
    last = committee.digest_days.order_by("-day").values_list("mark", flat=True).first()
    if not lines or (mark == last and not any(one.presses for one in lines)):
        return 0
    try:
        with transaction.atomic():
            DigestDay.objects.create(committee=committee, day=today, mark=mark)
            for keeper in keepers:
                with translation.override(keeper.language):
                    emails.digest(keeper, committee=committee, lines=lines_of(committee, now=now), day=today)
    except IntegrityError:  # another worker wrote it at this instant
        return 0
    return len(keepers)


def _session_lines(session, *, now):
    """Who has not acted, and the questions nobody answered."""
    standing, presses = SessionStanding(session), session.closes_at - now <= PRESSES
    page = settings.PUBLIC_URL + reverse("committee:session", args=[session.pk])
    late = {"to_declare": [], "to_read": [], "to_vote": []}
    for expert in standing.experts:
        left = left_to_do(standing, expert)
        for act in late:
            if left[act]:
                late[act].append(str(expert))
    for act, title in _NOT_DONE.items():
        if names := late[act]:
            yield Line(title(len(names)), _named(names), page, _("See who"), presses)
    waiting = Question.objects.waiting().filter(item__in=standing.items).count()
    if waiting:
        title = ngettext(
            "%(n)s question of the experts has no answer yet",
            "%(n)s questions of the experts have no answer yet",
            waiting,
        )
        yield Line(title % {"n": waiting}, _("Bearers answer before the vote."), page, _("See the files"), presses)


def _release_lines(session, *, now):
    """Decisions to write and to confirm, and notice that is late (D31)."""
    page = settings.PUBLIC_URL + reverse("committee:release", args=[session.pk])
    until, lacking = releasing.notice_until(session), releasing.lacking_for(session)
    said = _("Notice is due before %(day)s.") % {"day": emails.spoken_day(until)}
    if releasing.is_late(session, now=now):
        said = _("Notice was due before %(day)s: the bearers are waiting.") % {"day": emails.spoken_day(until)}
    title = _("Everything is ready: release the decisions")
    if lacking:
        title = ngettext("%(n)s decision to prepare", "%(n)s decisions to prepare", len(lacking)) % {"n": len(lacking)}
    yield Line(title, said, page, _("Prepare the release"), until - now <= PRESSES)


def _call_lines(committee):
    for call in Call.objects.to_make().of_idle().filter(session__committee=committee).select_related("expert__person"):
        url = emails.messages_page(call.session)
        yield Line(_("Call %(name)s") % {"name": call.expert}, "", url, _("See the number"), presses=True)


def _condition_lines(committee):
    """Conditions past their day, and proofs to read."""
    page = settings.PUBLIC_URL + reverse("committee:home")
    ours = Condition.objects.of_living_projects().filter(decision__project__territory=committee.territory_id)
    if late := ours.to_call().count():
        title = ngettext("%(n)s condition is overdue", "%(n)s conditions are overdue", late) % {"n": late}
        yield Line(title, _("Call who looks after it; never a silent no."), page, _("See the conditions"))
    if sent := ours.sent().count():
        title = ngettext("%(n)s proof to read", "%(n)s proofs to read", sent) % {"n": sent}
        yield Line(title, "", page, _("See the conditions"))


def _named(names):
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    return _("%(names)s and %(n)s more") % {"names": ", ".join(names[:MOST_NAMED]), "n": len(names) - MOST_NAMED}


_NOT_DONE = {
    "to_declare": lambda n: ngettext("%(n)s expert has not declared", "%(n)s experts have not declared", n) % {"n": n},
    "to_read": lambda n: ngettext("%(n)s expert has files to read", "%(n)s experts have files to read", n) % {"n": n},
    "to_vote": lambda n: ngettext("%(n)s expert has not voted", "%(n)s experts have not voted", n) % {"n": n},
}
