"""The projects of the team's territories: the list, its file, a new one, the sentences asked of each stage."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from foundation import keyset, spreadsheets
from ideas.models import Idea
from members.access import organiser_required
from members.models import Territory
from projects.forms import SentencesForm, StartForm, TeamFilterForm
from projects.models import Project
from projects.starting import MOST_IDEAS, start_project

PAGE = 50
BATCH = 500
MOST_COUNTED = 1000


@organiser_required
@require_safe
def team_list(request):
    form = TeamFilterForm(request.GET, person=request.user)
    projects = form.filter(Project.objects.managed_by(request.user))
    count = projects[: MOST_COUNTED + 1].count()
    page = keyset.paginate(projects.for_lists(), order=("-id",), cursor=request.GET.get("suite", ""), size=PAGE)
    kept = request.GET.copy()
    kept.pop("suite", None)
    context = {
        "form": form,
        "page": page,
        "count": min(count, MOST_COUNTED),
        "many": count > MOST_COUNTED,
        "turning": keyset.turning(request.GET, page),
        "query": kept.urlencode(),
        "territories": Territory.objects.managed_by(request.user),
    }
    return render(request, "projects/team_list.html", context)


@organiser_required
@require_GET
def team_csv(request):
    """The same list as a table; what is filtered in the page is filtered in the file."""
    form = TeamFilterForm(request.GET, person=request.user)
    found = form.filter(Project.objects.managed_by(request.user)).for_lists().order_by("-pk")
    heads = [
        _("Project"), _("Stage"), _("Answer of the committee"), _("Since"), _("Territory"), _("Evening"), _("Theme"),
        _("Commune"), _("Group"),
        _("Bearer"), _("Seeks a bearer"), _("Page online"), _("Summary"),
    ]  # fmt: skip
    rows = (_cells(project) for project in found.iterator(chunk_size=BATCH))
    response = HttpResponse(spreadsheets.write(heads, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="projets-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


@organiser_required
@require_http_methods(["GET", "HEAD", "POST"])
def team_start(request):
    """Make a project of one or several ideas (`idee`, their keys): one living project per idea."""
    ideas = _chosen(request)
    form = StartForm(request.POST if request.method == "POST" else None, ideas=ideas)
    if form.is_bound and form.is_valid():
        try:
            made = start_project(ideas, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The project is born: here is its space."))
            return redirect("projects:workspace", slug=made.slug)
    query = request.GET.get("q", "").strip()
    context = {
        "form": form,
        "ideas": ideas,
        "query": query,
        "matching": _to_choose(request, query, but=ideas),
        "most": MOST_IDEAS,
    }
    return render(request, "projects/team_start.html", context, status=422 if form.errors else 200)


@organiser_required
@require_http_methods(["GET", "HEAD", "POST"])
def team_sentences(request, slug):
    """What the teams of a territory agree to before each stage."""
    territory = get_object_or_404(Territory.objects.managed_by(request.user), slug=slug)
    form = SentencesForm(request.POST if request.method == "POST" else None, territory=territory)
    if form.is_bound and form.is_valid():
        form.keep()
        messages.success(request, _("It is kept. A sentence that changed is agreed to anew."))
        return redirect("projects:team_sentences", slug=territory.slug)
    context = {"form": form, "about": territory}
    return render(request, "projects/team_sentences.html", context, status=422 if form.errors else 200)


def _chosen(request):
    """The ideas named in the address or the form, of the person's own territories, in their order."""
    said = (request.POST if request.method == "POST" else request.GET).getlist("idee")[: MOST_IDEAS + 1]
    keys = [int(key) for key in said if key.isdecimal() and len(key) < 19]
    found = Idea.objects.managed_by(request.user).standing().select_related("event__territory").in_bulk(keys)
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def _to_choose(request, query, *, but):
    """Whole ideas that match the words typed, which have no living project: to be added to those chosen."""
    if not query:
        return []
    free = Idea.objects.managed_by(request.user).standing().filter(merged_into=None).matching(query)
    taken = Project.objects.living().filter(made_of__left_at=None).values("made_of__idea")
    return list(free.exclude(pk__in=taken).exclude(pk__in=[idea.pk for idea in but]).order_by("-pk")[:20])


def _cells(project):
    bearers = ", ".join(bearing.membership.full_name for bearing in project.bearers)
    return [
        project.name, project.get_stage_display(), project.get_decision_display(),
        timezone.localtime(project.stage_at).strftime("%d/%m/%Y"),
        str(project.territory), str(project.event or ""), str(project.theme or ""), str(project.commune or ""),
        str(project.group), bearers, project.seeking_bearer, project.is_public, project.summary,
    ]  # fmt: skip
