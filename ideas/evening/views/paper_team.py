"""The paper of one evening, for its team: how far it is, who types, what nobody could read."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.views.organising.opening import evening_required
from ideas.evening import paper
from ideas.evening.forms.paper import TranscriberForm
from ideas.evening.models import PaperPhoto, PaperSheet, Transcriber
from ideas.evening.models.transcriber import with_addresses

MOST_SHOWN = 50  # sheets that nobody could read: an evening has a handful
MOST_TRANSCRIBERS = 40


@evening_required
@require_http_methods(["GET", "HEAD", "POST"])
def paper_home(request, event):
    form = TranscriberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        Transcriber.make(event, name=form.cleaned_data["name"])
        messages.success(request, _("The link is ready: copy it and hand it over."))
        return redirect("evening:paper_home", slug=event.slug)
    stacks, total = paper.progress(event)
    aside = PaperSheet.objects.of(event).illegible().select_related("gathering").order_by("pk")
    context = {
        "event": event,
        "tab": "night",
        "form": form,
        "stacks": stacks,
        "total": total,
        "loose": PaperPhoto.objects.loose().filter(event=event).count(),
        "reading": PaperPhoto.objects.unread().filter(event=event).count(),
        "aside": aside[:MOST_SHOWN],
        "late": PaperPhoto.objects.late().filter(event=event).select_related("sheet").order_by("pk")[:MOST_SHOWN],
        "transcribers": with_addresses(event.transcribers.active().with_counts().order_by("-pk")[:MOST_TRANSCRIBERS]),
    }
    return render(request, "evening/paper_home.html", context, status=422 if form.errors else 200)


@evening_required
@require_POST
def paper_link_close(request, event, pk):
    """Close someone's link at once; what they typed stays."""
    typist = get_object_or_404(event.transcribers, pk=pk)
    typist.revoke()
    messages.success(request, _("The link of %(name)s opens nothing more.") % {"name": typist})
    return redirect("evening:paper_home", slug=event.slug)


@evening_required
@require_POST
def paper_again(request, event, pk):
    """Put a sheet back among those to type."""
    sheet = get_object_or_404(PaperSheet.objects.of(event), pk=pk)
    sheet.queue_again()
    messages.success(request, _("Sheet %(reference)s waits to be typed again.") % {"reference": sheet.reference})
    return redirect("evening:paper_home", slug=event.slug)
