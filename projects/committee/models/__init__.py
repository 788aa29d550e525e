from projects.committee.models.agenda import AgendaItem
from projects.committee.models.committee import Committee
from projects.committee.models.expert import Expert
from projects.committee.models.session import Session

__all__ = ["AgendaItem", "Committee", "Expert", "Session"]
