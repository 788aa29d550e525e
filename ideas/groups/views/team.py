"""The team's list of groups: which are alive, which need someone; its rules."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation import keyset, spreadsheets
from ideas.groups.forms import NoteMemberForm, RulesForm, TeamFilterForm
from ideas.groups.models import WorkingGroup, enter, rules_of
from members.access import organiser_required
from members.models import Territory

PAGE = 40
BATCH = 500


@organiser_required
@require_safe
def team_list(request):
    form = TeamFilterForm(request.GET)
    mine = WorkingGroup.objects.managed_by(request.user)
    groups = form.filter(mine).for_lists()
    page = keyset.paginate(groups, order=("-id",), cursor=request.GET.get("suite", ""), size=PAGE)
    context = {
        "form": form,
        "page": page,
        "territories": Territory.objects.managed_by(request.user).order_by("name")[:20],
        "query": request.GET.urlencode(),
        "any": mine.exists(),
        **keyset.turning(request.GET, page),
    }
    return render(request, "groups/team_list.html", context)


@organiser_required
@require_safe
def team_csv(request):
    """The same list, for a spreadsheet; names of members only, no address."""
    heads = [
        _("Group"), _("State"), _("Idea"), _("Territory"), _("Founded on"), _("Last sign of life"), _("People"),
        _("Who leads"), _("Roles looked for"), _("Where"), _("Everyone may find it"), _("Why it stopped"),
    ]  # fmt: skip
    groups = TeamFilterForm(request.GET).filter(WorkingGroup.objects.managed_by(request.user)).for_lists()
    rows = (_cells(group) for group in groups.order_by("pk").iterator(chunk_size=BATCH))
    response = HttpResponse(spreadsheets.write(heads, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="groupes-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


def _cells(group):
    return [
        group.name, group.get_status_display(), group.idea.title, group.territory.name,
        timezone.localdate(group.created_at), timezone.localdate(group.active_at), len(group.people),
        ", ".join(one.full_name for one in group.people if one.is_lead),
        ", ".join(role.title for role in group.open_roles), group.place, group.is_public, group.closed_why,
    ]  # fmt: skip


@organiser_required
@require_POST
def helped(request, pk):
    """« J’ai pris contact »: a group had asked for help."""
    group = get_object_or_404(WorkingGroup.objects.managed_by(request.user), pk=pk)
    if not group.mark_helped(by=request.user):
        messages.error(request, _("A colleague has already got in touch."))
    return redirect("groups:team_list")


@organiser_required
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request, slug):
    """After how many days a silent group is asked, then sleeps; how many messages it may send [setting]."""
    territory = get_object_or_404(Territory.objects.managed_by(request.user), slug=slug)
    form = RulesForm(request.POST if request.method == "POST" else None, instance=rules_of(territory.pk))
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, _("It is kept."))
        return redirect("groups:team_list")
    context = {"territory": territory, "form": form}
    return render(request, "groups/team_rules.html", context, status=422 if form.errors else 200)


@organiser_required
@require_http_methods(["GET", "HEAD", "POST"])
def note_member(request, pk):
    """Someone without an address, whom the team reaches by phone or letter (D63)."""
    group = get_object_or_404(WorkingGroup.objects.managed_by(request.user).standing(), pk=pk)
    form = NoteMemberForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        enter(group, **form.values())
        group.touch()
        messages.success(request, _("This person is in the group: the team tells them what happens in it."))
        return redirect(group)
    context = {"group": group, "form": form, "unreached": group.memberships.without_address().order_by("pk")}
    return render(request, "groups/team_note.html", context, status=422 if form.errors else 200)
