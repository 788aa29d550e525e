"""What only the evening itself writes down."""

from ideas.evening.models.chosen import ChosenIdea, write_order
from ideas.evening.models.control import Control, ControlStep, Overtaken
from ideas.evening.models.paper import PaperSheet
from ideas.evening.models.paper_photo import PaperPhoto
from ideas.evening.models.transcriber import TRANSCRIPTION, Transcriber

__all__ = [
    "TRANSCRIPTION",
    "ChosenIdea",
    "Control",
    "ControlStep",
    "Overtaken",
    "PaperPhoto",
    "PaperSheet",
    "Transcriber",
    "write_order",
]
