"""Being in a group: leaving, leading, handing over, taking someone out; is it alive?"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import keyset
from foundation.refusals import saying_why
from ideas.groups import opening
from ideas.groups.forms import DescribeForm, ReasonForm
from ideas.groups.models import Membership

PAGE = 40


@opening.group_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, group, membership):
    """Leave in one click; the page says what happens to what one wrote."""
    if membership is None:
        raise Http404
    if request.method == "POST":
        with saying_why(request):
            membership.leave()
            messages.success(request, _("You have left “%(group)s”. Thank you for your part in it.") % {"group": group})
        return redirect("groups:group_list")
    context = {"group": group, "membership": membership, "alone": _is_last_lead(group, membership)}
    return render(request, "groups/leave.html", {**context, "territory": group.territory})


def _is_last_lead(group, membership):
    return membership.is_lead and not group.leads().exclude(pk=membership.pk).exists()


@opening.group_required
@require_http_methods(["GET", "HEAD", "POST"])
def lead(request, group, membership):
    """Whoever is asked to lead says yes or no; whoever leads may stop when others do."""
    if membership is None:
        raise Http404
    if request.method == "POST":
        verbs = {"oui": membership.take_lead, "non": membership.decline_lead, "arreter": membership.give_up_lead}
        said = {
            "oui": _("Thank you! You lead the group."),
            "non": _("It is noted: nothing changes."),
            "arreter": _("You no longer lead the group, and stay in it."),
        }
        _try(request, verbs, request.POST.get("act", ""), said)
        return redirect(group)
    context = {"group": group, "membership": membership, "territory": group.territory}
    return render(request, "groups/lead.html", context)


@opening.lead_required
@require_POST
def member_step(request, group, membership, pk, act):
    """Propose the lead to someone, or take someone out of the group with a reason."""
    other = get_object_or_404(Membership.objects.present().filter(group=group), pk=pk)
    actor = {"acting": membership, "by": None if membership else request.user}
    why = request.POST.get("why", "").replace("\x00", "")
    verbs = {
        "animer": lambda: other.offer_lead(**actor) if other.email else _named(other, **actor),
        "retirer": lambda: other.remove(why=why, **actor),
    }
    said = {
        "animer": _("%(name)s was asked to lead the group.") if other.email else _("%(name)s leads the group."),
        "retirer": _("%(name)s is no longer in the group, and was told why."),
    }
    _try(request, verbs, act, {key: words % {"name": other.shown_name} for key, words in said.items()})
    return redirect(group)


def _named(other, *, by, acting):
    if by is None:
        raise ValidationError(_("This person has no address: the team asks them, then names them."))
    other.name_lead(by=by)


def _try(request, verbs, act, said):
    """Run the verb `act`, and say what came of it."""
    if act not in verbs:
        raise Http404
    with saying_why(request):
        verbs[act]()
        messages.success(request, said[act])


@opening.group_required
@require_http_methods(["GET", "HEAD", "POST"])
def alive(request, group, membership):
    """« Is the group alive? »: yes, it needs help, or it stops; any member wakes one that sleeps."""
    leads = membership is None or membership.is_lead
    form = ReasonForm(request.POST if request.POST.get("act") == "arret" else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        actor = {"by": None if membership else request.user, "membership": membership}
        verbs = {"oui": lambda: group.say_alive(**actor), "aide": lambda: group.ask_for_help(**actor)}
        if leads and form.is_bound:
            verbs["arret"] = lambda: group.close(why=form.cleaned_data["why"], **actor)
        said = {
            "oui": _("Thank you: the group is at work."),
            "aide": _("Someone from the team will get in touch with you."),
            "arret": _("The group is closed. Its members are told, its idea may find another group."),
        }
        _try(request, verbs, request.POST.get("act", ""), said)
        return redirect(group)
    context = {"group": group, "leads": leads, "form": form, "territory": group.territory}
    return render(request, "groups/alive.html", context, status=422 if form.errors else 200)


@opening.lead_required
@require_http_methods(["GET", "HEAD", "POST"])
def describe(request, group, membership):
    """What the group says of itself, and whether everyone may find it."""
    initial = {name: getattr(group, name) for name in ("name", "purpose", "place", "is_public")}
    form = DescribeForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        group.describe(**form.cleaned_data, by=None if membership else request.user, membership=membership)
        messages.success(request, _("It is kept."))
        return redirect(group)
    context = {"group": group, "form": form, "territory": group.territory}
    return render(request, "groups/describe.html", context, status=422 if form.errors else 200)


@opening.group_required
@require_safe
def history(request, group, membership):
    """Who did what, in which role, the latest first (D18)."""
    steps = group.steps.select_related("membership", "by")
    page = keyset.paginate(steps, order=("-id",), cursor=request.GET.get("suite", ""), size=PAGE)
    context = {"group": group, "page": page, "territory": group.territory, **keyset.turning(request.GET, page)}
    return render(request, "groups/history.html", context)
