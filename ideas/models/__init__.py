from ideas.models.idea import RECEIPT, Idea
from ideas.models.record import Board, IdeaConsent, IdeaStep, Report, bump

__all__ = ["RECEIPT", "Board", "Idea", "IdeaConsent", "IdeaStep", "Report", "bump"]
