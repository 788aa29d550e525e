"""What becomes of a member's shares, for the board: one page per act, confirmed when nothing undoes it (D43, D44)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.cooperative import leaving
from members.cooperative.capital import capital_at, free_holding_of
from members.cooperative.forms import shares as forms
from members.cooperative.models import Member
from members.cooperative.opening import board_required, kept_member_required
from members.cooperative.refunding import place_of, queue_of

MOST_PAID = 50
ACTS = {
    "more": forms.MoreForm,
    "transfer": forms.TransferForm,
    "withdrawal": forms.WithdrawalForm,
    "strike_off": forms.StrikeOffForm,
}


@kept_member_required
@require_http_methods(["GET", "HEAD", "POST"])
def member_act(request, member, act):
    """The form of an act; when nothing undoes it, the page says it in words before doing it."""
    return _act(request, member, ACTS[act])


@kept_member_required
@require_http_methods(["GET", "HEAD", "POST"])
def exclusion(request, member):
    """The procedure of an exclusion: reasons sent, hearing, then the assembly decides (D44)."""
    procedure = member.exclusions.under_way().first()
    form_class = forms.HearingForm if procedure else forms.ReasonsForm
    told = {"procedure": procedure, "past": member.exclusions.over()[:MOST_PAID]}
    if procedure:
        told["soonest"] = procedure.reasons_sent_on + leaving.REASONS_BEFORE
    return _act(request, member, form_class, template="cooperative/exclusion.html", again=True, **told)


@kept_member_required
@require_POST
def exclusion_drop(request, member):
    """Give the procedure up."""
    procedure = member.exclusions.under_way().first()
    if procedure and leaving.drop_exclusion(procedure, by=request.user):
        messages.success(request, _("The procedure about %(name)s is given up.") % {"name": member})
    return redirect("cooperative:member", member.cooperative.territory.slug, member.pk)


@board_required
@require_safe
def capital(request, cooperative):
    """The capital of any past day, its two limits, the queue of refunds and those paid."""
    form = forms.DayForm(request.GET)
    asked = form.cleaned_data["jour"] if form.is_valid() else None
    today = timezone.localdate()
    context = {
        "cooperative": cooperative,
        "tab": "capital",
        "form": form,
        "capital": capital_at(cooperative, asked if asked and asked < today else None),
        "is_past": bool(asked and asked < today),
        "queue": queue_of(cooperative),
        "paid": cooperative.refunds.paid().select_related("member")[:MOST_PAID],
    }
    return render(request, "cooperative/capital.html", context)


@board_required
@require_http_methods(["GET", "HEAD", "POST"])
def refund(request, cooperative, pk):
    """One refund: its place, why it waits, or the payment to write down."""
    found = get_object_or_404(cooperative.refunds.select_related("member__person"), pk=pk)
    found.cooperative = found.member.cooperative = cooperative  # with its territory, read once
    form = forms.RefundPaidForm(request.POST or None, refund=found)
    if request.method == "POST" and form.is_valid() and form.carry_out(by=request.user):
        messages.success(request, str(form.done) % {"name": found.member})
        return redirect("cooperative:capital", cooperative.territory.slug)
    context = {"cooperative": cooperative, "tab": "capital", "refund": found, "form": form}
    context["line"] = None if found.paid_on else place_of(found)
    return render(request, "cooperative/refund.html", context, status=422 if form.errors else 200)


def _act(request, member, form_class, *, template="cooperative/member_act.html", again=False, **told):
    """Show the form of an act and carry it out; `again` leads back to the same page."""
    if member.status != Member.Status.REGISTERED:
        raise Http404
    form = form_class(request.POST if request.method == "POST" else None, member=member)
    asks = False
    if request.method == "POST" and form.is_valid():
        asks = form.asks and not form.is_confirmed
        if not asks and form.carry_out(by=request.user):
            messages.success(request, str(form.done) % {"name": member})
            to = "cooperative:exclusion" if again else "cooperative:member"
            return redirect(to, member.cooperative.territory.slug, member.pk)
    context = {
        "cooperative": member.cooperative,
        "tab": "members",
        "member": member,
        "form": form,
        "held": free_holding_of(member),
        "asks": asks,
        **told,
    }
    return render(request, template, context, status=422 if form.errors else 200)
