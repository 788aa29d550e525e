"""What became of ideas: the author answers with one button, the team reads and calls (D10)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from events.views.organising.opening import evening_required
from foundation import links, spreadsheets
from foundation.keyset import paginate
from foundation.models import Link
from foundation.refusals import saying_why
from ideas.emails_following import BUTTONS
from ideas.forms.following import PlanForm
from ideas.models import FollowUp
from ideas.models.followup import LINK, QUESTIONS, Kind, plan, plan_of
from members.access import organiser_required
from outbox.models import Message

PAGE = 50


@login_not_required
@require_http_methods(["GET", "POST"])
def follow_up(request, token):
    """GET shows the question and its buttons, POST keeps the answer, which can be changed (D10, D64)."""
    link = links.find(token, purpose=LINK, kind=Link.Kind.ACCESS)
    question = link and FollowUp.objects.select_related("idea__event__territory").filter(pk=link.subject).first()
    if question is None or not question.idea.is_standing:
        return render(request, "ideas/dead_link.html", status=410)
    if request.method == "POST":
        with saying_why(request):
            question.reply(request.POST.get("answer", ""), now=timezone.now())
        return redirect("ideas:follow_up", token)
    buttons = BUTTONS[question.kind]
    meant = request.GET.get("reponse", "") if not question.answer else question.answer
    context = {
        "question": question, "idea": question.idea, "event": question.idea.event, "buttons": buttons, "meant": meant,
        "said": dict(buttons).get(question.answer, ""),
    }  # fmt: skip
    return render(request, "ideas/follow_up.html", context)


@evening_required
@require_GET
def follow_ups(request, event):
    return _page(request, event, PlanForm(plan=plan_of(event)))


@evening_required
@require_POST
def follow_up_settings(request, event):
    form = PlanForm(request.POST, plan=plan_of(event))
    if not form.is_valid():
        return _page(request, event, form, status=422)
    plan(event, form.wanted())
    messages.success(request, _("The follow-ups will leave as you chose."))
    return redirect("ideas:follow_ups", event.slug)


@evening_required
@require_GET
def follow_ups_csv(request, event):
    rows = _chosen(request, event)[1].select_related("idea", "helped_by").order_by("pk")
    heads = [
        _("Question"), _("Idea"), _("Given name"), _("E-mail"),
        _("Asked on"), _("Answer"), _("Answered on"), _("Called on"),
    ]  # fmt: skip
    lines = (
        [
            row.get_kind_display(), row.idea.title, row.idea.author_name, row.idea.author_email,
            row.asked_at, row.get_answer_display() if row.answer else "", row.answered_at, row.helped_at,
        ]
        for row in rows.iterator(chunk_size=500)
    )  # fmt: skip
    response = HttpResponse(spreadsheets.write(heads, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="suites-{event.slug}.csv"'
    return response


@organiser_required
@require_POST
def follow_up_helped(request, pk):
    """Someone of the team got in touch with who needs help."""
    question = get_object_or_404(FollowUp.objects.managed_by(request.user).select_related("idea__event"), pk=pk)
    if question.mark_helped(by=request.user):
        messages.success(request, _("Noted: “%(title)s” is no longer waiting for a call.") % {"title": question.idea})
    return redirect("ideas:follow_ups", question.idea.event.slug)


def _page(request, event, form, status=200):
    filters, rows = _chosen(request, event)
    rows = rows.select_related("idea", "helped_by")
    page = paginate(rows, order=("-pk",), cursor=request.GET.get("suite", ""), size=PAGE)
    following = request.GET.copy()
    following["suite"] = page.next
    context = {
        "event": event, "tab": "messages", "subtab": "follow-ups", "form": form, "page": page, "filters": filters,
        "counts": _counts(event), "letters": _letters(event), "answers": FollowUp.Answer.choices,
        "questions": [(kind.value, kind.label) for kind in QUESTIONS],
        "next": following.urlencode() if page.next else "",
    }  # fmt: skip
    return render(request, "ideas/follow_ups.html", context, status=status)


def _chosen(request, event):
    """Return (what was chosen, the questions asked that match it)."""
    kind, answer = request.GET.get("quoi", ""), request.GET.get("reponse", "")
    rows = FollowUp.objects.of_event(event).asked()
    if kind in QUESTIONS:
        rows = rows.about(kind)
    if answer in FollowUp.Answer.values:
        rows = rows.answered(answer)
    elif answer == "silence":
        rows = rows.silent()
    return {"kind": kind, "answer": answer}, rows


def _counts(event):
    """Return [(question, how many asked, [(answer, how many)])]."""
    found = FollowUp.objects.of_event(event).counts()
    rows = []
    for kind in QUESTIONS:
        answers = [(label, found.get((kind, answer), 0)) for answer, label in FollowUp.Answer.choices]
        silent = found.get((kind, ""), 0)
        rows.append((kind.label, silent + sum(n for _label, n in answers), [*answers, (_("no answer yet"), silent)]))
    return rows


def _letters(event):
    """Return [(what, how many letters are in the box or left)] of the follow-ups that ask nothing."""
    about = Message.objects.about(event.subject)
    kinds = ((Kind.MORNING, "morning-after"), (Kind.SHEETS, "week-after"))
    return [(kind.label, about.filter(kind__startswith=name).count()) for kind, name in kinds]
