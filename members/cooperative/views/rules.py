"""« Nos règles »: said to members in plain sentences with what they give at our size, changed by the board."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.cooperative.forms.rules import RulesForm
from members.cooperative.models import Cooperative, Member
from members.cooperative.opening import board_required, keeps
from members.cooperative.sentences import sentences_of
from members.cooperative.setting_up import change_settings
from members.cooperative.standing import standing_of
from members.cooperative.tracing import told_steps

MOST_STEPS = 20


@require_safe
def our_rules(request, slug):
    """The rules for whoever they bind: members and board; anyone else gets 404."""
    cooperative = get_object_or_404(Cooperative.objects.select_related("territory"), territory__slug=slug)
    keeper = keeps(request.user, cooperative)
    if not keeper and not Member.objects.of_person(request.user).filter(cooperative=cooperative).registered().exists():
        raise Http404
    context = {
        **_said(cooperative),
        "territory": cooperative.territory,
        "of": cooperative,
        "cooperative": cooperative if keeper else None,  # its tabs are for the board
        "tab": "rules",
    }
    return render(request, "cooperative/our_rules.html", context)


@board_required
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request, cooperative):
    """The settings; a change counts for the meetings called from now on (D48)."""
    form = RulesForm(request.POST or None, instance=cooperative)
    if request.method == "POST" and form.is_valid():
        cooperative.refresh_from_db()  # the form wrote on it: the verb compares with what is kept
        changed = change_settings(cooperative, form.values(), by=request.user)
        told = _("The rules are kept. Meetings already called keep theirs.") if changed else _("Nothing changed.")
        messages.success(request, told)
        return redirect("cooperative:our_rules", cooperative.territory.slug)
    cooperative.refresh_from_db()
    context = {
        "cooperative": cooperative,
        "tab": "rules",
        "form": form,
        "steps": told_steps(cooperative.setting_steps.select_related("by")[:MOST_STEPS]),
    }
    return render(request, "cooperative/rules.html", context, status=422 if form.errors else 200)


def _said(cooperative):
    standing = standing_of(cooperative, today=timezone.localdate())
    return {"chapters": sentences_of(cooperative, standing), "standing": standing}
