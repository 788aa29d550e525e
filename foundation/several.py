"""A choice of several rows in a form, that a hostile number does not break."""

from django import forms

LONGEST_KEY = 18  # digits: what both databases can hold


class SeveralRowsField(forms.ModelMultipleChoiceField):
    """Rows ticked by their keys; Django looks all of them up at once, and neither database reads a larger number."""

    def clean(self, value):
        if any(len(str(one)) > LONGEST_KEY for one in value or ()):
            raise forms.ValidationError(self.error_messages["invalid_pk_value"], params={"pk": "…"})
        return super().clean(value)
