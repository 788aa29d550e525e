"""« Avez-vous un lien avec ce dossier ? »: before it opens, and to stand down at any moment (D25)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from projects.committee import declaring, known_links
from projects.committee.forms.declaring import FreeForm, RecusalForm
from projects.committee.opening_files import declaring_required
from projects.models import Bearing


@require_http_methods(["GET", "HEAD", "POST"])
@declaring_required
def declaration(request, item, expert):
    """Only what tells a link is shown: the name, who bears it, its partners; not the file."""
    links = known_links.proposed(item, expert)
    stands_down = request.method == "POST" and request.POST.get("answer") == "recuse"
    says_free = request.method == "POST" and not stands_down
    free = FreeForm(request.POST if says_free else None, links=links, prefix="free")
    recusal = RecusalForm(request.POST if stands_down else None, prefix="recusal")
    form = recusal if stands_down else free
    if request.method == "POST" and form.is_valid():
        try:
            return _kept(request, item, expert, form=form, stands_down=stands_down)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    current = Bearing.objects.current().filter(project=item.project).select_related("membership")
    context = {
        "item": item,
        "session": item.session,
        "expert": expert,
        "declared": item.declarations.filter(expert=expert).select_related("set_by").first(),
        "may_declare": item.is_listed and item.session.takes_declarations,
        "voted": item.votings.filter(expert=expert).exists(),
        "links": links,
        "free": free,
        "recusal": recusal,
        "bearings": current.order_by("kind", "pk"),
        "partners": item.project.partners.standing(),
    }
    return render(request, "committee/declaration.html", context, status=422 if form.errors else 200)


def _kept(request, item, expert, *, form, stands_down):
    """Do what the form says; ValidationError as the verbs."""
    words = form.cleaned_data.get("words", "")
    if not stands_down:
        declaring.declare_free(item, expert, words=words)
        messages.success(request, _("Thank you: the file is open to you."))
        return redirect("committee:file", item.pk)
    voted = item.votings.filter(expert=expert).exists()
    declaring.recuse(item, expert, reason=form.cleaned_data["reason"], words=words, by=request.user)
    said = _("It is noted: you stand down from “%(project)s”.") % {"project": item.project}
    if voted:
        said = " ".join([said, _("The vote you had given no longer counts.")])
    messages.success(request, said)
    return redirect("committee:my_files", item.session_id)
