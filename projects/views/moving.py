"""Moving a project on: the next stage and its sentences, going back, stopping, resuming, joining another."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.refusals import saying_why
from projects import decided, moving, sentences
from projects.forms import MergeForm, ReasonForm, StopForm
from projects.models import Stage
from projects.opening import acting, is_of_team, project_required, steering_required
from projects.views.workspace import base, shown


@steering_required
@require_POST
def advance(request, project, membership):
    """The next stage; when something is missing, the page says what, and where it is mended (D21)."""
    stage = request.POST.get("vers", "")
    if stage not in Stage:
        raise Http404
    try:
        moving.advance(project, stage, **acting(request, membership))
    except moving.Unready as refusal:
        return _refused(request, project, membership, missing=refusal.missing)
    except ValidationError as refusal:
        return _refused(request, project, membership, error=refusal.messages[0])
    messages.success(request, _("The project is now: %(stage)s.") % {"stage": project.get_stage_display()})
    return redirect("projects:workspace", slug=project.slug)


@project_required
@require_POST
def accompany(request, project, membership):
    """The team begins to accompany a project that has its green light and no open condition (D23)."""
    if not is_of_team(request, project):
        raise PermissionDenied
    try:
        decided.accompany(project, by=request.user)
    except ValidationError as refusal:
        return _refused(request, project, membership, error=refusal.messages[0])
    messages.success(request, _("The project is accompanied from now on: its group is told."))
    return redirect("projects:workspace", slug=project.slug)


@project_required
@require_POST
def agree(request, project, membership):
    """The team says yes to the sentences ticked for the next stage, and takes back those left unticked."""
    stage = request.POST.get("etape", "")
    if stage not in sentences.USUAL:
        raise Http404
    ticked = set(request.POST.getlist("phrase"))
    with saying_why(request):
        for sentence in sentences.of(project, stage):
            if sentence.key in ticked and sentence.agreed is None:
                sentences.agree(project, stage, sentence.key, **acting(request, membership))
            elif sentence.key not in ticked and sentence.agreed:
                sentences.disagree(project, stage, sentence.key)
        messages.success(request, _("It is kept, with the date."))
    return redirect(f"{project.workspace_url}#phrases")


@steering_required
@require_http_methods(["GET", "HEAD", "POST"])
def go_back(request, project, membership):
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _done(request, project, membership, form, moving.go_back, _("The project went back one stage."))
    return _asked(request, project, membership, form, "projects/back.html")


@steering_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, project, membership):
    """Suspend or abandon, with the reason told to the group and to the authors of its ideas."""
    form = StopForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        how = form.cleaned_data["how"]
        verb = moving.suspend if how == "suspendre" else moving.abandon
        more = {"set_aside": True} if how == "reserver" else {}
        return _done(request, project, membership, form, verb, _("It is said, and the group is told."), **more)
    return _asked(request, project, membership, form, "projects/stop.html")


@steering_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, project, membership):
    """Go on within another project of the territory; undone by one button."""
    form = MergeForm(request.POST if request.method == "POST" else None, project=project)
    if form.is_bound and form.is_valid():
        target, said = form.cleaned_data["target"], _("The two projects go on together. You can undo it here.")
        return _done(request, project, membership, form, moving.merge, said, target=target)
    return _asked(request, project, membership, form, "projects/merge.html")


@steering_required
@require_POST
def resume(request, project, membership):
    """Go on from where it stopped, or stand alone again."""
    verb = moving.unmerge if project.is_merged else moving.resume
    with saying_why(request):
        verb(project, **acting(request, membership))
        messages.success(request, _("The project goes on: %(stage)s.") % {"stage": project.get_stage_display()})
    return redirect("projects:workspace", slug=project.slug)


def _refused(request, project, membership, *, missing=(), error=""):
    context = shown(request, project, membership, missing=list(missing), error=capfirst(error))
    return render(request, "projects/workspace.html", context, status=422)


def _asked(request, project, membership, form, template):
    context = {**base(request, project, membership), "form": form}
    return render(request, template, context, status=422 if form.errors else 200)


def _done(request, project, membership, form, verb, said, **more):
    with saying_why(request):
        verb(project, why=form.cleaned_data["why"], **more, **acting(request, membership))
        messages.success(request, said)
    return redirect("projects:workspace", slug=project.slug)
