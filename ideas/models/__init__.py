from ideas.models.claim import Claim
from ideas.models.followup import FollowUp, FollowUpPlan
from ideas.models.gathering import STALL, Gathering
from ideas.models.idea import RECEIPT, Idea
from ideas.models.photo import IdeaPhoto
from ideas.models.record import Board, IdeaConsent, IdeaStep, Report, bump

__all__ = [
    "RECEIPT",
    "STALL",
    "Board",
    "Claim",
    "FollowUp",
    "FollowUpPlan",
    "Gathering",
    "Idea",
    "IdeaConsent",
    "IdeaPhoto",
    "IdeaStep",
    "Report",
    "bump",
]
