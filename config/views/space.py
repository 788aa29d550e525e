from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from config import duties
from events.models import Event, Facilitator, HostingRequest, Registration
from ideas.groups.models import Membership
from ideas.models import Idea
from members.cooperative.belonging import memberships_today
from members.models import Role
from projects.committee.models.committee import KEEPING
from projects.models import Project

MOST_LINES = 8  # tickets or ideas of one person: more are found through the mails and the lists


@require_GET
def space(request):
    """« Mon espace »: what to do first, then what is mine, and the evening that I organise."""
    person, now = request.user, timezone.now()
    found = duties.gather(person, now=now)
    managed = Event.objects.managed_by(person).select_related("territory")
    return render(
        request,
        "config/space.html",
        {
            "manages": person.is_organiser,
            "memberships": memberships_today(person),
            "keeps_cooperative": person.has_role(Role.Kind.BOARD, Role.Kind.ADMINISTRATOR),
            "sits": person.has_role(Role.Kind.EXPERT, *KEEPING),
            "lines": [(duty, duty.late(now)) for duty in found[: duties.MOST_SHOWN]],
            "count": len(found),
            "requests": HostingRequest.objects.asked_by(person).for_display()[:MOST_LINES],
            "today": timezone.localdate(),
            "facilitations": Facilitator.objects.asked_of(person)[:MOST_LINES],
            "tickets": Registration.objects.held_by(person)[:MOST_LINES],
            "groups": Membership.objects.of_person(person).present().for_space()[:MOST_LINES],
            "projects": Project.objects.living().of_person(person).order_by("-stage_at", "-pk")[:MOST_LINES],
            "ideas": Idea.objects.written_by(person).for_cards().order_by("-pk")[:MOST_LINES],
            "evenings": managed.upcoming(now).with_seats()[:2],
            "drafts": managed.drafts()[:3],
        },
    )


@require_GET
def to_do(request):
    """The whole list « à faire »: late, this week, later; narrowed to an evening or a territory by the address."""
    now = timezone.now()
    found = duties.gather(request.user, now=now)
    chosen = {
        name: request.GET.get(key, "")[:120] for name, key in (("evening", "soiree"), ("territory", "territoire"))
    }
    kept = duties.narrow(found, **chosen)
    context = {
        "groups": duties.grouped(kept, now=now),
        "count": len(kept),
        "more": max(0, len(kept) - duties.MOST_LISTED),
        "evenings": sorted({duty.evening for duty in found if duty.evening}),
        "territories": sorted({duty.territory for duty in found if duty.territory}),
        "chosen": chosen,
        "today": timezone.localdate(now),
    }
    return render(request, "config/to_do.html", context)
