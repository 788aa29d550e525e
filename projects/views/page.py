"""What a project says of itself, and its public page: written, read as everyone would, published, taken offline."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.refusals import saying_why
from projects.forms import DescribeForm, PageForm
from projects.models import PublicPage
from projects.opening import acting, project_required, steering_required
from projects.showing import page_of
from projects.views.workspace import base


@project_required
@require_http_methods(["GET", "HEAD", "POST"])
def describe(request, project, membership):
    form = DescribeForm(request.POST if request.method == "POST" else None, project=project)
    if form.is_bound and form.is_valid():
        try:
            project.describe(**form.values(), **acting(request, membership))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("It is kept."))
            return redirect("projects:workspace", slug=project.slug)
    context = {**base(request, project, membership), "form": form}
    return render(request, "projects/describe.html", context, status=422 if form.errors else 200)


@project_required
@require_http_methods(["GET", "HEAD", "POST"])
def page_edit(request, project, membership):
    """Block by block, what the public page will say."""
    page = PublicPage.of(project)
    form = PageForm(request.POST if request.method == "POST" else None, page=page)
    if form.is_bound and form.is_valid():
        try:
            page.write(**form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("It is kept. Read the page as everyone would see it."))
            return redirect("projects:page_preview", slug=project.slug)
    context = {**base(request, project, membership), "form": form}
    return render(request, "projects/page_edit.html", context, status=422 if form.errors else 200)


@project_required
@require_safe
def page_preview(request, project, membership):
    """The page as everyone would see it, read once before it is published."""
    return render(request, "projects/page_preview.html", {**base(request, project, membership), **page_of(project)})


@steering_required
@require_POST
def publish(request, project, membership):
    """Put the page online, or take it offline, by one click."""
    page, online = PublicPage.of(project), request.POST.get("en_ligne") == "oui"
    with saying_why(request):
        (page.publish if online else page.unpublish)(**acting(request, membership))
        messages.success(
            request, _("The page is online.") if online else _("The page is offline: nobody else reads it.")
        )
    return redirect("projects:page_preview", slug=project.slug)
