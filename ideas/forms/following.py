"""When the follow-ups of an evening leave."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.models.followup import DAYS, MOST_DAYS, Kind


class PlanForm(forms.Form):
    """Two fields per follow-up: whether it leaves, and how many days after the evening."""

    def __init__(self, data=None, *, plan):
        super().__init__(data)
        for kind in DAYS:
            days, active = plan[kind]
            label = Kind(kind).label.capitalize()
            self.fields[f"{kind}_active"] = forms.BooleanField(label=label, required=False, initial=active)
            self.fields[f"{kind}_days"] = forms.IntegerField(
                label=_("Days after the evening: %(what)s") % {"what": Kind(kind).label},
                min_value=1,
                max_value=MOST_DAYS,
                initial=days,
            )

    def rows(self):
        """Return [(its box, its number of days)], one per follow-up."""
        return [(self[f"{kind}_active"], self[f"{kind}_days"]) for kind in DAYS]

    def wanted(self):
        """Return {kind: (days, active)}."""
        values = self.cleaned_data
        return {kind: (values[f"{kind}_days"], values[f"{kind}_active"]) for kind in DAYS}
