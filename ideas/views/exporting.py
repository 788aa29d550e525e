"""The ideas of an evening as a table, for its organisers."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from events.models import Event
from foundation import spreadsheets
from members.access import organiser_required

BATCH = 500


@organiser_required
@require_GET
def idea_csv(request, slug):
    """Every idea that its author did not take back; the author's name says whether it may be shown (D14)."""
    event = get_object_or_404(Event.objects.managed_by(request.user), slug=slug)
    heads = [
        _("Receipt"), _("State"), _("Title"), _("The need"), _("The solution"), _("For whom"), _("What already exists"),
        _("Who would pay"), _("What we have here for it"), _("First step"), _("Commune"), _("Seeks a bearer"),
        _("Table"), _("Gathering"), _("Paper sheet"), _("Author"), _("Name may be shown"), _("E-mail"),
        _("Received on"),
        _("Star"), _("Who carries on"), _("Put together with"), _("Stage, for the team"), _("Stage, for everyone"),
    ]  # fmt: skip
    found = event.ideas.not_withdrawn().order_by("pk").select_related("table", "gathering", "commune", "star", "whole")
    found = found.prefetch_related("consents").with_joiners()
    rows = (_cells(idea) for idea in found.iterator(chunk_size=BATCH))
    response = HttpResponse(spreadsheets.write(heads, rows), content_type="text/csv; charset=utf-8")
    name = f"idees-{event.slug}-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cells(idea):
    return [
        idea.receipt, idea.get_status_display(), idea.title, idea.need, idea.solution, idea.audience, idea.existing,
        idea.payer, idea.resources, idea.first_step, idea.commune.name if idea.commune else idea.commune_text,
        idea.seeks_bearer, idea.table.number if idea.table else "", str(idea.gathering or ""), idea.sheet_number,
        idea.author_name, bool(idea.shown_author), idea.author_email,
        timezone.localtime(idea.created_at).strftime("%d/%m/%Y %H:%M"),
        idea.star.rank if hasattr(idea, "star") else "", "; ".join(map(_joiner, idea.standing_joiners)),
        str(idea.whole or ""), idea.get_stage_display(), idea.public_stage,
    ]  # fmt: skip


def _joiner(joiner):
    """« Nadia Morel (la porter, nadia@exemple.fr) »"""
    return f"{joiner} ({', '.join(filter(None, [joiner.get_role_display(), joiner.email, joiner.spoken_phone]))})"
