from projects.coaching.models.settings import AdviceSetting, CoachRules, advice_of, advice_of_all, rules_of
from projects.coaching.models.suggestion import Suggestion

__all__ = ["AdviceSetting", "CoachRules", "Suggestion", "advice_of", "advice_of_all", "rules_of"]
