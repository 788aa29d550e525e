from members.assemblies.models.addition import Addition
from members.assemblies.models.answer import Answer
from members.assemblies.models.assembly import Assembly
from members.assemblies.models.document import Document
from members.assemblies.models.edition import Edition
from members.assemblies.models.minutes import AssemblyMinutes
from members.assemblies.models.notice import Notice
from members.assemblies.models.question import Question
from members.assemblies.models.resolution import Candidate, Resolution
from members.assemblies.models.result import Effect, NewRound, Result, ResultRelease
from members.assemblies.models.step import AssemblyStep

__all__ = [
    "Addition",
    "Answer",
    "Assembly",
    "AssemblyMinutes",
    "AssemblyStep",
    "Candidate",
    "Document",
    "Edition",
    "Effect",
    "NewRound",
    "Notice",
    "Question",
    "Resolution",
    "Result",
    "ResultRelease",
]
