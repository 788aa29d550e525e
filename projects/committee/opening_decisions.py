"""Who may open what the votes on a file said: who keeps the committee, unless they stand down from it (D25, D31)."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from projects.committee.declaring import is_recused
from projects.committee.models import AgendaItem
from projects.committee.opening import keeping_required


def counted_required(view):
    """Open `view(request, item)` of the `pk` of a file whose votes led to a decision; 404 before they are counted."""

    @wraps(view)
    def opened(request, pk):
        items = AgendaItem.objects.select_related(
            "project__territory", "project__group", "session__committee__territory", "session__acting_chair__person",
            "closing__decision__prepared_by", "closing__decision__confirmed_by",
        )  # fmt: skip
        item = get_object_or_404(items, pk=pk)

        @keeping_required
        def kept(request, session):
            if is_recused(request.user, item):
                raise PermissionDenied
            closing = getattr(item, "closing", None)
            if closing is None or closing.decision is None:
                raise Http404
            return view(request, item)

        return kept(request, item.session_id)

    return opened
