"""« Réunir des idées »: side by side, one gives its name to the whole, undone with one button (D17)."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foundation.keyset import paginate
from foundation.refusals import saying_why
from ideas.forms.merging import AnswerForm, UniteForm
from ideas.models import Idea, IdeaMerge, MergeRequest, put_together
from ideas.models.merging import MOST_AT_ONCE
from members.access import organiser_required

PAGE = 20
MOST_FOUND = 12
MOST_REQUESTS = 30


@dataclass(frozen=True)
class Choice:
    """One idea of those compared; `without` is the address of the comparison without it."""

    idea: Idea
    texts: list  # [(what, words)] of its whole sheet
    parts: int
    without: str
    is_mine: bool


@organiser_required
@require_GET
def merges(request):
    """The last merges, each with « Défaire », and what waits between two territories."""
    rows = IdeaMerge.objects.managed_by(request.user).for_pages()
    asked = MergeRequest.objects.managed_by(request.user).open().for_pages().order_by("at", "pk")
    mine = set(MergeRequest.objects.to_be_answered_by(request.user).values_list("pk", flat=True)[:MOST_REQUESTS])
    context = {
        "page": paginate(rows, order=("-pk",), cursor=request.GET.get("suite", ""), size=PAGE),
        "requests": [(one, one.pk in mine) for one in asked[:MOST_REQUESTS]],
    }
    return render(request, "ideas/merges.html", context)


@organiser_required
@require_http_methods(["GET", "HEAD", "POST"])
def unite(request):
    """Choose ideas, see them side by side, say which gives its name to the whole and why, confirm."""
    keys = _asked(request)
    ideas = _found(request.user, keys)
    form = UniteForm(request.POST if request.method == "POST" else None, ideas=ideas)
    if request.method == "POST" and form.is_valid():
        head = form.cleaned_data["head"]
        try:
            made, asked = put_together(head, form.others(), by=request.user, why=form.cleaned_data["why"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _said(head, made, asked))
            return redirect("ideas:merges")
    search = request.GET.get("q", "").strip()[:80]
    context = {
        "form": form,
        "chosen": _choices(request.user, ideas),
        "moved": _moved(keys, ideas),
        "keys": ",".join(str(idea.pk) for idea in ideas),
        "search": search,
        "found": _search(request.user, ideas, search) if search else [],
    }
    return render(request, "ideas/unite.html", context, status=422 if form.errors else 200)


@organiser_required
@require_POST
def undo(request, pk):
    """Take one merge apart: the idea stands alone again, with what had been put together with it."""
    done = get_object_or_404(IdeaMerge.objects.managed_by(request.user).for_pages(), pk=pk)
    with saying_why(request):
        done.undo(by=request.user)
        messages.success(request, _("“%(title)s” stands alone again.") % {"title": done.source.title})
    return redirect("ideas:merges")


@organiser_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge_request(request, pk):
    """What two territories ask each other: both ideas side by side, then yes, no, or never mind."""
    asked = get_object_or_404(MergeRequest.objects.managed_by(request.user).for_pages(), pk=pk)
    answers = MergeRequest.objects.asked_of(request.user).filter(pk=pk).exists()
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _answer(asked, form, by=request.user, answers=answers))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect("ideas:merges")
    ideas = [asked.target, asked.source]
    context = {"asked": asked, "answers": answers, "form": form, "chosen": _choices(request.user, ideas)}
    return render(request, "ideas/merge_request.html", context, status=422 if form.errors else 200)


def _answer(asked, form, *, by, answers):
    """Do what was pressed; return the sentence that says it. Only the side that was asked may answer."""
    act, names = form.cleaned_data["act"], {"title": asked.source.title, "head": asked.target.title}
    if act == "retirer" and not answers:
        asked.take_back(by=by)
        return _("The request about “%(title)s” and “%(head)s” is taken back.") % names
    if not answers:
        raise Http404
    if act == "accepter":
        asked.accept(by=by)
        return _("“%(title)s” and “%(head)s” are together.") % names
    asked.refuse(by=by, why=form.cleaned_data["why"])
    return _("The other territory is told that “%(title)s” and “%(head)s” stay apart.") % names


def _asked(request):
    """Return the keys of « ?idees=1,2,3 », or of the form; what is no number is left out."""
    typed = request.POST.get("idees", "") or request.GET.get("idees", "")
    keys = [text for text in typed.split(",") if text.isdecimal() and len(text) < 19]
    return list(dict.fromkeys(map(int, keys)))[:MOST_AT_ONCE]


def _found(person, keys):
    """Return the ideas of these keys that `person` may see, in their order; a part gives way to its whole."""
    known = Idea.objects.visible_to(person).standing().in_bulk(keys)
    heads = dict.fromkeys(known[key].whole_id or key for key in keys if key in known)
    ideas = Idea.objects.standing().wholes().select_related("event", "territory", "table").in_bulk(list(heads))
    return [ideas[key] for key in heads if key in ideas]


def _moved(keys, ideas):
    """Return the ideas asked for that are parts: it is said which whole is taken in their place."""
    shown = [idea.pk for idea in ideas]
    return list(Idea.objects.parts().filter(pk__in=keys, whole__in=shown).select_related("whole").order_by("pk"))


def _search(person, ideas, search):
    """Return [(idea, the address that adds it)]."""
    keys = [idea.pk for idea in ideas]
    found = Idea.objects.visible_to(person).standing().wholes().matching(search).exclude(pk__in=keys)
    found = found.select_related("event", "territory").order_by("-pk")[:MOST_FOUND]
    return [(idea, _address([*keys, idea.pk])) for idea in found]


def _choices(person, ideas):
    keys = [idea.pk for idea in ideas]
    parts = list(Idea.objects.filter(whole__in=keys).values_list("whole", flat=True))
    mine = set(Idea.objects.managed_by(person).filter(pk__in=keys).values_list("pk", flat=True))
    return [
        Choice(
            idea,
            idea.written_texts(),
            parts.count(idea.pk),
            _address([key for key in keys if key != idea.pk]),
            idea.pk in mine,
        )
        for idea in ideas
    ]


def _address(keys):
    return f"{reverse('ideas:unite')}?{urlencode({'idees': ','.join(map(str, keys))}, safe=',')}"


def _said(head, made, asked):
    """One sentence, or two, about what was done and what waits."""
    said = []
    if made:
        words = ngettext("%(n)s idea joined “%(title)s”.", "%(n)s ideas joined “%(title)s”.", len(made))
        said.append(words % {"n": len(made), "title": head.title})
    if asked:
        said.append(_("The other territory was asked: nothing changes before it agrees."))
    return " ".join(said)
