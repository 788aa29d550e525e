"""What a file on an agenda waits for: answers to the experts, someone to present it (D24)."""

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ideas.groups.models import Membership
from members.duties import Duty
from projects.committee import asking
from projects.committee.models import AgendaItem, Committee, Session
from projects.models import Bearing, Project

MOST_FILES = 20  # of one person


def duties(person, now):
    """To who leads or bears: the experts' questions; to who keeps the committee: files that nobody presents."""
    yield from _to_answer(person, now)
    yield from _without_presenter(person, now)


def _to_answer(person, now):
    mine = Membership.objects.of_person(person).present()
    borne = Bearing.objects.current().filter(membership__in=mine)
    steered = Project.objects.filter(Q(group__in=mine.filter(is_lead=True).values("group")) | Q(bearings__in=borne))
    waiting = asking.answerable(now).waiting().filter(item__project__in=steered)
    items = AgendaItem.objects.filter(questions__in=waiting).select_related("project__territory")
    for item in items.annotate(count=Count("questions"), until=Min("session__starts_at")).order_by("until")[
        :MOST_FILES
    ]:
        said = ngettext(
            "“%(name)s”: a question of the experts", "“%(name)s”: %(n)s questions of the experts", item.count
        )
        yield Duty(
            item.until,
            said % {"name": item.project, "n": item.count},
            _("They read your answer before they vote."),
            reverse("committee:project", args=[item.project.slug]),
            pgettext("button", "Answer"),
            territory=str(item.project.territory),
        )


def _without_presenter(person, now):
    kept = Committee.objects.kept_by(person)
    borne = Bearing.objects.current().values("project")
    items = AgendaItem.objects.listed().exclude(project__in=borne)
    items = items.filter(
        session__committee__in=kept, session__status=Session.Status.CALLED, session__starts_at__gt=now
    ).exclude(session__mode=Session.Mode.ONLINE)
    for item in items.select_related("project__territory", "session").order_by("session__starts_at", "rank")[
        :MOST_FILES
    ]:
        yield Duty(
            item.session.starts_at,
            _("Nobody presents “%(name)s” any more") % {"name": item.project},
            _("Ask its group for someone, or put the file off to another session."),
            reverse("committee:session", args=[item.session_id]),
            _("Look"),
            territory=str(item.project.territory),
        )
