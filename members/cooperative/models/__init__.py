from members.cooperative.models.college import Category, College, Weight, WeightSet
from members.cooperative.models.contact import ContactChange
from members.cooperative.models.cooperative import Cooperative
from members.cooperative.models.delegate import Delegation, change_delegate, delegate_on
from members.cooperative.models.directory import Entry
from members.cooperative.models.gathering import Gathering, GatheringAttendance
from members.cooperative.models.importing import ImportedMember, RegisterImport
from members.cooperative.models.introduction import Introduction
from members.cooperative.models.member import Member
from members.cooperative.models.setting import SettingStep

__all__ = [
    "Category",
    "College",
    "ContactChange",
    "Cooperative",
    "Delegation",
    "Entry",
    "Gathering",
    "GatheringAttendance",
    "ImportedMember",
    "Introduction",
    "Member",
    "RegisterImport",
    "SettingStep",
    "Weight",
    "WeightSet",
    "change_delegate",
    "delegate_on",
]
