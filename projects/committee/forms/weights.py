"""What each line of the grid weighs, as the chair or the secretary sets it (D27)."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from projects.committee import criteria


class WeightsForm(forms.Form):
    """Seven whole numbers that make 100."""

    def __init__(self, *args, weights, **kwargs):
        super().__init__(*args, **kwargs)
        for line in criteria.lines(weights):
            self.fields[line.code] = forms.IntegerField(
                label=line.label,
                help_text=line.question,
                min_value=0,
                max_value=criteria.TOTAL,
                initial=line.weight,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self):
        data = super().clean()
        if not self.errors:
            try:
                criteria.checked(data)
            except ValidationError as refusal:
                self.add_error(None, refusal)
        return data
