"""A category or a college: its name; and the new weights that an adopted resolution decides (D40, D42)."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.cooperative.colleges import refusals_of_weights, set_weights, weights_on
from members.cooperative.forms.figures import PercentField
from members.cooperative.models import Category


class CategoryForm(forms.Form):
    name = forms.CharField(label=_("Name of the category"), max_length=80)
    kind = forms.ChoiceField(label=_("For the law, its members are"), choices=Category.Kind, initial="other")


class CollegeForm(forms.Form):
    name = forms.CharField(label=_("Name of the college"), max_length=80)


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)


class WeightsForm(forms.Form):
    """The weights that a resolution gives to each college from a day on; an empty one leaves the college out.

    For the room of assemblies: it shows the form beside an adopted extraordinary resolution, then calls
    `put_in_force(decision=Decision(…), by=…)`, which returns False with its errors when the law refuses.
    """

    since = forms.DateField(label=_("In force from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, data=None, *, cooperative, since):
        super().__init__(data, initial={"since": since})
        self.cooperative = cooperative
        self.colleges = list(cooperative.colleges.all())
        now = weights_on(cooperative, since)
        for college in self.colleges:
            initial = now.get(college.pk)
            self.fields[f"college_{college.pk}"] = PercentField(
                label=college.name,
                initial=None if initial is None else round(float(initial), 2),
                required=False,
                help_text=_("in %"),
            )

    def clean(self):
        found = super().clean()
        named = {college.name: percent for college, percent in self.percents().items()}
        for refusal in [] if self.errors else refusals_of_weights(named):
            self.add_error(None, refusal)
        return found

    def percents(self):
        """{College: percentage} of those that have one; none at all gives colleges up."""
        typed = ((college, self.cleaned_data.get(f"college_{college.pk}")) for college in self.colleges)
        return {college: percent for college, percent in typed if percent}

    def put_in_force(self, *, decision, by):
        """Call `set_weights` with what was typed; False, with the reasons in the form, when it refuses (D42)."""
        try:
            set_weights(self.cooperative, self.percents(), since=self.cleaned_data["since"], decided_by=decision, by=by)
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return False
        return True
