"""What the team writes down while it sorts ideas."""

from ideas.sorting.models.alike import AlikeGroup, AlikeIdea, AlikeRun, Refusal
from ideas.sorting.models.bulk import UNDO, Bulk, BulkMove
from ideas.sorting.models.look import Look, free_for
from ideas.sorting.models.note import Note
from ideas.sorting.models.saved_filter import SavedFilter
from ideas.sorting.models.sheet import Answer, SortingSheet
from ideas.sorting.models.tag import IdeaTag, Tag

__all__ = [
    "UNDO",
    "AlikeGroup",
    "AlikeIdea",
    "AlikeRun",
    "Answer",
    "Bulk",
    "BulkMove",
    "IdeaTag",
    "Look",
    "Note",
    "Refusal",
    "SavedFilter",
    "SortingSheet",
    "Tag",
    "free_for",
]
