"""The grid as the other verbs call it: its lines, and the weights frozen at the opening of a session (D27)."""

from projects.committee.criteria import Criterion, lines, mark
from projects.committee.models.weights import freeze_grid, set_weights, weights_of, weights_of_committee

__all__ = ["Criterion", "freeze_grid", "lines", "mark", "set_weights", "weights_of", "weights_of_committee"]
