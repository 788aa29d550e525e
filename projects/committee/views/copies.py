"""The copy of a file for who keeps the committee: when it was frozen, whether it is intact, who read it (D24, D60)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation import keyset
from foundation.refusals import saying_why
from projects.committee.declaring import is_recused
from projects.committee.freezing import broken, freeze
from projects.committee.models import AgendaItem, CommitteeFile
from projects.committee.opening import keeping_required
from projects.committee.views.sessions import about

PAGE = 60


def copy_keeping_required(view):
    """Open `view(request, item)` of an `AgendaItem`'s `pk` to who keeps its committee, unless recused from it (D25)."""

    def opened(request, pk):
        items = AgendaItem.objects.select_related("project__territory", "session__committee__territory")
        item = get_object_or_404(items, pk=pk)

        @keeping_required
        def kept(request, session):
            if is_recused(request.user, item):
                raise PermissionDenied
            return view(request, item)

        return kept(request, item.session_id)

    return opened


@copy_keeping_required
@require_safe
def copy(request, item):
    """Who read what and when; the fingerprint is counted again at each opening of this page."""
    kept = CommitteeFile.objects.filter(item=item).prefetch_related("documents").first()
    context = {**about(item.session, "session"), "item": item}
    if kept:
        readings = kept.readings.select_related("person", "expert")
        page = keyset.paginate(readings, order=("-id",), cursor=request.GET.get("suite", ""), size=PAGE)
        context |= {
            "file": kept,
            "broken": broken(kept),
            "freezings": list(kept.freezings.select_related("by").order_by("-pk")[:PAGE]),
            "page": page,
            "turning": keyset.turning(request.GET, page),
        }
    return render(request, "committee/copy.html", context)


@copy_keeping_required
@require_POST
def copy_freeze(request, item):
    """Take the file as it stands now, until the votes open; who read the earlier copy stays known."""
    with saying_why(request):
        kept = freeze(item, by=request.user)
        messages.success(request, _("The file is frozen as it stands now: fingerprint %(mark)s.") % {"mark": kept.mark})
    return redirect("committee:copy", item.pk)
