from ideas.models.claim import Claim
from ideas.models.family import family_of
from ideas.models.follower import Follower
from ideas.models.followup import FollowUp, FollowUpPlan
from ideas.models.gathering import STALL, Gathering
from ideas.models.idea import RECEIPT, Idea
from ideas.models.joining import Joiner, JoinerConsent
from ideas.models.life import PUBLIC_STAGES, Stage, advance
from ideas.models.merge_request import MergeRequest, ask_to_merge, put_together
from ideas.models.merging import IdeaMerge, merge
from ideas.models.photo import IdeaPhoto
from ideas.models.record import Board, IdeaConsent, IdeaStep, Report, bump
from ideas.models.star import Star
from ideas.models.sticker import Hand, Sticker, TableShare
from ideas.models.vote import Vote, VoteStep, vote_of

__all__ = [
    "PUBLIC_STAGES",
    "RECEIPT",
    "STALL",
    "Board",
    "Claim",
    "FollowUp",
    "FollowUpPlan",
    "Follower",
    "Gathering",
    "Hand",
    "Idea",
    "IdeaConsent",
    "IdeaMerge",
    "IdeaPhoto",
    "IdeaStep",
    "Joiner",
    "JoinerConsent",
    "MergeRequest",
    "Report",
    "Stage",
    "Star",
    "Sticker",
    "TableShare",
    "Vote",
    "VoteStep",
    "advance",
    "ask_to_merge",
    "bump",
    "family_of",
    "merge",
    "put_together",
    "vote_of",
]
