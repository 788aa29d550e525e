from projects.committee.models.agenda import AgendaItem
from projects.committee.models.announcement import Announcement, Call, DigestDay
from projects.committee.models.closing import Closing
from projects.committee.models.committee import Committee
from projects.committee.models.declaration import Declaration, DeclarationStep
from projects.committee.models.expert import Expert
from projects.committee.models.file import CommitteeFile, FileDocument, FileFreezing, FileReading
from projects.committee.models.interest import InterestsConfirmation, StandingInterest
from projects.committee.models.lifting import LiftingVote, LiftingVoting, SealedLifting
from projects.committee.models.minutes import SessionMinutes
from projects.committee.models.opinion import Opinion, Score
from projects.committee.models.proposal import Proposal
from projects.committee.models.question import Question
from projects.committee.models.release import PaperLetter, Release
from projects.committee.models.session import Session
from projects.committee.models.slot_notice import SlotNotice
from projects.committee.models.step import CommitteeStep, SessionStep
from projects.committee.models.undertaking import Undertaking
from projects.committee.models.vote import Choice, PendingVote, ProposedCondition, SealedVote, Voting
from projects.committee.models.weights import CommitteeWeights, SessionWeights

__all__ = [
    "AgendaItem",
    "Announcement",
    "Call",
    "Choice",
    "Closing",
    "Committee",
    "CommitteeFile",
    "CommitteeStep",
    "CommitteeWeights",
    "Declaration",
    "DeclarationStep",
    "DigestDay",
    "Expert",
    "FileDocument",
    "FileFreezing",
    "FileReading",
    "InterestsConfirmation",
    "LiftingVote",
    "LiftingVoting",
    "Opinion",
    "PaperLetter",
    "PendingVote",
    "Proposal",
    "ProposedCondition",
    "Question",
    "Release",
    "Score",
    "SealedLifting",
    "SealedVote",
    "Session",
    "SessionMinutes",
    "SessionStep",
    "SessionWeights",
    "SlotNotice",
    "StandingInterest",
    "Undertaking",
    "Voting",
]
