from events.models.attendance import Attendance
from events.models.event import Event, Theme
from events.models.imports import ImportBatch, ImportRow
from events.models.programme import Partner, Scene
from events.models.record import EventStep, Profile, RegistrationConsent, RegistrationProfile, RegistrationStep
from events.models.registration import Registration
from events.models.reminder import Reminder
from events.models.workshop import Facilitator, Table, Workshop

__all__ = [
    "Attendance",
    "Event",
    "EventStep",
    "Facilitator",
    "ImportBatch",
    "ImportRow",
    "Partner",
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
]
