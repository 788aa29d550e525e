"""Categories and colleges: who is in them, what colleges weigh, since when and by which decision (D40–D42)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.cooperative.forms.groups import CategoryForm, CollegeForm, NameForm
from members.cooperative.opening import board_required
from members.cooperative.setting_up import add_category, add_college, remove, rename
from members.cooperative.standing import standing_of

CATEGORY, COLLEGE = "categorie", "college"  # in addresses
MOST_SETS = 20


@board_required
@require_http_methods(["GET", "HEAD", "POST"])
def colleges(request, cooperative):
    """See them, add one; weights are changed by an adopted resolution, from its own page (D42)."""
    adding = request.POST.get("do", "")
    category = CategoryForm(request.POST if adding == CATEGORY else None, prefix="categorie")
    college = CollegeForm(request.POST if adding == COLLEGE else None, prefix="college")
    form = {CATEGORY: category, COLLEGE: college}.get(adding)
    if form is not None and form.is_valid() and _added(cooperative, form, by=request.user):
        messages.success(request, _("It is there, without anyone yet."))
        return redirect("cooperative:colleges", cooperative.territory.slug)
    today = timezone.localdate()
    sets = list(cooperative.weight_sets.prefetch_related("weights__college")[:MOST_SETS])
    in_force = cooperative.weight_sets.in_force(today)
    context = {
        "cooperative": cooperative,
        "tab": "colleges",
        "standing": standing_of(cooperative, today=today),
        "sets": sets,
        "in_force": in_force,
        "coming": [one for one in sets if one.since > today],
        "category_form": category,
        "college_form": college,
        "today": today,
        "may_start_again": not cooperative.members.exists(),
    }
    return render(request, "cooperative/colleges.html", context, status=422 if form is not None else 200)


@board_required
@require_http_methods(["GET", "HEAD", "POST"])
def group_edit(request, cooperative, group, pk):
    """Rename a category or a college; take away one where nobody is and that never weighed."""
    groups = {CATEGORY: cooperative.categories, COLLEGE: cooperative.colleges}.get(group)
    if groups is None:
        raise Http404
    one = get_object_or_404(groups, pk=pk)
    form = NameForm(request.POST or None, initial={"name": one.name})
    if request.method == "POST" and (request.POST.get("do") == "remove" or form.is_valid()):
        try:
            if request.POST.get("do") == "remove":
                remove(one, by=request.user)
            else:
                rename(one, form.cleaned_data["name"], by=request.user)
            messages.success(request, _("It is done."))
            return redirect("cooperative:colleges", cooperative.territory.slug)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = {"cooperative": cooperative, "tab": "colleges", "one": one, "group": group, "form": form}
    return render(request, "cooperative/group.html", context, status=422 if request.method == "POST" else 200)


def _added(cooperative, form, *, by):
    """Whether the group was added; else the reason is in the form."""
    try:
        if isinstance(form, CategoryForm):
            add_category(cooperative, form.cleaned_data["name"], kind=form.cleaned_data["kind"], by=by)
        else:
            add_college(cooperative, form.cleaned_data["name"], by=by)
    except ValidationError as refusal:
        form.add_error("name", refusal)
        return False
    return True
