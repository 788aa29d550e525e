"""The cooperative's own settings say nothing of a person."""

PERSONAL = {}
NOT_PERSONAL = {
    "cooperative.Cooperative": {"name registered_office registration": "of the company, in public registers"},
    "cooperative.Category": {"name": "a word of the statutes"},
    "cooperative.College": {"name": "a word of the statutes"},
    "cooperative.WeightSet": {"decided_by": "the statutes, or a resolution"},
    "cooperative.SettingStep": {"changes": "names and figures of settings"},
}
