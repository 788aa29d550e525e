"""What meetings, tasks and files hold of people, and how it goes (D58); read by `ideas.groups.personal_data`.

Notes, decisions and tasks are the group's own words: they stay, said by a former member. Whoever leaves or is erased
no longer owns open tasks nor has a part in meetings to come (`Membership._go`).
"""

from django.db.models import Max
from django.db.models.functions import Lower
from django.utils import timezone

from ideas.groups.models import GroupFile, Meeting, MeetingAnswer, SlotAnswer, Task, WorkingGroup
from ideas.groups.models.file import discard

PERSONAL = {}
NOT_PERSONAL = {
    "groups.Meeting": {
        "title place online_url": "what the group says of its meetings to its members",
        "notes": "what was said in a meeting, in the group’s words",
    },
    "groups.MeetingStep": {"why": "what a member said to the whole group"},
    "groups.AgendaPoint": {"title": "a point of an agenda"},
    "groups.MeetingDecision": {"text": "what the group decided"},
    "groups.Task": {"title": "what the group has to do; its owner becomes a former member"},
    "groups.GroupFile": {"name kind key": "a file of the group; who added it becomes a former member"},
}


def last_actions(members):
    """Yield (address, when) of what these members did by themselves: dates and presences answered, tasks, files."""
    acts = (
        (SlotAnswer, "membership", "at"), (MeetingAnswer, "membership", "at"), (Task, "done_by", "done_at"),
        (GroupFile, "added_by", "added_at"),
    )  # fmt: skip
    for model, who, when in acts:
        rows = model.objects.filter(**{f"{who}__in": members}).order_by()
        yield from rows.values_list(Lower(f"{who}__email")).annotate(Max(when))


def leftovers(before):
    """Return [(rows, act on their keys)]: files, notes and answers of groups closed or silent for the retention."""
    old = WorkingGroup.objects.filter(active_at__lt=before).values("pk")
    return [
        (GroupFile.objects.filter(group__in=old), _discard),
        (Meeting.objects.exclude(notes="").filter(group__in=old), _blank_notes),
    ]


def _discard(keys):
    discard(GroupFile.objects.filter(pk__in=keys))


def _blank_notes(keys):
    Meeting.objects.filter(pk__in=keys).update(notes="", notes_at=timezone.now())


def export(members):
    """What is held of these memberships, beside what `ideas.groups.personal_data` tells."""
    dates = SlotAnswer.objects.filter(membership__in=members).select_related("slot__meeting").order_by("pk")
    coming = MeetingAnswer.objects.filter(membership__in=members).select_related("meeting").order_by("pk")
    tasks = Task.objects.filter(owner__in=members).select_related("group").order_by("pk")
    files = GroupFile.objects.filter(added_by__in=members).select_related("group").order_by("pk")
    return {
        "group_dates": [
            {"meeting": str(one.slot.meeting), "date": one.slot.starts_at, "answer": one.get_answer_display()}
            for one in dates
        ],
        "group_meetings": [{"meeting": str(one.meeting), "answer": one.get_answer_display()} for one in coming],
        "group_tasks": [
            {"group": str(one.group), "task": one.title, "by": one.due_on, "done_at": one.done_at} for one in tasks
        ],
        "group_files": [{"group": str(one.group), "file": one.name, "added_at": one.added_at} for one in files],
    }
