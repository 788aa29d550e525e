from events.models.attendance import Attendance
from events.models.event import Event, EventStep, Partner, Scene, Theme
from events.models.registration import Profile, Registration, RegistrationConsent, RegistrationProfile, RegistrationStep
from events.models.workshop import Facilitator, Table, Workshop

__all__ = [
    "Attendance",
    "Event",
    "EventStep",
    "Facilitator",
    "Partner",
    "Profile",
    "Registration",
    "RegistrationConsent",
    "RegistrationProfile",
    "RegistrationStep",
    "Scene",
    "Table",
    "Theme",
    "Workshop",
]
