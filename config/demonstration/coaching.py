"""What the coach says of the invented evening: an idea waits for its first step, a role for someone to hold it."""

from datetime import timedelta

from config.demonstration import groups
from ideas.groups.models import WantedRole, WorkingGroup
from ideas.models import Idea

WAITED = timedelta(days=24)  # longer than the advice about a role waits
TITLE = "La valise de bienvenue"


def load(event, *, now):
    """Let an idea and a group of `event` be old enough to be advised."""
    Idea.objects.filter(event=event, title=TITLE).update(created_at=now - WAITED, first_step="")
    led = WorkingGroup.objects.filter(memberships__email=groups.LEAD)
    WantedRole.objects.filter(group__in=led.values("pk")).update(created_at=now - WAITED)


def advised():
    """The idea whose author is advised, None when the demonstration was removed."""
    return Idea.objects.standing().filter(title=TITLE).select_related("event__territory").first()


def address(idea):
    """The way of this idea, opened as its author."""
    return idea.open_url(journey=True)
