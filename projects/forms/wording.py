"""The sentences that a territory asks of its teams, one per line."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ideas.forms import Words
from projects import sentences

LONGEST = 250


class SentencesForm(forms.Form):
    """One box per stage; emptied, it brings the usual sentences back."""

    def __init__(self, data=None, *, territory):
        super().__init__(data)
        self.territory = territory
        for stage in sentences.USUAL:
            self.fields[stage] = Words(
                label=capfirst(stage.label),
                max_length=sentences.MOST_SENTENCES * (LONGEST + 2),
                rows=4,
                required=False,
                initial="\n".join(str(text) for _key, text in sentences.wording(territory, stage)),
            )
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self):
        cleaned = super().clean()
        for stage, text in list(cleaned.items()):
            lines = [line for line in text.splitlines() if line.strip()]
            if len(lines) > sentences.MOST_SENTENCES:
                self.add_error(stage, _("At most six sentences are read: keep the most useful ones."))
            elif any(len(line) > LONGEST for line in lines):
                self.add_error(stage, _("A sentence is too long: 250 characters at most."))
        return cleaned

    def keep(self):
        """Keep what was changed; sentences as they were stay the usual ones."""
        for stage in self.changed_data:
            sentences.rewrite(self.territory, stage, self.cleaned_data[stage].splitlines())
