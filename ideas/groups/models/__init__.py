from ideas.groups.models.entry import Entry
from ideas.groups.models.founding import found_group, joiners_of, living_groups
from ideas.groups.models.group import WorkingGroup
from ideas.groups.models.membership import ACCESS, Membership, MembershipConsent, enter
from ideas.groups.models.message import GroupMessage
from ideas.groups.models.role import WantedRole
from ideas.groups.models.rules import GroupRules, rules_of
from ideas.groups.models.step import GroupStep

__all__ = [
    "ACCESS",
    "Entry",
    "GroupMessage",
    "GroupRules",
    "GroupStep",
    "Membership",
    "MembershipConsent",
    "WantedRole",
    "WorkingGroup",
    "enter",
    "found_group",
    "joiners_of",
    "living_groups",
    "rules_of",
]
