"""What the team of a project reads of the committee, proposes and answers; no expert is named here (D24)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects.committee import asking
from projects.committee.bearers import page_of
from projects.committee.models import Question, SlotNotice
from projects.committee.proposing import papers_of, standing_item
from projects.committee.proposing import propose as propose_file
from projects.committee.proposing import take_back as wait
from projects.committee.slot_calendars import FILE_NAME, slot_file
from projects.moving import Unready
from projects.opening import acting, project_required, steering_required, steers
from projects.stages import missing_for_committee
from projects.views.workspace import base

MOST_PAPERS_SHOWN = 60


@project_required
@require_safe
def project(request, project, membership):
    """Where the file is with the committee, the slot, the questions, what happens next."""
    return render(request, "committee/project.html", _page(request, project, membership))


@steering_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request, project, membership):
    """Say what is missing; otherwise choose the documents and put the file on the secretary's list."""
    chosen, status = request.POST.getlist("piece"), 200
    context = {**base(request, project, membership), "lacking": missing_for_committee(project), "chosen": chosen}
    if request.method == "POST":
        papers = papers_of(project).filter(pk__in=[one for one in chosen if one.isdecimal() and len(one) < 19])
        try:
            propose_file(project, papers=papers, **acting(request, membership))
            messages.success(request, _("Your file is on the committee’s list: it will be put on a session’s agenda."))
            return redirect("committee:project", project.slug)
        except Unready as refusal:
            context["lacking"], status = refusal.missing, 422
        except ValidationError as refusal:
            context["refusal"], status = refusal.messages[0], 422
    context["papers"] = list(papers_of(project)[:MOST_PAPERS_SHOWN])
    return render(request, "committee/propose.html", context, status=status)


@steering_required
@require_POST
def take_back(request, project, membership):
    """The team prefers to wait."""
    if wait(project):
        messages.success(request, _("Your file left the committee’s list. You can propose it again at any time."))
    return redirect("committee:project", project.slug)


@project_required
@require_POST
def answer(request, project, membership, pk):
    """Answer a question; who bears or presents the project, who leads the group, and the team may."""
    question = get_object_or_404(Question.objects.select_related("item__session"), pk=pk, item__project=project)
    context = _page(request, project, membership)
    if not context["may_answer"]:
        raise PermissionDenied
    text = request.POST.get("reponse", "")
    try:
        asking.answer(question, text=text, membership=membership)
    except ValidationError as refusal:
        context |= {"typed": text, "typed_for": question.pk, "refusal": refusal.messages[0]}
        return render(request, "committee/project.html", context, status=422)
    messages.success(request, _("Your answer is kept: the experts of the session read it now."))
    return redirect("committee:project", project.slug)


@project_required
@require_safe
def slot_calendar(request, project, membership):
    """The calendar file of the slot that was told; 404 before."""
    notice = SlotNotice.objects.filter(item=standing_item(project)).first()
    if notice is None:
        raise Http404
    url = request.build_absolute_uri(reverse("committee:project", args=[project.slug]))
    response = HttpResponse(slot_file(notice.item, notice, url=url), content_type="text/calendar")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


def _page(request, project, membership):
    page = page_of(project)
    presents = page["presenter"] and membership and page["presenter"].membership_id == membership.pk
    return {
        **base(request, project, membership),
        **page,
        "presents": bool(presents),
        "may_answer": bool(presents) or steers(request, project, membership),
    }
