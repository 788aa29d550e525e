from members.cooperative.models.address_change import AddressChange
from members.cooperative.models.application import Application, JoiningWords
from members.cooperative.models.college import Category, College, Weight, WeightSet
from members.cooperative.models.confirmation import DelegateConfirmation, confirm_delegate, delegate_due
from members.cooperative.models.contact import ContactChange
from members.cooperative.models.cooperative import Cooperative
from members.cooperative.models.delegate import Delegation, change_delegate, delegate_on
from members.cooperative.models.directory import Entry
from members.cooperative.models.gathering import Gathering, GatheringAttendance
from members.cooperative.models.importing import ImportedMember, RegisterImport
from members.cooperative.models.introduction import Introduction
from members.cooperative.models.member import Member
from members.cooperative.models.member_step import Cause, Exclusion, MemberStep
from members.cooperative.models.movement import ShareMovement
from members.cooperative.models.payment import Payment
from members.cooperative.models.refund import Refund
from members.cooperative.models.setting import SettingStep

__all__ = [
    "AddressChange",
    "Application",
    "Category",
    "Cause",
    "College",
    "ContactChange",
    "Cooperative",
    "DelegateConfirmation",
    "Delegation",
    "Entry",
    "Exclusion",
    "Gathering",
    "GatheringAttendance",
    "ImportedMember",
    "Introduction",
    "JoiningWords",
    "Member",
    "MemberStep",
    "Payment",
    "Refund",
    "RegisterImport",
    "SettingStep",
    "ShareMovement",
    "Weight",
    "WeightSet",
    "change_delegate",
    "confirm_delegate",
    "delegate_due",
    "delegate_on",
]
