from events.models.attendance import Attendance
from events.models.authorisation import Authorisation
from events.models.briefing import Briefing, FacilitatorCall
from events.models.campaign import Campaign, CampaignStep
from events.models.door import Door
from events.models.edition import EditionCopy
from events.models.engagement import Engagement, HostingRequest, HostingStep
from events.models.event import Event, Theme
from events.models.facilitator import Facilitator, FacilitatorStep, deserted
from events.models.facilitator_reminder import FacilitatorReminder
from events.models.group import Group, GroupSeat
from events.models.imports import ImportBatch, ImportRow
from events.models.letter import Letter, PostalAddress
from events.models.mapping import ColumnMapping
from events.models.merge import Merge
from events.models.needs import CareSettings, Need, NeedTick
from events.models.photo import EventPhoto, PhotoRemoval
from events.models.placement import Placement, SeatingPlan
from events.models.programme import Partner, Scene
from events.models.record import EventStep, Profile, RegistrationConsent, RegistrationProfile, RegistrationStep
from events.models.registration import Registration
from events.models.reminder import Reminder
from events.models.script import Script
from events.models.sharing import Ride, RideRequest
from events.models.text import EventText, copy_texts, keep_text
from events.models.timetable import Task, TaskReminder
from events.models.waiting import HeldSeat, Offer, Wait
from events.models.wish import Wish
from events.models.workshop import Table, Workshop

__all__ = [
    "Attendance",
    "Authorisation",
    "Briefing",
    "Campaign",
    "CampaignStep",
    "CareSettings",
    "ColumnMapping",
    "Door",
    "EditionCopy",
    "Engagement",
    "Event",
    "EventPhoto",
    "EventStep",
    "EventText",
    "Facilitator",
    "FacilitatorCall",
    "FacilitatorReminder",
    "FacilitatorStep",
    "Group",
    "GroupSeat",
    "HeldSeat",
    "HostingRequest",
    "HostingStep",
    "ImportBatch",
    "ImportRow",
    "Letter",
    "Merge",
    "Need",
    "NeedTick",
    "Offer",
    "Partner",
    "PhotoRemoval",
    "Placement",
    "PostalAddress",
    "Profile",
    "Registration",
    "RegistrationConsent",
    "RegistrationProfile",
    "RegistrationStep",
    "Reminder",
    "Ride",
    "RideRequest",
    "Scene",
    "Script",
    "SeatingPlan",
    "Table",
    "Task",
    "TaskReminder",
    "Theme",
    "Wait",
    "Wish",
    "Workshop",
    "copy_texts",
    "deserted",
    "keep_text",
]
