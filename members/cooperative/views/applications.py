"""Applications, for the board: those that wait, one of them, what is done with it, the words around (D43)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.cooperative import applying
from members.cooperative.forms import deciding
from members.cooperative.forms.joining import JoiningWordsForm, ReportForm, TypedJoiningForm
from members.cooperative.models import Application, Member
from members.cooperative.opening import board_required

MOST = 100  # lines of each list: older ones are in the register, or refused
ACTS = {
    "accepter": deciding.AcceptForm,
    "refuser": deciding.RefuseForm,
    "payer": deciding.PaymentForm,
    "inscrire": deciding.RegisterForm,
    "retirer": deciding.TakeBackForm,
}
POSSIBLE = {
    Member.Status.APPLIED: ("accepter", "refuser", "retirer"),
    Member.Status.ACCEPTED: ("payer", "inscrire", "refuser", "retirer"),
}


@board_required
@require_safe
def applications(request, cooperative):
    """What waits for the board: to be decided, to be paid; then refusals to report to the assembly."""
    return _list_page(request, cooperative, ReportForm())


@board_required
@require_POST
def refusals_reported(request, cooperative):
    """Say to which assembly the refusals were reported (D43)."""
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _list_page(request, cooperative, form, status=422)
    applying.report_refusals(cooperative, to=form.cleaned_data["to"], by=request.user)
    messages.success(request, _("The refusals are marked as reported."))
    return redirect("cooperative:applications", cooperative.territory.slug)


@board_required
@require_http_methods(["GET", "HEAD", "POST"])
def application_new(request, cooperative):
    """Type an application received on paper (D63)."""
    form = TypedJoiningForm(request.POST or None, cooperative=cooperative)
    if request.method == "POST" and form.is_valid():
        try:
            member = form.apply(by=request.user)
            messages.success(request, _("The application of %(name)s is written down.") % {"name": member})
            return redirect("cooperative:application", cooperative.territory.slug, member.pk)
        except ValidationError as refusal:
            form.add_error(None, " ".join(refusal.messages))
    context = {"cooperative": cooperative, "tab": "applications", "form": form}
    return render(request, "cooperative/application_new.html", context, status=422 if form.errors else 200)


@board_required
@require_http_methods(["GET", "HEAD", "POST"])
def joining_words(request, cooperative):
    """The words above the public form, how to pay, and whether it is open."""
    form = JoiningWordsForm(request.POST or None, instance=applying.joining_words(cooperative))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your words are kept."))
        return redirect("cooperative:applications", cooperative.territory.slug)
    context = {"cooperative": cooperative, "tab": "applications", "form": form}
    return render(request, "cooperative/joining_words.html", context, status=422 if form.errors else 200)


@board_required
@require_safe
def application(request, cooperative, pk):
    """One application: what was asked, what was paid, what can be done with it."""
    return _page(request, _found(cooperative, pk))


@board_required
@require_POST
def application_act(request, cooperative, pk, act):
    """Accept, refuse, write a payment down, enter in the register: what `act` says, once."""
    member = _found(cooperative, pk)
    if act not in ACTS:
        raise Http404
    form = _form(act, request.POST, member=member)
    if not form.is_valid() or not form.carry_out(by=request.user):
        return _page(request, _found(cooperative, pk), bound={act: form}, status=422)
    messages.success(request, str(form.done) % {"name": member})
    return redirect("cooperative:application", cooperative.territory.slug, pk)


def _found(cooperative, pk):
    known = Member.objects.select_related("application", "category", "college", "person")
    member = get_object_or_404(known, cooperative=cooperative, pk=pk, application__isnull=False)
    member.cooperative = cooperative  # with its territory, read once
    return member


def _form(act, *data, member):
    """The form of an act; several stand on one page, and each has its own labels."""
    return ACTS[act](*data, member=member, auto_id=f"id_{act}_%s")


def _page(request, member, *, bound=None, status=200):
    bound, asked = bound or {}, member.application
    missing = asked.amount - asked.paid
    forms = {act: _form(act, member=member) for act in POSSIBLE.get(member.status, ())} | bound
    if "payer" in forms and "payer" not in bound:
        forms["payer"].initial = {"amount": missing or None}
    context = {
        "cooperative": member.cooperative,
        "tab": "applications",
        "member": member,
        "asked": asked,
        "missing": missing,
        "too_much": -missing,
        "payments": member.payments.select_related("by")[:MOST],
        "steps": member.steps.select_related("by")[:MOST],
        "forms": forms,
        "refused": next(iter(bound.values()), None),
    }
    return render(request, "cooperative/application.html", context, status=status)


def _list_page(request, cooperative, form, *, status=200):
    lines = Application.objects.filter(member__cooperative=cooperative).for_lists()
    context = {
        "cooperative": cooperative,
        "tab": "applications",
        "waiting": lines.waiting()[:MOST],
        "to_be_paid": lines.to_be_paid().with_paid()[:MOST],
        "to_report": lines.to_report()[:MOST],
        "reported": lines.refused().exclude(reported_on=None).order_by("-decided_on", "-pk")[:MOST],
        "words": applying.joining_words(cooperative),
        "form": form,
    }
    return render(request, "cooperative/applications.html", context, status=status)
