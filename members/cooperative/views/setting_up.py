"""Where a cooperative begins: those that one keeps, the territories that have none yet, the assistant."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.cooperative.forms.setting_up import SettingUpForm
from members.cooperative.models import Cooperative
from members.cooperative.opening import board_required
from members.cooperative.setting_up import FOUNDING, set_up, territories_to_set_up
from members.cooperative.setting_up import start_again as undo


@require_safe
def home(request):
    """The cooperatives that I administer, the territories where one may be set up; 404 for whoever has neither."""
    kept = list(Cooperative.objects.kept_by(request.user).select_related("territory").order_by("name", "pk"))
    founding = list(territories_to_set_up(request.user))
    if len(kept) == 1 and not founding:
        return redirect("cooperative:board", kept[0].territory.slug)
    if not kept and not founding:
        raise PermissionDenied if request.user.has_role(*FOUNDING) else Http404
    return render(request, "cooperative/home.html", {"kept": kept, "founding": founding})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """The assistant: a few questions, what is usual proposed, the law's refusals with the figures (D40, D42)."""
    territories = territories_to_set_up(request.user)
    if not territories:
        return _nothing_to_set_up(request)
    form = SettingUpForm(
        request.POST or None,
        territories=territories,
        territory=request.GET.get("territoire") or territories[0].slug,
    )
    if request.method == "POST" and form.is_valid() and (cooperative := _set_up(form, by=request.user)):
        messages.success(request, _("The cooperative is set up. Read its rules: each can be changed."))
        return redirect("cooperative:our_rules", cooperative.territory.slug)
    context = {"form": form, "territories": territories}
    return render(request, "cooperative/new.html", context, status=422 if form.errors else 200)


@board_required
@require_POST
def start_again(request, cooperative):
    """A mistake in the first answers: while nothing hangs on the cooperative, the assistant begins again."""
    slug = cooperative.territory.slug
    try:
        undo(cooperative)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("cooperative:colleges", slug)
    messages.success(request, _("Begin again: nothing was kept."))
    return redirect(reverse("cooperative:new") + f"?territoire={slug}")


def _set_up(form, *, by):
    """The new cooperative, or None with the reasons in the form."""
    try:
        return set_up(
            form.cleaned_data["territory"],
            settings=form.settings(),
            categories=form.categories,
            weights=form.weights,
            since=form.cleaned_data["since"],
            decided_by=_("The statutes"),
            by=by,
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


def _nothing_to_set_up(request):
    """Every territory has its cooperative: whoever keeps one goes there; who could set one up gets 403, others 404."""
    if Cooperative.objects.kept_by(request.user).exists():
        return redirect("cooperative:home")
    raise PermissionDenied if request.user.has_role(*FOUNDING) else Http404
