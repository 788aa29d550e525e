"""The list of registrations: search, filters, pages, and the same as a spreadsheet."""

import codecs

from django.db.models import Prefetch
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from events.forms.organising.filters import RegistrationFilter
from events.models import Registration, RegistrationProfile
from events.views.organising.opening import evening_required
from foundation import spreadsheets
from foundation.keyset import paginate

PAGE = 50
MOST_COUNTED = 1000
CSV_BATCH = 200


@evening_required
@require_GET
def registration_list(request, event):
    filters = RegistrationFilter(request.GET, event=event)
    found = filters.filter(event.registrations.all())
    page = paginate(
        found.select_related("table__workshop", "commune"),
        order=filters.order, cursor=request.GET.get("suite", ""), size=PAGE,
    )  # fmt: skip
    query = request.GET.copy()
    query.pop("suite", None)
    following = query.copy()
    following["suite"] = page.next
    counted = found.order_by()[: MOST_COUNTED + 1].count()
    context = {
        "event": event,
        "tab": "registrations",
        "subtab": "list",
        "filters": filters,
        "page": page,
        "count": min(counted, MOST_COUNTED),
        "is_more": counted > MOST_COUNTED,
        "query": query.urlencode(),
        "next": following.urlencode() if page.next else "",
        "previous": query.urlencode() or "tri=nom" if request.GET.get("suite") else "",
        "is_evening": event.is_living
        and event.starts_at
        and timezone.localdate(event.starts_at) <= timezone.localdate(),
    }
    template = "events/organiser/registration_list.html"
    return render(request, f"{template}#rows" if request.htmx else template, context)


@evening_required
@require_GET
def registration_csv(request, event):
    """Every registration that the filters keep, as a French spreadsheet, written little by little."""
    filters = RegistrationFilter(request.GET, event=event)
    found = filters.filter(event.registrations.all()).order_by(*filters.order)
    profiles = Prefetch("profiles", RegistrationProfile.objects.order_by("pk"))
    rows = found.select_related("table__workshop", "commune", "brought_by").prefetch_related(profiles)
    response = StreamingHttpResponse(
        _lines(rows.iterator(chunk_size=CSV_BATCH)), content_type="text/csv; charset=utf-8"
    )
    name = f"inscriptions-{event.slug}-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lines(registrations):
    yield spreadsheets.write(
        [
            _("Family name"), _("Given name"), _("E-mail"), _("Phone"), _("Workshop no."), _("Workshop"), _("Table"),
            _("Room"), _("Status"), _("Present"), _("Age"), _("Authorisation of a parent"), _("Profiles"), _("Commune"),
            _("Brought by"), _("Registered by"), _("Registered on"), _("Ticket"),
        ],
        [],
    )  # fmt: skip
    for registration in registrations:
        yield spreadsheets.write(_cells(registration), []).removeprefix(codecs.BOM_UTF8)


def _cells(registration):
    table = registration.table
    minor = registration.is_minor
    return [
        registration.family_name,
        registration.given_name,
        registration.email or "",
        registration.spoken_phone,
        table.workshop.number if table else "",
        table.workshop.title if table else "",
        table.number if table else "",
        table.room if table else "",
        registration.get_status_display(),
        registration.is_present,
        registration.get_age_band_display(),
        (registration.authorised_at is not None) if minor else "",
        ", ".join(str(profile) for profile in registration.profiles.all()),
        registration.place,
        registration.brought_by.full_name if registration.brought_by else "",
        registration.get_source_display(),
        timezone.localtime(registration.created_at).strftime("%d/%m/%Y %H:%M"),
        registration.code,
    ]


def row(request, event, registration):
    """The row of one registration after a tap in the list."""
    found = Registration.objects.filter(pk=registration.pk).with_presence().select_related("table__workshop", "commune")
    context = {"event": event, "registration": found.get(), "query": request.POST.get("query", "")}
    return render(request, "events/organiser/registration_list.html#row", context)
