"""One member for the board: the card, what happened, who votes for a structure, the certificate of shares."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.cooperative import cards, certificates
from members.cooperative.capital import holding_of
from members.cooperative.forms.cards import CardForm, DelegateForm
from members.cooperative.history import history_of
from members.cooperative.models import Member, change_delegate
from members.cooperative.opening import kept_member_required
from members.phones import spoken_phone

MOST_MOVEMENTS = 200


@kept_member_required
@require_safe
def member(request, member):
    return render(request, "cooperative/member.html", {
        **_around(member),
        "held": holding_of(member, timezone.localdate()),
        "movements": member.movements.for_display()[:MOST_MOVEMENTS],
        "facts": history_of(member),
        "phone": spoken_phone(member.phone),
        "to_come": member.address_changes.waiting().for_display().first(),
        "refunds": member.refunds.order_by("pk")[:MOST_MOVEMENTS],
    })  # fmt: skip


@kept_member_required
@require_http_methods(["GET", "HEAD", "POST"])
def member_edit(request, member):
    """Correct the card; what it said before stands in the history."""
    form = CardForm(request.POST or None, instance=member)
    if request.method == "POST" and form.is_valid():
        try:
            change, asked = cards.correct(member, by=request.user, **form.cleaned_data)
            told = _("Kept. The new address opens nothing before it is confirmed: see below.")
            if not (asked and asked.email):
                told = _("The card is corrected.") if change or asked else _("Nothing was changed.")
            messages.success(request, told)
            return redirect("cooperative:member", member.cooperative.territory.slug, member.pk)
        except ValidationError as refusal:
            form.add_error("email" if refusal.code == "taken" else None, refusal)
    context = {**_around(member), "form": form}
    return render(request, "cooperative/member_edit.html", context, status=422 if form.errors else 200)


@kept_member_required
@require_http_methods(["GET", "HEAD", "POST"])
def member_delegate(request, member):
    """Who votes for a structure, who did before; another one is named here (D41)."""
    if member.kind != Member.Kind.STRUCTURE:
        raise Http404
    form = DelegateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = change_delegate(member, **form.values(), on=form.cleaned_data["on"], by=request.user)
            messages.success(request, _("%(name)s is the delegate now.") % {"name": new})
            return redirect("cooperative:member", member.cooperative.territory.slug, member.pk)
        except ValidationError as refusal:
            form.add_error("email" if refusal.code == "taken" else None, refusal)
    context = {**_around(member), "form": form, "delegations": member.delegations.for_display()[:MOST_MOVEMENTS]}
    return render(request, "cooperative/member_delegate.html", context, status=422 if form.errors else 200)


@kept_member_required
@require_safe
def certificate(request, member):
    """What the paper says, on any day (`au`); its PDF is beside."""
    day = _day(request)
    context = {**_around(member), "day": day, "certificate": certificates.certificate_of(member, day)}
    return render(request, "cooperative/certificate.html", context)


@kept_member_required
@require_safe
def certificate_pdf(request, member):
    """The same on paper, to be signed by hand; 404 on a day without share."""
    day = _day(request)
    said = certificates.certificate_of(member, day)
    if said is None:
        raise Http404
    response = HttpResponse(certificates.pdf(member, said), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="attestation-{member.number}-{day:%Y-%m-%d}.pdf"'
    return response


def _around(member):
    return {"cooperative": member.cooperative, "tab": "members", "member": member}


def _day(request):
    """The day of the address, a past one; else today."""
    today = timezone.localdate()
    try:
        return min(parse_date(request.GET.get("au", "")) or today, today)
    except ValueError:
        return today
