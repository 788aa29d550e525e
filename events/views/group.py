"""The referent's page of a class or a team, by access link: enter people, follow authorisations, print (D59, D64)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events import grouping
from events.forms.organising.group import PeopleForm
from events.models import Event, Group
from events.models.group import GROUP
from foundation import links
from foundation.codes import clean_code
from foundation.models import Link
from foundation.refusals import saying_why


@login_not_required
@require_safe
def group_link(request, token):
    """Exchange the token for a cookie, so that it leaves the address (D64)."""
    link = links.find(token, purpose=GROUP, kind=Link.Kind.ACCESS)
    group = Group.objects.standing().filter(pk=link.subject).first() if link else None
    if group is None:
        return _gone(request, status=410)
    return links.grant(request, redirect(group), link)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def group(request, code):
    found = _opened(request, code)
    if found is None:
        return _gone(request, status=404)
    can_enter = not found.event.has_begun(timezone.now()) and found.event.is_living
    form = PeopleForm(request.POST if can_enter and request.method == "POST" else None, group=found)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            made = grouping.enter(found, data["names"], age_band=form.age, workshop=data["workshop"])
        except ValidationError as refusal:
            form.add_error("names", refusal)
        else:
            found.write_in(data["language"])
            messages.success(request, _entered(made))
            return redirect(found)
    context = {**_about(found), "form": form, "can_enter": can_enter}
    return render(request, "events/group.html", context, status=422 if form.errors else 200)


@login_not_required
@require_POST
def group_remove(request, code, ticket):
    """Take one person out, before the evening begins; the seat stays the group's."""
    found = _opened(request, code)
    if found is None:
        return _gone(request, status=404)
    member = get_object_or_404(found.people(), code=clean_code(ticket))
    if not member.can_change(now=timezone.now()):
        messages.error(request, _("The evening has begun: to change anything, ask at the door."))
        return redirect(found)
    name = member.full_name
    with saying_why(request):
        grouping.take_out(found, member)
        messages.success(request, _("%(name)s is no longer registered. The seat stays yours.") % {"name": name})
    return redirect(found)


@login_not_required
@require_safe
def group_tickets(request, code):
    """Every ticket on sheets to print and to cut: none of them has an e-mail."""
    found = _opened(request, code)
    return render(request, "events/group_tickets.html", _about(found)) if found else _gone(request, status=404)


@login_not_required
@require_safe
def group_authorisations(request, code):
    """One form a page for each minor whose parent has not answered."""
    found = _opened(request, code)
    if found is None:
        return _gone(request, status=404)
    context = _about(found)
    context["missing"] = [one for one in context["people"] if one.lacks_authorisation]
    return render(request, "events/group_authorisations.html", context)


def _opened(request, code):
    """The group that this visitor's links open, or that they organise; None for anyone else."""
    groups = Group.objects.standing().select_related("event__territory").filter(code=clean_code(code))
    mine = groups.of_links(links.granted(request, purpose=GROUP)).first()
    if mine is None and request.user.is_authenticated:
        mine = groups.filter(event__in=Event.objects.managed_by(request.user)).first()
    return mine


def _about(found):
    people = list(found.people())
    return {
        "group": found,
        "event": found.event,
        "territory": found.event.territory,
        "people": people,
        "held": found.seats.free().count(),
        "missing_count": sum(one.lacks_authorisation for one in people),
    }


def _entered(made):
    if not made:
        return _("Everyone in this list was entered already: nothing has changed.")
    sentence = ngettext("%(count)s person has a seat.", "%(count)s people have a seat.", len(made))
    return sentence % {"count": len(made)}


def _gone(request, *, status):
    return render(request, "events/group_gone.html", status=status)
