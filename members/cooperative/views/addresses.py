"""The address of a member that is about to change: both addresses answer from a mail, the board looks at it (D65)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation import links
from foundation.models import Link
from foundation.refusals import saying_why
from members.cooperative.models.address_change import LINK, NEW, answered_by
from members.cooperative.opening import kept_member_required


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def address_answer(request, token):
    """« Oui, c’est mon adresse », or no: GET shows the two buttons, POST does it, once (D64)."""
    link = links.find(token, purpose=LINK, kind=Link.Kind.ACT)
    change, side = answered_by(link)
    if change is None:
        return render(request, "cooperative/address_answered.html", status=410)
    said = request.POST.get("act", "")
    if said not in ("oui", "non"):
        context = {"change": change, "territory": change.member.cooperative.territory, "is_new": side == NEW}
        return render(request, "cooperative/address.html", context)
    verb = change.refuse if said == "non" else change.confirm if side == NEW else change.agree
    try:
        with transaction.atomic():
            if links.spend(link):
                verb()
    except ValidationError:  # settled at the same instant
        return render(request, "cooperative/address_answered.html", status=410)
    change.refresh_from_db()
    context = {"change": change, "territory": change.member.cooperative.territory, "said": said, "is_new": side == NEW}
    return render(request, "cooperative/address_answered.html", context)


@kept_member_required
@require_POST
def member_address(request, member, change):
    """Someone else of the board says that it is right; anyone of it gives it up."""
    found = get_object_or_404(member.address_changes.for_display(), pk=change)
    with saying_why(request):
        if request.POST.get("act") == "oui":
            found.agree(by=request.user)
            messages.success(request, _("It is noted: the address counts as soon as it is confirmed."))
        elif found.drop():
            messages.success(request, _("The new address is given up: nothing changed."))
    return redirect("cooperative:member", member.cooperative.territory.slug, member.pk)
