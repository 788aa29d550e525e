"""Everything an organiser sees of an evening, as tables: one by one, or all of them in a zip."""

import tempfile
import zipfile

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from events.exports import exports
from events.models import Table
from events.views.organising.opening import evening_required
from foundation import spreadsheets

IN_MEMORY = 5 * 1024 * 1024  # bytes: beyond, the zip is written on the disk


@evening_required
@require_GET
def export_list(request, event):
    tables = [(export, reverse(export.address, args=[event.slug])) for export in exports()]
    context = {"event": event, "tab": "registrations", "subtab": "export", "tables": tables}
    return render(request, "events/organiser/export_list.html", context)


@evening_required
@require_GET
def export_all(request, event):
    """Every table, under the name it has alone."""
    out = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # the answer closes it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for export in exports():
            found = resolve(reverse(export.address, args=[event.slug]))
            answer = found.func(request, *found.args, **found.kwargs)
            name = answer.headers["Content-Disposition"].partition('filename="')[2].rstrip('"')
            with archive.open(name, "w") as entry:
                for piece in answer:
                    entry.write(piece)
    out.seek(0)
    name = f"{event.slug}-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(out, as_attachment=True, filename=name, content_type="application/zip")


@evening_required
@require_GET
def workshop_csv(request, event):
    """One line per table; a workshop without a table has one too."""
    heads = [
        _("Workshop no."), _("Workshop"), _("Question"), _("Kind"), _("Theme"), _("State"), _("Bearer"), _("Table"),
        _("Room"), _("Seats"), _("Taken"),
    ]  # fmt: skip
    rows = []
    tables = Table.objects.filter(event=event).order_by("number")
    by_workshop = {}
    for table in tables:
        by_workshop.setdefault(table.workshop_id, []).append(table)
    for workshop in event.workshops.select_related("theme").order_by("number"):
        told = [
            workshop.number, workshop.title, workshop.question, workshop.get_challenge_display(), workshop.theme or "",
            workshop.get_status_display(), workshop.bearer_name,
        ]  # fmt: skip
        seated = [
            [table.number, table.room, table.seats, table.seats_taken] for table in by_workshop.get(workshop.pk, ())
        ]
        rows += [told + cells for cells in seated or [["", "", "", ""]]]
    return _csv(event, "ateliers", heads, rows)


@evening_required
@require_GET
def programme_csv(request, event):
    heads = [_("Begins"), _("Minutes"), _("Kind"), _("Title"), _("Begun at")]
    rows = [
        [_moment(scene.planned_at), scene.minutes, scene.get_kind_display(), scene.title, _moment(scene.started_at)]
        for scene in event.scenes.in_order()
    ]
    return _csv(event, "programme", heads, rows)


@evening_required
@require_GET
def partner_csv(request, event):
    partners = event.partners.select_related("structure")
    rows = [[partner.structure.name, partner.structure.get_kind_display(), partner.part] for partner in partners]
    return _csv(event, "partenaires", [_("Structure"), _("Kind"), _("What it brings")], rows)


def _csv(event, name, heads, rows):
    response = HttpResponse(spreadsheets.write(heads, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{event.slug}-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


def _moment(moment):
    return timezone.localtime(moment).strftime("%d/%m/%Y %H:%M") if moment else ""
