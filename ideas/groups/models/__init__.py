from ideas.groups.models.agenda import AgendaPoint, MeetingRole
from ideas.groups.models.attending import Coming, MeetingAnswer
from ideas.groups.models.decision import MeetingDecision
from ideas.groups.models.entry import Entry
from ideas.groups.models.file import GroupFile, GroupShelf
from ideas.groups.models.founding import found_group, joiners_of, living_groups, seeking_group
from ideas.groups.models.group import WorkingGroup
from ideas.groups.models.meeting import Meeting, NotesConflict, next_meeting
from ideas.groups.models.meeting_step import MeetingStep
from ideas.groups.models.membership import ACCESS, Membership, MembershipConsent, enter
from ideas.groups.models.message import GroupMessage
from ideas.groups.models.poll import MeetingSlot, SlotAnswer, ask_dates
from ideas.groups.models.role import WantedRole
from ideas.groups.models.rules import GroupRules, rules_of
from ideas.groups.models.step import GroupStep
from ideas.groups.models.task import Task, TaskReminderSent, open_tasks

__all__ = [
    "ACCESS",
    "AgendaPoint",
    "Coming",
    "Entry",
    "GroupFile",
    "GroupMessage",
    "GroupRules",
    "GroupShelf",
    "GroupStep",
    "Meeting",
    "MeetingAnswer",
    "MeetingDecision",
    "MeetingRole",
    "MeetingSlot",
    "MeetingStep",
    "Membership",
    "MembershipConsent",
    "NotesConflict",
    "SlotAnswer",
    "Task",
    "TaskReminderSent",
    "WantedRole",
    "WorkingGroup",
    "ask_dates",
    "enter",
    "found_group",
    "joiners_of",
    "living_groups",
    "next_meeting",
    "open_tasks",
    "rules_of",
    "seeking_group",
]
