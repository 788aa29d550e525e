"""A member's own space: shares, college, who votes, what assemblies ask, people and meetings."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.cooperative import cards, certificates, sections
from members.cooperative.belonging import member_required, memberships_of
from members.cooperative.capital import holding_of
from members.cooperative.forms.delegates import MyDelegateForm
from members.cooperative.models import (
    Cooperative,
    Gathering,
    Introduction,
    Member,
    change_delegate,
    confirm_delegate,
    delegate_due,
    delegate_on,
)

MOST_LINES = 6
MOST_COOPERATIVES = 20


@require_safe
def members_space(request):
    """The space of one membership; who is no member reads how to become one."""
    members = list(memberships_of(request.user))
    if not members:
        return render(request, "cooperative/not_a_member.html", _joining(request.user))
    member = _chosen(request, members)
    shown = sections.space.shown(request, member)
    everybody, now = Member.objects.filter(pk__in=[one.pk for one in members]), timezone.now()
    context = {
        "member": member,
        "others": [one for one in members if one != member],
        "territory": member.cooperative.territory,
        "holding": holding_of(member),
        "delegate": delegate_on(member, timezone.localdate(now)),
        "delegate_due": delegate_due(member, today=timezone.localdate(now)),
        "delegations": member.delegations.for_display()[:MOST_LINES],
        "entry": getattr(member, "entry", None),
        "received": Introduction.objects.asked_of(everybody).waiting().for_display().order_by("at")[:MOST_LINES],
        "asked": Introduction.objects.asked_by(everybody).for_display().order_by("-at", "-pk")[:MOST_LINES],
        "gatherings": Gathering.objects.visible_to(everybody).upcoming(now).for_display()[:MOST_LINES],
        "pressing": [one for one in shown if one.rank < sections.PRESSING],
        "sections": [one for one in shown if one.rank >= sections.PRESSING],
    }
    return render(request, "cooperative/members_space.html", context)


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_delegate(request, members, pk):
    """The delegate of a structure names the next one; what stood is kept, with who changed it (D41)."""
    member = _structure(members, pk)
    form = MyDelegateForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            change_delegate(member, **form.values(), on=timezone.localdate(), by=request.user, agreed=True)
            told = _("It is written. This person finds a message, and votes from afar once they have answered it.")
            messages.success(request, told)
            return redirect("cooperative:members_space")
        except ValidationError as refusal:
            form.add_error("email" if refusal.code == "taken" else None, refusal)
    context = {"member": member, "territory": member.cooperative.territory, "form": form}
    return render(request, "cooperative/my_delegate.html", context, status=422 if form.errors else 200)


@member_required
@require_POST
def my_delegate_confirm(request, members, pk):
    """« C’est toujours moi »: once a year, before assemblies (D41)."""
    confirm_delegate(_structure(members, pk), by=request.user)
    messages.success(request, _("Thank you: it is written that you still vote for your structure."))
    return redirect("cooperative:members_space")


@member_required
@require_POST
def my_notices(request, members, pk):
    """Notices by e-mail, or by letter again: what a member writes here is the written agreement (D45)."""
    member = _mine(members, pk)
    by_mail = request.POST.get("act") == "mail" and bool(member.email)
    if by_mail != bool(member.notices_by_mail_since):
        cards.correct(member, by=request.user, notices_by_mail_since=timezone.localdate() if by_mail else None)
    told = (
        _("Notices come to you by e-mail from now on.") if by_mail else _("Notices come to you by letter from now on.")
    )
    messages.success(request, told)
    return redirect(f"{reverse('cooperative:members_space')}?pour={member.pk}#qui")


@member_required
@require_safe
def my_certificate(request, members, pk):
    """What one holds today, on paper, to be signed by the board; 404 without a share."""
    member = _mine(members, pk)
    said = certificates.certificate_of(member)
    if said is None:
        raise Http404
    response = HttpResponse(certificates.pdf(member, said), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="attestation-{member.number}-{said.day:%Y-%m-%d}.pdf"'
    return response


def _mine(members, pk):
    """The one of `members` that the address names; 404 without one."""
    member = next((one for one in members if one.pk == pk), None)
    if member is None:
        raise Http404
    return member


def _structure(members, pk):
    """The same, when it is a structure; 404 otherwise."""
    member = _mine(members, pk)
    if member.kind != Member.Kind.STRUCTURE:
        raise Http404
    return member


def _chosen(request, members):
    """The membership named in the address, else the first."""
    asked = request.GET.get("pour", "")
    return next((one for one in members if str(one.pk) == asked), members[0])


def _joining(person):
    """What someone reads who is not in the register: where their application is, and where to apply."""
    mine = Member.objects.of_person(person).select_related("cooperative__territory")
    return {
        "applications": mine.joining().order_by("-pk")[:MOST_LINES],
        "former": mine.gone().order_by("-left_on")[:MOST_LINES],
        "cooperatives": Cooperative.objects.select_related("territory").order_by("name")[:MOST_COOPERATIVES],
    }
