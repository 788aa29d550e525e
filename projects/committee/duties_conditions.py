"""What conditions ask of someone, for « à faire »: a proof to send, to read, to confirm, a call, a short vote (D30)."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ideas.groups.models import Membership
from members.duties import Duty
from projects.committee import lifting
from projects.committee.models import Committee, Expert, LiftingVote
from projects.models import Bearing, Condition

MOST = 10  # lines of one kind: the list of conditions has the others
AHEAD = timedelta(days=30)  # before its day, nothing presses: the first reminder leaves then


def duties(person, now):
    """As someone of a group, as who keeps a committee, as an expert."""
    yield from _to_show(person, now)
    if Committee.objects.kept_by(person).exists():
        yield from _to_call(person)
        yield from _to_answer(person)
    yield from _to_vote(person, now)


def _to_show(person, now):
    mine = Membership.objects.of_person(person).present()
    borne = Bearing.objects.current().filter(membership__in=mine).values("project")
    near = Condition.objects.of_living_projects().asked().filter(due_on__lte=timezone.localdate(now) + AHEAD)
    near = near.filter(Q(in_charge__in=mine) | Q(decision__project__in=borne))
    for condition in near.for_lists().in_order()[:MOST]:
        words = {"name": condition.project, "proof": condition.expected_proof}
        url = reverse("committee:project_conditions", args=[condition.project.slug])
        title = _("Show the committee: %(what)s") % {"what": str(condition)}
        why = _("A condition of the green light of “%(name)s”. Proof expected: %(proof)s") % words
        yield Duty(condition.due_on, title, why, url, _("Send the proof"), territory=str(condition.project.territory))


def _to_call(person):
    mine = Condition.objects.kept_by(person).exclude(decision__in=lifting.left_by(person))
    for condition in mine.to_call().of_living_projects().for_lists().in_order()[:MOST]:
        who = condition.who or _("the group of “%(name)s”") % {"name": condition.project}
        title = _("Call %(who)s") % {"who": who}
        why = _("“%(name)s”: the day of a condition passed without a proof.") % {"name": condition.project}
        if condition.phone:
            why = f"{why} {_('Phone: %(phone)s') % {'phone': condition.in_charge.spoken_phone}}"
        url = f"{reverse('committee:condition', args=[condition.pk])}#appel"
        territory = str(condition.project.territory)
        yield Duty(condition.overdue_at, title, why, url, _("I have called"), territory=territory)


def _to_answer(person):
    page = reverse("committee:condition_list")
    kept = Condition.objects.kept_by(person).of_living_projects().exclude(decision__in=lifting.left_by(person))
    if count := kept.sent().count():
        said = ngettext("%(n)s proof of a condition to read", "%(n)s proofs of conditions to read", count)
        why = _("Its group waits for your answer.")
        yield Duty(None, said % {"n": count}, why, f"{page}?etat=sent", pgettext("button of a file", "Read"))
    chaired = Committee.objects.chaired_by(person).filter(lifting=Committee.Lifting.CHAIR).values("territory")
    if count := kept.accepted().filter(decision__project__territory__in=chaired).count():
        said = ngettext("%(n)s condition to confirm", "%(n)s conditions to confirm", count)
        why = _("The proof was found good: the chair says that it is lifted.")
        yield Duty(None, said % {"n": count}, why, f"{page}?etat=accepted", _("Open"))


def _to_vote(person, now):
    seats = Expert.objects.in_term().filter(person=person)
    asked = LiftingVote.objects.open().filter(closes_at__gt=now, committee__in=seats.values("committee"))
    asked = asked.exclude(votings__expert__person=person).exclude(decision__in=lifting.left_by(person))
    for vote in asked.select_related("decision__project", "committee__territory").order_by("closes_at", "pk")[:MOST]:
        title = _("“%(name)s”: are its conditions lifted?") % {"name": vote.decision.project}
        url = reverse("committee:lifting_vote", args=[vote.pk])
        why, territory = _("One question, yes or not yet."), str(vote.committee.territory)
        yield Duty(vote.closes_at, title, why, url, pgettext("button", "Answer"), territory=territory)
