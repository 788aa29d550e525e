from django import forms

from outbox import preferences


class PreferencesForm(forms.Form):
    """One choice per kind of mail, for one address."""

    def __init__(self, data=None, *, address):
        super().__init__(data, auto_id=f"{address}-%s")
        self.address = address
        for preference in preferences.of(address):
            self.fields[preference.topic.code] = forms.ChoiceField(
                label=preference.topic.label,
                help_text=preference.topic.text,
                choices=[(choice.value, choice.label) for choice in preference.choices],
                initial=preference.choice,
                widget=forms.RadioSelect,
            )

    def choices(self):
        """Return {topic: choice}."""
        return dict(self.cleaned_data)
