"""« Sociétaires qui peuvent aider ce projet »: for its team, each with its reason; contact through an introduction."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.cooperative.forms.directory import WordForm
from members.cooperative.models import Entry, Introduction
from projects.helping import helpers_of
from projects.opening import project_required
from projects.views.workspace import base

MOST_ASKED = 20  # lines of who was asked


@project_required
@require_safe
def helper_list(request, project, membership):
    asked = Introduction.objects.about(project.subject).for_display().order_by("-at", "-pk")
    context = {
        **base(request, project, membership),
        "matches": helpers_of(project),
        "asked": asked[:MOST_ASKED],
        "waiting": set(asked.waiting().values_list("asked_id", flat=True)),
    }
    return render(request, "projects/helper_list.html", context)


@project_required
@require_http_methods(["GET", "HEAD", "POST"])
def helper(request, project, membership, pk):
    """One member's words, and a word to them in the name of the project; addresses leave only on a yes."""
    entry = get_object_or_404(Entry.objects.of_territory(project.territory).for_display(), pk=pk)
    form = WordForm(request.POST if request.method == "POST" else None)
    writer = _writer(request, membership)
    if form.is_bound and form.is_valid():
        try:
            project.must_live()
            about = {"about": project.subject, "about_name": project.name}
            Introduction.ask(entry, word=form.cleaned_data["word"], **writer, **about)
            messages.success(request, _("Your word leaves. You are told as soon as there is an answer."))
            return redirect("projects:helper_list", slug=project.slug)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = {**base(request, project, membership), "entry": entry, "form": form, "writer": writer}
    return render(request, "projects/helper.html", context, status=422 if form.errors else 200)


def _writer(request, membership):
    """Who writes for the project: someone of its group, or of the team."""
    if membership:
        return {"name": membership.full_name, "email": membership.email, "language": membership.language}
    person = request.user
    return {"name": str(person), "email": person.email or "", "language": person.language}
