"""The undertaking of confidentiality and the list of links of one expert, kept by themselves (D25, D56)."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.models import Structure
from projects.committee import confidentiality
from projects.committee.forms.declaring import InterestForm
from projects.committee.models import Expert, InterestsConfirmation, StandingInterest, Undertaking
from projects.committee.models.interest import CONFIRMED_FOR

MOST_STRUCTURES = 300  # names proposed while typing


def own_seat_required(view):
    """Open `view(request, expert, …)` of an `Expert`'s `pk` to that person; 404 to others, a sentence out of term."""

    @wraps(view)
    def opened(request, pk, *args, **kwargs):
        seats = Expert.objects.filter(person=request.user).select_related("committee__territory", "person")
        expert = get_object_or_404(seats, pk=pk)
        if expert.until <= timezone.localdate():
            return render(request, "committee/closed_file.html", {"ended": expert}, status=403)
        return view(request, expert, *args, **kwargs)

    return opened


@require_http_methods(["GET", "HEAD", "POST"])
@own_seat_required
def undertaking(request, expert):
    """Read, then accepted by a box that nobody ticked for them; a no is kept as well, and may become a yes."""
    back = _local(request, request.POST.get("next") or request.GET.get("next", ""))
    error = ""
    if request.method == "POST":
        accepted = request.POST.get("answer") != "refuse"
        if accepted and not request.POST.get("accept"):
            error = _("Tick the box if you agree: without it no file can be opened to you.")
        else:
            try:
                Undertaking.objects.answer(expert, accepted=accepted)
                return _answered(request, expert, accepted=accepted, back=back)
            except ValidationError as refusal:
                error = refusal.messages[0]
    given = expert.undertakings.filter(version=confidentiality.VERSION).first()
    context = {"expert": expert, "sentences": confidentiality.SENTENCES, "given": given, "error": error, "back": back}
    return render(request, "committee/undertaking.html", context, status=422 if error else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@own_seat_required
def interests(request, expert):
    """The list, a link to add, and « it is complete » once a year."""
    form = InterestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            StandingInterest.objects.note(expert, **form.cleaned_data)
            messages.success(request, _("It is in your list."))
            return redirect("committee:interests", expert.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    last = InterestsConfirmation.objects.last_by_expert([expert.pk]).get(expert.pk)
    context = {
        "expert": expert,
        "form": form,
        "interests": expert.interests.standing(),
        "last": last,
        "next_day": last and last + CONFIRMED_FOR,
        "due": InterestsConfirmation.objects.experts_due(timezone.now()).filter(pk=expert.pk).exists(),
        "structures": Structure.objects.filter(territory=expert.committee.territory_id)[:MOST_STRUCTURES],
    }
    return render(request, "committee/interests.html", context, status=422 if form.errors else 200)


@require_POST
@own_seat_required
def interests_confirm(request, expert):
    InterestsConfirmation.objects.confirm(expert)
    messages.success(request, _("Thank you: your list is confirmed for a year."))
    return redirect("committee:interests", expert.pk)


@require_POST
@own_seat_required
def interest_end(request, expert, number):
    """It no longer holds: nothing more is proposed from it."""
    interest = get_object_or_404(expert.interests.standing(), pk=number)
    interest.end()
    messages.success(request, _("“%(name)s” is out of your list.") % {"name": interest.name})
    return redirect("committee:interests", expert.pk)


def _answered(request, expert, *, accepted, back):
    if accepted:
        messages.success(request, _("Thank you: your undertaking is kept with its date."))
    else:
        messages.info(request, _("It is noted. No file opens to you; you may change your mind here at any moment."))
    return redirect(back if accepted and back else "committee:home")


def _local(request, address):
    """`address` when it leads to a page of this site, else nothing."""
    here = {"allowed_hosts": {request.get_host()}, "require_https": request.is_secure()}
    safe = url_has_allowed_host_and_scheme(address, **here)
    return address if safe and address.startswith("/") else ""
