"""One introduction, for its two sides: who is asked says yes or not for now; who asked may take it back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from foundation.refusals import saying_why
from members.cooperative.belonging import member_required
from members.cooperative.models import Entry, Introduction


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def introduction(request, members, pk):
    mine = Introduction.objects.of_sides(members).for_display()
    one = get_object_or_404(mine, pk=pk)
    is_asked = any(member.pk == one.asked_id for member in members)
    if request.method == "POST":
        _answer(request, one, is_asked=is_asked)
        return redirect("cooperative:introduction", one.pk)
    context = {
        "introduction": one,
        "is_asked": is_asked,
        "entry": Entry.objects.shown().filter(member=one.asker_id if is_asked else one.asked_id).first(),
        "territory": one.asked.cooperative.territory,
    }
    return render(request, "cooperative/introduction.html", context)


def _answer(request, one, *, is_asked):
    """Do what was clicked and say what happened; anything else than one's own act changes nothing."""
    act = request.POST.get("act", "")
    with saying_why(request):
        if is_asked and act == "oui":
            one.accept()
            messages.success(request, _("You are put in touch: each of you receives the other’s address."))
        elif is_asked and act == "non":
            one.decline()
            messages.success(request, _("Your answer leaves: “not for now”, and nothing more."))
        elif not is_asked and act == "retirer":
            one.withdraw()
            messages.success(request, _("Your word is taken back and erased."))
