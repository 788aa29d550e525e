from members.assemblies.models.addition import Addition
from members.assemblies.models.answer import Answer
from members.assemblies.models.assembly import Assembly
from members.assemblies.models.code import VotingCode
from members.assemblies.models.document import Document
from members.assemblies.models.edition import Edition
from members.assemblies.models.minutes import AssemblyMinutes
from members.assemblies.models.notice import Notice
from members.assemblies.models.officer import Officer
from members.assemblies.models.presence import Presence
from members.assemblies.models.proxy import Proxy
from members.assemblies.models.question import Question
from members.assemblies.models.resolution import Candidate, Resolution
from members.assemblies.models.result import Effect, NewRound, Result, ResultRelease
from members.assemblies.models.right import BallotRight, freeze_rights
from members.assemblies.models.step import AssemblyStep
from members.assemblies.models.taking_part import Part, turnout_now, who_takes_part
from members.assemblies.models.teller import PaperCount, Teller
from members.assemblies.models.urn import (
    BallotChoice,
    OpenBallot,
    PublishedBallot,
    PublishedReceipt,
    UrnBallot,
    VoteClosing,
    Voted,
)
from members.assemblies.models.voter import Voter, list_voters, why_not_voter

__all__ = [
    "Addition",
    "Answer",
    "Assembly",
    "AssemblyMinutes",
    "AssemblyStep",
    "BallotChoice",
    "BallotRight",
    "Candidate",
    "Document",
    "Edition",
    "Effect",
    "NewRound",
    "Notice",
    "Officer",
    "OpenBallot",
    "PaperCount",
    "Part",
    "Presence",
    "Proxy",
    "PublishedBallot",
    "PublishedReceipt",
    "Question",
    "Resolution",
    "Result",
    "ResultRelease",
    "Teller",
    "UrnBallot",
    "VoteClosing",
    "Voted",
    "Voter",
    "VotingCode",
    "freeze_rights",
    "list_voters",
    "turnout_now",
    "who_takes_part",
    "why_not_voter",
]
