from ideas.sorting.forms.deciding import WHY, DecisionForm, SheetForm, why_of
from ideas.sorting.forms.filtering import BoardForm
from ideas.sorting.forms.moving import MoveForm

__all__ = ["WHY", "BoardForm", "DecisionForm", "MoveForm", "SheetForm", "why_of"]
