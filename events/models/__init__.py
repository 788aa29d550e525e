from events.models.attendance import Attendance
from events.models.briefing import Briefing, FacilitatorCall
from events.models.event import Event, Theme
from events.models.facilitator import Facilitator, FacilitatorStep, deserted
from events.models.facilitator_reminder import FacilitatorReminder
from events.models.imports import ImportBatch, ImportRow
from events.models.letter import Letter, PostalAddress
from events.models.programme import Partner, Scene
from events.models.record import EventStep, Profile, RegistrationConsent, RegistrationProfile, RegistrationStep
from events.models.registration import Registration
from events.models.reminder import Reminder
from events.models.workshop import Table, Workshop

__all__ = [
    "Attendance",
    "Briefing",
    "Event",
    "EventStep",
    "Facilitator",
    "FacilitatorCall",
    "FacilitatorReminder",
    "FacilitatorStep",
    "ImportBatch",
    "ImportRow",
    "Letter",
    "Partner",
    "PostalAddress",
    "Profile",
    "Registration",
    "RegistrationConsent",
    "RegistrationProfile",
    "RegistrationStep",
    "Reminder",
    "Scene",
    "Table",
    "Theme",
    "Workshop",
    "deserted",
]
