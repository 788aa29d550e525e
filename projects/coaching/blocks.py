"""The advice that stands on the page of an idea's way, of a group, of a project: one, with its three answers."""

from django.template.loader import render_to_string
from django.utils import timezone

from foundation.offers import Block
from ideas import beside
from ideas.groups.opening import membership_in
from ideas.views.authors import mine
from projects.blocks import workspace
from projects.coaching import holders
from projects.coaching.advice import Audience
from projects.coaching.choosing import first_of
from projects.coaching.emails import BUTTONS

TEMPLATE = "coaching/_advice.html"


def offer_all():
    """Called once, when the app is ready."""
    beside.offer(beside.JOURNEY, _on_journey)
    beside.offer(beside.GROUP, _on_group)
    workspace.offer(Block(TEMPLATE, _of_project, rank=10))


def _on_journey(request, idea):
    held = mine(request).standing().filter(pk=idea.pk)
    return _rendered(request, [(holders.of_idea(one), one) for one in held])


def _on_group(request, group):
    membership = membership_in(request, group)
    things = [(holders.of_member(membership), group)] if membership else []
    return _rendered(request, things, unless=("no_meeting",))  # the page itself says it, from the first day


def _of_project(request, project, membership):
    """Who bears it is advised about it; another member, about their group."""
    if membership is None:
        return None
    bearer = project.bearer
    if bearer and bearer.membership_id == membership.pk:
        return _context(request, [(holders.of_member(membership, audience=Audience.BEARER), project)])
    return _context(request, [(holders.of_member(membership), project.group)])


def _rendered(request, things, *, unless=()):
    context = _context(request, things, unless=unless)
    return render_to_string(TEMPLATE, {"block": context}, request=request) if context else ""


def _context(request, things, *, unless=()):
    found = first_of(things, now=timezone.now(), unless=unless)
    return {"next": found, "buttons": BUTTONS, "back": request.path} if found else None
