from projects.committee.models.agenda import AgendaItem
from projects.committee.models.committee import Committee
from projects.committee.models.declaration import Declaration, DeclarationStep
from projects.committee.models.expert import Expert
from projects.committee.models.interest import InterestsConfirmation, StandingInterest
from projects.committee.models.session import Session
from projects.committee.models.undertaking import Undertaking

__all__ = [
    "AgendaItem",
    "Committee",
    "Declaration",
    "DeclarationStep",
    "Expert",
    "InterestsConfirmation",
    "Session",
    "StandingInterest",
    "Undertaking",
]
