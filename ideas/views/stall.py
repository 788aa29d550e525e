"""The stall: whoever holds it types sheets one after the other, without an account, and hands over receipts (D63)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation import links, pictures
from foundation.codes import spaced
from foundation.models import Link
from ideas import guarding
from ideas.forms import CROWDED, TERMS, TypedForm
from ideas.models import STALL, Gathering, Idea
from ideas.submitting import submit

LAST = 5  # receipts still on the screen: the author may come back for theirs


@login_not_required
@require_safe
def stall_link(request, token):
    """Exchange the link for a cookie: the token leaves the address (D64)."""
    link = links.find(token, purpose=STALL, kind=Link.Kind.ACCESS)
    found = Gathering.objects.filter(pk=link.subject).first() if link else None
    if found is None:
        return render(request, "ideas/stall_closed.html", status=410)
    return links.grant(request, redirect("ideas:stall", code=found.code), link)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stall(request, code):
    """Type one sheet; its receipt is shown large, and the next one follows."""
    found = _held(request, code)
    form = TypedForm(request.POST, request.FILES) if request.method == "POST" else TypedForm()
    if form.is_bound and form.is_valid() and not pictures.note_refusal(request, form):
        if found.is_closed:  # the days may be over: paper is typed afterwards
            form.add_error(None, _("This gathering is closed: ask the team to open it again. Your words are kept."))
        elif guarding.has_room(request, event=found.event, table=None, queued=False):
            return _kept(request, form, found)
        else:
            form.add_error(None, CROWDED)
    return render(request, "ideas/stall.html", _page(request, found, form), status=422 if form.errors else 200)


def _kept(request, form, found):
    by = request.user if request.user.is_authenticated else None
    idea = submit(found.event, form.draft(language="fr"), gathering=found, client_key=form.key, by=by, typed=True)
    if form.cleaned_data["photo"] and not idea.kept_photo:
        idea.attach_photo(form.cleaned_data["photo"], alt=form.cleaned_data["photo_alt"], by=by)
    messages.success(request, _("Kept: « %(title)s ».") % {"title": idea})
    response = redirect("ideas:stall", code=found.code)
    response["Location"] += f"?recu={idea.receipt}"
    return response


def _held(request, code):
    """Return the gathering if this visitor holds its stall, or is of its team."""
    found = get_object_or_404(Gathering.objects.select_related("event__territory", "theme"), code=code)
    if str(found.pk) in links.granted(request, purpose=STALL):
        return found
    if Gathering.objects.managed_by(request.user).filter(pk=found.pk).exists():
        return found
    raise Http404


def _page(request, found, form):
    typed = Idea.objects.not_withdrawn().filter(gathering=found, typed=True).order_by("-pk")
    given = typed.filter(receipt=request.GET.get("recu", "")[:8]).first()
    return {
        "gathering": found,
        "territory": found.event.territory,
        "form": form,
        "terms": TERMS,
        "given": given,
        "receipt": spaced(given.receipt) if given else "",
        "last": [{"title": idea.title, "receipt": spaced(idea.receipt)} for idea in typed[:LAST]],
        "count": typed.count(),
    }
