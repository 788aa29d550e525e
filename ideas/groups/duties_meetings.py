"""What members have to do in their groups, for « à faire »: dates to answer, tasks that come near."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ideas.groups.models import Meeting, Task
from members.duties import Duty

MOST = 20  # lines of each kind
AHEAD = timedelta(days=7)


def duties(person, now):
    """Dates that `person` has not answered, then their tasks of the week and the late ones: two statements."""
    for meeting in Meeting.objects.awaiting(person).select_related("group__territory").order_by("pk")[:MOST]:
        said = _("Say which dates suit you for “%(meeting)s”") % {"meeting": meeting}
        url = f"{meeting.get_absolute_url()}#dates"
        day = timezone.localdate(meeting.created_at) + timedelta(days=3)
        yield Duty(
            day, said, str(meeting.group), url, pgettext("button", "Answer"), territory=meeting.group.territory.name
        )
    near = Task.objects.of_person(person).due_by(timezone.localdate(now) + AHEAD)
    for task in near.select_related("group__territory").in_order()[:MOST]:
        yield Duty(
            task.due_on, task.title, str(task.group), task.page, _("See the task"), territory=task.group.territory.name
        )
