"""Who helps the evening: facilitators at the tables, partner structures."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from events.forms.organising.programme import FacilitatorForm, PartnerForm
from events.forms.organising.team import chosen, states_with_counts
from events.models import Facilitator, Partner, Table, deserted
from events.models.facilitator import FULL
from events.views.organising.opening import evening_required
from foundation import spreadsheets
from foundation.keyset import paginate, turning

PAGE = 50
MOST_SHOWN = 100  # tables to fill, named above the list: an evening has fifty


@evening_required
@require_GET
def team(request, event):
    """Facilitators and partners, each list by pages of its own; what is counted is counted by the database."""
    state = request.GET.get("etat", "")
    facilitators = event.facilitators.select_related("table__workshop", "structure", "briefing")
    accepted = Count("facilitators", filter=Q(facilitators__in=event.facilitators.accepted()))
    never_had = Table.objects.filter(event=event).without_facilitator().exclude(pk__in=deserted(event).values("pk"))
    full = Count("pk", filter=Q(accepted__gte=FULL))
    tables = event.tables.order_by().annotate(accepted=accepted).aggregate(full=full, table_count=Count("pk"))
    people = paginate(
        chosen(facilitators, state),
        order=("family_name", "given_name", "pk"), cursor=request.GET.get("suite", ""), size=PAGE,
    )  # fmt: skip
    partners = paginate(
        event.partners.select_related("structure"),
        order=("position", "pk"), cursor=request.GET.get("partenaires", ""), size=PAGE,
    )  # fmt: skip
    context = {
        "event": event,
        "tab": "team",
        "subtab": "people",
        "now": timezone.now(),
        "state": state,
        "states": states_with_counts(event.facilitators.all(), current=state),
        "facilitators": people,
        "people_pages": turning(request.GET, people),
        "to_invite": event.facilitators.to_invite_by_mail().count(),
        "partners": partners,
        "partner_pages": turning(request.GET, partners, key="partenaires"),
        "alone": never_had.select_related("workshop")[:MOST_SHOWN],
        "deserted": deserted(event).select_related("workshop")[:MOST_SHOWN],
        **tables,
    }
    return render(request, "events/organiser/team.html", context)


@evening_required
@require_GET
def team_csv(request, event):
    """The facilitators that the filter keeps, as a French spreadsheet: fifty lines, written at once."""
    people = chosen(event.facilitators.for_pages(), request.GET.get("etat", ""))
    heads = [
        _("Family name"), _("Given name"), _("E-mail"), _("Phone"), _("Structure"), _("Answer"), _("Table"),
        _("Workshop"), _("Room"), _("Briefing"), _("Needs"), _("In reserve"),
    ]  # fmt: skip
    response = HttpResponse(
        spreadsheets.write(heads, [_cells(one) for one in people]), content_type="text/csv; charset=utf-8"
    )
    name = f"animation-{event.slug}-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cells(person):
    table, briefing = person.table, person.briefing
    return [
        person.family_name,
        person.given_name,
        person.email,
        person.spoken_phone,
        str(person.structure or ""),
        person.get_status_display(),
        table.number if table else "",
        table.workshop.title if table else "",
        table.room if table else "",
        timezone.localtime(briefing.starts_at).strftime("%d/%m/%Y %H:%M") if briefing else "",
        person.needs,
        person.is_reserve,
    ]


@evening_required
def facilitator_new(request, event):
    table = request.GET.get("table", "")
    initial = {"table": table if table.isdecimal() else None}
    return _person(request, event, FacilitatorForm, Facilitator(event=event), initial=initial)


@evening_required
def facilitator_edit(request, event, pk):
    return _person(request, event, FacilitatorForm, get_object_or_404(Facilitator, event=event, pk=pk))


@evening_required
def partner_new(request, event):
    return _person(request, event, PartnerForm, Partner(event=event))


@evening_required
def partner_edit(request, event, pk):
    return _person(request, event, PartnerForm, get_object_or_404(Partner, event=event, pk=pk))


def _person(request, event, form_class, row, *, initial=None):
    form = form_class(request.POST or None, instance=row, event=event, initial=initial)
    is_partner = form_class is PartnerForm
    if request.method == "POST" and form.is_valid():
        try:
            row.settle(form.structure) if is_partner else row.settle(form.structure, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("%(name)s is in the team.") % {"name": row})
            return redirect("events:team", event.slug)
    known = None if is_partner or not row.pk else row
    context = {
        "event": event,
        "tab": "team",
        "subtab": "people",
        "form": form,
        "is_partner": is_partner,
        "person": known,
        "steps": known.steps.select_related("by", "table")[:30] if known else [],
    }
    return render(request, "events/organiser/helper.html", context, status=422 if request.method == "POST" else 200)


@evening_required
@require_POST
def facilitator_remove(request, event, pk):
    person = get_object_or_404(Facilitator, event=event, pk=pk)
    return _removed(request, event, str(person), person.remove)


@evening_required
@require_POST
def partner_remove(request, event, pk):
    partner = get_object_or_404(Partner, event=event, pk=pk)
    return _removed(request, event, str(partner), partner.delete)


def _removed(request, event, name, remove):
    remove()
    messages.success(request, _("%(name)s is no longer in the team.") % {"name": name})
    return redirect("events:team", event.slug)
