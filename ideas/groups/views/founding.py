"""Founding a group: the author from their idea, the team from the ideas kept."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation import keyset, links
from ideas.groups.forms import AuthorFoundForm, FoundForm
from ideas.groups.models import found_group, joiners_of, living_groups, seeking_group
from ideas.groups.showing import may_be_founded
from ideas.models import Idea, IdeaStep
from ideas.views.authors import opened
from members.access import organiser_required

PAGE = 30


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def found_by_author(request, slug):
    """An author founds the group of an idea that is shown, and leads it to begin with (writing is not bearing, D19)."""
    idea = opened(request, slug)
    if idea is None:
        raise Http404
    if living := living_groups(idea).first():
        return redirect(living)
    if not may_be_founded(request, idea):
        raise Http404
    initial = {"name": idea.title, "purpose": idea.need, "given_name": idea.author_name}
    form = AuthorFoundForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            group = found_group(idea, role=IdeaStep.Role.AUTHOR, lead=_lead(idea, form), **_words(form))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The group is founded, and you lead it to begin with."))
            return links.grant(request, redirect(group), group.leads().get(email=idea.author_email).access_link())
    context = {"idea": idea, "form": form, "territory": idea.territory, "joiners": joiners_of(idea).count()}
    return render(request, "groups/found_by_author.html", context, status=422 if form.errors else 200)


def _words(form):
    return {name: form.cleaned_data[name] for name in ("name", "purpose")}


def _lead(idea, form):
    typed = form.cleaned_data
    return {
        "given_name": typed["given_name"],
        "family_name": typed["family_name"],
        "email": idea.author_email,
        "language": idea.language,
        "person": idea.person,
    }


@organiser_required
@require_safe
def choose(request):
    """Ideas without a group, those that were kept and have people first: one click each founds it."""
    search = request.GET.get("q", "")[:100].replace("\x00", "")
    ideas = seeking_group(Idea.objects.managed_by(request.user)).matching(search)
    page = keyset.paginate(
        ideas.for_cards().with_joiners(), order=("-id",), cursor=request.GET.get("suite", ""), size=PAGE
    )
    context = {"page": page, "search": search, **keyset.turning(request.GET, page)}
    return render(request, "groups/team_choose.html", context)


@organiser_required
@require_http_methods(["GET", "HEAD", "POST"])
def found(request, pk):
    """The team founds the group of one idea from those who said that they carry on with it."""
    idea = get_object_or_404(Idea.objects.managed_by(request.user).standing().select_related("event__territory"), pk=pk)
    joiners = list(joiners_of(idea))
    for one in joiners:
        one.shown = str(one.registration or one) if not one.given_name else str(one)
    initial = {"name": idea.title, "purpose": idea.need}
    form = FoundForm(request.POST if request.method == "POST" else None, people=joiners, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            group = found_group(idea, by=request.user, joiners=form.chosen(joiners), **_words(form))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The group is founded. Those who left an address receive their link."))
            return redirect(group)
    context = {"idea": idea, "form": form, "joiners": joiners, "living": living_groups(idea)}
    return render(request, "groups/team_found.html", context, status=422 if form.errors else 200)
