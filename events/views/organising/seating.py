"""Wishes and the seats given by them (D3): counted, proposed, adjusted from registrations, told to all at once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from events import placing
from events.explaining import explain
from events.forms.organising.seats import SeatsForm
from events.models import SeatingPlan, Table, Wish
from events.views.organising.opening import evening_required
from foundation import jobs
from foundation.keyset import paginate
from foundation.refusals import attempt, saying_why

PAGE = 50
MOST_WORKSHOPS = 200
GRANTED = {
    "1": Q(granted=1),
    "2": Q(granted=2),
    "3": Q(granted=3),
    "autre": Q(granted=None, table__isnull=False),
    "aucune": Q(table=None),
    "garde": Q(placement__locked=True, table__isnull=False),
}


@evening_required
def seats_edit(request, event):
    """First come, or wishes; and how long a freed seat is kept."""
    form = SeatsForm(request.POST if request.method == "POST" else None, instance=event)
    if request.method == "POST" and form.is_valid():
        try:
            event.change(form.changed_fields(), by=request.user, seen=form.cleaned_data["seen"])
            SeatingPlan.set_wheelchairs(event, form.cleaned_data["most_wheelchairs"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
            form.data = {**form.data.dict(), "seen": event.last_step()}
        else:
            messages.success(request, _("Saved."))
            return redirect("events:seating" if event.has_wishes_mode else "events:waiting_list", event.slug)
    context = {"event": event, "form": form, "tab": "registrations", "subtab": "seats"}
    return render(request, "events/organiser/seats_edit.html", context, status=422 if form.errors else 200)


@evening_required
@require_GET
def seating(request, event):
    """Who wishes what, and who gets it; `?voeu=` keeps those of one wish, or whose seat is kept."""
    job = jobs.find(placing.PROPOSE, event.pk) if event.takes_wishes else None
    if request.htmx and not (job and job.is_live):
        return HttpResponseClientRefresh()
    people = placing.people_waiting_for_seats(event).with_granted_wish()
    counts = people.aggregate(
        total=Count("pk"),
        none=Count("pk", filter=Q(table=None)),
        first=Count("pk", filter=Q(granted=1)),
        second=Count("pk", filter=Q(granted=2)),
        third=Count("pk", filter=Q(granted=3)),
        other=Count("pk", filter=GRANTED["autre"]),
        kept=Count("pk", filter=GRANTED["garde"]),
    )
    chosen = request.GET.get("voeu", "")
    shown = people.filter(GRANTED[chosen]) if chosen in GRANTED else people
    page = paginate(
        shown.select_related("table__workshop", "placement").prefetch_related("wishes__workshop"),
        order=("folded", "pk"), cursor=request.GET.get("suite", ""), size=PAGE,
    )  # fmt: skip
    explain(page.rows if event.takes_wishes else ())
    context = {
        "event": event,
        "tab": "registrations",
        "subtab": "seating",
        "counts": counts,
        "proposing": job,
        "neglected": job and job.is_neglected(now=timezone.now()),
        "quality": _quality(event),
        "marks": [
            ("", counts["total"], _("people said wishes")),
            ("1", counts["first"], _("get their first choice")),
            ("2", counts["second"], _("get their second")),
            ("3", counts["third"], _("get their third")),
            ("autre", counts["other"], _("sit elsewhere, placed by hand")),
            ("aucune", counts["none"], _("without a table")),
        ],
        "workshops": _wished(event),
        "page": page,
        "chosen": chosen,
        "next": f"voeu={chosen}&suite={page.next}" if page.next else "",
        "previous": f"voeu={chosen}" if request.GET.get("suite") else "",
        "job": jobs.find(placing.TELL, event.pk) if event.seating_announced_at else None,
    }
    page_or_part = "events/organiser/seating.html" + ("#progress" if request.htmx else "")
    return render(request, page_or_part, context)


def _quality(event):
    """What the tables are worth as they stand: who sits together, in a wheelchair, too few, without anyone's help."""
    tables = Table.objects.filter(event=event, workshop__in=event.workshops.published()).filter(seats_taken__gt=0)
    rolling = event.registrations.live().with_wheelchair().filter(in_wheelchair=True)
    return {
        "plan": SeatingPlan.of(event),
        "wheelchairs": rolling.count(),
        "wheelchairs_seated": rolling.exclude(table=None).count(),
        "small": tables.underfilled().count(),
        "unhelped": tables.without_facilitator().count(),
    }


def _wished(event):
    """The workshops with how many people wish for them first, second and third, the most wished for first."""
    counted = {row["workshop"]: row for row in Wish.objects.of_event(event).counted()}
    workshops = list(event.workshops.published().with_seats()[:MOST_WORKSHOPS])
    for workshop in workshops:
        row = counted.get(workshop.pk, {})
        workshop.wished = [row.get(name, 0) for name in ("first", "second", "third")]
    return sorted(workshops, key=lambda workshop: [-number for number in workshop.wished])


@evening_required
@require_POST
def seating_propose(request, event):
    """The figures of the page say what was given and what was not."""
    with saying_why(request):
        job = placing.propose(event)
        if not job.is_live:
            messages.success(request, _("Seats are proposed: look at them below. Nobody is told yet."))
    return redirect("events:seating", event.slug)


@evening_required
@require_POST
def seating_go_on(request, event):
    """Do the work in this request, when the program that does long work is stopped."""
    job = jobs.find(placing.PROPOSE, event.pk)
    if job:
        jobs.run(job.pk)
    return redirect("events:seating", event.slug)


@evening_required
@require_POST
def seating_take_back(request, event):
    done = _("Every proposed seat is free again, but for the locked ones; nobody had been told.")
    attempt(request, lambda: placing.take_back(event), done=done)
    return redirect("events:seating", event.slug)


@evening_required
@require_POST
def seating_announce(request, event):
    done = _("The tables are being told, one mail per address. From now on, people choose among the seats left.")
    attempt(request, lambda: placing.announce(event, by=request.user), done=done)
    return redirect("events:seating", event.slug)
