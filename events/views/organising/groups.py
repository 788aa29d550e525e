"""Classes and teams: keep seats, write to the referent, follow how complete they are (D59)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from events.forms.organising.group import GroupForm, MoreSeatsForm, NewGroupForm
from events.models import Group
from events.views.organising.opening import evening_required
from foundation.keyset import paginate, turning
from foundation.refusals import attempt

PAGE = 50


def _tab(event, **context):
    return {"event": event, "tab": "registrations", "subtab": "groups", **context}


def _find(event, pk):
    found = get_object_or_404(event.groups.with_counts().select_related("structure"), pk=pk)
    found.event = event
    return found


@evening_required
@require_GET
def group_list(request, event):
    found = event.groups.with_counts().select_related("structure")
    page = paginate(found, order=("label", "pk"), cursor=request.GET.get("suite", ""), size=PAGE)
    context = _tab(event, groups=page, **turning(request.GET, page))
    return render(request, "events/organiser/group_list.html", context)


@evening_required
def group_new(request, event):
    form = NewGroupForm(request.POST if request.method == "POST" else None, event=event)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        form.instance.by = request.user
        try:
            made = Group.reserve(form.instance, seats=data["seats"], workshop=data["workshop"])
        except ValidationError as refusal:
            form.instance.pk = None
            form.add_error("seats", refusal)
        else:
            messages.success(request, _("The seats are kept. %(address)s receives the link.") % {
                "address": made.referent_email
            })  # fmt: skip
            return redirect("events:group_edit", event.slug, made.pk)
    status = 422 if form.errors else 200
    return render(request, "events/organiser/group_new.html", _tab(event, form=form), status=status)


@evening_required
def group_edit(request, event, pk):
    """Who they are, who is entered, and what is missing; POST changes the words about the group."""
    found = _find(event, pk)
    form = GroupForm(request.POST if request.method == "POST" else None, instance=found, event=event)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The group is up to date."))
        return redirect("events:group_edit", event.slug, pk)
    context = _tab(event, group=found, form=form, people=found.people(), more=MoreSeatsForm(event=event))
    return render(request, "events/organiser/group_edit.html", context, status=422 if form.errors else 200)


@evening_required
@require_POST
def group_seats(request, event, pk):
    """Keep more seats, or give some back."""
    found, form = _find(event, pk), MoreSeatsForm(request.POST, event=event)
    if not form.is_valid():
        messages.error(request, _("Write a number of seats: nothing was changed."))
    elif "less" in request.POST:
        number = found.give_back(form.cleaned_data["seats"])
        sentence = ngettext("%(count)s seat is free for everyone.", "%(count)s seats are free for everyone.", number)
        messages.success(request, sentence % {"count": number})
    else:
        data = form.cleaned_data
        done = _("The seats are kept.")
        attempt(request, lambda: found.hold(data["seats"], workshop=data["workshop"]), done=done)
    return redirect("events:group_edit", event.slug, pk)


@evening_required
@require_POST
def group_link_again(request, event, pk):
    found = _find(event, pk)
    done = _("A new link leaves for %(address)s; the former one no longer opens.") % {"address": found.referent_email}
    attempt(request, found.send_link_again, done=done)
    return redirect("events:group_edit", event.slug, pk)


@evening_required
@require_POST
def group_close(request, event, pk):
    found = _find(event, pk)
    done = _("The group is closed: free seats are for everyone again, those entered stay registered.")
    attempt(request, found.close, done=done)
    return redirect("events:group_list", event.slug)
